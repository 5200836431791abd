"""A promise that rests on overtime puts the overtime into the calendars of those who work it."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from taktline.identity import queries as identity
from taktline.kernel.actor import Actor, system
from taktline.promising import permits
from taktline.promising.types import Overtime
from taktline.resources import services as resources
from taktline.resources.types import ExceptionDraft, ExceptionKind

_HOUSE = system("take_order")


def work_overtime(overtime: Sequence[Overtime], *, site_id: int, by: Actor, at: datetime) -> None:
    """Add each machine's extra shifts, and those of the people who tend it. Raises NotPermitted."""
    if not overtime:
        return
    by.require(permits.OVERTIME)
    zone = ZoneInfo(identity.site(site_id).time_zone)
    by_machine: dict[int, list[Overtime]] = defaultdict(list)
    for each in overtime:
        by_machine[each.machine_id].append(each)
    for machine_id, shifts in by_machine.items():
        people = sorted({person for each in shifts for person in each.person_ids})
        resources.work_overtime(
            [_shift(each, zone) for each in shifts],
            machine_ids=[machine_id],
            person_ids=people,
            by=_HOUSE,
            at=at,
        )


def _shift(each: Overtime, zone: ZoneInfo) -> ExceptionDraft:
    start, end = each.start.astimezone(zone), each.end.astimezone(zone)
    day: date = start.date()
    minutes = start.hour * 60 + start.minute
    length = int((end - start).total_seconds()) // 60
    return ExceptionDraft(day, ExceptionKind.OVERTIME, start=minutes, end=minutes + length)
