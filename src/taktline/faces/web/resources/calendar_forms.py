"""Forms about calendars and changeovers."""

from datetime import date, datetime
from unicodedata import normalize

from django.utils.translation import gettext as now
from django.utils.translation import gettext_lazy as _

from taktline.faces.web.declare import Field, FormSpec
from taktline.faces.web.filling import Data, key_of, listed, told, values
from taktline.faces.web.pairs import Does, new_and_edit
from taktline.faces.web.resources import choices, times
from taktline.faces.web.resources.forms import NAMES, linked
from taktline.identity import queries as identity
from taktline.kernel.actor import Actor
from taktline.kernel.errors import InvalidInput
from taktline.kernel.operation import operation
from taktline.resources import permits, queries, services
from taktline.resources.types import (
    CalendarDraft,
    ExceptionDraft,
    ExceptionKind,
    FamilyDraft,
    GroupDraft,
    ShiftDraft,
)


def _shifts(data: Data) -> list[ShiftDraft]:
    rows = data.get("shifts")
    found = []
    for at, row in enumerate(rows if isinstance(rows, list) else []):
        start = times.read(row.get("start"), f"shifts[{at}].start")
        end = times.read(row.get("end"), f"shifts[{at}].end")
        days = _days(str(row.get("days") or ""), f"shifts[{at}].days")
        if start is None or end is None:
            raise InvalidInput(field=f"shifts[{at}].start", reason=now("Enter when it begins and ends."))
        found += [ShiftDraft(day, start, times.until(start, end)) for day in days]
    return found


def _days(text: str, field: str) -> list[int]:
    """Weekdays from 1-5 or 1,3,6; Monday is 1."""
    days: list[int] = []
    for part in normalize("NFKC", text).replace("、", ",").split(","):
        first, dash, last = part.strip().partition("-")
        if not first.isdecimal() or (dash and not last.isdecimal()):
            raise InvalidInput(field=field, reason=now("Write weekdays as 1-5 or 1,3,6; Monday is 1."))
        days += range(int(first), int(last or first) + 1)
    if not days or not all(1 <= day <= 7 for day in days):
        raise InvalidInput(field=field, reason=now("Write weekdays as 1-5 or 1,3,6; Monday is 1."))
    return [day - 1 for day in days]


@operation
def _blank_calendar(_key: str, by: Actor) -> Data:
    """A new calendar is of the only site there is, and its default while it has none."""
    sites = identity.sites(scope=by.scope)
    if len(sites) != 1:
        return {}
    return {"site_id": sites[0].id, "is_site_default": queries.site_calendar(sites[0].id) is None}


def _create_calendar(data: Data, by: Actor, at: datetime, _key: str) -> str:
    pk = services.create_calendar(told(CalendarDraft("", ""), linked(data)), by=by, at=at)
    if shifts := _shifts(data):
        services.set_shifts(pk, shifts, by=by, at=at)
    return f"/resources/calendars/{pk}/"


@operation
def _change_calendar(data: Data, by: Actor, at: datetime, key: str) -> str:
    pk = key_of(key)
    services.change_calendar(pk, told(queries.calendar_draft_of(pk), linked(data)), by=by, at=at)
    services.set_shifts(pk, _shifts(data), by=by, at=at)
    return f"/resources/calendars/{pk}/"


def _load_calendar(key: str, _by: Actor) -> Data:
    row = queries.calendar(key_of(key))
    windows: dict[tuple[int, int], list[int]] = {}
    for shift in row.shifts:
        windows.setdefault((shift.start, shift.end), []).append(shift.weekday + 1)
    shifts = [
        {"days": _spoken(days), "start": times.shown(start), "end": times.shown(end)}
        for (start, end), days in windows.items()
    ]
    return values(queries.calendar_draft_of(key_of(key))) | {"shifts": shifts}


def _spoken(days: list[int]) -> str:
    days = sorted(days)
    if len(days) > 2 and days == list(range(days[0], days[-1] + 1)):
        return f"{days[0]}-{days[-1]}"
    return ",".join(str(day) for day in days)


def add_days(calendar_id: int, by: Actor, at: datetime, data: Data) -> None:
    """Say how a day, or the days up to another, differ."""
    first, last = data.get("first"), data.get("last") or data.get("first")
    if not isinstance(first, date) or not isinstance(last, date) or not 0 <= (last - first).days <= 366:
        raise InvalidInput(
            field="last", reason=now("The last day lies before the first, or more than a year later.")
        )
    start, end = times.read(data.get("start"), "start"), times.read(data.get("end"), "end")
    weekday = data.get("weekday")
    drafts = [
        ExceptionDraft(
            day=date.fromordinal(day),
            kind=str(data.get("kind")),
            weekday=int(str(weekday)) if weekday else None,
            start=start,
            end=times.until(start, end) if start is not None and end is not None else None,
            name=str(data.get("name") or ""),
        )
        for day in range(first.toordinal(), last.toordinal() + 1)
    ]
    services.add_exceptions(calendar_id, drafts, by=by, at=at)


