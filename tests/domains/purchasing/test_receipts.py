"""Stories of goods that come in, are undone, and go back."""

from datetime import timedelta
from decimal import Decimal

import pytest

from taktline.inventory import queries as inventory
from taktline.inventory import services as stores
from taktline.inventory.models import Balance, Expectation, Move
from taktline.inventory.types import LotGiven, Status, Withdrawal
from taktline.kernel.actor import SYSTEM
from taktline.kernel.errors import IllegalMove, InvalidInput, NotPermitted
from taktline.kernel.scope import EVERYTHING
from taktline.purchasing import queries, services
from taktline.purchasing.errors import (
    NotHereAnyMore,
    NothingToBuy,
    OverReceipt,
    ReceiptFollowed,
    ReturnedTooMuch,
)
from taktline.purchasing.models import GoodsReceipt, PurchaseLine, PurchaseOrder
from taktline.purchasing.services import LineReceipt
from taktline.purchasing.types import Arrived, ReturnedLine
from tests.builders.catalog import make_item
from tests.builders.identity import NOW, actor, make_site
from tests.builders.inventory import make_store, why
from tests.builders.parties import make_supplier
from tests.builders.purchasing import make_purchase, make_requisition, make_supplier_item

pytestmark = pytest.mark.django_db


def ordered(quantity=10, *, item=None, **terms):
    """A sent order of one line, by the supplier's terms."""
    supplier = make_supplier()
    item = item or make_item(tracking="lot")
    make_supplier_item(supplier, item, prices=[(0, "2.5", NOW.date())], is_preferred=True, **terms)
    order = make_purchase(make_requisition(item, quantity=quantity))
    return order, PurchaseLine.objects.get(order_id=order)


def receive(order, *parts, arrived=None, by=SYSTEM):
    return services.receive(order, list(parts), place_id=make_store(), arrived=arrived, by=by, at=NOW)


def state(order):
    return PurchaseOrder.objects.get(pk=order).state


def here(item_id):
    return {
        row.key.status: row.on_hand
        for row in inventory.balances_of(item_id, site_id=make_site().id, scope=EVERYTHING)
    }


def test_one_delivery_brings_several_lots_with_their_origin_and_makes_one_document():
    order, line = ordered(10)
    clerk = actor("warehouse_clerk")
    receipt = receive(
        order,
        LineReceipt(line.pk, Decimal(4), LotGiven("", supplier_lot="S-1", attributes={"heat_number": "H77"})),
        LineReceipt(line.pk, Decimal(6), LotGiven("OWN-2", expires_on=NOW.date() + timedelta(days=90))),
        arrived=Arrived(delivery_note="DN-31"), by=clerk,
    )  # fmt: skip
    row = queries.receipt(receipt, scope=EVERYTHING)
    assert (row.delivery_note, row.received_by, state(order)) == ("DN-31", clerk.name, "received")
    one, two = queries.receipt_lines(receipt, scope=EVERYTHING)
    assert (one.supplier_lot, one.attributes["heat_number"], one.lot_code[:2]) == ("S-1", "H77", "L-")
    assert (two.lot_code, two.quantity) == ("OWN-2", 6)
    assert [hit.id for hit in queries.suggest_receipts("DN-31", scope=EVERYTHING)] == [receipt]


def test_the_same_report_twice_is_one_receipt():
    order, line = ordered(10)
    once = receive(order, LineReceipt(line.pk, Decimal(5)), arrived=Arrived(client_key="k1"))
    assert receive(order, LineReceipt(line.pk, Decimal(5)), arrived=Arrived(client_key="k1")) == once
    line.refresh_from_db()
    assert (line.received, GoodsReceipt.objects.count()) == (5, 1)
    other, foreign = ordered(10)
    with pytest.raises(InvalidInput):
        receive(other, LineReceipt(foreign.pk, Decimal(5)), arrived=Arrived(client_key="k1"))


def test_a_little_more_or_less_than_ordered_is_whole_within_the_suppliers_tolerance():
    order, line = ordered(100, over_share=Decimal("0.1"), under_share=Decimal("0.05"))
    with pytest.raises(OverReceipt):
        receive(order, LineReceipt(line.pk, Decimal(60)), LineReceipt(line.pk, Decimal(51)))
    assert not GoodsReceipt.objects.exists()
    receive(order, LineReceipt(line.pk, Decimal(95)))
    assert state(order) == "received"
    assert not Expectation.objects.exists()
    receive(order, LineReceipt(line.pk, Decimal(15)))
    with pytest.raises(OverReceipt):
        receive(order, LineReceipt(line.pk, Decimal(1)))


def test_what_must_be_inspected_cannot_be_reserved():
    order, line = ordered(10, inspect=True)
    receive(order, LineReceipt(line.pk, Decimal(10)))
    assert here(line.item_id) == {Status.INSPECTION: 10}
    assert inventory.usable_stock(line.item_id, site_id=make_site().id, at=NOW) == 0


def test_absurd_quantities_closed_orders_and_strangers_change_nothing():
    order, line = ordered(10)
    for wrong in ("0", "-1", "NaN", "Infinity"):
        with pytest.raises(NothingToBuy):
            receive(order, LineReceipt(line.pk, Decimal(wrong)))
    with pytest.raises(OverReceipt):
        receive(order, LineReceipt(line.pk, Decimal(10) ** 30))
    with pytest.raises(InvalidInput):
        receive(order)
    with pytest.raises(NotPermitted):
        receive(order, LineReceipt(line.pk, Decimal(1)), by=actor("buyer"))
    services.cancel_order(order, reason="停产", by=SYSTEM, at=NOW)
    with pytest.raises(IllegalMove):
        receive(order, LineReceipt(line.pk, Decimal(1)))
    assert not GoodsReceipt.objects.exists()
    assert not Move.objects.exists()


