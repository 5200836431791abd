"""Work centres, machines, people, skills and holidays from Excel: entered or changed by code."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from taktline.kernel.actor import Actor
from taktline.kernel.bring import YES_NO, Became, bring, overlaid
from taktline.kernel.errors import InvalidInput
from taktline.kernel.sheets import Cell, Sheet, SheetColumn, SheetReport, Values
from taktline.resources.models import (
    Calendar,
    CalendarException,
    ChangeoverGroup,
    Machine,
    Person,
    Skill,
    WorkCentre,
)
from taktline.resources.queries import centre_draft_of, machine_draft_of, person_draft_of, site_codes
from taktline.resources.services.calendars import add_exceptions
from taktline.resources.services.people import (
    change_person,
    change_skill,
    create_person,
    create_skill,
    set_skills,
)
from taktline.resources.services.plant import change_centre, change_machine, create_centre, create_machine
from taktline.resources.types import (
    CentreDraft,
    CentreKind,
    ExceptionDraft,
    ExceptionKind,
    HeldSkill,
    MachineDraft,
    PersonDraft,
    SkillDraft,
)

Codes = Mapping[str, int]


def found(values: Values, name: str, codes: Codes) -> dict[str, object]:
    """The link named by a code in a cell, {} for an empty cell. Raises InvalidInput for an unknown code."""
    code = values.get(name)
    if not code:
        return {}
    if str(code) not in codes:
        raise InvalidInput(field=name, reason=_("There is nothing with the code %(code)s.") % {"code": code})
    return {f"{name}_id": codes[str(code)]}


def _centres(rows: Sequence[Values], by: Actor, at: datetime, dry_run: bool) -> SheetReport:  # noqa: FBT001
    ids, sites = dict(WorkCentre.objects.values_list("code", "id")), site_codes()
    calendars = dict(Calendar.objects.values_list("code", "id"))
    groups = dict(ChangeoverGroup.objects.values_list("code", "id"))

    def each(values: Values) -> Became:
        code = str(values["code"])
        old = (
            centre_draft_of(ids[code])
            if code in ids
            else CentreDraft(code, "", next(iter(sites.values()), 0))
        )
        links = found(values, "site", sites) | found(values, "calendar", calendars)
        links |= found(values, "truck_calendar", calendars) | found(values, "changeover_group", groups)
        draft = overlaid(old, values, links=links)
        if code in ids:
            return Became.CHANGED if change_centre(ids[code], draft, by=by, at=at) else Became.UNCHANGED
        ids[code] = create_centre(draft, by=by, at=at)
        return Became.CREATED

    return bring(rows, each, dry_run=dry_run)


def _machines(rows: Sequence[Values], by: Actor, at: datetime, dry_run: bool) -> SheetReport:  # noqa: FBT001
    ids = dict(Machine.objects.values_list("code", "id"))
    centres = dict(WorkCentre.objects.values_list("code", "id"))
    calendars = dict(Calendar.objects.values_list("code", "id"))

    def each(values: Values) -> Became:
        code = str(values["code"])
        links = found(values, "centre", centres) | found(values, "calendar", calendars)
        old = machine_draft_of(ids[code]) if code in ids else MachineDraft(code, "", 0)
        draft = overlaid(old, values, links=links)
        if code in ids:
            return Became.CHANGED if change_machine(ids[code], draft, by=by, at=at) else Became.UNCHANGED
        ids[code] = create_machine(draft, by=by, at=at)
        return Became.CREATED

    return bring(rows, each, dry_run=dry_run)


def _people(rows: Sequence[Values], by: Actor, at: datetime, dry_run: bool) -> SheetReport:  # noqa: FBT001
    ids, sites = dict(Person.objects.values_list("code", "id")), site_codes()
    calendars = dict(Calendar.objects.values_list("code", "id"))

    def each(values: Values) -> Became:
        code = str(values["code"])
        old = (
            person_draft_of(ids[code])
            if code in ids
            else PersonDraft(code, "", next(iter(sites.values()), 0))
        )
        draft = overlaid(
            old, values, links=found(values, "site", sites) | found(values, "calendar", calendars)
        )
        if code in ids:
            return Became.CHANGED if change_person(ids[code], draft, by=by, at=at) else Became.UNCHANGED
        ids[code] = create_person(draft, by=by, at=at)
        return Became.CREATED

    return bring(rows, each, dry_run=dry_run)


def _skills(rows: Sequence[Values], by: Actor, at: datetime, dry_run: bool) -> SheetReport:  # noqa: FBT001
    known = {row.code: row for row in Skill.objects.all()}

    def each(values: Values) -> Became:
        code = str(values["code"])
        if code in known:
            row = known[code]
            draft = overlaid(SkillDraft(row.code, row.name, row.name_en), values)
            return Became.CHANGED if change_skill(row.pk, draft, by=by, at=at) else Became.UNCHANGED
        create_skill(overlaid(SkillDraft(code, ""), values), by=by, at=at)
        return Became.CREATED

    return bring(rows, each, dry_run=dry_run)


def _person_skills(rows: Sequence[Values], by: Actor, at: datetime, dry_run: bool) -> SheetReport:  # noqa: FBT001
    people = dict(Person.objects.values_list("code", "id"))
    skills = dict(Skill.objects.values_list("code", "id"))

    def each(values: Values) -> Became:
        person = int(str(found(values, "person", people)["person_id"]))
        skill = int(str(found(values, "skill", skills)["skill_id"]))
        begins, ends = values["valid_from"], values.get("valid_until")
        row = Person.objects.get(pk=person)
        held = {
            (pk, first): HeldSkill(pk, first, last)
            for pk, first, last in row.skills.values_list("skill_id", "valid_from", "valid_until")
        }
        wanted = HeldSkill(skill, _day(begins), ends if isinstance(ends, date) else None)
        key = (wanted.skill_id, wanted.valid_from)
        if held.get(key) == wanted:
            return Became.UNCHANGED
        became = Became.CHANGED if key in held else Became.CREATED
        set_skills(row.pk, list((held | {key: wanted}).values()), by=by, at=at)
        return became

    return bring(rows, each, dry_run=dry_run)


def _exceptions(rows: Sequence[Values], by: Actor, at: datetime, dry_run: bool) -> SheetReport:  # noqa: FBT001
    calendars = dict(Calendar.objects.values_list("code", "id"))

    def each(values: Values) -> Became:
        pk = int(str(found(values, "calendar", calendars)["calendar_id"]))
        weekday = values.get("weekday")
        draft = ExceptionDraft(
            day=_day(values["day"]),
            kind=str(values["kind"]),
            weekday=weekday - 1 if isinstance(weekday, int) else None,
            start=_minute(values, "start"),
            end=_minute(values, "end"),
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


def _day(value: object) -> date:
    if isinstance(value, date):
        return value
    raise InvalidInput(field="day", reason=_("This cell must be filled."))


def _minute(values: Values, name: str) -> int | None:
    text = str(values.get(name) or "")
    if not text:
        return None
    hours, colon, minutes = text.partition(":")
    if not (
        colon and hours.isdecimal() and minutes[:2].isdecimal() and int(minutes[:2]) < 60 and int(hours) <= 48
    ):
        raise InvalidInput(field=name, reason=_("Write a time as 08:30; 26:00 is two in the next morning."))
    return int(hours) * 60 + int(minutes[:2])


_NAMES = (
    SheetColumn("code", gettext_lazy("Code"), required=True),
    SheetColumn("name", gettext_lazy("Chinese name"), required=True),
    SheetColumn("name_en", gettext_lazy("English name")),
)
_ACTIVE = SheetColumn("is_active", gettext_lazy("Active"), Cell.CHOICE, choices=YES_NO)
_CALENDAR = SheetColumn("calendar", gettext_lazy("Calendar"), help=gettext_lazy("Code of the calendar"))
_SITE = SheetColumn("site", gettext_lazy("Site"))
Apply = Callable[[Sequence[Values], Actor, datetime, bool], SheetReport]

CENTRE_SHEET = Sheet(
    "resources.work-centres",
    gettext_lazy("Work centres"),
    (
        *_NAMES,
        _SITE,
        SheetColumn("kind", gettext_lazy("Kind"), Cell.CHOICE, choices=dict(CentreKind.choices)),
        _CALENDAR,
        SheetColumn("truck_calendar", gettext_lazy("Truck calendar")),
        SheetColumn("changeover_group", gettext_lazy("Changeover group")),
        SheetColumn("supplier_id", gettext_lazy("Supplier id"), Cell.WHOLE),
        SheetColumn("hour_rate", gettext_lazy("Rate per hour"), Cell.DECIMAL),
        SheetColumn("currency", gettext_lazy("Currency")),
        _ACTIVE,
    ),
    _centres,
)
MACHINE_SHEET = Sheet(
    "resources.machines",
    gettext_lazy("Machines"),
    (
        *_NAMES,
        SheetColumn("centre", gettext_lazy("Work centre"), required=True),
        SheetColumn("speed_factor", gettext_lazy("Speed factor"), Cell.DECIMAL),
        _CALENDAR,
        _ACTIVE,
    ),
    _machines,
)
PERSON_SHEET = Sheet(
    "resources.people", gettext_lazy("People"), (*_NAMES, _SITE, _CALENDAR, _ACTIVE), _people
)
SKILL_SHEET = Sheet("resources.skills", gettext_lazy("Skills"), _NAMES, _skills)
PERSON_SKILL_SHEET = Sheet(
    "resources.person-skills",
    gettext_lazy("Who can do what"),
    (
        SheetColumn("person", gettext_lazy("Person"), required=True),
        SheetColumn("skill", gettext_lazy("Skill"), required=True),
        SheetColumn("valid_from", gettext_lazy("Valid from"), Cell.DATE, required=True),
        SheetColumn("valid_until", gettext_lazy("Last day"), Cell.DATE),
    ),
    _person_skills,
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
