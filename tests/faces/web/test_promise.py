"""“When can I have it?” on the page of an order, and choosing how."""

from datetime import timedelta
from decimal import Decimal

import pytest

from taktline.flows import take_order
from taktline.identity import queries as identity
from taktline.kernel.actor import SYSTEM
from taktline.kernel.scope import EVERYTHING
from taktline.promising import queries
from taktline.sales import queries as sales
from taktline.sales import services as orders
from taktline.sales.types import Axis, DeliveryWish, LineInput, OrderInput
from tests.builders.catalog import make_item, make_product
from tests.builders.identity import NOW, make_site
from tests.builders.inventory import stock
from tests.builders.parties import make_customer
from tests.builders.planning import day
from tests.builders.resources import default_calendar, make_centre
from tests.builders.web import HTMX, browser, text_of

pytestmark = pytest.mark.django_db


class Clock:
    """The pages' clock, which a test may turn."""

    now = NOW


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    found = Clock()
    monkeypatch.setattr("django.utils.timezone.now", lambda: found.now)
    return found


@pytest.fixture
def pump():
    """A pump put together of a body that one lathe turns from bar; fifteen lie in stock."""
    default_calendar()
    lathe = make_centre("TURN", machines=1, rate=Decimal(60))
    bench = make_centre("BENCH", machines=1, rate=Decimal(40))
    steel = make_item("STEEL", lead_days=2)
    stock(steel, 10_000)
    body = make_product("BODY", lines=[(steel, 1)], operations=[(lathe, 3600)], lead_days=2)
    made = make_product("PUMP", lines=[(body, 1)], operations=[(bench, 300)], lead_days=2)
    stock(made, 15)
    return made


def seller():
    """A sales clerk's browser, and the clerk's id."""
    client = browser("sales_clerk")
    return client, next(iter(identity.user_ids(role="sales_clerk")))


def reviewed(*lines, clerk_id=None, released=True):
    """A reviewed order without holds; its sheet. lines: (item, quantity, requested day)."""
    draft = OrderInput(
        customer_id=make_customer(clerk_id=clerk_id),
        site_id=make_site().id,
        lines=tuple(
            LineInput(quantity=Decimal(quantity), item_id=item, price=Decimal(10), deliveries=(DeliveryWish(due),))
            for item, quantity, due in lines
        ),
        ordered_on=day(0),
    )
    order_id = orders.create_order(draft, by=SYSTEM, at=NOW).order_id
    take_order.review_order(order_id, by=SYSTEM, at=NOW)
    for axis in sales.sheet_of(order_id, scope=EVERYTHING).holds if released else ():
        take_order.release_hold(order_id, axis=Axis(axis), reason="decided", by=SYSTEM, at=NOW)
    return sales.sheet_of(order_id, scope=EVERYTHING)


def offer_of(order):
    return queries.current_offer(order.id, scope=EVERYTHING)


def test_a_clerk_asks_sees_why_and_chooses_a_way(pump):
    client, clerk = seller()
    order = reviewed((pump, 15, day(1)), (pump, 40, day(2)), clerk_id=clerk)
    page = f"/promise/{order.number}/"
    assert f'hx-get="{page}"' in text_of(client.get(f"/sales/orders/{order.number}/"))
    assert "When?" in text_of(client.get(page))

    panel = text_of(client.post(f"{page}ask/", headers=HTMX))
    for words in ("from stock", "made for it", "minutes left", "no extra cost", "0 other orders slip", "in two deliveries"):
        assert words in panel, (words, panel)
    assert "TURN" in panel  # the machine that holds the date is named
    offer = offer_of(order)
    kinds = [option.kind for option in offer.options]
    assert panel.count("Choose and confirm") == len(kinds)

    answer = client.post(f"{page}choose/", {"offer": offer.id, "option": "split"}, headers=HTMX)
    assert answer.status_code == 204, text_of(answer)
    assert answer.headers["HX-Redirect"] == f"/sales/orders/{order.number}/"
    split = next(option for option in offer.options if option.kind == "split")
    after = sales.sheet_of(order.id, scope=EVERYTHING)
    assert after.state == "confirmed"
    assert {each.promised_on for line in after.lines for each in line.deliveries} == {
        part.promised_on for part in split.parts
    }
    told = text_of(client.get(page))
    assert "Promised: in two deliveries" in told
    assert "Choose and confirm" not in told


