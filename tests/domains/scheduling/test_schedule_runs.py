"""A planner asks for a schedule, looks at it, publishes it, and moves things about."""

from datetime import timedelta

import pytest

from taktline.flows.plan_and_release.publish_schedule import move_operation, publish_schedule
from taktline.flows.plan_and_release.release_work_orders import release_work_orders
from taktline.kernel.actor import SYSTEM
from taktline.kernel.errors import IllegalMove, NotPermitted, StaleSnapshot
from taktline.kernel.jobs import AlreadyRunning
from taktline.kernel.scope import EVERYTHING
from taktline.scheduling import queries, services
from taktline.scheduling.errors import (
    AlreadyFrozen,
    NothingToSchedule,
    NotOnTheBoard,
    NotPublished,
    OutdatedRun,
)
from taktline.scheduling.models import Pin, Publication, Slot
from taktline.scheduling.queries.problem import load
from taktline.scheduling.types import BoardMove
from taktline.shopfloor import queries as shopfloor
from tests.builders.catalog import make_item, make_product
from tests.builders.identity import NOW, actor, make_site
from tests.builders.inventory import stock
from tests.builders.planning import confirmed_order, day
from tests.builders.resources import default_calendar, make_centre, stop_machine
from tests.builders.scheduling import firm_everything, publish, published, run_schedule, slots_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def shop():
    """A pump of one body: the body is turned on one of two lathes, the pump put together at one bench."""
    default_calendar()
    lathes = make_centre("TURN", machines=2)
    bench = make_centre("BENCH", machines=1)
    steel = make_item("STEEL", lead_days=2)
    stock(steel, 1000)
    body = make_product("BODY", lines=[(steel, 1)], operations=[(lathes, 3600)], lead_days=2)
    return make_product("PUMP", lines=[(body, 1)], operations=[(bench, 300)], lead_days=2)


@pytest.fixture
def work(shop):
    """Three firmed customer orders."""
    confirmed_order((shop, 20, day(14)))
    confirmed_order((shop, 10, day(7)), rush=True)
    confirmed_order((shop, 30, day(21)))
    return firm_everything()


def test_a_run_is_proposed_published_and_dispatched_to_the_floor(work):
    run_id = run_schedule()
    run = queries.run(run_id, scope=EVERYTHING)

    assert run.state == "proposed"
    assert run.operations == 6
    assert run.bound <= run.tardiness
    with pytest.raises(NotPublished):
        queries.board(make_site().id, at=NOW)

    assert publish_schedule(run_id, by=SYSTEM, at=NOW) == 6

    operations = [row for rows in shopfloor.operations_of(work.work_orders).values() for row in rows]
    assert all(row.planned_start is not None and row.planned_machine_id for row in operations)
    assert published().id == run_id


def test_the_pump_is_assembled_after_its_body_is_turned(work):
    run_id = publish()
    by_order = {slot.work_order_id: slot for slot in slots_of(run_id)}
    orders = shopfloor.work_orders(by_order)
    bodies = [by_order[pk] for pk, row in orders.items() if row.item_code == "BODY"]
    pumps = [by_order[pk] for pk, row in orders.items() if row.item_code == "PUMP"]

    assert min(slot.begin for slot in pumps) >= min(slot.end for slot in bodies)


def test_the_board_shows_lanes_bars_and_what_waits_for_what(work):
    publish()
    board = queries.board(make_site().id, at=NOW)

    assert len(board.bars) == 6
    assert len(board.links) == 3
    assert {bar.machine_id for bar in board.bars} <= {lane.machine_id for lane in board.lanes}
    turning = next(bar for bar in board.bars if bar.item_code == "BODY")
    assert len(turning.eligible) == 2
    assert all(lane.windows for lane in board.lanes)


def test_dragging_shows_what_follows_and_keeping_it_pins_the_operation(work):
    publish()
    board = queries.board(make_site().id, at=NOW)
    bar = next(bar for bar in board.bars if bar.item_code == "BODY" and not bar.is_frozen)
    start = board.origin + timedelta(minutes=bar.start, days=7)
    move = BoardMove(bar.operation_id, bar.machine_id, start)

    moved = services.preview_move(make_site().id, move, by=SYSTEM, at=NOW)
    before = Slot.objects.count()
    assert {slot.operation_id for slot in moved.slots} >= {bar.operation_id}
    assert any(slip.after > slip.before for slip in moved.slips)
    assert Slot.objects.count() == before

    run_id = move_operation(make_site().id, move, stamp=moved.stamp, by=SYSTEM, at=NOW)
    assert published().id == run_id
    assert queries.slots(run_id)[bar.operation_id].is_pinned

    with pytest.raises(StaleSnapshot):
        move_operation(make_site().id, move, stamp=moved.stamp, by=SYSTEM, at=NOW)


