"""A change of a confirmed order is not reviewed again, so it may not do what a review would hold."""

from decimal import Decimal

import pytest

from taktline.flows import take_order
from taktline.kernel.errors import InvalidInput
from taktline.kernel.scope import EVERYTHING
from taktline.sales import queries
from taktline.sales.errors import BelowFloor
from taktline.sales.types import Change, LineChange
from tests.builders.identity import NOW, actor
from tests.builders.sales import agree, draft_order, line, make_item, promises_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def order():
    item_id = make_item()
    agree(item_id, "100", floor="90")
    order_id = draft_order(line(item_id, 10))
    take_order.review_order(order_id, by=owner(), at=NOW)
    take_order.confirm_order(order_id, promises=promises_of(order_id), by=owner(), at=NOW)
    return order_id


def owner():
    return actor("owner")


def cheaper(order_id, price):
    (first,) = queries.sheet_of(order_id, scope=EVERYTHING).lines
    return Change(lines=(LineChange(line_id=first.id, price=Decimal(price)),), reason="asked for it")


def price_of(order_id):
    return queries.sheet_of(order_id, scope=EVERYTHING).lines[0].price


def test_a_price_below_the_floor_needs_who_may_sell_there(order):
    with pytest.raises(BelowFloor):
        take_order.change_order(order, cheaper(order, "89"), by=actor("planner"), at=NOW)
    assert price_of(order) == 100
    take_order.change_order(order, cheaper(order, "90"), by=actor("planner"), at=NOW)
    assert price_of(order) == 90
    take_order.change_order(order, cheaper(order, "89"), by=actor("plant_manager"), at=NOW)
    assert price_of(order) == 89


@pytest.mark.parametrize("price", ["-1", "0.0000001"])
def test_a_price_that_is_none_is_refused(order, price):
    with pytest.raises(InvalidInput):
        take_order.change_order(order, cheaper(order, price), by=actor("owner"), at=NOW)
    assert price_of(order) == 100
