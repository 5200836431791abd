"""The same story by API alone: sent, resolved, reviewed, confirmed, changed, cancelled."""

import json
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from taktline.sales import permits as sales_permits
from tests.builders import identity, sales, tables

DUE = date(2099, 4, 10)  # the API reads the clock itself

pytestmark = pytest.mark.django_db


@pytest.fixture
def api():
    identity.make_site()
    secret = identity.make_key(role="owner")
    client = Client(headers={"Authorization": f"Bearer {secret}"})

    def call(method, path, body=None, expect=200, **more):
        headers = more.pop("headers", {})
        answer = client.generic(
            method,
            f"/api/v1{path}",
            json.dumps(body) if body is not None else "",
            content_type="application/json",
            headers=headers,
        )
        assert answer.status_code == expect, answer.content.decode()
        return answer.json() if answer.content else None

    call.client = client
    return call


@pytest.fixture
def customer():
    return sales.make_customer("C-100")


def order_of(*lines, number="PO-1"):
    return {"customer": "C-100", "customer_number": number, "lines": list(lines)}


def line_of(code, quantity="5", **more):
    return {"item": code, "quantity": quantity, "requested_on": DUE.isoformat()} | more


def test_from_an_order_to_its_cancellation(api, customer):
    item = sales.make_item("GP-20")
    sales.agree(item, "188.8")
    taken = api("POST", "/orders", order_of(line_of("GP-20")), 201)
    assert taken["is_new"]
    assert api("POST", "/orders", order_of(line_of("GP-20")), 201)["order"] == taken["order"]

    path = f"/orders/{taken['order']}"
    reviewed = api("POST", f"{path}/review")
    assert {each["outcome"] for each in reviewed["verdicts"]} <= {"green", "amber"}
    order = api("GET", path)
    assert order["gross"] == {"minor": 94_400, "amount": "944.00", "currency": "CNY"}
    (delivery,) = order["lines"][0]["deliveries"]
    confirmed = api("POST", f"{path}/confirm", {"promises": [{"delivery_id": delivery["id"], "on": "2099-04-12"}]})
    assert (confirmed["state"], confirmed["promised_on"]) == ("confirmed", "2099-04-12")

    line_id = order["lines"][0]["id"]
    preview = api(
        "POST", f"{path}/changes", {"reason": "more", "lines": [{"line_id": line_id, "quantity": "8"}]}, 201
    )
    assert preview["impact"]["lines"] == [{"line": 1, "field": "quantity", "from": "5", "to": "8"}]
    changed = api("POST", f"/order-changes/{preview['id']}/apply")
    assert changed["lines"][0]["quantity"] == "8"

    assert api("GET", f"{path}/cancel-impact")["promises"]
    api("POST", f"{path}/cancel", {"reason": "no longer wanted"}, 204)
    assert api("POST", f"{path}/cancel", {"reason": "again"}, 409)["code"] == "kernel.illegal-move"
    (row,) = api("GET", "/orders?state=cancelled")["items"]
    assert row["number"] == taken["order"]


def test_an_excel_file_waits_for_its_columns_then_becomes_an_order(api, customer):
    item = sales.make_item()
    sales.teach(customer, "FK-1", item)
    content = tables.workbook_of([("FK-1", "泵", 3, "件", 100, DUE)])
    file = SimpleUploadedFile("po.xlsx", content)
    answer = api.client.post("/api/v1/order-messages", {"customer": "C-100", "file": file})
    assert answer.status_code == 201, answer.content
    number = answer.json()["message"]
    message = api("GET", f"/order-messages/{number}")
    assert message["fault_codes"] == ["layout-unconfirmed"]
    done = api("POST", f"/order-messages/{number}/columns", {"columns": message["layout"]["columns"]})
    assert done["order"]


def test_an_unknown_item_is_answered_and_learnt(api, customer):
    sales.agree(sales.make_item("GP-30"), "10")
    waiting = api("POST", "/orders", order_of({"customer_item_code": "ZZ", "quantity": "1", "requested_on": "2099-12-31"}), 201)
    assert waiting["order"] is None
    (line,) = api("GET", f"/order-messages/{waiting['message']}")["lines"]
    assert line["fault_codes"] == ["item-unknown"]
    (item,) = [each.id for each in sales.catalog.suggest_items("GP-30")]
    assert api("POST", f"/order-message-lines/{line['id']}/answer", {"item_id": item})["order"]


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({"customer": "NOBODY", "lines": [{"item": "X", "quantity": "1"}]}, 404, "kernel.not-found"),
        ({"customer": "C-100", "lines": []}, 422, "kernel.invalid-inputs"),
        ({"customer": "C-100", "lines": [{"item": "X", "quantity": "-1"}]}, 422, "kernel.invalid-inputs"),
        ({"customer": "C-100", "lines": [{"item": "X", "quantity": "many"}]}, 422, "kernel.invalid-inputs"),
        ({"customer": "C-100", "lines": [{"item": "X", "quantity": "1", "colour": "red"}]}, 422, "kernel.invalid-inputs"),
        ({"customer": "C-100", "lines": [{"item": "X", "quantity": "1e30"}]}, 422, "kernel.invalid-inputs"),
    ],
)  # fmt: skip
def test_bad_orders_are_refused_with_a_code_and_change_nothing(api, customer, body, status, code):
    assert api("POST", "/orders", body, status)["code"] == code
    assert api("GET", "/order-messages")["items"] == []


def test_a_file_that_is_no_order_is_refused(api, customer):
    for content, code in ((b"%PDF-1.7", "sales.not-a-table"), (tables.zip_bomb(), "sales.file-unpacks-too-large")):
        file = SimpleUploadedFile("po.xlsx", content)
        answer = api.client.post("/api/v1/order-messages", {"customer": "C-100", "file": file})
        assert answer.json()["code"] == code
    assert api("GET", "/order-messages")["items"] == []


def test_an_order_sent_twice_with_one_idempotency_key_is_done_once(api, customer):
    sales.make_item("GP-20")
    headers = {"Idempotency-Key": "k-1"}
    first = api("POST", "/orders", order_of(line_of("GP-20")), 201, headers=headers)
    assert api("POST", "/orders", order_of(line_of("GP-20")), 201, headers=headers) == first
    assert len(api("GET", "/orders")["items"]) == 1


def test_prices_are_null_for_who_may_not_see_them(api, customer):
    sales.agree(sales.make_item("GP-20"), "188.8")
    taken = api("POST", "/orders", order_of(line_of("GP-20")), 201)
    secret = identity.make_key(permits=[sales_permits.SEE.code, sales_permits.EVERY_CUSTOMER.code])
    blind = Client(headers={"Authorization": f"Bearer {secret}"})
    order = blind.get(f"/api/v1/orders/{taken['order']}").json()
    assert order["gross"] is None
    assert order["lines"][0]["price"] is None
    assert "188.8" not in json.dumps(order)
