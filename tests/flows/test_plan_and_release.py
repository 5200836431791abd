"""Stories: from a customer's order to work orders, requisitions, and what happens when life moves on."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from taktline.config.wiring import JOB_KINDS, REACTIONS
from taktline.flows.plan_and_release.firm_proposals import firm_proposals
from taktline.flows.plan_and_release.net_change import PLANNER, plan_dirty_sites
from taktline.flows.plan_and_release.release_work_orders import (
    check_clear_to_build,
    refresh_clearance,
    release_work_orders,
)
from taktline.flows.take_order.cancel import cancel_order
from taktline.kernel import deliver, job_run, jobs
from taktline.kernel.actor import SYSTEM
from taktline.kernel.errors import IllegalMove, NotPermitted
from taktline.kernel.listing import page
from taktline.kernel.scope import EVERYTHING, Scope
from taktline.kernel.source import Source
from taktline.planning import queries, services
from taktline.planning.types import CallKind, RuleRow, SupplyKind
from taktline.purchasing import queries as purchasing
from taktline.purchasing import services as buying
from taktline.purchasing.types import REQUISITION
from taktline.sales import queries as sales
from taktline.shopfloor import queries as shopfloor
from taktline.shopfloor.errors import NoRecipe, NotClearToBuild
from taktline.shopfloor.types import WORK_ORDER
from tests.builders.catalog import make_bom, make_item, make_product, make_routing
from tests.builders.identity import NOW, actor, make_site
from tests.builders.inventory import stock
from tests.builders.parties import make_customer, make_supplier
from tests.builders.planning import confirmed_order, day, delivery_of, plan, proposed
from tests.builders.resources import make_centre

pytestmark = pytest.mark.django_db


@pytest.fixture
def pump():
    """A pump of one body and two seals; seals are bought, ten days away."""
    supplier = make_supplier(name="恒封密封件", name_en="Hengfeng Seals")
    body = make_product("BODY", lead_days=3)
    seal = make_item("SEAL", lead_days=10, default_supplier_id=supplier, purchase_price=Decimal("2.5"))
    pump = make_product("PUMP", lines=[(body, 1), (seal, 2)], lead_days=2)
    return pump, body, seal


def test_an_order_is_netted_against_stock_and_explodes_into_what_to_make_and_buy(pump):
    pump_id, body, seal = pump
    stock(pump_id, 30)
    stock(seal, 50)
    confirmed_order((pump_id, 100, day(60)))

    outcome = plan()

    assert outcome.changed
    (to_make,) = proposed(pump_id)
    assert (to_make.kind, to_make.quantity) == (SupplyKind.MAKE, 70)
    (bodies,) = proposed(body)
    assert bodies.quantity == 70
    assert bodies.due == to_make.start
    (seals,) = proposed(seal)
    assert (seals.kind, seals.quantity) == (SupplyKind.BUY, 70 * 2 - 50)


def test_every_quantity_can_be_traced_down_to_what_gives_it_and_up_to_the_customer(pump):
    pump_id, body, seal = pump
    stock(pump_id, 30)
    order = confirmed_order((pump_id, 100, day(60)), customer_id=make_customer(name="安叉", name_en="Ancha"))
    plan()

    down = queries.trace(delivery_of(order), scope=EVERYTHING).down
    assert {(step.item_code, step.quantity) for step in down if step.depth == 1} == {("PUMP", 30), ("PUMP", 70)}
    assert {step.item_code for step in down if step.depth == 2} == {"BODY", "SEAL"}

    (seals,) = proposed(seal)
    up = queries.trace(Source("planning.proposal", seals.id), scope=EVERYTHING)
    assert [str(step.node.customer.zh) for step in up.customers] == ["安叉"]
    row = page(queries.PROPOSALS, scope=EVERYTHING, where={"item": str(seal)}).rows[0]
    assert row.values["customer"].en == "Ancha"


def test_nothing_changed_means_no_plan_and_no_write(pump):
    confirmed_order((pump[0], 100, day(60)))
    plan()

    with CaptureQueriesContext(connection) as told:
        outcome = plan()
    assert not outcome.changed
    writes = [each["sql"] for each in told if each["sql"].split()[0] in ("INSERT", "UPDATE", "DELETE")]
    assert [sql for sql in writes if "dirty_at" not in sql] == []
    first = len(told)

    for number in range(5):
        confirmed_order((pump[0], 10 + number, day(70 + number)))
    plan()
    with CaptureQueriesContext(connection) as told:
        plan()
    assert len(told) == first  # whatever the number of orders


def test_a_run_that_only_looks_again_keeps_the_proposals_it_had(pump):
    confirmed_order((pump[0], 100, day(60)))
    plan()
    before = {row.id: row.due for row in proposed()}
    confirmed_order((pump[0], 20, day(90)))
    outcome = plan()
    after = {row.id: row.due for row in proposed()}
    assert before.items() <= after.items()
    assert outcome.figures["proposals_changed"] == 0
    assert outcome.figures["proposals_new"] == 4  # pump, body, its part, seals
    assert outcome.figures["proposals_gone"] == 0


def test_firming_makes_a_work_order_with_its_own_recipe_and_a_requisition_that_names_the_customer(pump):
    pump_id, body, seal = pump
    order = confirmed_order((pump_id, 100, day(60)))
    plan()

    done = firm_proposals([row.id for row in proposed()], by=SYSTEM, at=NOW)

    assert len(done.work_orders) == 2
    assert len(done.requisitions) == 2  # seals, and the body's bought part
    orders = {row.item_code: row for row in shopfloor.work_orders(done.work_orders).values()}
    assert orders["PUMP"].demand == delivery_of(order)
    materials = shopfloor.materials_of([orders["PUMP"].id])[orders["PUMP"].id]
    assert {(row.item_code, row.quantity) for row in materials} == {("BODY", 100), ("SEAL", 200)}
    assert shopfloor.operations_of([orders["PUMP"].id])[orders["PUMP"].id][0].number == 10
    wanted = next(
        row for row in purchasing.requisition_rows(done.requisitions).values() if row.item_id == seal
    )
    cover = queries.covers([Source(REQUISITION, wanted.id)])[Source(REQUISITION, wanted.id)]
    assert cover.customer.zh == "安叉工业车辆"
    assert cover.number == sales.describe([cover.delivery_id])[cover.delivery_id].number

    # a new recipe does not touch the work order that stands
    other = make_item("SEAL-2")
    make_bom(pump_id, (body, 1), (other, 2), start=day(0))
    assert len(shopfloor.materials_of([orders["PUMP"].id])[orders["PUMP"].id]) == 2


def test_what_was_firmed_is_supply_of_the_next_run(pump):
    order = confirmed_order((pump[0], 100, day(60)))
    plan()
    firm_proposals([row.id for row in proposed()], by=SYSTEM, at=NOW)
    plan()
    assert proposed() == []
    down = queries.trace(delivery_of(order), scope=EVERYTHING).down
    assert [step.node.source.kind for step in down][:2] == [WORK_ORDER, WORK_ORDER]


def test_firming_needs_a_recipe_and_is_all_or_nothing(pump):
    bare = make_item("BARE", supply="make", lead_days=1)
    confirmed_order((pump[0], 5, day(60)), (bare, 5, day(60)))
    plan()
    rows = proposed()
    with pytest.raises(NoRecipe):
        firm_proposals([row.id for row in rows], by=SYSTEM, at=NOW)
    assert {row.id for row in proposed()} == {row.id for row in rows}
    with pytest.raises(NotPermitted):
        firm_proposals([rows[0].id], by=actor("operator"), at=NOW)


def test_a_proposal_is_firmed_once(pump):
    confirmed_order((pump[0], 5, day(60)))
    plan()
    (row,) = proposed(pump[0])
    firm_proposals([row.id], by=SYSTEM, at=NOW)
    with pytest.raises(IllegalMove):
        firm_proposals([row.id], by=SYSTEM, at=NOW)


def test_a_cancelled_order_asks_the_planner_to_cancel_what_was_firmed_for_it(pump):
    order = confirmed_order((pump[0], 100, day(60)))
    plan()
    (row,) = proposed(pump[0])
    firm_proposals([row.id], by=SYSTEM, at=NOW)
    plan()

    cancel_order(order, reason="项目取消", by=SYSTEM, at=NOW)
    plan()

    calls = {row.values["call"]: row for row in page(queries.EXCEPTIONS, scope=EVERYTHING).rows}
    assert set(calls) == {CallKind.CANCEL}
    assert calls[CallKind.CANCEL].values["subject"].startswith("WO-")
    assert proposed(pump[2]) != []  # the work order still stands, so it still needs its seals


def test_a_supplier_who_slips_is_to_be_expedited_for_the_customer_at_risk(pump):
    pump_id, _body, seal = pump
    order = confirmed_order((pump_id, 100, day(60)))
    plan()
    seals = proposed(seal)[0]
    done = firm_proposals([seals.id], by=SYSTEM, at=NOW)
    buying.approve(done.requisitions, by=SYSTEM, at=NOW)
    purchase = buying.order_requisitions(done.requisitions, on=day(0), by=SYSTEM, at=NOW)
    buying.approve_order(purchase, by=SYSTEM, at=NOW)
    buying.send_order(purchase, by=SYSTEM, at=NOW)
    plan()
    assert page(queries.EXCEPTIONS, scope=EVERYTHING, where={"call": "expedite"}).rows == []
    number = purchasing.purchase_order(purchase, scope=EVERYTHING).number
    line_id = purchasing.lines_of(number, scope=EVERYTHING)[0].id

    buying.acknowledge(purchase, promised={line_id: seals.due + timedelta(days=20)}, by=SYSTEM, at=NOW)
    plan()

    (message,) = page(queries.EXCEPTIONS, scope=EVERYTHING, where={"call": "expedite"}).rows
    assert message.values["item_code"] == "SEAL"
    assert message.values["days"] == 20
    assert message.values["order_number"] == sales.describe([delivery_of(order).id])[delivery_of(order).id].number
    assert message.values["money"].minor > 0
    hidden = page(queries.EXCEPTIONS, scope=Scope(), where={"call": "expedite"}).rows[0]
    assert "money" not in hidden.values
    # and the customer's date shows it
    told = sales.describe([delivery_of(order).id])[delivery_of(order).id]
    assert told.projected_on > told.promised_on


def test_a_dismissed_message_comes_back_when_it_says_something_else(pump):
    order = confirmed_order((pump[0], 100, day(60)))
    plan()
    firm_proposals([proposed(pump[0])[0].id], by=SYSTEM, at=NOW)
    cancel_order(order, reason="取消", by=SYSTEM, at=NOW)
    plan()
    (message,) = page(queries.EXCEPTIONS, scope=EVERYTHING).rows
    services.dismiss_exceptions([message.id], reason="留作备货", by=actor("planner"), at=NOW)

    confirmed_order((pump[2], 7, day(80)))  # other demand, same message
    plan()
    assert message.id not in {row.id for row in page(queries.EXCEPTIONS, scope=EVERYTHING).rows}
    assert [row.id for row in page(queries.DISMISSED_EXCEPTIONS, scope=EVERYTHING).rows] == [message.id]

    confirmed_order((pump[0], 40, day(61)))  # now only part of it is too much
    plan()
    calls = [row.values["call"] for row in page(queries.EXCEPTIONS, scope=EVERYTHING).rows]
    assert calls == [CallKind.DECREASE]


def test_what_the_rules_take_is_firmed_without_hands(pump):
    services.set_rule(
        RuleRow(0, make_site().id, None, SupplyKind.BUY, 400, True), by=SYSTEM, at=NOW
    )
    confirmed_order((pump[0], 100, day(60)))
    plan()
    assert {row.kind for row in proposed()} == {SupplyKind.MAKE}
    plan()
    assert {row.kind for row in proposed()} == {SupplyKind.MAKE}


def test_an_urgent_order_makes_its_work_orders_weigh_more(pump):
    pump_id, _body, seal = pump
    stock(seal, 500)
    usual, urgent = confirmed_order((pump_id, 10, day(60))), confirmed_order((pump_id, 10, day(70)), priority=2)
    rush = confirmed_order((pump_id, 10, day(80)), rush=True)
    plan()
    done = firm_proposals([row.id for row in proposed()], by=SYSTEM, at=NOW)
    rows = shopfloor.work_orders(done.work_orders).values()
    told = {row.demand.id: (row.priority, row.is_rush) for row in rows if row.item_code == "PUMP"}
    assert told == {
        delivery_of(usual).id: (1, False), delivery_of(urgent).id: (3, False), delivery_of(rush).id: (1, True),
    }  # fmt: skip
    parts = [(row.priority, row.is_rush) for row in sorted(rows, key=lambda row: row.due) if row.item_code == "BODY"]
    assert parts == [(1, False), (3, False), (1, True)]


def test_what_a_later_run_proposes_for_an_urgent_work_order_is_as_urgent(pump):
    pump_id, body, _seal = pump
    confirmed_order((pump_id, 10, day(60)), priority=1)
    plan()
    firm_proposals([proposed(pump_id)[0].id], by=SYSTEM, at=NOW)
    plan()
    done = firm_proposals([proposed(body)[0].id], by=SYSTEM, at=NOW)
    (row,) = shopfloor.work_orders(done.work_orders).values()
    assert (row.priority, row.is_rush) == (4, False)


def test_release_needs_the_material_or_a_word(pump):
    pump_id, body, seal = pump
    confirmed_order((pump_id, 10, day(60)))
    plan()
    done = firm_proposals([proposed(pump_id)[0].id], by=SYSTEM, at=NOW)
    (order_id,) = done.work_orders
    stock(seal, 20)
    refresh_clearance(make_site().id, by=SYSTEM, at=NOW)
    assert shopfloor.work_orders([order_id])[order_id].clearance == "partial"

    with pytest.raises(NotClearToBuild) as refused:
        release_work_orders([order_id], by=SYSTEM, at=NOW)
    assert refused.value.facts["item"] == "BODY"
    assert shopfloor.work_orders([order_id])[order_id].state == "planned"

    stock(body, 10)
    release_work_orders([order_id], by=SYSTEM, at=NOW)
    row = shopfloor.work_orders([order_id])[order_id]
    assert (row.state, row.clearance) == ("released", "clear")
    assert shopfloor.operations_of([order_id])[order_id][0].state == "ready"


def test_stock_clears_only_as_many_orders_as_it_lasts_for(pump):
    pump_id, body, seal = pump
    confirmed_order((pump_id, 10, day(60)), (pump_id, 10, day(80)))
    plan()
    done = firm_proposals([row.id for row in proposed(pump_id)], by=SYSTEM, at=NOW)
    stock(body, 10)
    stock(seal, 20)
    found = check_clear_to_build(site_id=make_site().id, at=NOW)
    assert [found.clearance[pk] for pk in done.work_orders] == ["clear", "waiting"]


def test_facts_mark_the_plan_and_the_clock_asks_for_a_run(pump):
    deliver.relay(REACTIONS, at=NOW)
    confirmed_order((pump[0], 100, day(60)))
    deliver.relay(REACTIONS, at=NOW)
    deliver.deliver(REACTIONS, at=NOW, limit=1000)
    assert plan_dirty_sites(NOW) == 0  # it waits for what comes together
    later = NOW + timedelta(seconds=2)
    assert plan_dirty_sites(later) == 1
    assert plan_dirty_sites(later) == 0  # one is on its way
    (job,) = jobs.latest("planning.run")

    job_run.run(job.id, JOB_KINDS, clock=lambda: later)
    assert jobs.job(job.id).result["changed"] is True
    assert proposed(pump[0])
    assert plan_dirty_sites(later + timedelta(seconds=5)) == 0
    assert PLANNER.name == "Planning"


def test_the_grid_of_an_item_adds_up(pump):
    pump_id, _body, seal = pump
    stock(seal, 50)
    confirmed_order((pump_id, 100, day(60)))
    plan()
    grid = queries.item_plan(seal, site_id=make_site().id, today=day(0), at=NOW)
    assert sum(each.gross for each in grid.buckets) == 200
    assert sum(each.proposed for each in grid.buckets) == 150
    assert grid.buckets[-1].projected == 0
    assert min(each.projected for each in grid.buckets) == 0


def test_a_part_that_is_lost_on_the_way_is_ordered_more_and_counted_once():
    pump = make_product("P", lead_days=2, scrap=Decimal("0.1"))
    confirmed_order((pump, 90, day(60)))
    plan()
    (row,) = proposed(pump)
    assert (row.quantity, row.started) == (90, 100)
    firm_proposals([row.id], by=SYSTEM, at=NOW)
    plan()
    assert proposed(pump) == []
    assert page(queries.EXCEPTIONS, scope=EVERYTHING).rows == []


def test_phantoms_are_blown_through_and_never_firmed(pump):
    kit = make_item("KIT", supply="make", is_phantom=True)
    screw = make_item("SCREW", lead_days=5)
    make_bom(kit, (screw, 4))
    tandem = make_item("TANDEM", supply="make", lead_days=2)
    make_bom(tandem, (kit, 2))
    make_routing(tandem, (make_centre(), 30))
    order = confirmed_order((tandem, 10, day(60)))
    plan()
    assert proposed(kit) == []
    assert proposed(screw)[0].quantity == 80
    down = queries.trace(delivery_of(order), scope=EVERYTHING).down
    assert [step.item_code for step in down] == ["TANDEM", "KIT", "SCREW"]
