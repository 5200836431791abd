"""Somebody asks when, does not like the answer, and edits the order; and what clean orders promise from stock is kept."""

from decimal import Decimal

import pytest

from taktline.flows import take_order
from taktline.inventory import queries as inventory
from taktline.kernel.actor import SYSTEM
from taktline.kernel.scope import EVERYTHING
from taktline.promising import queries as offers
from taktline.sales import queries as sales
from taktline.sales.types import OrderInput
from tests.builders.identity import NOW, make_site
from tests.builders.inventory import stock
from tests.builders.resources import default_calendar
from tests.builders.sales import agree, draft_order, line, make_customer, make_item, structured

pytestmark = pytest.mark.django_db


def free(item_id):
    return inventory.free_stock([item_id], site_id=make_site().id, at=NOW)[item_id]


def test_an_order_is_edited_after_it_was_asked_for_and_what_the_offer_kept_is_free():
    default_calendar()
    item_id, customer_id = make_item(), make_customer()
    agree(item_id, "100")
    stock(item_id, 10)
    order_id = draft_order(line(item_id, 10), customer_id=customer_id)
    take_order.review_order(order_id, by=SYSTEM, at=NOW)
    take_order.quote_order(order_id, by=SYSTEM, at=NOW)
    assert free(item_id) == 0
    wanted = OrderInput(customer_id=customer_id, site_id=make_site().id, lines=(line(item_id, 4),))
    take_order.edit_order(order_id, wanted, by=SYSTEM, at=NOW)
    assert free(item_id) == 10
    assert offers.current_offer(order_id, scope=EVERYTHING) is None
    assert [each.quantity for each in sales.sheet_of(order_id, scope=EVERYTHING).lines] == [Decimal(4)]


def test_the_same_pieces_are_not_promised_to_two_clean_orders():
    item_id, customer_id = make_item(code="PUMP-1"), make_customer(auto=True)
    agree(item_id, "100")
    stock(item_id, 10)
    states = []
    for number in ("A", "B"):
        told = [{"item_code": "PUMP-1", "quantity": "8", "requested_on": "2026-03-04"}]
        told_of = structured(told, customer_id=customer_id, customer_number=number)
        received = take_order.receive_message(told_of, by=SYSTEM, at=NOW)
        states.append(sales.sheet(received.order_number, scope=EVERYTHING).state)
    assert free(item_id) == 2
    assert states == ["confirmed", "reviewed"]
