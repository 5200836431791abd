"""The loaded plant as promising needs it: what is taken, by whom, and when everything works."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from taktline.engines.scheduling import Problem
from taktline.resources.types import Plant
from taktline.scheduling.queries.problem import Loaded, load
from taktline.scheduling.queries.problem.clock import Clock
from taktline.scheduling.queries.problem.ways import Floor, Way, minutes
from taktline.scheduling.queries.runs import version
from taktline.scheduling.types import KeptRoom

__all__ = ["Floor", "Snapshot", "Way", "minutes", "published_snapshot"]


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The published schedule as an engine problem whose commitments hold every published place.

    operation_ids, machine_ids, person_ids, order_ids: by engine index. version: of the schedule in force; stamp: of all
    that was read.
    """

    problem: Problem
    clock: Clock
    plant: Plant
    operation_ids: Sequence[int]
    order_ids: Sequence[int]
    machine_ids: Sequence[int]
    person_ids: Sequence[int]
    floor: Floor
    order_numbers: Mapping[int, str]
    version: int
    stamp: str

    @property
    def zone(self) -> ZoneInfo:
        """The site's time zone."""
        return self.clock.zone


def published_snapshot(site_id: int, *, at: datetime, kept: Sequence[KeptRoom] = ()) -> Snapshot:
    """Read the plant and its published load, which may be none, and what is promised besides.

    Raises NoCalendar, CannotSchedule.
    """
    return _snapshot(load(site_id, at=at, kept=kept, may_be_idle=True), version(site_id))


def _snapshot(loaded: Loaded, in_force: int) -> Snapshot:
    return Snapshot(
        problem=loaded.problem,
        clock=loaded.clock,
        plant=loaded.shop.plant,
        operation_ids=loaded.operation_ids,
        order_ids=loaded.order_ids,
        machine_ids=loaded.machine_ids,
        person_ids=loaded.person_ids,
        floor=loaded.shop.floor,
        order_numbers={order.id: order.number for order in loaded.orders.values()},
        version=in_force,
        stamp=loaded.stamp,
    )
