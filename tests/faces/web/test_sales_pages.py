"""A sales clerk's day in the browser: inbox, order, review, change, print, quotation."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from taktline.flows import take_order
from taktline.kernel.actor import SYSTEM
from taktline.kernel.listing import page
from taktline.kernel.scope import EVERYTHING
from taktline.sales import queries
from tests.builders import identity, sales, tables
from tests.builders.sales import NOW
from tests.builders.web import browser, text_of

pytestmark = pytest.mark.django_db
DUE = date(2099, 5, 1)


@pytest.fixture
def clerk():
    identity.make_site()
    return browser("owner")


def number_of(order_id):
    return queries.sheet_of(order_id, scope=EVERYTHING).number


@pytest.mark.parametrize(
    "path",
    [
        "/sales/messages/",
        "/sales/messages/new/",
        "/sales/orders/",
        "/sales/orders/new/",
        "/sales/progress/",
        "/sales/quotations/",
        "/sales/quotations/new/",
        "/home/sales.inbox/",
        "/home/sales.late/",
        "/home/sales.held/",
    ],
)
def test_every_page_opens_empty_and_full(clerk, path):
    assert clerk.get(path).status_code == 200
    sales.confirmed_order()
    take_order.receive_message(
        sales.structured([{"text": "?", "quantity": "1"}], customer_id=sales.make_customer()), by=SYSTEM, at=NOW
    )
    answer = clerk.get(path)
    assert answer.status_code == 200, text_of(answer)[:500]


@pytest.mark.parametrize("make", [sales.priced_order, sales.reviewed_order, sales.confirmed_order])
def test_an_orders_page_shows_lines_verdicts_and_history(clerk, make):
    number = number_of(make(lines=2))
    text = text_of(clerk.get(f"/sales/orders/{number}/"))
    assert number in text
    assert "188.8" in text
    for language, word in (("en", "Order confirmation"), ("zh-hans", "订单确认")):
        assert word in text_of(clerk.get(f"/sales/orders/{number}/print/?language={language}"))


def test_an_excel_order_from_the_drop_zone_to_its_order(clerk):
    customer = sales.make_customer()
    known = sales.make_item()
    sales.teach(customer, "FK-1", known)
    target = sales.make_item("GP-77", name="双联齿轮泵")
    content = tables.workbook_of([("FK-1", "泵", 3, "件", 100, DUE), ("ZZ-9", "双联齿轮泵", 2, "件", 100, DUE)])
    file = SimpleUploadedFile("po.xlsx", content)
    answer = clerk.post("/sales/messages/new/", {"customer": customer, "sender": "po@x", "file": file})
    assert answer.status_code == 302, text_of(answer)[:800]
    url = answer["Location"]
    text = text_of(clerk.get(url))
    assert "Which column is which?" in text
    columns = {"column-0": "item", "column-1": "name", "column-2": "quantity", "column-3": "unit", "column-5": "requested"}
    answer = clerk.post(f"{url}columns/", columns)
    assert answer["Location"] == url
    text = text_of(clerk.get(url))
    assert "GP-77" in text  # the suggestion to accept by one click
    (row,) = page(queries.MESSAGES, scope=EVERYTHING).rows
    line = queries.message(row.id, scope=EVERYTHING).lines[1]
    answer = clerk.post(f"/sales/message-lines/{line.id}/answer/", {"item": target})
    assert answer["Location"].startswith("/sales/orders/SO-")
    assert "GP-77" in text_of(clerk.get(answer["Location"]))


def test_a_typed_order_is_entered_and_reviewed(clerk):
    customer = sales.make_customer()
    item = sales.make_item()
    sales.agree(item, "12")
    form = {"customer": customer, "customer_number": "PO-3", "type": "standard", "tax_included": "on", "priority": "5"}
    form |= {"lines[0].item": item, "lines[0].quantity": "7", "lines[0].requested_on": DUE.isoformat()}
    answer = clerk.post("/sales/orders/new/", form)
    assert answer.status_code == 302, text_of(answer)[:3000]
    number = answer["Location"].split("/")[-2]
    order = queries.sheet(number, scope=EVERYTHING)
    assert (order.state, order.gross.minor, order.customer_number) == ("reviewed", 8_400, "PO-3")


def test_actions_confirm_change_and_cancel(clerk):
    order_id = sales.reviewed_order()
    number = number_of(order_id)
    take_order.confirm_order(order_id, promises=sales.promises_of(order_id), by=SYSTEM, at=NOW)
    assert clerk.get(f"/sales/orders/{number}/change/").status_code == 200
    form = {"reason": "more", "lines[0].position": "1", "lines[0].quantity": "12"}
    answer = clerk.post(f"/sales/orders/{number}/change/", form)
    assert answer.status_code == 302, text_of(answer)[:3000]
    url = answer["Location"]
    assert "12" in text_of(clerk.get(url))
    assert clerk.post(f"{url}apply/")["Location"] == f"/sales/orders/{number}/"
    assert queries.sheet(number, scope=EVERYTHING).lines[0].quantity == 12
    assert clerk.get(f"/sales/orders/{number}/edit/").status_code in (200, 409)
    page_of_cancelling = text_of(clerk.get(f"/sales/orders/{number}/cancel/"))
    assert "2026-04-10 → –" in page_of_cancelling  # the promise that goes with it
    assert clerk.post(f"/sales/orders/{number}/cancel/", {"reason": " "}).status_code == 422
    assert queries.sheet(number, scope=EVERYTHING).state == "confirmed"
    clerk.post(f"/sales/orders/{number}/cancel/", {"reason": "no longer wanted"})
    assert queries.sheet(number, scope=EVERYTHING).state == "cancelled"


def test_there_is_one_sample_and_none_in_a_company_that_is_not_the_demo(clerk):
    pages = [text_of(clerk.get(url)) for url in ("/sales/messages/", "/sales/orders/", "/tour/")]
    assert not any("Use the sample" in page for page in pages)
    assert clerk.get("/sales/messages/sample/").status_code == 404


def test_a_quotation_is_made_sent_and_won(clerk):
    item = sales.make_item()
    sales.agree(item, "12")
    form = {"customer": sales.make_customer(), "valid_until": DUE.isoformat(), "tax_included": "on"}
    form |= {"lines[0].item": item, "lines[0].quantity": "7"}
    answer = clerk.post("/sales/quotations/new/", form)
    assert answer.status_code == 302, text_of(answer)[:3000]
    url = answer["Location"]
    number = url.split("/")[-2]
    quotation = queries.quotation_id_of(number, scope=EVERYTHING)
    assert number in text_of(clerk.get(url))
    assert clerk.get(f"{url}edit/").status_code == 200
    assert "Quotation" in text_of(clerk.get(f"{url}print/?language=en"))
    take_order.send_quotation(quotation, by=SYSTEM, at=NOW)
    assert number in text_of(clerk.get(url))


def test_who_may_not_see_money_sees_none(clerk):
    number = number_of(sales.confirmed_order())
    blind = browser("warehouse_clerk")
    for path in (f"/sales/orders/{number}/", f"/sales/orders/{number}/print/", "/sales/orders/", "/sales/progress/"):
        text = text_of(blind.get(path))
        assert number in text
        assert "188.8" not in text
        assert "1,888" not in text
