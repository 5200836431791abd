"""A schedule run, published, looked at and moved, and an order quoted and confirmed, by API alone."""

from datetime import datetime, timedelta
from decimal import Decimal

import pytest
from django.test import Client

from taktline.kernel import job_run
from taktline.kernel.actor import SYSTEM
from taktline.kernel.scope import EVERYTHING
from taktline.sales import queries as sales
from taktline.sales import services as orders
from taktline.sales.types import DeliveryWish, LineInput, OrderInput
from taktline.scheduling import queries, services
from tests.builders.catalog import make_item, make_product
from tests.builders.identity import NOW, make_key, make_site
from tests.builders.inventory import stock
from tests.builders.parties import make_customer
from tests.builders.planning import confirmed_order, day
from tests.builders.resources import default_calendar, make_centre
from tests.builders.scheduling import firm_everything, publish, published

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)


class Api:
    def __init__(self, role="admin"):
        self.client = Client(headers={"Authorization": f"Bearer {make_key(role=role)}", "Accept-Language": "en"})

    def get(self, path, status=200):
        answer = self.client.get(f"/api/v1{path}")
        assert answer.status_code == status, answer.content
        return answer.json()

    def post(self, path, body=None, status=204, **headers):
        answer = self.client.post(f"/api/v1{path}", body or {}, content_type="application/json", headers=headers)
        assert answer.status_code == status, answer.content
        return answer.json() if answer.content else None


@pytest.fixture
def pump():
    default_calendar()
    lathes = make_centre("TURN", machines=2, rate=Decimal(60))
    bench = make_centre("BENCH", machines=1, rate=Decimal(40))
    steel = make_item("STEEL", lead_days=2)
    stock(steel, 1000)
    body = make_product("BODY", lines=[(steel, 1)], operations=[(lathes, 3600)], lead_days=2)
    return make_product("PUMP", lines=[(body, 1)], operations=[(bench, 300)], lead_days=2)


@pytest.fixture
def work(pump):
    for quantity, due in ((20, 14), (10, 7), (30, 21)):
        confirmed_order((pump, quantity, day(due)))
    return firm_everything()


def moment(text):
    return datetime.fromisoformat(text)


def movable(board):
    return max((bar for bar in board["bars"] if bar["item"] == "BODY" and not bar["is_frozen"]), key=lambda bar: bar["begin"])


def test_a_run_is_computed_looked_at_and_published(work):
    api = Api("planner")
    api.get("/schedule/board", status=404)
    started = api.post("/schedule/runs", {"seconds": 0}, status=202)
    assert (started["state"], started["progress"]["state"]) == ("queued", "queued")
    assert api.post("/schedule/runs", {"seconds": 0}, status=409)["code"] == "kernel.already-running"
    job_run.run(started["progress"]["job"], {services.KIND: services.solve_run}, clock=lambda: NOW)

    run = api.get(f"/schedule/runs/{started['id']}")
    assert (run["state"], run["operations"]) == ("proposed", 6)
    assert run["bound"] <= run["tardiness"]
    assert run["bound_kind"] in ("path", "machine_load", "cp_sat")
    assert api.get(f"/schedule/runs/{run['id']}/difference")["added"] == 6
    assert api.post(f"/schedule/runs/{run['id']}/publish", status=200)["moved"] == 6
    assert api.post(f"/schedule/runs/{run['id']}/discard", status=409)["code"] == "kernel.illegal-move"

    board = api.get("/schedule/board")
    assert (board["run"], len(board["bars"])) == (run["id"], 6)
    assert all(bar["order"].startswith("SO-") for bar in board["bars"])
    assert [row["state"] for row in api.get("/schedule/runs")["items"]] == ["published"]
    assert {row["centre"]["en"] or row["centre"]["zh"] for row in api.get("/schedule/load")}
    chain = api.get(f"/schedule/operations/{board['bars'][-1]['operation']}/why")
    assert chain[0]["operation"] == board["bars"][-1]["operation"]


def test_a_move_is_previewed_kept_once_and_unpinned(work):
    publish()
    api = Api("planner")
    bar = movable(api.get("/schedule/board"))
    wish = {"operation": bar["operation"], "machine": bar["machine"], "start": (moment(bar["begin"]) + timedelta(days=7)).isoformat()}
    before = published()
    found = api.post("/schedule/moves/preview", wish, status=200)
    assert found["slips"]
    assert published() == before

    body = {**wish, "stamp": found["stamp"]}
    kept = api.post("/schedule/moves", body, status=201, **{"Idempotency-Key": "drag-1"})
    assert kept == api.post("/schedule/moves", body, status=201, **{"Idempotency-Key": "drag-1"})
    assert kept["run"] == published().id
    assert api.post("/schedule/moves", body, status=409)["code"] == "kernel.stale-snapshot"
    api.post(f"/schedule/operations/{bar['operation']}/unpin")
    api.post(f"/schedule/operations/{bar['operation']}/unpin", status=404)


