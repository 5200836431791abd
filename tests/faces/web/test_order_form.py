"""The order form in the browser: sent twice it is one order, and an edit keeps what it does not show."""

import re
from datetime import date
from decimal import Decimal

import pytest

from taktline.flows import take_order
from taktline.kernel.actor import SYSTEM
from taktline.kernel.listing import page
from taktline.kernel.scope import EVERYTHING
from taktline.sales import queries
from tests.builders import identity, sales
from tests.builders.sales import NOW
from tests.builders.web import browser, text_of

pytestmark = pytest.mark.django_db
MAY, JUNE = date(2099, 5, 1), date(2099, 6, 1)


@pytest.fixture
def clerk():
    identity.make_site()
    return browser("owner")


def boxes_of(clerk, url):
    """What the form shows, box by box, as a browser would send it back."""
    text = text_of(clerk.get(url))
    tags = re.findall(r"<input[^>]*>", text[text.index('id="form"') : text.index("<template")])
    found = {}
    for tag in tags:
        name, value = re.search(r'name="([^"]*)"', tag), re.search(r'value="([^"]*)"', tag)
        if name and ('type="checkbox"' not in tag or "checked" in tag):
            found[name[1]] = value[1] if value else ""
    return found | {
        "type": "standard",
        "token": (re.search(r'name="token" value="(\w+)"', text) or [0, ""])[1],
    }


def orders():
    return page(queries.ORDERS, scope=EVERYTHING).rows


def test_a_double_click_makes_one_order_and_a_new_form_another(clerk):
    item = sales.make_item()
    sales.agree(item, "12")
    typed = {"customer": sales.make_customer(), "lines[0].item": item, "lines[0].quantity": "7"}
    typed["lines[0].requested_on"] = MAY.isoformat()
    sheet = boxes_of(clerk, "/sales/orders/new/") | typed
    first = clerk.post("/sales/orders/new/", sheet)
    second = clerk.post("/sales/orders/new/", sheet)
    assert first["Location"] == second["Location"]
    assert len(orders()) == 1
    again = boxes_of(clerk, "/sales/orders/new/") | typed
    assert clerk.post("/sales/orders/new/", again)["Location"] != first["Location"]
    assert len(orders()) == 2


def test_a_double_click_makes_one_quotation(clerk):
    typed = {"customer": sales.make_customer(), "valid_until": JUNE.isoformat()}
    typed |= {"lines[0].item": sales.make_item(), "lines[0].quantity": "7", "lines[0].price": "12"}
    sheet = boxes_of(clerk, "/sales/quotations/new/") | typed
    urls = {clerk.post("/sales/quotations/new/", sheet)["Location"] for _click in range(2)}
    assert len(urls) == 1 == len(page(queries.QUOTATIONS, scope=EVERYTHING).rows)


def test_a_row_without_goods_is_a_further_delivery_of_the_line_above(clerk):
    item = sales.make_item()
    sales.agree(item, "10")
    typed = {
        "customer": sales.make_customer(),
        "tax_rate": "0.09",
        "over_tolerance": "5",
        "under_tolerance": "2",
    }
    for at, (goods, quantity, day) in enumerate([(item, 40, MAY), ("", 60, JUNE), (item, 5, "")]):
        typed |= {
            f"lines[{at}].item": goods,
            f"lines[{at}].quantity": quantity,
            f"lines[{at}].requested_on": day,
        }
    answer = clerk.post("/sales/orders/new/", boxes_of(clerk, "/sales/orders/new/") | typed)
    order = queries.sheet(answer["Location"].split("/")[-2], scope=EVERYTHING)
    dated = [[(each.quantity, each.requested_on) for each in line.deliveries] for line in order.lines]
    assert dated == [[(40, MAY), (60, JUNE)], [(5, JUNE)]]
    assert {(line.tax_rate, line.over_tolerance, line.under_tolerance) for line in order.lines} == {
        (Decimal("0.09"), Decimal("0.05"), Decimal("0.02"))
    }


def test_an_edit_keeps_what_the_form_does_not_show(clerk):
    item = sales.make_item()
    sales.agree(item, "12")
    terms = {
        "tax_rate": Decimal("0.06"),
        "over_tolerance": Decimal("0.1"),
        "under_tolerance": Decimal("0.03"),
    }
    dated = sales.line(
        item, 10, deliveries=[(MAY, 4), (JUNE, 6)], customer_item_code="FK-1", note="blue lid", **terms
    )
    order_id = sales.draft_order(sales.line(item, 3), dated)
    number = queries.sheet_of(order_id, scope=EVERYTHING).number
    url = f"/sales/orders/{number}/edit/"
    sheet = boxes_of(clerk, url)
    assert [sheet[f"lines[{at}].quantity"] for at in range(3)] == ["3", "4", "6"]
    # The first line goes, and the last delivery of the second grows.
    sheet = {name: value for name, value in sheet.items() if not name.startswith("lines[0]")}
    answer = clerk.post(url, sheet | {"lines[2].quantity": "8"})
    assert answer.status_code == 302, text_of(answer)[:3000]
    (line,) = queries.sheet_of(order_id, scope=EVERYTHING).lines
    assert (line.quantity, line.customer_item_code, line.note) == (12, "FK-1", "blue lid")
    assert {name: getattr(line, name) for name in terms} == terms
    assert [(each.quantity, each.requested_on) for each in line.deliveries] == [(4, MAY), (8, JUNE)]


def test_an_order_stays_with_its_customer(clerk):
    order_id = sales.priced_order()
    number = queries.sheet_of(order_id, scope=EVERYTHING).number
    url = f"/sales/orders/{number}/edit/"
    answer = clerk.post(url, boxes_of(clerk, url) | {"customer": sales.make_customer()})
    assert answer.status_code == 422
    take_order.review_order(order_id, by=SYSTEM, at=NOW)


def test_each_department_signs_off_for_itself_on_the_orders_page():
    order_id = sales.draft_order(sales.line(None, 5, text="新泵"))
    take_order.review_order(order_id, by=SYSTEM, at=NOW)
    (line,) = queries.sheet_of(order_id, scope=EVERYTHING).lines
    buyer = browser("buyer")
    page_of_order = f"/sales/orders/{queries.sheet_of(order_id, scope=EVERYTHING).number}/"
    review = text_of(buyer.get(f"{page_of_order}?tab=review"))
    assert review.count("/sales/sign-offs/") == 1  # purchasing only
    url = f"/sales/sign-offs/{line.id}"
    assert buyer.post(f"{url}/quality/", {"approved": "yes"}).status_code == 403
    assert buyer.post(f"{url}/purchasing/", {"approved": "no"}).status_code == 422  # and why?
    assert buyer.post(f"{url}/purchasing/", {"approved": "yes"})["Location"].startswith(page_of_order)
    states = {each.department: each.state for each in queries.sheet_of(order_id, scope=EVERYTHING).sign_offs}
    assert states == {"engineering": "open", "purchasing": "approved", "production": "open", "quality": "open"}
