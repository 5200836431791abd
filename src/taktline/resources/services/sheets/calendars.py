"""Calendars with their shifts, holidays, shifted workdays and overtime, from Excel."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from taktline.kernel.actor import Actor
from taktline.kernel.bring import YES_NO, Became, bring, overlaid
from taktline.kernel.bring_groups import bring_groups, drafts_of, placed
from taktline.kernel.cells import linked, whole
from taktline.kernel.errors import InvalidInput, InvalidInputs
from taktline.kernel.sheets import Cell, Sheet, SheetColumn, SheetReport, Values
from taktline.resources.models import (
    Calendar,
    CalendarException,
)
from taktline.resources.queries import (
    calendar_draft_of,
    site_codes,
)
from taktline.resources.services.calendars import add_exceptions, change_calendar, create_calendar, set_shifts
from taktline.resources.services.sheets.columns import (
    NAMES,
    SITE,
    minute,
    needed_day,
)
from taktline.resources.types import (
    CalendarDraft,
    ExceptionDraft,
    ExceptionKind,
    ShiftDraft,
)


def _calendars(rows: Sequence[Values], by: Actor, at: datetime, dry_run: bool) -> SheetReport:  # noqa: FBT001
    ids, sites = dict(Calendar.objects.values_list("code", "id")), site_codes()

    def apply(members: Sequence[Values]) -> Became:
        code = str(members[0]["code"])
        first = next(iter(sites.values()), None)
        old = calendar_draft_of(ids[code]) if code in ids else CalendarDraft(code, "", site_id=first)
        links = linked(members[0], "site", sites) | linked(members[0], "parent", ids)
        draft = overlaid(old, members[0], links=links)
        shifts = [each for each in drafts_of(members, _shift) if each is not None]
        if code not in ids:
            ids[code] = create_calendar(draft, by=by, at=at)
            became = Became.CREATED
        else:
            became = Became.CHANGED if change_calendar(ids[code], draft, by=by, at=at) else Became.UNCHANGED
        if shifts and shifts != _standing(ids[code]):
            try:
                set_shifts(ids[code], shifts, by=by, at=at)
            except InvalidInputs as wrong:
                raise placed(wrong, {"": "start"}) from wrong
            became = became if became is Became.CREATED else Became.CHANGED
        return became

    return bring_groups(rows, "code", apply, dry_run=dry_run)


def _shift(values: Values) -> ShiftDraft | None:
    """The shift that a row gives its calendar; a row without times gives none."""
    start, end = minute(values, "start"), minute(values, "end")
    if start is None and end is None:
        return None
    if start is None or end is None:
        raise InvalidInput(field="start" if start is None else "end", reason=_("This cell must be filled."))
    weekday = whole(values, "weekday")
    if not 1 <= weekday <= 7:
        raise InvalidInput(field="weekday", reason=_("1 is Monday, 7 is Sunday"))
    return ShiftDraft(weekday - 1, start, end if end > start else end + 1440)


def _standing(calendar_id: int) -> list[ShiftDraft]:
    rows = Calendar.objects.get(pk=calendar_id).shifts.order_by("weekday", "start")
    return [
        ShiftDraft(*row) for row in rows.values_list("weekday", "start", "end", "valid_from", "valid_until")
    ]


def _exceptions(rows: Sequence[Values], by: Actor, at: datetime, dry_run: bool) -> SheetReport:  # noqa: FBT001
    calendars = dict(Calendar.objects.values_list("code", "id"))

    def each(values: Values) -> Became:
        pk = int(str(linked(values, "calendar", calendars)["calendar_id"]))
        weekday = values.get("weekday")
        draft = ExceptionDraft(
            day=needed_day(values, "day"),
            kind=str(values["kind"]),
            weekday=weekday - 1 if isinstance(weekday, int) else None,
            start=minute(values, "start"),
            end=minute(values, "end"),
            name=str(values.get("name") or ""),
        )
        same = CalendarException.objects.filter(
            calendar_id=pk,
            day=draft.day,
            kind=draft.kind,
            weekday=draft.weekday,
            start=draft.start,
            end=draft.end,
        )
        if same.filter(name=draft.name).exists():
            return Became.UNCHANGED
        told = CalendarException.objects.filter(calendar_id=pk, day=draft.day).exclude(
            kind=ExceptionKind.OVERTIME
        )
        became = Became.CHANGED if draft.kind != ExceptionKind.OVERTIME and told.exists() else Became.CREATED
        add_exceptions(pk, [draft], by=by, at=at)
        return became

    return bring(rows, each, dry_run=dry_run)


CALENDAR_SHEET = Sheet(
    "resources.calendars",
    gettext_lazy("Calendars and shifts"),
    (
        *NAMES,
        SITE,
        SheetColumn("parent", gettext_lazy("Inherits from"), help=gettext_lazy("Code of the calendar")),
        SheetColumn("is_site_default", gettext_lazy("The site's own"), Cell.CHOICE, choices=YES_NO),
        SheetColumn(
            "weekday", gettext_lazy("Weekday"), Cell.WHOLE, help=gettext_lazy("1 is Monday, 7 is Sunday")
        ),
        SheetColumn(
            "start",
            gettext_lazy("Start"),
            help=gettext_lazy("08:30; a row for each shift, breaks lie between them"),
        ),
        SheetColumn("end", gettext_lazy("End"), help=gettext_lazy("17:30")),
    ),
    _calendars,
)
EXCEPTION_SHEET = Sheet(
    "resources.calendar-days",
    gettext_lazy("Holidays, shifted workdays and overtime"),
    (
        SheetColumn("calendar", gettext_lazy("Calendar"), required=True),
        SheetColumn("day", gettext_lazy("Date"), Cell.DATE, required=True),
        SheetColumn(
            "kind", gettext_lazy("Kind"), Cell.CHOICE, required=True, choices=dict(ExceptionKind.choices)
        ),
        SheetColumn(
            "weekday",
            gettext_lazy("Worked like weekday"),
            Cell.WHOLE,
            help=gettext_lazy("1 is Monday, 7 is Sunday"),
        ),
        SheetColumn("start", gettext_lazy("Start"), help=gettext_lazy("08:30")),
        SheetColumn("end", gettext_lazy("End"), help=gettext_lazy("17:30")),
        SheetColumn("name", gettext_lazy("Name")),
    ),
    _exceptions,
)