def test_an_impossible_pin_has_its_code_and_sentence_and_changes_nothing(work):
    publish()
    api = Api("planner")
    board = api.get("/schedule/board")
    bar = movable(board)
    bench = next(each["machine"] for each in board["bars"] if each["item"] == "PUMP")
    week = moment(bar["begin"]) + timedelta(days=7)
    sunday = (week + timedelta(days=6 - week.weekday())).isoformat()
    before = published()
    for machine, start, words in (
        (bar["machine"], sunday, "does not work"),
        (bench, week.isoformat(), "cannot be done on that machine"),
        (10**9, week.isoformat(), "cannot be done on that machine"),
        (bar["machine"], (NOW - timedelta(days=1)).isoformat(), "into the past"),
    ):
        wish = {"operation": bar["operation"], "machine": machine, "start": start}
        refused = api.post("/schedule/moves/preview", wish, status=422)
        assert refused["code"] == "scheduling.cannot-schedule"
        assert words in refused["title"]
        assert api.post("/schedule/moves", {**wish, "stamp": "x"}, status=422)["code"] == "scheduling.cannot-schedule"
    unknown = {"operation": 10**9, "machine": bench, "start": week.isoformat()}
    assert api.post("/schedule/moves/preview", unknown, status=404)["code"] == "scheduling.not-on-the-board"
    naive = {"operation": bar["operation"], "machine": bench, "start": "2026-03-09T08:00:00"}
    api.post("/schedule/moves/preview", naive, status=422)
    assert published() == before


def test_who_may_only_look_is_refused(work):
    publish()
    clerk = Api("sales_clerk")
    assert clerk.get("/schedule/board")["bars"]
    for path, body in (
        ("/schedule/runs", {}), ("/schedule/moves/preview", {"operation": 1, "machine": 1, "start": NOW.isoformat()}),
        (f"/schedule/runs/{published().id}/publish", {}),
    ):  # fmt: skip
        assert clerk.post(path, body, status=403)["code"] == "kernel.not-permitted"


def reviewed(api, pump, quantity, due):
    draft = OrderInput(
        customer_id=make_customer(), site_id=make_site().id, ordered_on=day(0),
        lines=(LineInput(quantity=Decimal(quantity), item_id=pump, price=Decimal(10), deliveries=(DeliveryWish(due),)),),
    )  # fmt: skip
    order = sales.sheet_of(orders.create_order(draft, by=SYSTEM, at=NOW).order_id, scope=EVERYTHING)
    api.post(f"/orders/{order.number}/review", status=200)
    for axis in sales.sheet(order.number, scope=EVERYTHING).holds:
        api.post(f"/orders/{order.number}/holds/{axis}/release", {"reason": "decided"})
    return order.number


def test_an_order_is_quoted_and_confirmed_with_an_option(pump):
    api = Api()
    number = reviewed(api, pump, 40, day(2))
    api.get(f"/orders/{number}/offer", status=404)
    offer = api.post(f"/orders/{number}/quote", status=201)
    assert offer == api.get(f"/orders/{number}/offer")
    usual = offer["options"][0]
    assert (usual["option"], usual["cost"]["minor"]) == ("as_is", 0)
    assert usual["parts"][0]["days_late"] > 0
    assert usual["parts"][0]["why"]
    split = next(option for option in offer["options"] if option["option"] == "split")

    wrong = api.post(f"/orders/{number}/confirm", {"offer_id": offer["id"], "option": "magic"}, status=422)
    assert wrong["code"] == "kernel.invalid-inputs"
    done = api.post(f"/orders/{number}/confirm", {"offer_id": offer["id"], "option": "split"}, status=200)
    assert done["state"] == "confirmed"
    promised = {each["promised_on"] for each in done["deliveries"]}
    assert promised == {part["promised_on"] for part in split["parts"]}
    assert api.get(f"/orders/{number}/offer")["accepted"] == "split"


def test_costs_are_hidden_from_who_may_not_see_money(pump):
    api = Api()
    number = reviewed(api, pump, 40, day(2))
    api.post(f"/orders/{number}/quote", status=201)
    options = Api("operator").client.get(f"/api/v1/orders/{number}/offer")
    if options.status_code == 200:
        assert all(option["cost"] is None for option in options.json()["options"])
    assert Api("warehouse_clerk").post(f"/orders/{number}/quote", status=403)["code"] == "kernel.not-permitted"


def test_what_cannot_be_promised_is_refused(pump):
    api = Api()
    new = make_item("NEW", supply="make")
    draft = OrderInput(
        customer_id=make_customer(), site_id=make_site().id, ordered_on=day(0),
        lines=(LineInput(quantity=Decimal(5), item_id=new, price=Decimal(10), deliveries=(DeliveryWish(day(9)),)),),
    )  # fmt: skip
    order = sales.sheet_of(orders.create_order(draft, by=SYSTEM, at=NOW).order_id, scope=EVERYTHING)
    assert api.post(f"/orders/{order.number}/quote", status=409)["code"] == "promising.engineering-missing"
    api.get(f"/orders/{order.number}/offer", status=404)
    assert queries.published_run(make_site().id, scope=EVERYTHING) is None