def remove_days(calendar_id: int, by: Actor, at: datetime, data: Data) -> None:
    """Let days be ordinary weekdays again."""
    first, last = data.get("first"), data.get("last") or data.get("first")
    if not isinstance(first, date) or not isinstance(last, date):
        raise InvalidInput(field="first", reason=now("Enter a day."))
    days = [date.fromordinal(day) for day in range(first.toordinal(), last.toordinal() + 1)]
    services.remove_exceptions(calendar_id, days, by=by, at=at)


def _families(data: Data) -> list[FamilyDraft]:
    rows = data.get("families")
    return [
        FamilyDraft(
            code=str(row.get("code") or ""),
            name=str(row.get("name") or ""),
            name_en=str(row.get("name_en") or ""),
            id=int(row["id"]) if row.get("id") else None,
        )
        for row in (rows if isinstance(rows, list) else [])
    ]


@operation
def _create_group(data: Data, by: Actor, at: datetime, _key: str) -> str:
    pk = services.create_group(told(GroupDraft("", ""), data), by=by, at=at)
    services.set_families(pk, _families(data), by=by, at=at)
    return f"/resources/changeovers/{pk}/"


@operation
def _change_group(data: Data, by: Actor, at: datetime, key: str) -> str:
    pk = key_of(key)
    services.change_group(pk, told(GroupDraft("", ""), data), by=by, at=at)
    services.set_families(pk, _families(data), by=by, at=at)
    return f"/resources/changeovers/{pk}/"


def _load_group(key: str, _by: Actor) -> Data:
    row = queries.changeover(key_of(key))
    names = queries.family_names(row.families)
    families = [
        {"id": pk, "code": names[pk][0], "name": names[pk][1].zh, "name_en": names[pk][1].en}
        for pk in row.families
    ]
    return {"code": row.code, "name": row.name.zh, "name_en": row.name.en, "families": families}


_DAYS = (
    Field("first", _("Date"), "date", required=True),
    Field("last", _("Last day"), "date", help=_("Empty for one day.")),
)
ADD_DAYS = FormSpec(
    fields=(
        *_DAYS,
        Field("kind", _("Kind"), "choice", choices=listed(ExceptionKind), required=True),
        Field(
            "weekday", _("Worked like"), "choice", choices=choices.weekdays, help=_("For a shifted workday.")
        ),
        Field("start", _("Start"), placeholder="17:30", help=_("For overtime.")),
        Field("end", _("End"), placeholder="20:30"),
        Field("name", _("Name"), placeholder=_("National Day")),
    )
)
REMOVE_DAYS = FormSpec(fields=_DAYS)
_CALENDAR = (
    *NAMES,
    Field("site_id", _("Site"), "choice", choices=choices.any_site),
    Field(
        "parent_id",
        _("Inherits from"),
        "choice",
        choices=choices.calendars,
        help=_("Its holidays and shifted workdays count here too; its shifts, when none are entered below."),
    ),
    Field("is_site_default", _("The site's own calendar"), "bool"),
    Field(
        "shifts",
        _("Weekly shifts"),
        "lines",
        wide=True,
        rows=2,
        help=_(
            "Leave a gap between two lines of a day for a break. An end before the start is the next morning."
        ),
        fields=(
            Field("days", _("Weekdays"), placeholder="1-5"),
            Field("start", _("Start"), placeholder="08:00"),
            Field("end", _("End"), placeholder="12:00"),
        ),
    ),
)
_GROUP = (
    *NAMES,
    Field(
        "families",
        _("Families"),
        "lines",
        wide=True,
        rows=3,
        fields=(
            Field("id", "", "hidden"),
            Field("code", _("Code")),
            Field("name", _("Chinese name")),
            Field("name_en", _("English name")),
        ),
    ),
)
FORMS = (
    *new_and_edit(
        "resources",
        "calendars",
        (_("New calendar"), _("Change calendar")),
        permits.CALENDAR,
        _CALENDAR,
        Does(_create_calendar, _change_calendar, _load_calendar, _blank_calendar),
    ),
    *new_and_edit(
        "resources",
        "changeovers",
        (_("New changeover group"), _("Change changeover group")),
        permits.CHANGE,
        _GROUP,
        Does(_create_group, _change_group, _load_group),
    ),
)