def test_what_starts_within_hours_stays_and_what_is_unknown_is_refused(work):
    publish()
    board = queries.board(make_site().id, at=NOW)
    first = min(board.bars, key=lambda bar: bar.start)
    soon = board.origin + timedelta(minutes=first.start)
    later = BoardMove(first.operation_id, first.machine_id, soon + timedelta(days=2))
    with pytest.raises(AlreadyFrozen):
        services.preview_move(make_site().id, later, by=SYSTEM, at=soon - timedelta(hours=1))
    with pytest.raises(NotOnTheBoard):
        services.preview_move(make_site().id, BoardMove(10**9, 1, soon), by=SYSTEM, at=NOW)


def test_one_run_at_a_time_and_none_without_work(shop):
    idle = run_schedule()
    assert queries.run(idle, scope=EVERYTHING).state == "discarded"
    with pytest.raises(NothingToSchedule):
        load(make_site().id, at=NOW)
    confirmed_order((shop, 5, day(20)))
    firm_everything()
    services.request_run(make_site().id, by=SYSTEM, at=NOW)
    with pytest.raises(AlreadyRunning):
        services.request_run(make_site().id, by=SYSTEM, at=NOW)


def test_a_published_run_cannot_be_published_or_discarded_again_and_an_older_one_is_stale(work):
    older = run_schedule()
    newer = run_schedule()
    publish_schedule(newer, by=SYSTEM, at=NOW)
    for action in (publish_schedule, services.discard):
        with pytest.raises(IllegalMove):
            action(newer, by=SYSTEM, at=NOW)
    with pytest.raises(StaleSnapshot):
        publish_schedule(older, by=SYSTEM, at=NOW)
    assert Publication.objects.get().run_id == newer


def test_ordinary_work_on_the_floor_does_not_make_a_proposed_run_stale(work):
    publish()
    run_id = run_schedule()
    floor = sorted(work.work_orders)
    release_work_orders(floor[:2], by=SYSTEM, at=NOW)
    assert queries.outdated(run_id) == []
    publish_schedule(run_id, by=SYSTEM, at=NOW)
    assert published().id == run_id


def test_a_run_is_stale_when_hours_or_pins_or_orders_changed_since_and_says_which(work, shop):
    publish()
    run_id = run_schedule()
    machine = slots_of(run_id)[-1].machine_id
    stop_machine(machine, start=NOW + timedelta(days=3), end=NOW + timedelta(days=4))
    with pytest.raises(OutdatedRun) as refused:
        publish_schedule(run_id, by=SYSTEM, at=NOW)
    assert refused.value.code == "scheduling.outdated-run"
    assert queries.outdated(run_id) == ["plant"]
    assert queries.run(run_id, scope=EVERYTHING).state == "proposed"

    again = run_schedule()
    operation = slots_of(again)[0]
    Pin.objects.create(
        operation_id=operation.operation_id, site_id=make_site().id, machine_id=operation.machine_id, by_name="x"
    )
    assert queries.outdated(again) == ["pins"]
    assert publish_schedule(run_schedule(), by=SYSTEM, at=NOW) >= 0


def test_a_small_plants_schedule_is_proved(work):
    run = queries.run(run_schedule(seconds=1), scope=EVERYTHING)
    assert (run.bound_kind, run.gap) == ("cp_sat", 0)


def test_an_orders_priority_weighs_in_the_schedule(shop):
    for priority, item_due in ((1, 5), (5, 6)):
        confirmed_order((shop, 3, day(item_due)), priority=priority)
    firm_everything()
    loaded = load(make_site().id, at=NOW)
    weights = {order.priority * (4 if order.is_rush else 1) for order in loaded.orders.values()}
    assert len(weights) > 1
    assert set(loaded.problem.jobs.weight.tolist()) == weights


def test_a_sales_clerk_may_look_but_neither_run_nor_publish(work):
    run_id = run_schedule()
    clerk = actor("sales_clerk")
    with pytest.raises(NotPermitted):
        services.request_run(make_site().id, by=clerk, at=NOW)
    with pytest.raises(NotPermitted):
        publish_schedule(run_id, by=clerk, at=NOW)
    assert queries.run(run_id, scope=clerk.scope).state == "proposed"


def test_the_board_says_why_an_operation_waits(work):
    publish()
    board = queries.board(make_site().id, at=NOW)
    pump = next(bar for bar in board.bars if bar.item_code == "PUMP")
    chain = queries.why(make_site().id, pump.operation_id, at=NOW)
    assert chain[0].operation_id == pump.operation_id
    assert {link.kind for link in chain} & {"predecessor", "machine", "calendar", "now"}
