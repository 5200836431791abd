"""What confirmed orders add to a customer's exposure goes as it came, and no change grows past the credit unseen."""

from datetime import date
from decimal import Decimal

import pytest

from taktline.catalog import services as goods
from taktline.flows import take_order
from taktline.kernel.actor import SYSTEM
from taktline.kernel.scope import EVERYTHING
from taktline.parties import queries as parties
from taktline.parties import services as accounts
from taktline.sales import errors, queries
from taktline.sales.types import Change, LineChange
from tests.builders.identity import NOW, actor
from tests.builders.sales import (
    agree,
    confirmed_order,
    draft_order,
    line,
    make_customer,
    make_item,
    promises_of,
)

pytestmark = pytest.mark.django_db


def sheet(order_id):
    return queries.sheet_of(order_id, scope=EVERYTHING)


def exposure(customer_id):
    return parties.customer(customer_id).exposure.minor


def resized(order_id, quantity):
    return Change(lines=(LineChange(sheet(order_id).lines[0].id, quantity=Decimal(quantity)),), reason="客户加单")


def test_a_confirmed_order_does_not_grow_past_the_credit_limit():
    customer = make_customer(limit=2000)
    order_id = confirmed_order(customer_id=customer, quantity=10, price="100")
    planner = actor("planner")
    preview = take_order.preview_change(order_id, resized(order_id, 30), by=planner, at=NOW)
    assert preview.impact["refused"]  # told before anybody applies it
    assert queries.change(preview.change_id, scope=EVERYTHING).money["gross"] == ["CNY 1,000.00", "CNY 3,000.00"]
    with pytest.raises(errors.OverCredit):
        take_order.apply_change(preview.change_id, by=planner, at=NOW)
    assert (sheet(order_id).lines[0].quantity, exposure(customer)) == (10, 100_000)

    take_order.apply_change(preview.change_id, by=actor("plant_manager"), at=NOW)
    assert (sheet(order_id).lines[0].quantity, exposure(customer)) == (30, 300_000)
    (hold,) = sheet(order_id).hold_rows
    assert (hold.axis, hold.release_reason) == ("credit", "客户加单")
    take_order.change_order(order_id, resized(order_id, 25), by=planner, at=NOW)  # less is always welcome
    assert exposure(customer) == 250_000


def test_a_blocked_customers_order_does_not_grow():
    customer = make_customer()
    order_id = confirmed_order(customer_id=customer)
    accounts.block_party(customer, reason="欠款", by=SYSTEM, at=NOW)
    with pytest.raises(errors.OverCredit):
        take_order.change_order(order_id, resized(order_id, 11), by=actor("planner"), at=NOW)
    assert sheet(order_id).lines[0].quantity == 10


def test_a_line_is_not_changed_to_what_engineering_has_not_released():
    order_id = confirmed_order()
    raw = make_item(released=False)
    agree(raw, "188.8")
    swapped = Change(lines=(LineChange(sheet(order_id).lines[0].id, item_id=raw),), reason="新型号")
    before = sheet(order_id).lines[0].item_id
    with pytest.raises(errors.EngineeringGap):
        take_order.change_order(order_id, swapped, by=actor("owner"), at=NOW)
    assert sheet(order_id).lines[0].item_id == before


def test_exposure_does_not_drift_with_the_rate_and_orders_add_up_to_it():
    goods.set_rate("USD", date(2026, 1, 1), Decimal(7), by=SYSTEM, at=NOW)
    customer = make_customer()  # in yuan
    item = make_item()
    agree(item, "10", currency="USD")
    orders = [
        confirmed_order_of(item, customer, currency="USD"),
        confirmed_order(customer_id=customer, price="100"),
        confirmed_order(customer_id=customer, price="50"),
    ]
    assert exposure(customer) == 70_000 + 100_000 + 50_000
    goods.set_rate("USD", date(2026, 3, 1), Decimal(8), by=SYSTEM, at=NOW)
    take_order.cancel_order(orders[0], reason="不要了", by=SYSTEM, at=NOW)
    assert exposure(customer) == 150_000  # what it had added, not what it would add today
    take_order.close_order(orders[1], reason="其余不要", by=SYSTEM, at=NOW)
    take_order.change_order(orders[2], resized(orders[2], 20), by=SYSTEM, at=NOW)
    assert queries.exposed_amounts([customer]) == {customer: 100_000} == {customer: exposure(customer)}


def confirmed_order_of(item, customer, **more):
    order_id = draft_order(line(item, 10), customer_id=customer, **more)
    take_order.review_order(order_id, by=SYSTEM, at=NOW)
    take_order.confirm_order(order_id, promises=promises_of(order_id), by=SYSTEM, at=NOW)
    return order_id
