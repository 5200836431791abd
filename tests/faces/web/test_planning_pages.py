"""The planner's pages, seen as a browser sees them."""

import pytest

from taktline.flows.plan_and_release.firm_proposals import firm_proposals
from taktline.flows.take_order.cancel import cancel_order
from taktline.kernel.actor import SYSTEM
from taktline.kernel.listing import page as rows_of
from taktline.kernel.scope import EVERYTHING
from taktline.planning import queries
from tests.builders.catalog import make_item, make_product
from tests.builders.identity import NOW
from tests.builders.inventory import stock
from tests.builders.planning import confirmed_order, day, delivery_of, plan, proposed
from tests.builders.web import HTMX, browser, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def planned():
    """A plan with something to make, to buy, in stock and to cancel."""
    seal = make_item("SEAL", lead_days=10)
    pump = make_product("PUMP", lines=[(seal, 2)], lead_days=2)
    stock(pump, 5)
    order = confirmed_order((pump, 100, day(60)))
    gone = confirmed_order((pump, 7, day(90)))
    plan()
    firm_proposals([proposed(pump)[-1].id], by=SYSTEM, at=NOW)
    cancel_order(gone, reason="取消", by=SYSTEM, at=NOW)
    plan()
    return pump, seal, order


def test_every_page_of_planning_opens(planned):
    pump, seal, order = planned
    client = browser("planner")
    delivery = delivery_of(order)
    for url in (
        "/planning/", "/planning/exceptions/", "/planning/dismissed/", "/planning/proposals/", "/planning/changes/",
        "/planning/runs/", "/planning/rules/", "/planning/rules/new/", "/planning/progress/",
        "/planning/items/SEAL/", "/planning/items/SEAL/?by=day", "/planning/item-pegs/SEAL/",
        f"/planning/pegs/{delivery.kind}/{delivery.id}/", f"/planning/chain/{delivery.kind}/{delivery.id}/",
        f"/planning/pegs/inventory.stock/{pump}/", f"/planning/proposals/{proposed(seal)[0].id}/",
    ):  # fmt: skip
        answer = client.get(url)
        assert answer.status_code == 200, (url, text_of(answer)[:3000])
    desk = text_of(client.get("/planning/"))
    assert "SEAL" in desk
    assert "WO-" in desk


def test_every_number_of_an_item_opens_its_pegs(planned):
    client = browser("planner")
    page = text_of(client.get("/planning/items/PUMP/"))
    for opens in ("needs", "coming", "starting"):
        assert f"of={opens}" in page
    for opens in ("needs", "coming", "until", "starting"):
        assert "SO-" in text_of(client.get(f"/planning/item-pegs/PUMP/?of={opens}")), opens
    assert "SO-" not in text_of(client.get("/planning/item-pegs/PUMP/?of=coming&until=2026-03-03"))
    assert client.get("/planning/items/PUMP/?site=999999").status_code == 404


def test_the_page_of_a_run_tells_its_steps_and_its_check(planned):
    latest = rows_of(queries.RUNS, scope=EVERYTHING).rows[0].id
    page = text_of(browser("planner").get(f"/planning/runs/{latest}/"))
    assert "checked all" in page
    assert "netting and pegging" in page
    assert "PUMP" in page


def test_a_chain_names_the_customer_and_says_where_every_part_comes_from(planned):
    _pump, seal, order = planned
    client = browser("buyer")
    page = text_of(client.get(f"/planning/proposals/{proposed(seal)[0].id}/"))
    assert "Ancha Forklifts" in page
    delivery = delivery_of(order)
    page = text_of(client.get(f"/planning/pegs/{delivery.kind}/{delivery.id}/"))
    assert "SEAL" in page
    assert "stock" in page


def test_proposals_are_firmed_from_the_list(planned):
    pump, seal, _order = planned
    client = browser("planner")
    ids = [row.id for row in proposed()]
    answer = client.post("/planning/proposals/do/firm/", {"ids": ids}, headers=HTMX)
    assert answer.status_code == 204, text_of(answer)
    assert proposed() == []


def test_money_is_not_shown_to_who_may_not_see_it(planned):
    client = browser("warehouse_clerk")
    page = text_of(client.get("/planning/exceptions/"))
    assert "At risk" not in page
    assert client.post("/planning/run/").status_code == 403


def test_the_plan_is_run_and_stopped_from_the_desk(planned):
    client = browser("planner")
    assert client.post("/planning/run/", headers=HTMX).status_code == 204
    assert "Computing the plan" in text_of(client.get("/planning/progress/"))
    answer = client.post("/planning/run/", headers=HTMX)
    assert answer.status_code == 409
