"""The plant of a site as the engine's machines and people."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np

from taktline.engines.scheduling import Draft, MachineSpec
from taktline.engines.timeline import CalendarSpec, WorkingTime
from taktline.resources.types import CentreRow, MachineRow, Plant
from taktline.scheduling.queries.problem.clock import Clock
from taktline.scheduling.queries.problem.ways import Floor


@dataclass(frozen=True, slots=True)
class Shop:
    """The plant, its floor with engine indexes of machines, and engine indexes of people by id."""

    plant: Plant
    floor: Floor
    person_index: Mapping[int, int]


class _Calendars:
    """Compiles each distinct calendar once."""

    def __init__(self, draft: Draft, clock: Clock) -> None:
        self._draft, self._clock = draft, clock
        self._known: dict[CalendarSpec, int] = {}
        self.compiled: list[WorkingTime] = []

    def index(self, spec: CalendarSpec) -> int:
        if spec not in self._known:
            working = self._clock.compiled(spec)
            self._known[spec] = self._draft.calendar(working)
            self.compiled.append(working)
        return self._known[spec]


def add_plant(draft: Draft, plant: Plant, clock: Clock, today: date) -> Shop:
    """Add the site's active machines, people and changeovers. Raises NoCalendar for a machine without hours."""
    active = [
        machine for machine in plant.machines if machine.is_active and machine.centre_id in plant.centres
    ]
    plant.require_calendars({machine.centre_id for machine in active})
    calendars = _Calendars(draft, clock)
    machine_index: dict[int, int] = {}
    day_minutes: dict[int, int] = {}
    by_centre: dict[int, tuple[MachineRow, ...]] = {}
    for machine in active:
        index = calendars.index(plant.spec_of_machine(machine.id))
        centre = plant.centres[machine.centre_id]
        truck = -1
        if centre.is_outside and centre.truck_calendar_id is not None:
            truck = calendars.index(plant.calendars[centre.truck_calendar_id])
        spec = MachineSpec(machine.code, index, _matrix_key(centre), outside=centre.is_outside, truck=truck)
        machine_index[machine.id] = draft.machine(spec)
        day_minutes[machine.id] = _usual_day(calendars.compiled[index])
        by_centre[machine.centre_id] = (*by_centre.get(machine.centre_id, ()), machine)
    _add_changeovers(draft, plant)
    people = _add_people(draft, plant, calendars, today)
    return Shop(plant, Floor(by_centre, machine_index, day_minutes), people)


def _matrix_key(centre: CentreRow) -> str:
    return str(centre.changeover_group_id or "")


def _add_changeovers(draft: Draft, plant: Plant) -> None:
    for group_id, group in plant.changeovers.items():
        minutes = {
            (str(before), str(after)): group.minutes[i][j]
            for i, before in enumerate(group.families)
            for j, after in enumerate(group.families)
            if group.minutes[i][j]
        }
        draft.changeover(str(group_id), minutes)


def _add_people(draft: Draft, plant: Plant, calendars: _Calendars, today: date) -> dict[int, int]:
    found = {}
    for person in plant.people:
        if person.is_active and person.calendar_id in plant.calendars:
            skills = [str(skill) for skill, _, _ in person.skills if person.can(skill, today)]
            index = calendars.index(plant.spec_of_person(person.id))
            found[person.id] = draft.person(person.code, index, skills)
    return found


def _usual_day(working: WorkingTime) -> int:
    """The median of the working minutes of the days that have any; a whole day if none has."""
    minutes = [working.work_between(day * 1440, (day + 1) * 1440) for day in range(60)]
    worked = [minute for minute in minutes if minute]
    return int(np.median(worked)) if worked else 1440
