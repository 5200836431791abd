"""A request sent twice is done once."""

import json
import threading

import pytest
from django.db import connection, connections
from django.test import Client

from taktline.identity import queries
from taktline.kernel import idempotency
from taktline.kernel.actor import SYSTEM
from taktline.kernel.errors import Busy
from taktline.kernel.models import Entry, SeenRequest
from tests.builders.identity import NOW, make_key


def send(secret, body, key, path="/api/v1/sites"):
    client = Client(headers={"Authorization": f"Bearer {secret}"})
    return client.post(
        path, json.dumps(body), content_type="application/json", headers={"Idempotency-Key": key}
    )


@pytest.mark.django_db
def test_the_same_request_again_gets_the_same_answer():
    secret = make_key()
    first, again = (send(secret, {"code": "S1", "name": "一厂"}, "k1") for _time in range(2))
    assert (first.status_code, first.json()) == (again.status_code, again.json())
    assert [each.get("Idempotency-Replayed") for each in (first, again)] == [None, "true"]
    assert len(queries.sites()) == 1
    assert Entry.objects.filter(action="identity.create-site").count() == 1


@pytest.mark.django_db
def test_the_same_key_with_another_request_is_refused():
    secret = make_key()
    send(secret, {"code": "S1", "name": "一厂"}, "k1")
    other = send(secret, {"code": "S2", "name": "二厂"}, "k1")
    assert (other.status_code, other.json()["code"]) == (422, "kernel.key-reused")
    assert len(queries.sites()) == 1


@pytest.mark.django_db
def test_a_key_is_its_callers_own():
    assert send(make_key(), {"code": "S1", "name": "一厂"}, "k1").status_code == 201
    assert send(make_key(), {"code": "S2", "name": "二厂"}, "k1").status_code == 201


@pytest.mark.django_db
def test_a_refused_request_may_be_sent_again():
    secret = make_key()
    send(secret, {"code": "S1", "name": "一厂"}, "k1")
    taken = send(secret, {"code": "S1", "name": "又一厂"}, "k2")
    assert taken.json()["code"] == "identity.name-taken"
    assert SeenRequest.objects.count() == 1
    assert send(secret, {"code": "S2", "name": "二厂"}, "k2").status_code == 201


@pytest.mark.django_db
def test_an_empty_answer_is_remembered_too():
    secret = make_key()
    role = next(each.id for each in queries.roles() if each.code == "buyer")
    client = Client(headers={"Authorization": f"Bearer {secret}", "Idempotency-Key": "g"})
    body = json.dumps({"permits": ["identity.site.see"]})
    answers = [
        client.put(f"/api/v1/roles/{role}/permits", body, content_type="application/json") for _ in range(2)
    ]
    assert [(each.status_code, each.content) for each in answers] == [(204, b"")] * 2
    assert Entry.objects.filter(action="identity.grant").count() == 1


@pytest.mark.django_db
def test_old_answers_are_forgotten():
    idempotency.once("k", fingerprint="f", by=SYSTEM, at=NOW, work=lambda: idempotency.Answer(200, {}))
    assert idempotency.forget(before=NOW) == 0
    assert idempotency.forget(before=NOW.replace(year=2027)) == 1


@pytest.mark.django_db(transaction=True)
def test_eight_twins_at_once_have_one_effect():
    done: list[int] = []
    answers: list[object] = []

    def work():
        done.append(1)
        return idempotency.Answer(201, {"id": 7})

    def send_one():
        try:
            answers.append(idempotency.once("k", fingerprint="f", by=SYSTEM, at=NOW, work=work).body)
        except Busy:
            answers.append("busy")
        finally:
            connections.close_all() if connection.vendor == "postgresql" else None

    threads = [threading.Thread(target=send_one) for _each in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert done == [1]
    assert answers == [{"id": 7}] * 8
    assert SeenRequest.objects.count() == 1
