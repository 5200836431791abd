"""One computed way to deliver: its dated parts and the capacity they need."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from taktline.engines.promising import Outcome, Promise
from taktline.engines.scheduling import Timetable
from taktline.promising.load import options
from taktline.promising.load.chain import chain_of
from taktline.promising.load.explode import Explosion
from taktline.promising.types import Demand, Method, OptionKind, Overtime, Part
from taktline.scheduling.queries import Snapshot


@dataclass(frozen=True, slots=True)
class Slot:
    """Capacity a part needs to make an item. part: its position among the parts of its way."""

    part: int
    item_id: int
    machine_id: int
    person_id: int | None
    begin: datetime
    end: datetime


@dataclass(frozen=True, slots=True)
class Way:
    """One computed option. table: where published work stands in it, None for as it stands today."""

    kind: OptionKind
    parts: Sequence[Part]
    slots: Sequence[Slot]
    outcome: Outcome | None
    overtime: Sequence[Overtime] = ()
    table: Timetable | None = None


@dataclass(frozen=True, slots=True)
class Work:
    """A delivery that must be made: the demand and its explosion. places: decimals of its unit."""

    demand: Demand
    explosion: Explosion
    places: int = 0

    def can_part(self) -> bool:
        """Whether there is enough of it for two deliveries."""
        return options.quantities(self.demand.quantity, self.places) is not None


def way_of(
    plant: Snapshot, works: Sequence[Work], kind: OptionKind, outcome: Outcome, parted: Sequence[bool]
) -> Way:
    """Parts and slots of a choice. parted: whether each work was asked for in two deliveries."""
    parts: list[Part] = []
    slots: list[Slot] = []
    promises = iter(outcome.promises)
    for work, is_parted in zip(works, parted, strict=True):
        for quantity in _quantities(work, is_parted=is_parted):
            promise = next(promises)
            slots += _slots(plant, len(parts), work.explosion, promise)
            parts.append(_part(plant, work, promise, quantity))
    return Way(kind, parts, slots, outcome)


def _quantities(work: Work, *, is_parted: bool) -> tuple[Decimal, ...]:
    parts = options.quantities(work.demand.quantity, work.places) if is_parted else None
    return parts or (work.demand.quantity,)


def _part(plant: Snapshot, work: Work, promise: Promise, quantity: Decimal) -> Part:
    day = plant.clock.moment(promise.finish).astimezone(plant.zone).date()
    demand = work.demand
    chain = chain_of(plant, promise, work.explosion.names, work.explosion.material)
    return Part(
        demand.delivery_id,
        quantity,
        demand.requested_on,
        day,
        max(day, demand.requested_on),
        Method.MAKE,
        chain,
    )


def _slots(plant: Snapshot, part: int, explosion: Explosion, promise: Promise) -> list[Slot]:
    outside, moment = plant.problem.machines.outside, plant.clock.moment
    return [
        Slot(
            part,
            explosion.item_ids[step.step],
            plant.machine_ids[step.machine],
            plant.person_ids[step.person] if step.person >= 0 else None,
            moment(step.begin),
            moment(step.end),
        )
        for step in promise.steps
        if not outside[step.machine]
    ]
