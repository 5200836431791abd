"""On which machines an operation can be done, and how long it takes there."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal

from taktline.engines.scheduling import Alternative
from taktline.resources.types import MachineRow


@dataclass(frozen=True, slots=True)
class Way:
    """A centre, or one of its machines, with its own times."""

    centre_id: int
    machine_id: int | None
    setup_seconds: int
    run_seconds: int


@dataclass(frozen=True, slots=True)
class Floor:
    """What stands in the plant of a problem. by_centre: machines; index: engine index by machine id.

    day_minutes: working minutes of a usual day by machine id, for durations given in days.
    """

    by_centre: Mapping[int, tuple[MachineRow, ...]]
    index: Mapping[int, int]
    day_minutes: Mapping[int, int]

    def alternatives(
        self, ways: Iterable[Way], quantity: Decimal, outside_days: int
    ) -> tuple[Alternative, ...]:
        """Each machine once, by the first way that names it; a subcontractor takes days whatever the quantity."""
        found: dict[int, Alternative] = {}
        for way in ways:
            for machine in self.by_centre.get(way.centre_id, ()):
                if way.machine_id in (None, machine.id):
                    index = self.index[machine.id]
                    found.setdefault(index, self._alternative(machine, index, way, quantity, outside_days))
        return tuple(found.values())

    def _alternative(
        self, machine: MachineRow, index: int, way: Way, quantity: Decimal, outside_days: int
    ) -> Alternative:
        if machine.is_outside:
            return Alternative(index, max(1, outside_days) * self.day_minutes[machine.id])
        run = minutes(way.run_seconds * quantity * 1_000_000 / Decimal(machine.speed_ppm))
        return Alternative(index, max(1, run), minutes(Decimal(way.setup_seconds)))


def minutes(seconds: Decimal) -> int:
    """Whole minutes, rounded up once."""
    return int((seconds / 60).to_integral_value(rounding=ROUND_CEILING))
