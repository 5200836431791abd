"""From a confirmed order to released work and bought parts by API alone."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from django.test import Client

from tests.builders.catalog import make_item, make_product
from tests.builders.identity import make_key
from tests.builders.inventory import make_store, stock
from tests.builders.parties import make_supplier
from tests.builders.planning import confirmed_order, day, delivery_of, plan, proposed

pytestmark = pytest.mark.django_db


class Api:
    def __init__(self, role="admin"):
        self.client = Client(headers={"Authorization": f"Bearer {make_key(role=role)}", "Accept-Language": "en"})

    def get(self, path, status=200):
        answer = self.client.get(f"/api/v1{path}")
        assert answer.status_code == status, answer.content
        return answer.json()

    def post(self, path, body=None, status=204):
        answer = self.client.post(f"/api/v1{path}", body or {}, content_type="application/json")
        assert answer.status_code == status, answer.content
        return answer.json() if answer.content else None


@pytest.fixture
def order():
    seal = make_item("SEAL", lead_days=10, default_supplier_id=make_supplier(), purchase_price=Decimal("2.5"))
    pump = make_product("PUMP", lines=[(seal, 2)], lead_days=2)
    stock(pump, 5)
    order = confirmed_order((pump, 100, day(60)))
    plan()
    return order


def test_planned_orders_are_listed_traced_and_firmed(order):
    api = Api()
    rows = api.get("/planning/proposals")["items"]
    assert {row["item_code"] for row in rows} == {"SEAL", "PUMP"}
    seal = next(row for row in rows if row["item_code"] == "SEAL")
    up = api.get(f"/planning/pegs/planning.proposal/{seal['id']}")["up"]
    assert up[-1]["node"]["customer"]["en"] == "Ancha Forklifts"
    delivery = delivery_of(order)
    down = api.get(f"/planning/pegs/{delivery.kind}/{delivery.id}")["down"]
    assert [step["item"] for step in down] == ["PUMP", "PUMP", "SEAL"]
    made = api.post("/planning/proposals/firm", {"proposals": [row["id"] for row in rows]}, status=201)
    assert (len(made["work_orders"]), len(made["requisitions"])) == (1, 1)
    work = api.get("/shopfloor/work-orders")["items"][0]
    full = api.get(f"/shopfloor/work-orders/{work['number']}")
    assert full["materials"][0]["item"] == "SEAL"
    refused = api.post("/shopfloor/work-orders/release", {"work_orders": [work["id"]]}, status=409)
    assert refused["code"] == "shopfloor.not-clear-to-build"
    api.post("/shopfloor/work-orders/release", {"work_orders": [work["id"]], "anyway": True})


def test_a_requisition_is_bought_and_received(order):
    api = Api()
    seal = proposed(next(row.item_id for row in proposed() if row.item_code == "SEAL"))[0]
    made = api.post("/planning/proposals/firm", {"proposals": [seal.id]}, status=201)["requisitions"]
    api.post("/purchasing/requisitions/approve", {"requisitions": made})
    bought = api.post("/purchasing/orders", {"requisitions": made}, status=201)["id"]
    for verb in ("approve", "send"):
        api.post(f"/purchasing/orders/{bought}/{verb}")
    row = api.get(f"/purchasing/orders/{bought}")
    assert row["lines"][0]["customer"]["en"] == "Ancha Forklifts"
    line = row["lines"][0]["id"]
    api.post(f"/purchasing/orders/{bought}/acknowledge", {"promises": [{"line": line, "promised": str(datetime.now(UTC).date() + timedelta(days=50))}]})
    body = {"place": make_store(), "lines": [{"line": line, "quantity": row["lines"][0]["quantity"]["quantity"]}]}
    api.post(f"/purchasing/orders/{bought}/receive", body, status=201)
    assert api.get(f"/purchasing/orders/{bought}")["state"] == "received"


def test_money_and_other_peoples_rights_stay_closed(order):
    api = Api("warehouse_clerk")
    assert all("money" not in row for row in api.get("/planning/exceptions")["items"])
    api.post("/planning/proposals/firm", {"proposals": [1]}, status=403)


def test_a_run_is_asked_for_and_watched(order):
    api = Api("planner")
    job = api.post("/planning/runs", status=202)["job"]
    assert api.get(f"/planning/jobs/{job}")["state"] == "queued"
    assert api.post("/planning/runs", status=409)["code"] == "kernel.already-running"
    api.post(f"/planning/jobs/{job}/stop")


def test_one_item_over_time_adds_up(order):
    api = Api("planner")
    item = next(row.item_id for row in proposed() if row.item_code == "SEAL")
    grid = api.get(f"/planning/items/{item}/plan?count=20")
    assert sum(int(each["gross"]) for each in grid["buckets"]) == 190
    assert grid["buckets"][-1]["projected"] == "0"
