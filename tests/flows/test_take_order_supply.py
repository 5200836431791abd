"""What nobody supplies holds an order, and a promise is not kept in name only when an order grows."""

import pytest

from taktline.catalog import services as goods
from taktline.flows import take_order
from taktline.kernel.actor import SYSTEM
from taktline.kernel.scope import EVERYTHING
from taktline.office import queries as office
from taktline.sales import queries
from tests.builders import inventory as store
from tests.builders.identity import NOW, actor
from tests.builders.sales import agree, draft_order, line, make_item

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
