"""Masters through the API: entered, read back, refused by name."""

import json

import pytest
from django.test import Client

from tests.builders.catalog import make_item, make_product, make_unit
from tests.builders.identity import make_key, make_site
from tests.builders.resources import default_calendar, make_centre

pytestmark = pytest.mark.django_db


def api(role="admin"):
    client = Client(headers={"Authorization": f"Bearer {make_key(role=role)}"})

    def call(method, path, body=None):
        data = {} if body is None else {"data": json.dumps(body), "content_type": "application/json"}
        answer = client.generic(method, f"/api/v1{path}", **data)
        return answer.status_code, (answer.json() if answer.content else None)

    return call


def test_an_item_with_structure_and_routing_by_api_alone():
    call, unit, site = api(), make_unit(), make_site()
    default_calendar()
    status, made = call("POST", "/catalog/items", {"code": "PUMP", "name": "泵", "unit_id": unit})
    assert status == 201
    pump = made["id"]
    seal = make_item("SEAL")
    status, bom = call(
        "POST", "/catalog/boms", {"item_id": pump, "lines": [{"component_id": seal, "quantity": "2"}]}
    )
    assert status == 201
    assert call("POST", f"/catalog/boms/{bom['id']}/activate", {"effective_from": "2026-01-01"})[0] == 204
    centre = {"code": "LATHE", "name": "车床", "site_id": site.id}
    status, centre = call("POST", "/resources/centres", centre)
    assert status == 201
    step = {"number": 10, "name": "车", "centre_id": centre["id"], "run_seconds": 90}
    status, routing = call("POST", "/catalog/routings", {"item_id": pump, "operations": [step]})
    assert status == 201
    assert (
        call("POST", f"/catalog/routings/{routing['id']}/activate", {"effective_from": "2026-01-01"})[0]
        == 204
    )
    assert call("POST", "/catalog/items/PUMP/release")[0] == 204
    assert call("GET", "/catalog/items/PUMP")[1]["state"] == "released"
    assert call("GET", f"/catalog/routings/{routing['id']}")[1]["operations"][0]["run_seconds"] == 90
    assert call("GET", "/catalog/items/SEAL/where-used")[1][0]["code"] == "PUMP"


def test_a_circle_is_a_problem_with_code_and_path():
    call = api()
    one, two = make_item("ONE", supply="make"), make_item("TWO", supply="make")
    assert (
        call("POST", "/catalog/boms", {"item_id": one, "lines": [{"component_id": two, "quantity": "1"}]})[0]
        == 201
    )
    status, problem = call(
        "POST", "/catalog/boms", {"item_id": two, "lines": [{"component_id": one, "quantity": "1"}]}
    )
    assert status == 422
    assert problem["code"] == "catalog.bom-cycle"
    assert problem["facts"]["path"] == "TWO → ONE → TWO"


def test_a_customer_and_terms():
    call = api()
    status, terms = call(
        "POST", "/payment-terms", {"code": "M60", "name": "月结60", "kind": "monthly", "days": 60}
    )
    assert status == 201
    body = {
        "code": "ANCHA",
        "name": "安叉",
        "is_customer": True,
        "terms_id": terms["id"],
        "credit_limit_minor": 5000,
    }
    assert call("POST", "/parties", body)[0] == 201
    assert call("PUT", "/parties/ANCHA/addresses", {"addresses": [{"city": "合肥"}]})[0] == 204
    status, found = call("GET", "/parties/ANCHA")
    assert found["credit_limit"]["minor"] == 5000
    assert found["addresses"][0]["city"] == "合肥"
    assert call("POST", "/parties/ANCHA/block", {"reason": "逾期"})[0] == 204
    assert call("POST", "/parties/ANCHA/block", {"reason": "again"})[0] == 409
    assert call("GET", "/parties/NONE")[0] == 404


def test_a_calendar_with_shifts_and_a_holiday():
    call, site = api(), make_site()
    status, made = call("POST", "/resources/calendars", {"code": "DAY", "name": "白班", "site_id": site.id})
    path = f"/resources/calendars/{made['id']}"
    shift = {"weekday": 0, "start": 480, "end": 1020}
    assert call("PUT", f"{path}/shifts", {"shifts": [shift]})[0] == 204
    assert call("PUT", f"{path}/shifts", {"shifts": [shift, shift]})[1]["code"] == "resources.shifts-overlap"
    assert call("POST", f"{path}/days", {"days": [{"day": "2026-03-02", "kind": "holiday"}]})[0] == 204
    month = call("GET", f"{path}/month?year=2026&month=3")[1]
    assert (month[1]["spans"], month[8]["spans"]) == ([], [[480, 1020]])


def test_an_operator_sees_no_money_and_changes_nothing():
    make_centre("OVEN")
    make_product("PUMP", purchase_price=None)
    call = api("operator")
    assert call("GET", "/catalog/items/PUMP")[1]["standard_cost"] is None
    assert call("GET", "/catalog/prices")[0] == 403
    assert call("POST", "/catalog/items/PUMP/release")[0] == 403
    assert "hour_rate" not in call("GET", "/resources/centres")[1]["items"][0]
