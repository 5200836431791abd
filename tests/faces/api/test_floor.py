"""The terminal's way in: bad input is a sentence with a code and changes nothing; told twice counts once."""

from decimal import Decimal
from uuid import uuid4

import pytest
from django.test import Client

from taktline.identity import services as identity
from taktline.kernel.actor import SYSTEM
from taktline.shopfloor import queries, services
from tests.builders.identity import NOW, make_key, make_user
from tests.builders.resources import make_person, user_of_person
from tests.builders.shopfloor import make_operations_order

pytestmark = pytest.mark.django_db
JSON = "application/json"


@pytest.fixture
def terminal():
    """A tablet at which an operator has signed in with the PIN."""
    user = make_user("operator", username="wang", language="en")
    user_of_person(make_person("P77"), user)
    identity.set_pin(user, "4711", by=SYSTEM, at=NOW)
    client = Client()
    answer = client.post("/floor/sign-in/", {"badge": "P77", "pin": "4711"})
    assert answer.status_code == 302, answer.content.decode()[:500]
    return client


def post(client, address, body, key=""):
    headers = {"Idempotency-Key": key} if key else {}
    return client.post(f"/api/v1/shopfloor/{address}", body, content_type=JSON, headers=headers)


def test_a_badge_and_a_pin_open_the_terminal_and_a_report_counts_once(terminal):
    order, (first, _last) = make_operations_order(quantity=10)
    assert [job["operation"] for job in terminal.get("/api/v1/shopfloor/jobs").json()] == [first]
    assert "P77" not in terminal.get("/floor/").content.decode()
    key = str(uuid4())
    for _ in range(2):
        answer = post(terminal, f"operations/{first}/report", {"good": "3", "key": key}, key)
        assert answer.status_code == 201, answer.content
    assert [row.good for row in queries.reports_of(order)] == [3]
    assert terminal.get("/api/v1/shopfloor/today").json()["good"] == "3"


def test_four_digits_open_the_terminal_and_nothing_else_of_the_company(terminal):
    """The boss's PIN, read over a shoulder, shows no prices and changes no user."""
    boss = make_user("owner", username="boss", language="en")
    user_of_person(make_person("P1"), boss)
    identity.set_pin(boss, "2468", by=SYSTEM, at=NOW)
    client = Client()
    assert client.post("/floor/sign-in/", {"badge": "P1", "pin": "2468"}).status_code == 302
    assert client.get("/floor/").status_code == 200
    for address in ("/system/users/", "/sales/orders/", "/api/v1/orders", "/api/v1/users"):
        assert client.get(address).status_code in (403, 404), address


def test_bad_input_at_the_terminal_is_refused_with_a_code_and_changes_nothing(terminal):
    order, (first, last) = make_operations_order(quantity=10)
    for good in ("-1", "1e30", "0", "0.5"):
        answer = post(terminal, f"operations/{first}/report", {"good": good})
        assert (answer.status_code, "code" in answer.json()) == (422, True)
    assert (
        post(terminal, f"operations/{last}/report", {"good": "1"}).json()["code"]
        == "shopfloor.beyond-predecessor"
    )
    assert post(terminal, "operations/999999/report", {"good": "1"}).status_code == 404
    foreign = terminal.get("/api/v1/shopfloor/jobs?work_order=4006381333931")
    assert (foreign.status_code, foreign.json()["code"]) == (404, "kernel.not-found")
    services.cancel(order, reason="取消", by=SYSTEM, at=NOW)
    closed = post(terminal, f"operations/{first}/report", {"good": "1"})
    assert (closed.status_code, closed.json()["code"]) == (409, "shopfloor.order-not-open")
    assert queries.reports_of(order) == []
    assert Decimal(0) == queries.operations_of([order])[order][0].good


def test_an_operator_mends_nothing_and_a_clerk_reports_nothing(terminal):
    _order, (first, _last) = make_operations_order(quantity=10)
    made = post(terminal, f"operations/{first}/report", {"good": "1"}).json()["id"]
    assert post(terminal, f"reports/{made}/reverse", {"reason": "x"}).status_code == 403
    clerk = {"Authorization": f"Bearer {make_key(role='sales_clerk')}"}
    answer = Client().post(
        f"/api/v1/shopfloor/operations/{first}/report", {"good": "1"}, content_type=JSON, headers=clerk
    )
    assert answer.status_code == 403


@pytest.mark.usefixtures("terminal")
def test_a_wrong_pin_is_told_and_leads_nowhere():
    stranger = Client()
    answer = stranger.post("/floor/sign-in/", {"badge": "P77", "pin": "0000"})
    assert (answer.status_code, b"identity.wrong-credentials" in answer.content) == (401, True)
    assert stranger.get("/floor/").status_code == 302
    assert stranger.get("/api/v1/shopfloor/jobs").status_code == 401
