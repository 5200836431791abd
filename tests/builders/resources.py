"""Makes a plant for tests: calendars, centres, machines, people."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import count

from taktline.kernel.actor import SYSTEM
from taktline.resources import queries, services
from taktline.resources.types import (
    CalendarDraft,
    CentreDraft,
    CentreKind,
    DowntimeRow,
    FamilyDraft,
    GroupDraft,
    HeldSkill,
    MachineDraft,
    PersonDraft,
    ShiftDraft,
    SkillDraft,
)
from tests.builders.identity import NOW, make_site

_number = count(1)
DAY_SHIFT = ((480, 720), (780, 1020))  # 08:00-12:00, 13:00-17:00


def make_calendar(
    code="", *, windows=DAY_SHIFT, weekdays=range(5), parent_id=None, default=False, site=None
) -> int:
    """A calendar; windows: (start, end) minutes of each weekday. Without windows it takes its parent's."""
    draft = CalendarDraft(
        code=code or f"CAL{next(_number)}",
        name="日历",
        name_en="Calendar",
        site_id=(site or make_site()).id,
        parent_id=parent_id,
        is_site_default=default,
    )
    calendar_id = services.create_calendar(draft, by=SYSTEM, at=NOW)
    shifts = [ShiftDraft(day, start, end) for day in weekdays for start, end in windows]
    if shifts:
        services.set_shifts(calendar_id, shifts, by=SYSTEM, at=NOW)
    return calendar_id


def default_calendar() -> int:
    """The site's default calendar, made when it is not there: Monday to Friday, 08:00-12:00 and 13:00-17:00."""
    found = queries.site_calendar(make_site().id)
    return found if found is not None else make_calendar("DAY", default=True)


def make_centre(
    code="",
    *,
    kind=CentreKind.MACHINE,
    machines=1,
    calendar_id=None,
    rate=Decimal(0),
    supplier_id=None,
    group_id=None,
    with_calendar=True,
    truck_calendar_id=None,
) -> int:
    """A work centre with so many machines, on the site's default calendar unless with_calendar is False."""
    if with_calendar:
        default_calendar()
    code = code or f"WC{next(_number)}"
    draft = CentreDraft(
        code=code,
        name=f"工作中心{code}",
        name_en=f"Centre {code}",
        site_id=make_site().id,
        kind=kind,
        calendar_id=calendar_id,
        hour_rate=Decimal(rate),
        supplier_id=supplier_id,
        changeover_group_id=group_id,
        truck_calendar_id=truck_calendar_id,
    )
    centre_id = services.create_centre(draft, by=SYSTEM, at=NOW)
    if kind != CentreKind.OUTSIDE:
        for at in range(machines):
            make_machine(centre_id, code=f"{code}-{at + 1:02d}")
    return centre_id


def make_machine(centre_id, *, code="", speed=Decimal(1), calendar_id=None) -> int:
    """A machine."""
    code = code or f"M{next(_number)}"
    draft = MachineDraft(
        code=code,
        name=f"机床{code}",
        centre_id=centre_id,
        name_en=f"Machine {code}",
        speed_factor=Decimal(speed),
        calendar_id=calendar_id,
    )
    return services.create_machine(draft, by=SYSTEM, at=NOW)


def make_skill(code="GRIND") -> int:
    """A skill; the one of that code if it is there already."""
    found = next((pk for pk, each in queries.skills().items() if each.code == code), None)
    if found is not None:
        return found
    return services.create_skill(SkillDraft(code=code, name=code, name_en=code), by=SYSTEM, at=NOW)


def make_person(code="", *, skills=(), calendar_id=None) -> int:
    """Somebody on the floor; skills: ids, held since 2020 for good."""
    code = code or f"P{next(_number)}"
    draft = PersonDraft(code, f"员工{code}", make_site().id, f"Worker {code}", calendar_id)
    person_id = services.create_person(draft, by=SYSTEM, at=NOW)
    if skills:
        held = [HeldSkill(skill_id, date(2020, 1, 1)) for skill_id in skills]
        services.set_skills(person_id, held, by=SYSTEM, at=NOW)
    return person_id


def make_group(code="", *, families=("A", "B"), minutes=None) -> tuple[int, list[int]]:
    """A changeover group with families; minutes by (from, to) code. Returns its id and theirs."""
    group_id = services.create_group(GroupDraft(code or f"G{next(_number)}", "换型组"), by=SYSTEM, at=NOW)
    ids = services.set_families(group_id, [FamilyDraft(each, each) for each in families], by=SYSTEM, at=NOW)
    known = dict(zip(families, ids, strict=True))
    times = {(known[one], known[two]): value for (one, two), value in (minutes or {}).items()}
    services.set_changeovers(group_id, times, by=SYSTEM, at=NOW)
    return group_id, ids


def stop_machine(machine_id, *, start, end, reason="保养") -> int:
    """A planned downtime."""
    row = DowntimeRow(0, machine_id, None, start, end, reason)
    return services.add_downtime(row, by=SYSTEM, at=NOW)


def moment(day, hour=0, minute=0) -> datetime:
    """A UTC moment in March 2026."""
    return datetime(2026, 3, day, hour, minute, tzinfo=UTC)


def user_of_person(person_id, user_id) -> int:
    """Let somebody on the floor sign in as a user. Returns the person's id."""
    draft = queries.person_draft_of(person_id)
    services.change_person(person_id, replace(draft, user_id=user_id), by=SYSTEM, at=NOW)
    return person_id
