"""An open page learns within a moment which thing changed, misses nothing, and strangers learn nothing."""

import asyncio
import contextlib
import json
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import ClassVar

import pytest
from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.core.management import call_command
from django.db import connection, connections, transaction

from taktline.faces.live import app
from taktline.faces.live.events import encode, events
from taktline.kernel import deliver, outbox

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
ROOT = Path(__file__).resolve().parents[3]


@dataclass(frozen=True, slots=True)
class KettleBoiled(outbox.Fact):
    topic: ClassVar[str] = "test.kettle-boiled"
    kettle_id: int


def boil(*kettles):
    with transaction.atomic():
        outbox.publish(*(KettleBoiled(kettle) for kettle in kettles), at=NOON)
    deliver.relay((), at=NOON)


def test_an_event_names_the_topic_and_each_thing_but_tells_nothing_about_it():
    told = events(17, "sales.order-confirmed", {"order_id": 5, "item_ids": [1, 2], "note": "secret", "site_id": None})
    assert told == [
        {"topic": "sales.order-confirmed", "version": 17},
        {"topic": "sales.order", "id": 5, "version": 17},
        {"topic": "sales.item", "id": 1, "version": 17},
        {"topic": "sales.item", "id": 2, "version": 17},
    ]
    wire = encode(17, "sales.order-confirmed", {"order_id": 5}).decode()
    assert wire.count("id: 17\n") == wire.count("\n\n") == 2
    assert "secret" not in wire


def test_a_page_that_cannot_keep_up_is_sent_away_to_come_back_with_its_last_id():
    async def story():
        listener = app.Listener()
        for number in range(app.MOST_WAITING):
            listener.tell((number, b""))
        fits = listener.late
        listener.tell((app.MOST_WAITING, b""))
        return fits, listener.late

    assert asyncio.run(story()) == (False, True)


# ---------------------------------------------------------------------------------------------------------
# The real thing: a server in a process of its own, on a database that both reach.


@pytest.fixture
def shared(transactional_db, tmp_path):
    """A database that the server process reaches too, and the environment that leads there."""
    environment = {**os.environ, "TAKTLINE_HOME": str(tmp_path), "PYTHONPATH": str(ROOT / "src")}
    environment["TAKTLINE_SECRET_KEY"] = settings.SECRET_KEY
    if connection.vendor == "postgresql":
        given = connection.settings_dict
        server = f"{given['USER']}:{given['PASSWORD']}@{given['HOST']}:{given['PORT'] or 5432}"
        yield {**environment, "TAKTLINE_DATABASE_URL": f"postgres://{server}/{given['NAME']}"}
        return
    usual, kept = connections["default"], connections.settings["default"]
    connections.settings["default"] = {**kept, "NAME": str(tmp_path / "taktline.sqlite3")}
    del connections["default"]
    try:
        call_command("migrate", run_syncdb=True, verbosity=0)
        yield environment
    finally:
        connections["default"].close()
        connections.settings["default"] = kept
        connections["default"] = usual


@pytest.fixture
def address(shared, tmp_path):
    """Taktline served by its own server, without a worker."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "taktline", "serve", "--port", str(port), "--no-worker", "--no-warm"]
    log = (tmp_path / "server.log").open("w")
    server = subprocess.Popen(command, env=shared, cwd=ROOT, stdout=log, stderr=log)
    url = f"http://127.0.0.1:{port}/live/"
    deadline = time.monotonic() + 60
    try:
        while True:
            try:
                urllib.request.urlopen(url, timeout=5).close()
            except urllib.error.HTTPError:
                break
            except OSError:
                assert time.monotonic() < deadline, (tmp_path / "server.log").read_text()
                time.sleep(0.2)
        yield url
    finally:
        server.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            server.wait(15)
        server.kill()
        log.close()


def open_stream(address, last_id=None):
    session = SessionStore()
    session["_auth_user_id"] = "1"
    session.save()
    headers = {"Cookie": f"{settings.SESSION_COOKIE_NAME}={session.session_key}"}
    if last_id is not None:
        headers["Last-Event-ID"] = str(last_id)
    return urllib.request.urlopen(urllib.request.Request(address, headers=headers), timeout=20)


def heard(stream):
    """The next event about a kettle: (sequence, kettle)."""
    sequence = 0
    while line := stream.readline().decode():
        if line.startswith("id: "):
            sequence = int(line.removeprefix("id: "))
        elif line.startswith("data: "):
            event = json.loads(line.removeprefix("data: "))
            if event["topic"] == "test.kettle":
                assert event["version"] == sequence
                return sequence, event["id"]
    raise AssertionError("the stream ended")


@pytest.mark.slow
def test_a_signed_in_page_hears_of_a_committed_fact_at_once_and_after_a_break_of_what_it_missed(address):
    boil(1)
    with open_stream(address) as stream:
        assert stream.headers["Content-Type"] == "text/event-stream"
        assert stream.readline() == b"retry: 3000\n"
        time.sleep(1.0)  # the stream follows from its opening on
        began = time.monotonic()
        boil(2)
        sequence, kettle = heard(stream)
        took = time.monotonic() - began
    assert kettle == 2
    assert took < 2.0

    boil(3, 4)
    with open_stream(address, last_id=sequence) as stream:
        assert [heard(stream)[1], heard(stream)[1]] == [3, 4]
        boil(5)
        assert heard(stream)[1] == 5

    with pytest.raises(urllib.error.HTTPError) as refusal:
        urllib.request.urlopen(address, timeout=10)
    assert refusal.value.code == 401
