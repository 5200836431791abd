"""Open operations as the engine's: times in whole minutes, links along the routing and between orders."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from taktline.engines.scheduling import Alternative, Draft, Link, OperationSpec
from taktline.engines.scheduling import Slot as EngineSlot
from taktline.scheduling.queries.problem.clock import Clock
from taktline.scheduling.queries.problem.material import Supplied
from taktline.scheduling.queries.problem.plant import Shop
from taktline.scheduling.queries.problem.ways import Way, minutes
from taktline.scheduling.types import KeptRoom, SlotRow
from taktline.shopfloor.types import OperationRow, WorkOrderRow

RUSH = 4
PROMISED = "promised"
STARTED = frozenset({"setup", "running", "paused"})


@dataclass(frozen=True, slots=True)
class Wish:
    """A pin: a machine, a start, or both."""

    machine_id: int | None
    start: datetime | None


@dataclass(frozen=True, slots=True)
class Standing:
    """What is already decided. slots: the schedule in force by operation id; fence: frozen until this minute."""

    slots: Mapping[int, SlotRow]
    pins: Mapping[int, Wish]
    fence: int


class Operations:
    """Adds jobs and operations to a draft and remembers which index is whose."""

    def __init__(self, draft: Draft, shop: Shop, clock: Clock, standing: Standing) -> None:
        self._draft, self._shop, self._clock, self._standing = draft, shop, clock, standing
        self.operation_ids: list[int] = []
        self.order_ids: list[int] = []
        self.frozen: set[int] = set()
        self._last: dict[int, int] = {}

    def add(self, order: WorkOrderRow, rows: Sequence[OperationRow], supplied: Supplied) -> None:
        """Add one order with its unfinished operations; those that make its material must have been added."""
        if not rows:
            return
        weight = max(1, order.priority) * (RUSH if order.is_rush else 1)
        job = self._draft.job(order.number, self._clock.end_of_day(order.due), weight)
        self.order_ids.append(order.id)
        ready = self._release(supplied.ready.get(order.id))
        before: int | None = None
        previous: OperationRow | None = None
        for row in rows:
            after = self._after(row, previous, before, supplied.makers.get(order.id, frozenset()))
            before = self._draft.operation(
                job, self._spec(order, row, after, ready if previous is None else 0)
            )
            self.operation_ids.append(row.id)
            previous = row
        if before is not None:
            self._last[order.id] = before

    def keep(self, rooms: Sequence[KeptRoom]) -> None:
        """Stand promised time in the way of everything, after all orders: frozen operations that are nobody's.

        What is pinned there already stays; the promise gives way to what a planner decided.
        """
        taken = [slot for pk, slot in self._standing.slots.items() if pk in self._standing.pins]
        free = [room for room in rooms if not any(_meet(room, slot) for slot in taken)]
        slots = [slot for slot in (self._room(room) for room in free) if slot is not None]
        if not slots:
            return
        last = max(slot.end for slot in slots)
        job = self._draft.job(PROMISED, last, 0, release=last)
        for slot in slots:
            ways = (Alternative(slot.machine, max(1, slot.end - slot.start)),)
            self._draft.operation(job, OperationSpec(PROMISED, ways, published=slot, frozen=True))

    def _room(self, room: KeptRoom) -> EngineSlot | None:
        machine = self._shop.floor.index.get(room.machine_id)
        begin, end = max(0, self._clock.minute(room.begin)), self._clock.minute(room.end)
        if machine is None or begin >= end:
            return None
        person = self._shop.person_index.get(room.person_id, -1) if room.person_id else -1
        return EngineSlot(machine, begin, end, person, begin)

    def _release(self, day: date | None) -> int:
        return 0 if day is None else max(0, self._clock.start_of_day(day))

    def _after(
        self, row: OperationRow, previous: OperationRow | None, before: int | None, makers: frozenset[int]
    ) -> tuple[Link, ...]:
        if previous is None or before is None:
            return tuple(Link(self._last[maker]) for maker in sorted(makers) if maker in self._last)
        wait = previous.wait_minutes + row.queue_minutes
        batch = previous.transfer_quantity
        if batch <= 0 or batch >= previous.quantity:
            return (Link(before, wait),)
        lead = minutes(previous.run_seconds * batch)
        return (Link(before, wait, lead=lead, tail=minutes(row.run_seconds * batch)),)

    def _spec(
        self, order: WorkOrderRow, row: OperationRow, after: tuple[Link, ...], release: int
    ) -> OperationSpec:
        slot = self._standing.slots.get(row.id)
        published = self._engine_slot(slot) if slot else None
        started = row.state in STARTED
        frozen = published is not None and (started or published.start < self._standing.fence)
        if frozen:
            self.frozen.add(row.id)
        wish = None if frozen else self._standing.pins.get(row.id)
        return OperationSpec(
            key=f"{order.number}/{row.number}",
            alternatives=self._alternatives(row),
            after=after,
            family=str(row.family_id or ""),
            skill=str(row.skill_id or ""),
            splittable=row.is_pausable,
            release=release,
            pin_machine=self._shop.floor.index.get(wish.machine_id, -1) if wish and wish.machine_id else -1,
            pin_start=self._clock.minute(wish.start) if wish and wish.start else -1,
            published=published,
            frozen=frozen,
        )

    def _engine_slot(self, slot: SlotRow) -> EngineSlot | None:
        machine = self._shop.floor.index.get(slot.machine_id)
        start = self._clock.minute(slot.start)
        begin = self._clock.minute(slot.begin)
        if machine is None or begin < 0:
            return None
        person = self._shop.person_index.get(slot.person_id, -1) if slot.person_id else -1
        return EngineSlot(machine, start, self._clock.minute(slot.end), person, begin)

    def _alternatives(self, row: OperationRow) -> tuple[Alternative, ...]:
        ways = [Way(row.centre_id, None, row.setup_seconds, row.run_seconds)]
        ways += [
            Way(other.centre_id, other.machine_id, row.setup_seconds, other.run_seconds)
            for other in row.alternatives
        ]
        left = max(row.quantity - row.good, Decimal(0))
        return self._shop.floor.alternatives(ways, left, row.outside_days)


def _meet(room: KeptRoom, slot: SlotRow) -> bool:
    """Whether both want the same machine or person at the same time."""
    same = room.machine_id == slot.machine_id or (room.person_id is not None and room.person_id == slot.person_id)
    return same and room.begin < slot.end and slot.begin < room.end
