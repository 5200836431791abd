"""Calendars: weekly shifts, holidays, shifted workdays and overtime."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date, datetime

from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _

from taktline.kernel import journal
from taktline.kernel.actor import Actor
from taktline.kernel.drafts import check
from taktline.kernel.errors import Fault, InvalidInput, InvalidInputs
from taktline.kernel.operation import operation
from taktline.resources import locks, permits, rules, store
from taktline.resources.models import Calendar, CalendarException, Shift
from taktline.resources.types import CalendarDraft, ExceptionDraft, ExceptionKind, ShiftDraft


@operation
def create_calendar(draft: CalendarDraft, *, by: Actor, at: datetime) -> int:
    """A new calendar, still without shifts; its id. Raises CodeTaken, InvalidInputs."""
    by.require(permits.CALENDAR)
    row = Calendar()
    _free_default(draft, None)
    store.write(row, draft, what="calendar", by=by, at=at)
    return row.pk


@operation
def change_calendar(calendar_id: int, draft: CalendarDraft, *, by: Actor, at: datetime) -> bool:
    """Make a calendar as the draft says; whether anything changed.

    Raises CodeTaken, CalendarCycle, InvalidInputs, NotFound.
    """
    by.require(permits.CALENDAR)
    row = locks.calendar(calendar_id)
    parents = dict(Calendar.objects.values_list("id", "parent_id")) | {calendar_id: draft.parent_id}
    rules.lineage(calendar_id, parents, dict(Calendar.objects.values_list("id", "code")))
    _free_default(draft, calendar_id)
    return bool(store.write(row, draft, what="calendar", by=by, at=at))


@operation
def set_shifts(calendar_id: int, shifts: Sequence[ShiftDraft], *, by: Actor, at: datetime) -> None:
    """Replace a calendar's weekly shifts; without any it takes its parent's. Raises ShiftsOverlap, InvalidInputs."""
    by.require(permits.CALENDAR)
    calendar = locks.calendar(calendar_id)
    faults = [
        Fault(f"shifts[{number}]", _("A shift starts within its day and lasts at most 24 hours."))
        for number, each in enumerate(shifts)
        if not (
            0 <= each.weekday <= 6 and 0 <= each.start < 1440 and each.start < each.end <= each.start + 1440
        )
    ]
    if faults:
        raise InvalidInputs(faults=faults)
    rules.require_apart(shifts, [str(WEEKDAYS[day]) for day in range(7)])
    before = [str(shift) for shift in calendar.shifts.order_by("weekday", "start")]
    calendar.shifts.all().delete()
    rows = [Shift(calendar=calendar, **asdict(each)) for each in shifts]
    Shift.objects.bulk_create(rows)
    journal.record(
        "resources.set-shifts",
        subject=calendar,
        by=by,
        at=at,
        before={"shifts": before},
        after={"shifts": [str(row) for row in rows]},
    )
    store.changed("calendar", calendar.pk, at=at)


@operation
def set_exceptions(calendar_id: int, days: Sequence[ExceptionDraft], *, by: Actor, at: datetime) -> None:
    """Replace all days of a calendar that differ. Raises as add_exceptions."""
    by.require(permits.CALENDAR)
    locks.calendar(calendar_id).exceptions.all().delete()
    add_exceptions(calendar_id, days, by=by, at=at)


@operation
def add_exceptions(calendar_id: int, days: Sequence[ExceptionDraft], *, by: Actor, at: datetime) -> None:
    """Say how days differ; a holiday or workday replaces what the calendar said of that day before.

    Raises InvalidInputs for overtime without hours or a workday without a weekday, NotFound.
    """
    by.require(permits.CALENDAR)
    calendar = locks.calendar(calendar_id)
    _require_whole(days)
    decided = {each.day: each for each in days if each.kind != ExceptionKind.OVERTIME}
    replaced = calendar.exceptions.filter(day__in=decided).exclude(kind=ExceptionKind.OVERTIME)
    before = [str(row) for row in replaced]
    replaced.delete()
    wanted = [*decided.values(), *(each for each in days if each.kind == ExceptionKind.OVERTIME)]
    rows = [CalendarException(calendar=calendar, **asdict(each)) for each in wanted]
    for row in rows:
        check(row, ("day", "kind", "weekday", "start", "end", "name"))
    CalendarException.objects.bulk_create(rows)
    journal.record(
        "resources.add-exceptions",
        subject=calendar,
        by=by,
        at=at,
        before={"days": before},
        after={"days": [str(row) for row in rows]},
    )
    store.changed("calendar", calendar.pk, at=at)


@operation
def remove_exceptions(calendar_id: int, days: Sequence[date], *, by: Actor, at: datetime) -> None:
    """Let days be ordinary weekdays again. Raises InvalidInput when none of them differs, NotFound."""
    by.require(permits.CALENDAR)
    calendar = locks.calendar(calendar_id)
    rows = calendar.exceptions.filter(day__in=days)
    before = [str(row) for row in rows]
    if not before:
        raise InvalidInput(field="days", reason=_("This calendar says nothing special of that day."))
    rows.delete()
    journal.record("resources.remove-exceptions", subject=calendar, by=by, at=at, before={"days": before})
    store.changed("calendar", calendar.pk, at=at)


def _require_whole(days: Sequence[ExceptionDraft]) -> None:
    faults = []
    for number, each in enumerate(days):
        hours = each.start is not None and each.end is not None and 0 <= each.start < each.end <= 2880
        if each.kind == ExceptionKind.OVERTIME and not hours:
            faults.append(Fault(f"days[{number}].start", _("Overtime needs a start and a later end.")))
        if each.kind == ExceptionKind.WORKDAY and (each.weekday is None or not 0 <= each.weekday <= 6):
            faults.append(Fault(f"days[{number}].weekday", _("Say which weekday's shifts are worked.")))
    if faults:
        raise InvalidInputs(faults=faults)


def _free_default(draft: CalendarDraft, calendar_id: int | None) -> None:
    if not draft.is_site_default:
        return
    if draft.site_id is None:
        raise InvalidInput(field="site_id", reason=_("Only a calendar of a site can be the site's default."))
    others = Calendar.objects.filter(site_id=draft.site_id, is_site_default=True)
    (others if calendar_id is None else others.exclude(pk=calendar_id)).update(is_site_default=False)
