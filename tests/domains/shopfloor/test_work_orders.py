"""Stories of work orders: made with their own recipe, changed while planned, frozen at release."""

from decimal import Decimal

import pytest

from taktline.inventory import queries as inventory
from taktline.inventory.models import Expectation
from taktline.kernel.actor import SYSTEM
from taktline.kernel.errors import IllegalMove, NotFound, NotPermitted
from taktline.shopfloor import queries, services
from taktline.shopfloor.errors import NoRecipe, NothingToMake, RecipeFrozen
from taktline.shopfloor.models import WorkOrder
from taktline.shopfloor.types import MATERIAL, WORK_ORDER, WorkOrderDraft
from tests.builders.catalog import make_bom, make_item, make_product, make_routing
from tests.builders.identity import NOW, actor, make_site
from tests.builders.planning import day
from tests.builders.resources import make_centre
from tests.builders.shopfloor import make_work_order

pytestmark = pytest.mark.django_db


def expected(kind):
    rows = Expectation.objects.filter(source_kind=kind).order_by("source_id")
    return [(row.direction, row.item_id, row.quantity, row.due) for row in rows]


def test_a_work_order_says_what_it_brings_and_what_it_takes():
    seal = make_item(unit="pcs")
    pump = make_product("PUMP", lines=[(seal, 2, {"scrap": Decimal("0.5")})])
    order = make_work_order(pump, quantity=10)
    assert expected(WORK_ORDER) == [("in", pump, 10, day(10))]
    assert expected(MATERIAL) == [("out", seal, 40, day(5))]  # half of the seals is lost
    assert queries.operations_of([order])[order][0].state == "waiting"


def test_pieces_that_are_lost_on_the_way_are_not_promised():
    order = make_work_order(make_product(), quantity=100, good=90)
    assert [row[2] for row in expected(WORK_ORDER)] == [90]
    services.change(order, quantity=Decimal(50), due=day(12), by=SYSTEM, at=NOW)
    assert [row[2:] for row in expected(WORK_ORDER)] == [(45, day(12))]


def test_a_by_product_comes_in_with_the_order():
    chips = make_item("CHIPS", unit="kg")
    bar = make_item("BAR")
    gear = make_item("GEAR", supply="make")
    make_bom(gear, (bar, 1), (chips, "0.5", {"is_by_product": True}))
    make_routing(gear, (make_centre(), 60))
    order = make_work_order(gear, quantity=10)
    assert ("in", chips, 5, day(10)) in expected(MATERIAL)
    assert [row.is_by_product for row in queries.materials_of([order])[order]] == [False, True]


def test_a_change_copies_the_recipe_afresh_and_release_freezes_it():
    seal = make_item()
    pump = make_product("PUMP", lines=[(seal, 2)])
    order = make_work_order(pump, quantity=10)
    services.change(order, quantity=Decimal(4), due=day(20), by=SYSTEM, at=NOW)
    assert expected(MATERIAL) == [("out", seal, 8, day(15))]
    services.release([order], by=SYSTEM, at=NOW)
    with pytest.raises(RecipeFrozen):
        services.change(order, quantity=Decimal(5), due=day(20), by=SYSTEM, at=NOW)
    assert queries.work_order(order, scope=SYSTEM.scope).quantity == 4


def test_release_is_all_or_nothing_and_makes_the_first_operation_ready():
    one, other = make_work_order(), make_work_order()
    services.cancel(other, reason="取消", by=SYSTEM, at=NOW)
    with pytest.raises(IllegalMove):
        services.release([one, other], by=SYSTEM, at=NOW)
    assert queries.work_order(one, scope=SYSTEM.scope).state == "planned"
    services.release([one], by=SYSTEM, at=NOW)
    assert queries.operations_of([one])[one][0].state == "ready"


def test_a_cancelled_order_brings_and_takes_nothing():
    order = make_work_order()
    services.cancel(order, reason="客户取消", by=SYSTEM, at=NOW)
    assert expected(WORK_ORDER) == expected(MATERIAL) == []
    with pytest.raises(IllegalMove):
        services.cancel(order, reason="", by=SYSTEM, at=NOW)


def test_what_cannot_be_made_is_refused_and_nothing_is_written():
    bare = make_item(supply="make")
    draft = WorkOrderDraft(bare, make_site().id, Decimal(1), day(1), day(2))
    with pytest.raises(NoRecipe):
        services.create_work_orders([draft], by=SYSTEM, at=NOW)
    with pytest.raises(NothingToMake):
        make_work_order(quantity=0)
    with pytest.raises(NotPermitted):
        services.create_work_orders([draft], by=actor("operator"), at=NOW)
    with pytest.raises(NotFound):
        services.release([999], by=SYSTEM, at=NOW)
    assert not WorkOrder.objects.exists()
    assert len(inventory.expectations(site_id=make_site().id)) == 0


def test_creating_many_orders_costs_as_many_queries_as_one(django_assert_max_num_queries):
    products = [make_product() for _ in range(6)]
    drafts = [WorkOrderDraft(each, make_site().id, Decimal(1), day(1), day(2)) for each in products]
    with django_assert_max_num_queries(60):  # numbers, journal lines and search words are one each
        services.create_work_orders(drafts, by=SYSTEM, at=NOW)
