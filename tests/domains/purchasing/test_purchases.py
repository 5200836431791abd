"""Stories of buying: asked for, approved, ordered, promised, received."""

from datetime import date
from decimal import Decimal

import pytest

from taktline.catalog import services as catalog
from taktline.inventory import queries as inventory
from taktline.inventory.models import Expectation
from taktline.kernel.actor import SYSTEM
from taktline.kernel.errors import IllegalMove, NotPermitted
from taktline.kernel.scope import EVERYTHING, Scope
from taktline.purchasing import queries, services
from taktline.purchasing.errors import EmptyPurchase, MixedOrder, NoSupplier, NothingToBuy, OverReceipt
from taktline.purchasing.models import PurchaseLine
from taktline.purchasing.services import LineReceipt
from taktline.purchasing.types import LINE, REQUISITION, Arrived
from tests.builders.catalog import make_item
from tests.builders.identity import NOW, actor, make_site
from tests.builders.inventory import make_store
from tests.builders.parties import make_supplier
from tests.builders.planning import TODAY, day
from tests.builders.purchasing import make_purchase, make_requisition

pytestmark = pytest.mark.django_db


def expected():
    return [(row.source_kind, row.quantity, row.due) for row in Expectation.objects.order_by("id")]


def lines(order_id):
    return list(PurchaseLine.objects.filter(order_id=order_id).order_by("position"))


def test_what_is_asked_for_is_expected_once_from_requisition_to_receipt():
    wanted = make_requisition(quantity=10)
    assert expected() == [(REQUISITION, 10, day(20))]
    order = make_purchase(wanted)
    assert expected() == [(LINE, 10, day(20))]
    (line,) = lines(order)
    assert line.price == Decimal("2.5")
    services.acknowledge(order, promised={line.pk: day(30)}, by=SYSTEM, at=NOW)
    assert expected() == [(LINE, 10, day(30))]
    services.receive(order, [LineReceipt(line.pk, Decimal(4))], place_id=make_store(), by=SYSTEM, at=NOW)
    assert expected() == [(LINE, 6, day(30))]
    assert queries.purchase_order(order, scope=EVERYTHING).state == "partly_received"
    services.receive(order, [LineReceipt(line.pk, Decimal(6))], place_id=make_store(), by=SYSTEM, at=NOW)
    assert expected() == []
    assert queries.purchase_order(order, scope=EVERYTHING).state == "received"
    assert inventory.usable_stock(line.item_id, site_id=make_site().id, at=NOW) == 10


def test_more_than_ordered_is_refused_and_nothing_is_stocked():
    order = make_purchase(make_requisition(quantity=10))
    (line,) = lines(order)
    with pytest.raises(OverReceipt):
        services.receive(order, [LineReceipt(line.pk, Decimal(11))], place_id=make_store(), by=SYSTEM, at=NOW)
    with pytest.raises(NothingToBuy):
        services.receive(order, [LineReceipt(line.pk, Decimal(0))], place_id=make_store(), by=SYSTEM, at=NOW)
    assert inventory.usable_stock(line.item_id, site_id=make_site().id, at=NOW) == 0


def test_goods_for_inspection_are_not_free():
    order = make_purchase()
    (line,) = lines(order)
    services.receive(
        order,
        [LineReceipt(line.pk, Decimal(10))],
        place_id=make_store(),
        arrived=Arrived(for_inspection=True),
        by=SYSTEM,
        at=NOW,
    )
    assert inventory.free_stock([line.item_id], site_id=make_site().id, at=NOW).get(line.item_id, 0) == 0


def test_one_order_is_one_supplier_and_only_of_what_is_approved():
    one, other = make_requisition(), make_requisition()
    with pytest.raises(MixedOrder):
        services.order_requisitions([one, other], on=TODAY, by=SYSTEM, at=NOW)
    with pytest.raises(IllegalMove):
        services.order_requisitions([one], on=TODAY, by=SYSTEM, at=NOW)
    with pytest.raises(EmptyPurchase):
        services.order_requisitions([], on=TODAY, by=SYSTEM, at=NOW)
    nobody = make_requisition(make_item())
    services.approve([nobody], by=SYSTEM, at=NOW)
    with pytest.raises(NoSupplier):
        services.order_requisitions([nobody], on=TODAY, by=SYSTEM, at=NOW)
    services.name_supplier([nobody], supplier_id=make_supplier(), by=SYSTEM, at=NOW)
    assert services.order_requisitions([nobody], on=TODAY, by=SYSTEM, at=NOW)


def test_a_cancelled_purchase_brings_nothing():
    order = make_purchase()
    services.cancel_order(order, reason="供应商停产", by=SYSTEM, at=NOW)
    assert expected() == []
    with pytest.raises(IllegalMove):
        services.move_date(order, promised={}, reason="", by=SYSTEM, at=NOW)


def test_buy_now_lists_what_must_be_ordered_first():
    late = make_requisition(due=date(2026, 6, 1))
    first = make_requisition()
    services.cancel([late], reason="不要了", by=SYSTEM, at=NOW)
    assert [row.id for row in queries.buy_now(scope=EVERYTHING)] == [first]


def test_prices_are_only_for_who_may_see_money():
    order = make_purchase()
    number = queries.purchase_order(order, scope=EVERYTHING).number
    assert queries.lines_of(number, scope=Scope())[0].price is None
    assert queries.lines_of(number, scope=EVERYTHING)[0].price == Decimal("2.5")
    with pytest.raises(NotPermitted):
        services.approve_order(order, by=actor("warehouse_clerk"), at=NOW)


def test_a_foreign_supplier_is_valued_in_the_sites_currency():
    catalog.set_rate("USD", day(-1), Decimal("7.2"), by=SYSTEM, at=NOW)
    item = make_item(
        default_supplier_id=make_supplier(currency="USD"), purchase_price=Decimal(10), purchase_currency="USD"
    )
    order = make_purchase(make_requisition(item))
    (line,) = lines(order)
    services.receive(order, [LineReceipt(line.pk, Decimal(10))], place_id=make_store(), by=SYSTEM, at=NOW)
    worth = inventory.value_of([item], site_id=make_site().id, currency="CNY")
    assert worth[item].minor == 72_000
