"""The main story by HTTP alone: a program with a key sends an order and reads its bars on the board."""

import json

import pytest
from django.test import Client

from tests.builders.identity import make_key
from tests.builders.stories import THEIRS, due, make_plant, work

pytestmark = pytest.mark.django_db(transaction=True)


class Program:
    """A program with an API key; every change carries its own Idempotency-Key."""

    def __init__(self):
        self.client = Client(headers={"Authorization": f"Bearer {make_key(role='admin')}"})
        self.sent = 0

    def get(self, path):
        answer = self.client.get(f"/api/v1{path}")
        assert answer.status_code == 200, answer.content.decode()
        return answer.json()

    def post(self, path, body=None):
        self.sent += 1
        answer = self.client.generic(
            "POST",
            f"/api/v1{path}",
            json.dumps(body or {}),
            content_type="application/json",
            headers={"Idempotency-Key": f"story-{self.sent}"},
        )
        assert answer.status_code < 300, answer.content.decode()
        return answer.json() if answer.content else None


def test_an_order_sent_by_a_program_becomes_bars_on_the_board():
    make_plant()
    api = Program()
    line = {"quantity": "20", "requested_on": due().isoformat()}
    sent = api.post(
        "/orders",
        {
            "customer": "C-HL",
            "customer_number": "HL-PO-2",
            "lines": [line | {"customer_item_code": THEIRS}, line | {"customer_item_code": "HL-N900"}],
        },
    )
    assert sent["order"] is None, "one part is unknown; the message waits"
    waiting = api.get(f"/order-messages/{sent['message']}")
    unknown = next(each for each in waiting["lines"] if each["fault_codes"])
    item = api.get("/catalog/items?q=JP2-25")["items"]
    number = api.post(f"/order-message-lines/{unknown['id']}/answer", {"item_id": pump(item)})["order"]

    reviewed = api.post(f"/orders/{number}/review")
    assert reviewed["clean"], reviewed
    offer = api.post(f"/orders/{number}/quote")
    way = offer["options"][0]
    assert all(part["promised_on"] for part in way["parts"])
    order = api.post(f"/orders/{number}/confirm", {"offer_id": offer["id"], "option": way["option"]})
    assert order["state"] == "confirmed"

    work()  # the plan follows by itself
    proposals = [row["id"] for row in api.get("/planning/proposals")["items"]]
    firmed = api.post("/planning/proposals/firm", {"proposals": proposals})
    work()
    api.post("/shopfloor/work-orders/release", {"work_orders": firmed["work_orders"], "anyway": True})
    run = api.post("/schedule/runs", {"seconds": 0})["id"]
    work()
    assert api.get(f"/schedule/runs/{run}")["state"] == "proposed"
    api.post(f"/schedule/runs/{run}/publish")

    bars = [bar for bar in api.get("/schedule/board")["bars"] if bar["order"] == number]
    assert {bar["item"].split()[0] for bar in bars} == {"JP2-12", "JP2-12-B", "JP2-25", "JP2-25-B"}
    assert all(bar["begin"] < bar["end"] for bar in bars)


def pump(rows):
    """The id of the pump itself among what was found."""
    return next(row["id"] for row in rows if row["code"] == "JP2-25")
