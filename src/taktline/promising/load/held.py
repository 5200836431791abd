"""Capacity that other offers hold is not free: the plant's calendars without it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol

from taktline.engines.scheduling import Problem
from taktline.engines.timeline import WorkingTime
from taktline.kernel.source import Source
from taktline.promising.life import OfferState
from taktline.promising.models import OfferSlot
from taktline.sales.types import DELIVERY
from taktline.scheduling.queries import Snapshot
from taktline.shopfloor import queries as shopfloor

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Held:
    """A machine, and perhaps a person, taken from begin to end."""

    delivery_id: int
    machine_id: int
    person_id: int | None
    begin: datetime
    end: datetime


def held_capacity(site_id: int, *, besides_order: int, at: datetime) -> list[Held]:
    """What open offers and accepted ones hold, until work orders for their deliveries stand in the schedule instead."""
    slots = OfferSlot.objects.filter(option__offer__site_id=site_id, end__gt=at).exclude(
        option__offer__order_id=besides_order
    )
    chosen = [
        Held(*row[:5])
        for row in slots.values_list(
            "delivery_id",
            "machine_id",
            "person_id",
            "begin",
            "end",
            "option__offer__state",
            "option__offer__accepted",
            "option__offer__expires_at",
            "option__kind",
        )
        if (row[5] == OfferState.ACCEPTED and row[6] == row[8])
        or (row[5] == OfferState.OPEN and row[7] > at and row[8] == "as_is")
    ]
    made = shopfloor.of_demand([Source(DELIVERY, pk) for pk in sorted({each.delivery_id for each in chosen})])
    done = {source.id for source, orders in made.items() if orders}
    return [each for each in chosen if each.delivery_id not in done]


class Taken(Protocol):
    """Anything that takes a machine, and perhaps a person, for a while."""

    @property
    def machine_id(self) -> int:
        """The machine."""

    @property
    def person_id(self) -> int | None:
        """The person, None for nobody."""

    @property
    def begin(self) -> datetime:
        """From when."""

    @property
    def end(self) -> datetime:
        """Until when."""


def clashes(slot: Taken, held: Iterable[Held]) -> bool:
    """Whether the machine or the person of a slot is held for somebody else at the time."""
    return any(
        each.begin < slot.end
        and slot.begin < each.end
        and (
            each.machine_id == slot.machine_id
            or (slot.person_id is not None and each.person_id == slot.person_id)
        )
        for each in held
    )


def without(plant: Snapshot, held: Sequence[Held]) -> Problem:
    """The plant's problem with held time taken out of calendars, except where published work stands already."""
    problem = plant.problem
    if not held:
        return problem
    calendars = list(problem.calendars)
    machine, person = problem.machines.calendar.copy(), problem.people.calendar.copy()
    people = {pk: at for at, pk in enumerate(plant.person_ids)}
    lost_machine: dict[int, list[Span]] = defaultdict(list)
    lost_person: dict[int, list[Span]] = defaultdict(list)
    for each in held:
        span = (max(0, plant.clock.minute(each.begin)), max(0, plant.clock.minute(each.end)))
        if each.machine_id in plant.floor.index:
            lost_machine[plant.floor.index[each.machine_id]].append(span)
        if each.person_id in people:
            lost_person[people[each.person_id]].append(span)
    table = problem.commitments.published
    for column, lost, of in ((machine, lost_machine, table.machine), (person, lost_person, table.person)):
        for index, spans in lost.items():
            if column is machine and problem.machines.outside[index]:
                continue
            rows = (of == index) & (table.start >= 0)
            busy = WorkingTime.of(zip(table.begin[rows].tolist(), table.end[rows].tolist(), strict=True))
            free = WorkingTime.of(spans).subtract(busy)
            calendars.append(calendars[int(column[index])].subtract(free))
            column[index] = len(calendars) - 1
    return replace(
        problem,
        calendars=tuple(calendars),
        machines=replace(problem.machines, calendar=machine),
        people=replace(problem.people, calendar=person),
    )
