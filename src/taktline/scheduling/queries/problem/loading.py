"""The whole problem of a site: one snapshot, one stamp."""

import hashlib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from taktline.engines.errors import EngineError
from taktline.engines.scheduling import Draft, Problem, Weights
from taktline.identity import queries as identity
from taktline.kernel.operation import snapshot
from taktline.resources import queries as resources
from taktline.scheduling.errors import NothingToSchedule
from taktline.scheduling.models import Pin, Publication, Slot
from taktline.scheduling.queries.problem.clock import Clock, clock_for
from taktline.scheduling.queries.problem.material import Supplied, supplied
from taktline.scheduling.queries.problem.operations import Operations, Standing, Wish
from taktline.scheduling.queries.problem.plant import Shop, add_plant
from taktline.scheduling.refuse import refused
from taktline.scheduling.types import KeptRoom, SlotRow
from taktline.shopfloor import queries as shopfloor
from taktline.shopfloor.types import OperationRow, WorkOrderRow, WorkToPlace

# Nothing that starts within this time is moved by a new schedule.
FROZEN = timedelta(hours=4)
STABLE = Weights(moved=1, reassigned=200)


@dataclass(frozen=True, slots=True)
class Loaded:
    """A problem with the way back from its indexes to rows.

    operation_ids, order_ids: by engine index; the problem's last operations may be kept room, which have none. stamp: digest of everything read; slots: the schedule in force.
    """

    problem: Problem
    clock: Clock
    shop: Shop
    orders: Mapping[int, WorkOrderRow]
    rows: Mapping[int, OperationRow]
    operation_ids: Sequence[int]
    order_ids: Sequence[int]
    machine_ids: Sequence[int]
    person_ids: Sequence[int]
    frozen: frozenset[int]
    slots: Mapping[int, SlotRow]
    stamp: str

    def index_of(self, operation_id: int) -> int | None:
        """The engine's index of an operation, None if it is not open."""
        return {pk: at for at, pk in enumerate(self.operation_ids)}.get(operation_id)


def load(
    site_id: int, *, at: datetime, kept: Sequence[KeptRoom] = (), may_be_idle: bool = False
) -> Loaded:
    """Read everything a schedule rests on. kept: time that others were promised; it is nobody's operation but taken.

    Raises NoCalendar, CannotSchedule, NothingToSchedule unless may_be_idle.
    """
    site = identity.site(site_id)
    with snapshot():
        plant = resources.plant(site_id=site_id, time_zone=site.time_zone, since=at - timedelta(days=15))
        work = shopfloor.work_to_place(site_id=site_id)
        slots = published_slots(site_id)
        pins = {
            pin.operation_id: Wish(pin.machine_id, pin.start) for pin in Pin.objects.filter(site_id=site_id)
        }
        waits = supplied(site_id, work.waiting, frozenset(order.id for order in work.orders))
    if not work.operations and not may_be_idle:
        raise NothingToSchedule
    clock = clock_for(at, site.time_zone, max((order.due for order in work.orders), default=None))
    now = clock.minute(at)
    draft = Draft(horizon=clock.horizon, now=now, weights=STABLE if slots else Weights())
    shop = add_plant(draft, plant, clock, at.astimezone(clock.zone).date())
    adding = Operations(draft, shop, clock, Standing(slots, pins, now + int(FROZEN.total_seconds()) // 60))
    _add_all(adding, work, waits)
    adding.keep(kept)
    try:
        problem = draft.problem()
    except EngineError as error:
        raise refused(error) from error
    return Loaded(
        problem=problem,
        clock=clock,
        shop=shop,
        orders={order.id: order for order in work.orders},
        rows={row.id: row for row in work.operations},
        operation_ids=adding.operation_ids,
        order_ids=adding.order_ids,
        machine_ids=list(shop.floor.index),
        person_ids=list(shop.person_index),
        frozen=frozenset(adding.frozen),
        slots=slots,
        stamp=stamp_of(work, plant.version, slots, pins, waits),
    )


def _add_all(adding: Operations, work: WorkToPlace, waits: Supplied) -> None:
    by_order: dict[int, list[OperationRow]] = defaultdict(list)
    for row in work.operations:
        by_order[row.work_order_id].append(row)
    for order in in_making_order(work.orders, waits):
        adding.add(order, by_order[order.id], waits)


def published_slots(site_id: int) -> dict[int, SlotRow]:
    """The schedule in force, by operation id; empty where none was published."""
    run_id = Publication.objects.filter(site_id=site_id).values_list("run_id", flat=True).first()
    return {} if run_id is None else slots_of(run_id)


def slots_of(run_id: int) -> dict[int, SlotRow]:
    """The slots of a run, by operation id."""
    rows = (
        Slot.objects.filter(run_id=run_id).order_by("machine_id", "sequence").values_list(*SlotRow.__slots__)
    )
    return {row[0]: SlotRow(*row) for row in rows}


def in_making_order(orders: Sequence[WorkOrderRow], waits: Supplied) -> list[WorkOrderRow]:
    """Makers before those who wait for them; a circle, which no plan contains, is cut where it is entered."""
    by_id = {order.id: order for order in orders}
    done: dict[int, None] = {}
    for first in orders:
        stack = [(first.id, iter(sorted(waits.makers.get(first.id, ()))))]
        open_ids = {first.id}
        while stack:
            order_id, makers = stack[-1]
            deeper = next(
                (each for each in makers if each in by_id and each not in done and each not in open_ids), None
            )
            if deeper is None:
                stack.pop()
                done.setdefault(order_id)
            else:
                open_ids.add(deeper)
                stack.append((deeper, iter(sorted(waits.makers.get(deeper, ())))))
    return [by_id[order_id] for order_id in done]


def stamp_of(
    work: WorkToPlace,
    plant_version: int,
    slots: Mapping[int, SlotRow],
    pins: Mapping[int, Wish],
    waits: Supplied,
) -> str:
    """A digest of what a schedule rests on: it differs when any of it does."""
    parts = (
        plant_version,
        [(order.id, order.due, order.priority, order.is_rush, order.state) for order in work.orders],
        [(row.id, row.state, row.quantity, row.good, row.centre_id) for row in work.operations],
        sorted(
            (pk, slot.machine_id, slot.begin.isoformat(), slot.end.isoformat()) for pk, slot in slots.items()
        ),
        sorted((pk, wish.machine_id, str(wish.start)) for pk, wish in pins.items()),
        sorted(waits.ready.items()),
    )
    return hashlib.sha256(repr(parts).encode()).hexdigest()