def test_an_offer_runs_out_and_is_refused_in_words(pump, clock):
    client, clerk = seller()
    order = reviewed((pump, 40, day(2)), clerk_id=clerk)
    client.post(f"/promise/{order.number}/ask/", headers=HTMX)
    clock.now = NOW + timedelta(minutes=30)
    assert "30 minutes left" in text_of(client.get(f"/promise/{order.number}/left/", headers=HTMX))
    clock.now = NOW + timedelta(hours=2)
    over = client.get(f"/promise/{order.number}/left/", headers=HTMX)
    assert over.headers["HX-Retarget"] == "#promise"
    assert "has expired" in text_of(over)
    assert "Choose and confirm" not in text_of(over)
    late = client.post(
        f"/promise/{order.number}/choose/", {"offer": offer_of(order).id, "option": "as_is"}, headers=HTMX
    )
    assert late.status_code == 409
    assert "promising.offer-expired" in text_of(late)
    assert sales.sheet_of(order.id, scope=EVERYTHING).state == "reviewed"


@pytest.mark.parametrize(
    ("sent", "status"),
    [({}, 422), ({"offer": "x"}, 422), ({"offer": 10**9, "option": "as_is"}, 404), ({"offer": "own", "option": "magic"}, 404)],
)  # fmt: skip
def test_a_wrong_choice_changes_nothing(pump, sent, status):
    client, clerk = seller()
    order = reviewed((pump, 40, day(2)), clerk_id=clerk)
    client.post(f"/promise/{order.number}/ask/", headers=HTMX)
    sent = {**sent, "offer": offer_of(order).id} if sent.get("offer") == "own" else sent
    answer = client.post(f"/promise/{order.number}/choose/", sent, headers=HTMX)
    assert answer.status_code == status, text_of(answer)
    assert sales.sheet_of(order.id, scope=EVERYTHING).state == "reviewed"
    assert offer_of(order).state == "open"


def test_what_cannot_be_promised_is_said_in_the_panel(pump):
    new = make_item("NEW", supply="make")
    client, clerk = seller()
    order = reviewed((new, 5, day(9)), clerk_id=clerk, released=False)
    panel = client.post(f"/promise/{order.number}/ask/", headers=HTMX)
    assert panel.status_code == 200
    assert "promising.engineering-missing" in text_of(panel)


def test_who_may_not_see_money_sees_no_cost_and_who_may_not_sell_does_not_choose(pump):
    client, clerk = seller()
    order = reviewed((pump, 40, day(2)), clerk_id=clerk)
    take_order.quote_order(order.id, by=SYSTEM, at=NOW)
    split = next(option for option in offer_of(order).options if option.kind == "split")
    amount = f"{split.cost.amount:,.2f}"
    assert amount in text_of(client.get(f"/promise/{order.number}/"))
    for role in ("planner", "operator"):
        client = browser(role)
        answer = client.get(f"/promise/{order.number}/")
        if answer.status_code == 403:
            continue
        assert "Choose and confirm" not in text_of(answer)
    assert browser("warehouse_clerk").post(f"/promise/{order.number}/ask/", headers=HTMX).status_code == 403


def test_a_promise_by_hand_takes_the_open_offer_when_no_day_is_typed(pump):
    order = reviewed((pump, 40, day(2)))
    take_order.quote_order(order.id, by=SYSTEM, at=NOW)
    usual = offer_of(order).options[0].parts[0]
    answer = browser("admin").post(f"/sales/orders/{order.id}/do/confirm/", {"on": ""}, headers=HTMX)
    assert answer.status_code in (200, 204), text_of(answer)
    after = sales.sheet_of(order.id, scope=EVERYTHING)
    assert [each.promised_on for line in after.lines for each in line.deliveries] == [usual.promised_on]
    assert offer_of(order).state == "accepted"


def test_the_review_judges_dates_by_the_open_offer(pump):
    order = reviewed((pump, 40, day(2)))
    take_order.quote_order(order.id, by=SYSTEM, at=NOW)
    earliest = offer_of(order).options[0].parts[0].earliest_on
    take_order.review_order(order.id, by=SYSTEM, at=NOW)
    verdict = next(each for each in sales.verdicts(order.id, scope=EVERYTHING) if each.rule == "date")
    assert verdict.outcome == "amber"
    assert verdict.evidence["on"] == earliest.isoformat()
