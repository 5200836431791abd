"""Dates given by hand are promises too: stock that is free is kept for them, and nobody else is promised it."""

from datetime import timedelta
from decimal import Decimal

import pytest

from taktline.flows import take_order
from taktline.inventory import queries as inventory
from taktline.inventory import services as ledger
from taktline.inventory.types import Expected
from taktline.kernel.actor import SYSTEM
from taktline.kernel.scope import EVERYTHING
from taktline.kernel.source import Source
from taktline.sales import queries
from taktline.sales.types import DELIVERY, Change, LineChange
from tests.builders.identity import NOW, make_site
from tests.builders.inventory import stock
from tests.builders.sales import TODAY, agree, draft_order, line, make_item, promises_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def item():
    item_id = make_item()
    agree(item_id, "100")
    stock(item_id, 10)
    return item_id


def free(item_id):
    return inventory.free_stock([item_id], site_id=make_site().id, at=NOW).get(item_id, 0)


def confirmed(item_id, quantity, *, on=TODAY + timedelta(days=2)):
    order_id = draft_order(line(item_id, quantity, on=on))
    take_order.review_order(order_id, by=SYSTEM, at=NOW)
    take_order.confirm_order(order_id, promises=promises_of(order_id, on), by=SYSTEM, at=NOW)
    return order_id


def kept_for(order_id):
    sources = [Source(DELIVERY, row.delivery_id) for row in queries.demand_of(order_id)]
    return sum(row.quantity for row in inventory.reservations_of(sources, scope=EVERYTHING))


def stock_verdict(item_id, quantity):
    order_id = draft_order(line(item_id, quantity))
    take_order.review_order(order_id, by=SYSTEM, at=NOW)
    (found,) = [each for each in queries.verdicts(order_id, scope=EVERYTHING) if each.rule == "stock"]
    return found.evidence


def test_what_is_promised_by_hand_from_stock_is_kept_as_far_as_it_goes(item):
    first, second = confirmed(item, 6), confirmed(item, 8)
    assert (kept_for(first), kept_for(second)) == (6, 4)
    assert free(item) == 0
    take_order.cancel_order(first, reason="不要了", by=SYSTEM, at=NOW)
    assert free(item) == 6


def test_the_verdict_does_not_count_what_others_were_promised(item):
    assert stock_verdict(item, 10)["free"] == "10"
    # Wanted by somebody, not reserved: it came in after it was promised.
    wanted = Expected(991, item, make_site().id, TODAY + timedelta(days=5), Decimal(7))
    ledger.set_expectations("test.demand", [wanted], at=NOW)
    evidence = stock_verdict(item, 10)
    assert (evidence["free"], evidence["short"]) == ("3", "7")
    assert kept_for(confirmed(item, 5)) == 3


def test_a_change_keeps_what_it_needs_now_and_frees_the_rest(item):
    order_id = confirmed(item, 6)
    (first,) = queries.sheet_of(order_id, scope=EVERYTHING).lines
    for wanted, left in ((4, 6), (12, 0)):
        change = Change(lines=(LineChange(first.id, quantity=Decimal(wanted)),), reason="改数量")
        take_order.change_order(order_id, change, by=SYSTEM, at=NOW)
        assert (kept_for(order_id), free(item)) == (10 - left, left)


def test_one_dated_delivery_is_changed_and_the_others_stay(item):
    soon, later = TODAY + timedelta(days=20), TODAY + timedelta(days=50)
    order_id = draft_order(line(item, 10, deliveries=[(soon, 4), (later, 6)]))
    take_order.review_order(order_id, by=SYSTEM, at=NOW)
    demand = queries.demand_of(order_id)
    dates = {row.delivery_id: row.requested_on for row in demand}
    take_order.confirm_order(order_id, promises=dates, by=SYSTEM, at=NOW)
    only = queries.sheet_of(order_id, scope=EVERYTHING).lines[0]
    new_day = later + timedelta(days=7)

    def change(**wanted):
        one = LineChange(only.id, delivery_id=demand[1].delivery_id, **wanted)
        take_order.change_order(order_id, Change(lines=(one,), reason="第二批推迟"), by=SYSTEM, at=NOW)
        (now,) = queries.sheet_of(order_id, scope=EVERYTHING).lines
        live = [each for each in now.deliveries if not each.is_cancelled]
        return now.quantity, [(each.quantity, each.promised_on) for each in live]

    assert change(promised_on=new_day) == (10, [(4, soon), (6, new_day)])
    assert change(quantity=Decimal(9)) == (13, [(4, soon), (9, new_day)])
    assert change(cancel=True) == (4, [(4, soon)])
    assert [row.quantity for row in queries.demand_of(order_id)] == [4]
