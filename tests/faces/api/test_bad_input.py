"""Wrong input by HTTP: a code with a sentence, never a server error, and nothing has changed."""

import json
from datetime import date
from decimal import Decimal

import pytest
from django.test import Client

from taktline.catalog import queries as catalog
from taktline.kernel.listing import page
from taktline.kernel.scope import EVERYTHING
from taktline.sales import queries as sales
from taktline.scheduling import queries as scheduling
from tests.builders.catalog import make_bom, make_item, make_product
from tests.builders.identity import NOW, make_key, make_site
from tests.builders.inventory import stock
from tests.builders.planning import confirmed_order, day
from tests.builders.resources import make_centre
from tests.builders.sales import make_customer
from tests.builders.scheduling import firm_everything, publish

DUE = date(2099, 4, 10).isoformat()

pytestmark = pytest.mark.django_db


def kept() -> tuple[int, int]:
    """How many messages and orders there are."""
    return tuple(len(page(each, scope=EVERYTHING).rows) for each in (sales.MESSAGES, sales.ORDERS))


@pytest.fixture
def send():
    """Post a body as it is; the answer's status and what it says."""
    make_site()
    client = Client(headers={"Authorization": f"Bearer {make_key(role='admin', at=NOW)}"})

    def post(path, body, method="POST"):
        text = body if isinstance(body, (str, bytes)) else json.dumps(body)
        answer = client.generic(method, f"/api/v1{path}", text, content_type="application/json")
        return answer.status_code, answer.json() if answer.content else {}

    return post


def order(**line):
    return {"customer": "C-1", "lines": [{"item": "GP-1", "quantity": "1", "requested_on": DUE} | line]}


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ('{"customer": "C-1", "lines": [', 400),
        ("[1, 2", 400),
        (b"\xff\xfe\x00", 400),
        ({"customer": 7, "lines": "none"}, 422),
        (order(quantity={"much": 1}), 422),
        (order(quantity="NaN"), 422),
        (order(quantity="-1"), 422),
        (order(requested_on="the day after"), 422),
        ({"customer": "NOBODY", "lines": order()["lines"]}, 404),
        ("[" * 100_000, 400),
    ],
)
def test_a_body_that_is_no_order_is_refused_and_kept_nowhere(send, body, status):
    make_customer("C-1")
    found, said = send("/orders", body)
    assert (found, kept()) == (status, (0, 0)) or (found, kept()) == (422, (0, 0)), said
    assert said["code"]
    assert said["title"].strip()


def test_a_body_that_is_too_big_is_refused_unread(send):
    status, said = send("/orders", b" " * (11 * 1024 * 1024))
    assert (status, said["code"], kept()) == (413, "api.too-big", (0, 0))


def test_an_unknown_item_waits_with_its_reason_and_makes_no_order(send):
    make_customer("C-1")
    status, said = send("/orders", order(item="NO-SUCH"))
    assert (status, said["order"]) == (201, None)
    assert kept() == (1, 0)


def test_the_same_order_twice_is_one_order(send):
    make_customer("C-1")
    make_item("GP-1")
    first, again = (send("/orders", order() | {"customer_number": "PO-1"})[1] for _time in range(2))
    assert (first["is_new"], again["is_new"], first["order"]) == (True, False, again["order"])
    assert kept() == (1, 1)


@pytest.mark.parametrize(
    "path",
    ["/orders/NO-1/review", "/orders/NO-1/quote", "/orders/NO-1/confirm", "/schedule/runs/99999/publish"],
)
def test_unknown_ids_are_not_found(send, path):
    status, said = send(path, {})
    assert (status, said["code"]) == (404, "kernel.not-found")


def test_a_circle_of_components_is_refused_with_its_path(send):
    body = make_product("BODY")
    pump = make_product("PUMP", lines=[(body, 1)])
    draft = make_bom(body, (make_item("STEEL"), 1), active=False)
    before = catalog.bom(draft)
    status, said = send(
        f"/catalog/boms/{draft}/lines", {"lines": [{"component_id": pump, "quantity": "1"}]}, method="PUT"
    )
    assert (status, said["code"]) == (422, "catalog.bom-cycle"), said
    assert "PUMP" in said["title"]
    assert catalog.bom(draft) == before


@pytest.fixture
def board(monkeypatch):
    """A published schedule of one pump."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)
    steel = make_item("STEEL", lead_days=2)
    stock(steel, 1000)
    pump = make_product("PUMP", lines=[(steel, 1)], operations=[(make_centre("TURN"), 3600)], lead_days=2)
    confirmed_order((pump, Decimal(5), day(14)))
    firm_everything()
    publish()
    return scheduling.board(make_site().id, at=NOW).bars[0]


@pytest.mark.parametrize(
    ("machine", "start"), [(999_999, "2026-03-03T01:00:00Z"), (None, "2020-01-01T01:00:00Z")]
)
def test_an_infeasible_pin_is_refused_and_the_schedule_stands(send, board, machine, start):
    before = scheduling.version(make_site().id)
    body = {"operation": board.operation_id, "machine": machine or board.machine_id, "start": start}
    status, said = send("/schedule/moves/preview", body)
    assert status in (404, 409, 422), said
    assert said["code"]
    assert scheduling.version(make_site().id) == before
