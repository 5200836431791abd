"""Capacity that offers hold: which machine and person, when, and until whose work order stands in its place."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from django.db.models import F, Q

from taktline.promising.life import OfferState
from taktline.promising.models import OfferSlot
from taktline.promising.queries.made import made_for
from taktline.promising.types import OptionKind
from taktline.scheduling import queries as scheduling
from taktline.scheduling.types import KeptRoom
from taktline.shopfloor import queries as shopfloor
from taktline.shopfloor.life import OPEN_STATES


@dataclass(frozen=True, slots=True)
class Held:
    """A machine, and perhaps a person, taken from begin to end to make an item for a delivery."""

    delivery_id: int
    item_id: int
    machine_id: int
    person_id: int | None
    begin: datetime
    end: datetime

    @property
    def room(self) -> KeptRoom:
        """What the scheduler must know of it."""
        return KeptRoom(self.machine_id, self.person_id, self.begin, self.end)


def held_slots(site_id: int, *, besides_order: int | None = None, at: datetime) -> list[Held]:
    """What open offers and accepted ones hold, whatever became of them on the floor; one query."""
    accepted = Q(part__option__offer__state=OfferState.ACCEPTED, part__option__kind=F("part__option__offer__accepted"))
    open_ = Q(
        part__option__offer__state=OfferState.OPEN,
        part__option__offer__expires_at__gt=at,
        part__option__kind=OptionKind.AS_IS,
    )
    slots = OfferSlot.objects.filter(accepted | open_, part__option__offer__site_id=site_id, end__gt=at)
    if besides_order is not None:
        slots = slots.exclude(part__option__offer__order_id=besides_order)
    rows = slots.values_list("part__delivery_id", "item_id", "machine_id", "person_id", "begin", "end")
    return [Held(*row) for row in rows.order_by("id")]


def kept_room(site_id: int, *, at: datetime) -> list[KeptRoom]:
    """What a new schedule must leave free: promised time whose work order it does not place itself."""
    return [each.room for each in not_taken_over(held_slots(site_id, at=at), placed=False)]


def held_capacity(site_id: int, *, besides_order: int | None = None, at: datetime) -> list[Held]:
    """What is held on top of the schedule in force: work orders that stand in it have taken their slots over."""
    return not_taken_over(held_slots(site_id, besides_order=besides_order, at=at), placed=True)


def not_taken_over(slots: Sequence[Held], *, placed: bool) -> list[Held]:
    """The slots whose work no work order does yet. placed: one must stand in the schedule in force."""
    if not slots:
        return []
    made = made_for({slot.delivery_id for slot in slots})
    ids = {pk for each in made.values() for pk in each.work_orders}
    unplaced: set[int] = set()
    if placed:
        standing = scheduling.work_order_ends(ids)
        rows = shopfloor.work_orders(ids - set(standing))
        unplaced = {pk for pk, row in rows.items() if row.state in OPEN_STATES}
    return [slot for slot in slots if not made[slot.delivery_id].takes_over(slot.item_id, unplaced)]


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


def clashes(slot: Taken, held: Iterable[Taken]) -> bool:
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
