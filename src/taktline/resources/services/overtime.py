"""Overtime for certain machines and people only, not for everybody who shares their calendar."""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from taktline.kernel import journal
from taktline.kernel.actor import Actor
from taktline.kernel.operation import operation
from taktline.resources import locks, permits, store
from taktline.resources.models import Calendar, Machine, Person, WorkCentre
from taktline.resources.queries import masters
from taktline.resources.queries.calendars import calendar_draft_of
from taktline.resources.services.calendars import add_exceptions, change_calendar, create_calendar
from taktline.resources.services.people import change_person
from taktline.resources.services.plant import change_machine
from taktline.resources.types import CalendarDraft, ExceptionDraft, ExceptionKind

OWN = "-OT"


@operation
def work_overtime(
    shifts: Sequence[ExceptionDraft],
    *,
    machine_ids: Collection[int],
    person_ids: Collection[int],
    by: Actor,
    at: datetime,
) -> None:
    """Add overtime to each machine and person, on a calendar of its own that follows the one it had.

    shifts: of kind overtime; what a calendar says already is not said twice. Raises what add_exceptions raises, NotFound.
    """
    by.require(permits.CALENDAR)
    machines = {row.id: row.calendar_id for row in masters.machines()}
    people = {row.id: row.calendar_id for row in masters.people()}
    for machine_id in sorted(machine_ids):
        machine = masters.machine_draft_of(machine_id)
        calendar_id = _own_calendar(machine.code, machine.calendar_id, machines[machine_id], by=by, at=at)
        if machine.calendar_id != calendar_id:
            change_machine(machine_id, replace(machine, calendar_id=calendar_id), by=by, at=at)
        _add(calendar_id, shifts, by=by, at=at)
    for person_id in sorted(person_ids):
        person = masters.person_draft_of(person_id)
        calendar_id = _own_calendar(person.code, person.calendar_id, people[person_id], by=by, at=at)
        if person.calendar_id != calendar_id:
            change_person(person_id, replace(person, calendar_id=calendar_id), by=by, at=at)
        _add(calendar_id, shifts, by=by, at=at)


@operation
def take_back_overtime(
    shifts: Sequence[ExceptionDraft],
    *,
    machine_ids: Collection[int],
    person_ids: Collection[int],
    by: Actor,
    at: datetime,
) -> int:
    """Take exactly these shifts out of the calendars that each machine and person has alone.

    Returns how many were taken out; shifts that somebody took out before are no fault.
    """
    by.require(permits.CALENDAR)
    machines = {row.id: row.calendar_id for row in masters.machines()}
    people = {row.id: row.calendar_id for row in masters.people()}
    wanted = {machines.get(pk) for pk in machine_ids} | {people.get(pk) for pk in person_ids}
    alone = Calendar.objects.filter(pk__in=[pk for pk in wanted if pk is not None], code__contains=OWN)
    return sum(
        _take_out(calendar_id, shifts, by=by, at=at)
        for calendar_id in sorted(alone.values_list("pk", flat=True))
    )


def _add(calendar_id: int, shifts: Sequence[ExceptionDraft], *, by: Actor, at: datetime) -> None:
    said = set(
        Calendar.objects.filter(pk=calendar_id, exceptions__kind=ExceptionKind.OVERTIME).values_list(
            "exceptions__day", "exceptions__start", "exceptions__end"
        )
    )
    if new := [each for each in shifts if (each.day, each.start, each.end) not in said]:
        add_exceptions(calendar_id, new, by=by, at=at)


def _take_out(calendar_id: int, shifts: Sequence[ExceptionDraft], *, by: Actor, at: datetime) -> int:
    calendar = locks.calendar(calendar_id)
    wanted = {(each.day, each.start, each.end) for each in shifts}
    rows = [
        row
        for row in calendar.exceptions.filter(
            kind=ExceptionKind.OVERTIME, day__in={each.day for each in shifts}
        )
        if (row.day, row.start, row.end) in wanted
    ]
    if not rows:
        return 0
    before = [str(row) for row in rows]
    calendar.exceptions.filter(pk__in=[row.pk for row in rows]).delete()
    journal.record("resources.take-back-overtime", subject=calendar, by=by, at=at, before={"days": before})
    store.changed("calendar", calendar_id, at=at)
    return len(rows)


def _own_calendar(code: str, own: int | None, in_force: int | None, *, by: Actor, at: datetime) -> int:
    """The calendar that a machine or person has alone: it is in force already, or it follows the one that is.

    A calendar from an earlier overtime that is no longer in force follows the one in force from now on: it would bring
    the old shifts back otherwise. One that somebody gave shifts of its own, or that others use, is left to them.
    """
    used = Counter(_users())
    for number, name in enumerate(_names(code)):
        row = Calendar.objects.filter(code=name).first()
        if row is None:
            title = "" if number == 0 else f" {number + 1}"
            site_id = Calendar.objects.filter(pk=in_force or 0).values_list("site_id", flat=True).first()
            draft = CalendarDraft(name, f"{code} 加班{title}", f"{code} overtime{title}", site_id, in_force)
            return create_calendar(draft, by=by, at=at)
        if row.pk == own and used[row.pk] == 1:
            return row.pk
        if used[row.pk] or row.shifts.exists():
            continue
        if row.parent_id != in_force:
            change_calendar(row.pk, replace(calendar_draft_of(row.pk), parent_id=in_force), by=by, at=at)
        return row.pk
    raise AssertionError("names never end")


def _names(code: str) -> Iterator[str]:
    number = 1
    while True:
        end = OWN if number == 1 else f"{OWN}{number}"
        yield f"{code[: 30 - len(end)]}{end}"
        number += 1


def _users() -> Iterator[int | None]:
    """The calendar that each machine, person, centre and calendar names as its own."""
    for model in (Machine, Person, WorkCentre):
        yield from model.objects.values_list("calendar_id", flat=True)
    yield from WorkCentre.objects.values_list("truck_calendar_id", flat=True)
    yield from Calendar.objects.values_list("parent_id", flat=True)
