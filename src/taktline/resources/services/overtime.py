"""Overtime for certain machines and people only, not for everybody who shares their calendar."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime

from taktline.kernel.actor import Actor
from taktline.kernel.operation import operation
from taktline.resources import permits
from taktline.resources.models import Calendar
from taktline.resources.queries import masters
from taktline.resources.services.calendars import add_exceptions, create_calendar
from taktline.resources.services.people import change_person
from taktline.resources.services.plant import change_machine
from taktline.resources.types import CalendarDraft, ExceptionDraft

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

    shifts: of kind overtime. Raises what add_exceptions raises, NotFound.
    """
    by.require(permits.CALENDAR)
    machines = {row.id: row.calendar_id for row in masters.machines()}
    people = {row.id: row.calendar_id for row in masters.people()}
    for machine_id in sorted(machine_ids):
        machine = masters.machine_draft_of(machine_id)
        calendar_id = _own_calendar(machine.code, machines[machine_id], by=by, at=at)
        if machine.calendar_id != calendar_id:
            change_machine(machine_id, replace(machine, calendar_id=calendar_id), by=by, at=at)
        add_exceptions(calendar_id, shifts, by=by, at=at)
    for person_id in sorted(person_ids):
        person = masters.person_draft_of(person_id)
        calendar_id = _own_calendar(person.code, people[person_id], by=by, at=at)
        if person.calendar_id != calendar_id:
            change_person(person_id, replace(person, calendar_id=calendar_id), by=by, at=at)
        add_exceptions(calendar_id, shifts, by=by, at=at)


def _own_calendar(code: str, parent_id: int | None, *, by: Actor, at: datetime) -> int:
    """The calendar of one machine or person alone; made on top of the one in force if there is none."""
    own = Calendar.objects.filter(code=f"{code}{OWN}").values_list("pk", flat=True).first()
    if own is not None:
        return own
    return create_calendar(
        CalendarDraft(f"{code}{OWN}", f"{code} 加班", f"{code} overtime", parent_id=parent_id), by=by, at=at
    )
