"""What every route of the API does alike: who may, what it says when it refuses, in which language."""

import json
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from taktline.faces.api.access import SIGNED_IN, needs
from taktline.faces.api.routing import RoomRouter
from taktline.identity import queries
from taktline.kernel.errors import Refusal
from taktline.kernel.exact import Money
from taktline.kernel.scope import EVERYTHING, Scope
from taktline.kernel.telling import facts_for, sentence_for
from tests.builders.identity import PASSWORD, make_key, make_site, make_user

pytestmark = pytest.mark.django_db


def caller(secret=None, **headers):
    return Client(headers={"Authorization": f"Bearer {secret or make_key()}", **headers})


def post(client, path, body, **headers):
    text = body if isinstance(body, str | bytes) else json.dumps(body)
    return client.post(path, text, content_type="application/json", headers=headers)


def test_a_route_without_a_permit_cannot_be_registered():
    router = RoomRouter()
    with pytest.raises(TypeError, match="names no permit"):

        @router.get("/free")
        def free(request):
            return None

    router.get("/told")(needs(SIGNED_IN)(lambda request: None))


def test_nobody_gets_in_without_saying_who_they_are():
    for client in (Client(), caller("tk_no_key"), Client(headers={"Authorization": "Basic abc"})):
        answer = client.get("/api/v1/sites")
        assert answer.status_code == 401
        assert answer["WWW-Authenticate"] == "Bearer"
        assert set(answer.json()) == {"code", "title", "facts", "faults"}


def test_an_expired_key_is_no_key():
    now = timezone.now()
    secret = make_key(expires_at=now + timedelta(hours=1), at=now)
    assert caller(secret).get("/api/v1/me").status_code == 200
    past = make_key(expires_at=now - timedelta(hours=1), at=now - timedelta(hours=2))
    assert caller(past).get("/api/v1/me").json()["code"] == "identity.unknown-key"


def test_a_missing_permit_is_told_by_name_before_anything_is_read():
    answer = post(caller(make_key(permits=())), "/api/v1/sites", "{")
    assert (answer.status_code, answer.json()["code"]) == (403, "kernel.not-permitted")
    assert "Set up sites" in answer.json()["title"]


def test_a_browser_session_needs_its_token():
    make_user("admin", username="boss")
    client = Client(enforce_csrf_checks=True)
    assert client.login(username="boss", password=PASSWORD)
    assert client.get("/api/v1/me").json()["kind"] == "user"
    answer = post(client, "/api/v1/sites", {"code": "S7", "name": "七厂"})
    assert (answer.status_code, answer.json()["code"]) == (403, "api.csrf")
    assert queries.sites() == []


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ("{", 400, "api.malformed"),
        (b"\xff\xfe{", 400, "api.malformed"),
        ('{"code": "S1", "name": NaN}', 400, "api.malformed"),
        ('{"code": "S1", "name": "a\\u0000b"}', 400, "api.malformed"),
        ('{"code": "S1", "name": "\\ud800"}', 400, "api.malformed"),
        ("[" * 100_000, 400, "api.malformed"),
        ("[]", 422, "kernel.invalid-inputs"),
        ("null", 422, "kernel.invalid-inputs"),
        ({"code": "S1"}, 422, "kernel.invalid-inputs"),
        ({"code": 7, "name": ["x"]}, 422, "kernel.invalid-inputs"),
        ({"code": "S1", "name": "x", "nmae_en": "y"}, 422, "kernel.invalid-inputs"),
        ({"code": "S 1", "name": "x"}, 422, "kernel.invalid-inputs"),
        ({"code": "S1", "name": "x" * 11 * 1024 * 1024}, 413, "api.too-big"),
    ],
)
def test_what_cannot_be_read_or_accepted_is_refused_with_a_sentence(body, status, code):
    answer = post(caller(), "/api/v1/sites", body)
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert answer.json()["title"]
    assert queries.sites() == []


def test_each_wrong_value_is_named_by_its_path():
    answer = post(caller(), "/api/v1/api-keys", {"name": "x", "sites": [1, "two"], "permit": []})
    assert {each["field"] for each in answer.json()["faults"]} == {"sites[1]", "permit"}


def test_unknown_ids_and_addresses_are_not_found():
    client = caller()
    assert client.get("/api/v1/roles/999999").json()["code"] == "kernel.not-found"
    assert client.get("/api/v1/roles/99999999999999999999").status_code == 422
    assert client.get("/api/v1/nothing").json()["code"] == "api.no-such-address"
    assert client.get("/api/v1/sites?cursor=%00").status_code == 422
    assert client.get("/api/v1/sites?cursor=nonsense").json()["code"] == "kernel.invalid-input"
    assert client.get("/api/v1/sites?colour=red").json()["faults"][0]["field"] == "colour"


def test_lists_are_paged_by_cursor():
    for number in range(1, 6):
        make_site(f"S{number}")
    client, seen, cursor = caller(), [], ""
    while cursor is not None:
        answer = client.get("/api/v1/sites", {"limit": 2, "sort": "-code", "cursor": cursor}).json()
        seen += [each["code"] for each in answer["items"]]
        cursor = answer["next"]
    assert seen == ["S5", "S4", "S3", "S2", "S1"]


def test_the_answer_is_in_the_language_asked_for():
    secret = make_key(permits=())
    chinese = Client(headers={"Authorization": f"Bearer {secret}", "Accept-Language": "zh-CN"})
    assert chinese.get("/api/v1/sites")["Content-Language"] == "zh-hans"
    assert caller(secret).get("/api/v1/sites")["Content-Language"] == "en"  # the key's own


class OverLimit(Refusal):
    code = "test.over-limit"
    sentence = "%(customer)s is %(over)s over the limit"


def test_amounts_in_a_refusal_are_hidden_from_those_who_may_not_see_money():
    refusal = OverLimit(customer="Acme", over=Money(12_345, "CNY"), price="7.50")
    assert "123.45" in sentence_for(refusal, EVERYTHING)
    assert "123.45" not in sentence_for(refusal, Scope())
    assert {name: "•" in str(value) for name, value in facts_for(refusal, Scope()).items()} == {
        "customer": False,
        "over": True,
        "price": True,
    }


def test_a_page_takes_a_constant_number_of_queries(django_assert_num_queries):
    for number in range(1, 9):
        make_site(f"S{number}")
    client = caller()
    with django_assert_num_queries(2):  # the key, the page
        client.get("/api/v1/sites")
