"""How full the plant is: the published schedule against the calendars, by work centre."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta

from taktline.demo.world import ZONE
from taktline.engines.timeline import compile_calendar, to_minute
from taktline.kernel.scope import EVERYTHING
from taktline.resources import queries as resources
from taktline.scheduling import queries as scheduling

WEEKS = 6


@dataclass(frozen=True, slots=True)
class Load:
    """One work centre over the weeks ahead. Minutes of all its machines; operations: how many begin in the time."""

    centre: str
    busy: int
    available: int
    operations: int

    @property
    def share(self) -> float:
        """Busy share of the time it could work."""
        return self.busy / self.available if self.available else 0.0


def load_ahead(site_id: int, *, at: datetime, weeks: int = WEEKS) -> dict[str, Load]:
    """Load of every work centre of our own, by code. Empty before a schedule is published."""
    run = scheduling.published_run(site_id, scope=EVERYTHING)
    if run is None:
        return {}
    plant = resources.plant(site_id=site_id, time_zone=str(ZONE), since=at - timedelta(days=15))
    until = at + timedelta(weeks=weeks)
    slots = defaultdict(list)
    for slot in scheduling.slots(run.id).values():
        slots[slot.machine_id].append(slot)
    found: dict[str, Load] = {}
    for machine in plant.machines:
        if machine.is_outside:
            continue
        working = compile_calendar(plant.spec_of_machine(machine.id), at, until, ZONE)
        end = to_minute(until, at)
        mine = [slot for slot in slots[machine.id] if slot.begin < until]
        busy = sum(
            working.work_between(max(0, to_minute(slot.begin, at)), min(end, to_minute(slot.end, at)))
            for slot in mine
        )
        code = plant.centres[machine.centre_id].code
        have = found.get(code, Load(code, 0, 0, 0))
        found[code] = Load(
            code, have.busy + busy, have.available + working.work_between(0, end), have.operations + len(mine)
        )
    return found
