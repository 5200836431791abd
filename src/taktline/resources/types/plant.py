"""The whole plant of a site at one moment."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from taktline.engines.timeline import CalendarSpec, Downtime
from taktline.resources.errors import NoCalendar
from taktline.resources.types.rows import (
    CentreRow,
    ChangeoverRow,
    DowntimeRow,
    MachineRow,
    PersonRow,
    SkillRow,
)


@dataclass(frozen=True, slots=True)
class Plant:
    """All that works at one site, at one moment. version: `queries.version()` when it was read.

    calendars: by id, parents already merged in, without downtimes; spec_of_machine and spec_of_person add those.
    """

    site_id: int
    time_zone: str
    version: int
    centres: Mapping[int, CentreRow]
    machines: tuple[MachineRow, ...]
    people: tuple[PersonRow, ...]
    skills: Mapping[int, SkillRow]
    changeovers: Mapping[int, ChangeoverRow]
    calendars: Mapping[int, CalendarSpec]
    downtimes: tuple[DowntimeRow, ...]
    site_calendar_id: int | None = None

    def machines_of(self, centre_id: int) -> tuple[MachineRow, ...]:
        """The machines of a centre."""
        return tuple(machine for machine in self.machines if machine.centre_id == centre_id)

    def spec_of_machine(self, machine_id: int) -> CalendarSpec:
        """When a machine may work, its downtimes taken out. Raises NoCalendar."""
        machine = next(each for each in self.machines if each.id == machine_id)
        lost = [Downtime(d.start, d.end) for d in self.downtimes if d.machine_id == machine_id]
        return self._spec(machine.calendar_id, machine.code, lost)

    def spec_of_person(self, person_id: int) -> CalendarSpec:
        """When a person is there, their absences taken out. Raises NoCalendar."""
        person = next(each for each in self.people if each.id == person_id)
        lost = [Downtime(d.start, d.end) for d in self.downtimes if d.person_id == person_id]
        return self._spec(person.calendar_id, person.code, lost)

    def require_calendars(self, centre_ids: Collection[int] | None = None) -> None:
        """Refuse to plan on machines nobody knows the hours of. Raises NoCalendar naming all of them."""
        wanted = (
            self.machines if centre_ids is None else [m for m in self.machines if m.centre_id in centre_ids]
        )
        if missing := [machine.code for machine in wanted if machine.calendar_id not in self.calendars]:
            raise NoCalendar(what=", ".join(missing))

    def _spec(self, calendar_id: int | None, code: str, lost: list[Downtime]) -> CalendarSpec:
        if calendar_id is None or calendar_id not in self.calendars:
            raise NoCalendar(what=code)
        spec = self.calendars[calendar_id]
        return replace(spec, exceptions=(*spec.exceptions, *lost))
