"""Work orders, requisitions and purchase orders, seen as a browser sees them."""

import re
from decimal import Decimal

import pytest

from taktline.kernel.actor import SYSTEM
from taktline.kernel.scope import EVERYTHING
from taktline.purchasing import queries as purchasing
from taktline.purchasing import services
from taktline.shopfloor import queries as shopfloor
from tests.builders.identity import NOW
from tests.builders.inventory import make_store
from tests.builders.purchasing import make_purchase, make_requisition
from tests.builders.shopfloor import make_work_order
from tests.builders.web import HTMX, browser, text_of

pytestmark = pytest.mark.django_db


def test_every_page_of_the_documents_opens():
    client = browser("admin")
    order = shopfloor.work_order(make_work_order(), scope=EVERYTHING)
    requisition = purchasing.requisition_rows([make_requisition()]).popitem()[1]
    purchase = purchasing.purchase_order(make_purchase(), scope=EVERYTHING)
    for url in (
        "/shopfloor/work-orders/", f"/shopfloor/work-orders/{order.number}/", "/shopfloor/operations/",
        "/purchasing/", "/purchasing/requisitions/", f"/purchasing/requisitions/{requisition.number}/",
        "/purchasing/orders/", f"/purchasing/orders/{purchase.number}/", "/purchasing/lines/",
        "/purchasing/receipts/", "/purchasing/receipt-lines/", "/purchasing/returns/", "/purchasing/supplier-items/",
        "/purchasing/supplier-items/new/", "/purchasing/supplier-prices/", "/purchasing/settings/", "/mails/",
        "/purchasing/invoices/", "/purchasing/expedite/", f"/purchasing/orders/{purchase.number}/invoice/",
        f"/purchasing/orders/{purchase.number}/order.pdf", f"/purchasing/orders/{purchase.id}/do/send/",
        f"/purchasing/orders/{purchase.number}/receive/", f"/purchasing/orders/{purchase.id}/do/acknowledge/",
        f"/shopfloor/work-orders/{order.id}/do/change/", f"/search/?q={order.number}", f"/search/?q={purchase.number}",
    ):  # fmt: skip
        answer = client.get(url)
        assert answer.status_code == 200, (url, answer.content[:3000])


def test_a_work_order_without_material_is_released_only_anyway():
    client = browser("planner")
    order = make_work_order()
    answer = client.post("/shopfloor/work-orders/do/release/", {"ids": [order]}, headers=HTMX)
    assert answer.status_code == 409
    assert "not clear to build" in text_of(answer)
    answer = client.post("/shopfloor/work-orders/do/release-anyway/", {"ids": [order]}, headers=HTMX)
    assert answer.status_code == 204
    assert shopfloor.work_order(order, scope=EVERYTHING).state == "released"


def test_a_buyer_orders_and_a_clerk_receives():
    wanted = make_requisition()
    buyer = browser("buyer")
    assert buyer.post("/purchasing/requisitions/do/approve/", {"ids": [wanted]}, headers=HTMX).status_code == 204
    answer = buyer.post("/purchasing/requisitions/do/order/", {"ids": [wanted]}, headers=HTMX)
    assert answer.status_code == 204, text_of(answer)
    number = answer["HX-Redirect"].rstrip("/").rpartition("/")[2]
    order = purchasing.purchase_order_id_of(number, scope=EVERYTHING)
    for verb in ("approve", "send"):
        assert buyer.post(f"/purchasing/orders/{order}/do/{verb}/", headers=HTMX).status_code == 204
    (line,) = purchasing.lines_of(number, scope=EVERYTHING)
    clerk = browser("warehouse_clerk")
    data = {"place": make_store(), "lines[0].line": 1, "lines[0].item": line.item_code, "lines[0].quantity": "4"}
    address = f"/purchasing/orders/{number}/receive/"
    key = re.search(r'name="client_key"[^>]*value="(\w+)"', text_of(clerk.get(address)))[1]
    for _twice in range(2):  # a clerk presses twice: one receipt
        answer = clerk.post(address, data | {"client_key": key})
        assert answer.status_code == 302, text_of(answer)
    assert purchasing.lines_of(number, scope=EVERYTHING)[0].received == 4
    assert "2.5" not in text_of(clerk.get(f"/purchasing/orders/{number}/"))


def test_a_receipt_has_its_page_and_labels_and_goes_back_or_is_reversed():
    order = make_purchase()
    (line,) = purchasing.lines_of(purchasing.purchase_order(order, scope=EVERYTHING).number, scope=EVERYTHING)
    receipt = services.receive(order, [services.LineReceipt(line.id, Decimal(10))], place_id=make_store(), by=SYSTEM, at=NOW)
    number = purchasing.receipt(receipt, scope=EVERYTHING).number
    clerk = browser("warehouse_clerk")
    for url in (f"/purchasing/receipts/{number}/", f"/purchasing/receipts/{receipt}/do/return/", f"/search/?q={number}"):
        assert clerk.get(url).status_code == 200, url
    assert clerk.get(f"/purchasing/receipts/{number}/labels.pdf").content[:5] == b"%PDF-"
    data = {"lines[0].line": 1, "lines[0].quantity": "4", "outcome": "credit", "reason": "砂眼"}
    answer = clerk.post(f"/purchasing/receipts/{receipt}/do/return/", data, headers=HTMX)
    assert answer.status_code == 204, text_of(answer)
    assert clerk.get(answer["HX-Redirect"]).status_code == 200
    answer = clerk.post(f"/purchasing/receipts/{receipt}/do/reverse/", {"reason": "错"}, headers=HTMX)
    assert answer.status_code in (409, 422)


def test_an_invoice_is_entered_from_its_order_and_shows_what_differs():
    order = make_purchase()
    number = purchasing.purchase_order(order, scope=EVERYTHING).number
    (line,) = purchasing.lines_of(number, scope=EVERYTHING)
    services.receive(order, [services.LineReceipt(line.id, Decimal(10))], place_id=make_store(), by=SYSTEM, at=NOW)
    clerk = browser("finance_clerk")
    answer = clerk.post("/purchasing/orders/do/bill/", {"ids": [order]}, headers=HTMX)
    address = answer["HX-Redirect"]
    assert f"{number}/1" in text_of(clerk.get(address))
    data = {
        "kind": "invoice", "supplier_number": "F-1", "invoiced_on": "2026-03-02", "net": "30", "tax": "3.9",
        "lines[0].line": f"{number}/1", "lines[0].quantity": "10", "lines[0].price": "3",
    }  # fmt: skip
    answer = clerk.post(address, data)
    assert answer.status_code == 302, text_of(answer)
    assert "another price than ordered" in text_of(clerk.get(answer["Location"]))
