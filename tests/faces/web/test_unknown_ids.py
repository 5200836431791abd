"""An address that names nothing is answered with a sentence, never with a server error."""

import pytest

from tests.builders.identity import PASSWORD, make_site, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def boss(client):
    make_site()
    make_user("admin", username="boss")
    make_user("owner", username="head")
    client.raise_request_exception = False
    return client


@pytest.mark.parametrize(
    ("who", "method", "path"),
    [
        ("boss", "get", "/system/roles/NOPE/edit/"),
        ("boss", "get", "/system/sites/²/edit/"),
        ("head", "get", "/planning/rules/NOPE/edit/"),
        ("head", "post", "/purchasing/requisitions/999999/do/order/"),
        ("head", "post", "/purchasing/requisitions/99999999999999999999/do/approve/"),
        ("head", "post", "/shopfloor/work-orders/99999999999999999999/do/release/"),
    ],
)
def test_what_is_not_there_is_said(boss, who, method, path):
    boss.post("/sign-in/", {"username": who, "password": PASSWORD})
    assert getattr(boss, method)(path).status_code == 404