def test_a_receipt_is_undone_by_counter_moves_and_its_goods_are_expected_again():
    order, line = ordered(10)
    first = receive(order, LineReceipt(line.pk, Decimal(4)))
    second = receive(order, LineReceipt(line.pk, Decimal(6)))
    services.reverse_receipt(second, reason="点错数", by=actor("warehouse_clerk"), at=NOW)
    assert state(order) == "partly_received"
    services.reverse_receipt(first, reason="送错货", by=actor("plant_manager"), at=NOW)
    line.refresh_from_db()
    assert (state(order), line.received, here(line.item_id)) == ("sent", 0, {})
    assert [row.quantity for row in Expectation.objects.all()] == [10]
    assert sum(Balance.objects.values_list("value_minor", flat=True)) == 0
    with pytest.raises(IllegalMove):
        services.reverse_receipt(first, reason="再来", by=SYSTEM, at=NOW)
    receive(order, LineReceipt(line.pk, Decimal(10)))
    assert state(order) == "received"


def test_a_receipt_of_which_something_was_used_is_not_undone_and_says_why():
    order, line = ordered(10)
    receipt = receive(order, LineReceipt(line.pk, Decimal(10), LotGiven("A")))
    stores.issue(
        [Withdrawal(line.item_id, Decimal(3))],
        site_id=make_site().id,
        to="production",
        posting=why(),
        by=SYSTEM,
        at=NOW,
    )
    moves = Move.objects.count()
    with pytest.raises(ReceiptFollowed) as refused:
        services.reverse_receipt(receipt, reason="错", by=SYSTEM, at=NOW)
    assert "3" in str(refused.value.facts["blockers"])
    assert (Move.objects.count(), state(order)) == (moves, "received")
    with pytest.raises(InvalidInput):
        services.reverse_receipt(receipt, reason=" ", by=SYSTEM, at=NOW)


def test_bad_goods_go_back_to_come_again_or_for_a_credit():
    order, line = ordered(10, inspect=True)
    receipt = receive(order, LineReceipt(line.pk, Decimal(10), LotGiven("A")))
    (came,) = queries.receipt_lines(receipt, scope=EVERYTHING)
    clerk = actor("warehouse_clerk")
    made = services.return_goods(
        receipt, [ReturnedLine(came.id, Decimal(4))], outcome="replace", reason="砂眼", by=clerk, at=NOW
    )
    line.refresh_from_db()
    assert (line.received, state(order), here(line.item_id)) == (6, "partly_received", {Status.INSPECTION: 6})
    assert [row.quantity for row in Expectation.objects.all()] == [4]
    assert queries.return_lines(made, scope=EVERYTHING)[0]["quantity"] == 4
    services.return_goods(
        receipt, [ReturnedLine(came.id, Decimal(1))], outcome="credit", reason="砂眼", by=clerk, at=NOW
    )
    line.refresh_from_db()
    assert (line.received, line.returned, state(order)) == (6, 1, "partly_received")
    for wrong, kind in ((6, ReturnedTooMuch), (0, ReturnedTooMuch), ("NaN", ReturnedTooMuch)):
        with pytest.raises(kind):
            services.return_goods(
                receipt,
                [ReturnedLine(came.id, Decimal(wrong))],
                outcome="credit",
                reason="x",
                by=clerk,
                at=NOW,
            )
    with pytest.raises(ReceiptFollowed):
        services.reverse_receipt(receipt, reason="错", by=clerk, at=NOW)
    assert inventory.drifts() == []


def test_goods_of_a_closed_order_go_back_for_a_credit_and_it_stays_closed():
    order, line = ordered(10)
    receipt = receive(order, LineReceipt(line.pk, Decimal(6)))
    services.close_order(order, reason="够了", by=SYSTEM, at=NOW)
    (came,) = queries.receipt_lines(receipt, scope=EVERYTHING)
    bad = [ReturnedLine(came.id, Decimal(2))]
    with pytest.raises(IllegalMove):
        services.return_goods(receipt, bad, outcome="replace", reason="裂", by=SYSTEM, at=NOW)
    services.return_goods(receipt, bad, outcome="credit", reason="裂", by=SYSTEM, at=NOW)
    line.refresh_from_db()
    assert (line.received, line.returned, state(order), here(line.item_id)) == (
        6,
        2,
        "closed",
        {Status.FREE: 4},
    )
    assert not Expectation.objects.exists()


def test_what_was_used_cannot_go_back():
    order, line = ordered(10)
    receipt = receive(order, LineReceipt(line.pk, Decimal(10)))
    stores.issue(
        [Withdrawal(line.item_id, Decimal(8))],
        site_id=make_site().id,
        to="production",
        posting=why(),
        by=SYSTEM,
        at=NOW,
    )
    (came,) = queries.receipt_lines(receipt, scope=EVERYTHING)
    with pytest.raises(NotHereAnyMore):
        services.return_goods(
            receipt, [ReturnedLine(came.id, Decimal(3))], outcome="credit", reason="x", by=SYSTEM, at=NOW
        )
    assert here(line.item_id) == {Status.FREE: 2}
