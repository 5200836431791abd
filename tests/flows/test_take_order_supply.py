"""What nobody supplies holds an order, and a promise is not kept in name only when an order grows."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from taktline.catalog import services as goods
from taktline.flows import take_order
from taktline.kernel.actor import SYSTEM
from taktline.kernel.errors import StaleSnapshot
from taktline.kernel.scope import EVERYTHING
from taktline.office import queries as office
from taktline.sales import errors, queries
from taktline.sales.types import Change, LineChange
from tests.builders import inventory as store
from tests.builders.identity import NOW, actor
from tests.builders.sales import LATER, TODAY, agree, draft_order, line, make_item, promises_of

pytestmark = pytest.mark.django_db


def sheet(order_id):
    return queries.sheet_of(order_id, scope=EVERYTHING)


@pytest.fixture
def item():
    item_id = make_item(lead_days=10)
    agree(item_id, "100")
    store.stock(item_id, 10)
    return item_id


def test_what_is_neither_made_nor_bought_any_more_holds_the_order_when_stock_does_not_do(item):
    goods.retire_item(item, by=SYSTEM, at=NOW)
    enough, too_much = draft_order(line(item, 10)), draft_order(line(item, 12))
    for order_id in (enough, too_much):
        take_order.review_order(order_id, by=SYSTEM, at=NOW)
    assert "stock" not in sheet(enough).holds
    assert "stock" in sheet(too_much).holds
    (verdict,) = [each for each in sheet(too_much).verdicts if each.rule == "stock"]
    assert (verdict.outcome, verdict.evidence["free"]) == ("red", "10")
    assert "既不生产也不采购" in verdict.text
    assert not [each for each in sheet(too_much).verdicts if each.rule == "date"], (
        "no day is named that nobody can keep"
    )
    assert [each for each in office.my_tasks(actor=actor("planner")) if sheet(too_much).number in each.title]


def confirmed(item_id, quantity, *, on):
    order_id = draft_order(line(item_id, quantity, on=on))
    take_order.review_order(order_id, by=SYSTEM, at=NOW)
    take_order.confirm_order(order_id, promises=promises_of(order_id, on), by=SYSTEM, at=NOW)
    return order_id


def resized(order_id, quantity):
    change = LineChange(sheet(order_id).lines[0].id, quantity=Decimal(quantity))
    return take_order.preview_change(
        order_id, Change(lines=(change,), reason="客户加单"), by=planner(), at=NOW
    )


def planner():
    return actor("planner")


def clerk():
    return replace(actor("sales_clerk"), scope=EVERYTHING)


def test_more_than_is_free_breaks_the_promise_and_says_which_day_can_be_kept(item):
    soon, ready = TODAY + timedelta(days=2), TODAY + timedelta(days=10)
    order_id = confirmed(item, 6, on=soon)
    assert resized(order_id, 10).impact["broken"] == []  # its own six and the other four
    preview = resized(order_id, 12)
    assert preview.impact["broken"] == [{"line": "1", "promised": soon.isoformat(), "on": ready.isoformat()}]
    before = sheet(order_id)
    with pytest.raises(errors.PromiseNotKept):
        take_order.apply_change(preview.change_id, by=clerk(), at=NOW)
    assert sheet(order_id) == before

    take_order.apply_change(preview.change_id, new_dates=True, by=clerk(), at=NOW)
    (now,) = sheet(order_id).lines
    assert (now.quantity, now.promised_on, now.deliveries[0].first_promised_on) == (12, ready, soon)
    assert resized(order_id, 11).impact["broken"] == []  # less is kept as it is


def test_planning_answers_for_a_day_that_stock_and_lead_time_do_not_give(item):
    order_id = confirmed(item, 10, on=TODAY)
    take_order.apply_change(resized(order_id, 15).change_id, by=planner(), at=NOW)
    (hold,) = sheet(order_id).hold_rows
    assert (hold.axis, hold.release_reason, sheet(order_id).holds) == ("date", "客户加单", ())
    assert sheet(order_id).promised_on == TODAY


def test_a_new_line_is_kept_from_stock_and_a_day_shown_before_stock_went_is_stale(item):
    other = confirmed(item, 2, on=TODAY + timedelta(days=2))
    new = LineChange(new=line(item, 8, on=LATER), promised_on=TODAY + timedelta(days=3))
    preview = take_order.preview_change(other, Change(lines=(new,), reason="加一行"), by=planner(), at=NOW)
    assert preview.impact["broken"] == []
    confirmed(item, 5, on=TODAY + timedelta(days=2))
    with pytest.raises(StaleSnapshot):
        take_order.apply_change(preview.change_id, new_dates=True, by=planner(), at=NOW)
    assert len(sheet(other).lines) == 1
