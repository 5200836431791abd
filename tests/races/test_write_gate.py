"""The write gate: writers queue fairly, across threads and processes, and nobody dead blocks them."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.db import OperationalError, connections, transaction

from taktline.kernel.errors import Busy
from taktline.kernel.operation import operation
from taktline.kernel.sqlite import base
from taktline.kernel.sqlite.gate import GateTimeout, WriteGate, gate_for
from taktline.kernel.sqlite.versions import wal_is_safe

pytestmark = pytest.mark.sqlite
SRC = Path(__file__).resolve().parents[2] / "src"
ALIAS = "gate"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "gate.sqlite3"


@pytest.fixture(autouse=True)
def _own_database(request, path: Path, django_db_blocker) -> Iterator[None]:
    """A database under its own alias with one table: in a file, or in memory where the test asks for it."""
    with django_db_blocker.unblock():
        memory = f"file:{request.node.name}?mode=memory&cache=shared"
        name = memory if request.node.get_closest_marker("in_memory") else path
        described = {"ENGINE": "taktline.kernel.sqlite", "NAME": name, "OPTIONS": {"timeout": 5}}
        connections.settings[ALIAS] = connections.configure_settings({"default": {}, ALIAS: described})[ALIAS]
        with connections[ALIAS].cursor() as cursor:
            cursor.execute("CREATE TABLE note (value integer)")
        yield
        connections[ALIAS].close()
        del connections[ALIAS], connections.settings[ALIAS]


def write(value: int) -> None:
    with transaction.atomic(using=ALIAS):
        connections[ALIAS].cursor().execute("INSERT INTO note VALUES (%s)", [value])


def values() -> list[int]:
    with connections[ALIAS].cursor() as cursor:
        return [row[0] for row in cursor.execute("SELECT value FROM note ORDER BY rowid").fetchall()]


def in_threads(count: int, work: Callable[[int], None]) -> list[BaseException]:
    failures: list[BaseException] = []

    def run(number: int) -> None:
        try:
            work(number)
        except BaseException as failure:  # noqa: BLE001 - reported to the test
            failures.append(failure)
        finally:
            connections[ALIAS].close()

    threads = [threading.Thread(target=run, args=(number,)) for number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return failures


def count_up(_number: int) -> None:
    for _ in range(20):
        with transaction.atomic(using=ALIAS):
            cursor = connections[ALIAS].cursor()
            cursor.execute("SELECT count(*) FROM note")
            cursor.execute("INSERT INTO note VALUES (%s)", [cursor.fetchone()[0]])


def the_gate(path: Path) -> WriteGate:
    return gate_for(str(path), in_memory=False)


HOLDER = """
import sys, time
from pathlib import Path
from taktline.kernel.sqlite.gate import gate_for
gate = gate_for(sys.argv[1], in_memory=False)
gate.acquire(10)
print("held", flush=True)
time.sleep(float(sys.argv[2]))
gate.release()
print("released", flush=True)
time.sleep(60)
"""

WRITER = """
import sys
import taktline
from django.conf import settings
settings.configure(DATABASES={"default": {"ENGINE": "taktline.kernel.sqlite", "NAME": sys.argv[1]}})
import django
django.setup()
from django.db import connection, transaction
for value in range(int(sys.argv[2])):
    with transaction.atomic():
        cursor = connection.cursor()
        cursor.execute("SELECT count(*) FROM note")
        cursor.execute("INSERT INTO note VALUES (%s)", [cursor.fetchone()[0]])
"""


def other_process(program: str, *arguments: object) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", program, *map(str, arguments)],
        env={**os.environ, "PYTHONPATH": str(SRC)},
        stdout=subprocess.PIPE,
        text=True,
    )


def test_threads_that_read_and_then_write_lose_no_update() -> None:
    assert in_threads(8, count_up) == []
    assert values() == list(range(160))


@pytest.mark.in_memory
def test_threads_that_share_a_database_in_memory_lose_no_update() -> None:
    assert in_threads(8, count_up) == []
    assert values() == list(range(160))


def test_two_processes_lose_no_update_and_neither_starves(path: Path) -> None:
    writers = [other_process(WRITER, path, 100) for _ in range(2)]
    assert [writer.wait(60) for writer in writers] == [0, 0]
    assert values() == list(range(200))


def test_writers_pass_in_the_order_in_which_they_came(path: Path) -> None:
    gate = the_gate(path)
    gate.acquire(1)
    passed: list[int] = []

    def queue(number: int) -> None:
        gate.acquire(5)
        passed.append(number)
        gate.release()

    threads = []
    for number in range(10):
        threads.append(threading.Thread(target=queue, args=(number,)))
        threads[-1].start()
        while gate.waiting <= number:
            time.sleep(0.001)
    gate.release()
    for thread in threads:
        thread.join()
    assert passed == list(range(10))


def test_a_writer_that_gives_up_leaves_the_line_and_others_pass(path: Path) -> None:
    gate = the_gate(path)
    gate.acquire(1)
    with pytest.raises(GateTimeout):
        gate.acquire(0.05)
    assert gate.waiting == 0
    gate.release()
    gate.acquire(0.05)
    gate.release()


def test_the_line_is_left_at_commit_at_rollback_and_at_close(path: Path) -> None:
    write(1)
    with pytest.raises(RuntimeError), transaction.atomic(using=ALIAS):
        raise RuntimeError
    with transaction.atomic(using=ALIAS):
        connections[ALIAS].close()
    gate = the_gate(path)
    gate.acquire(0.05)
    gate.release()
    assert values() == [1]


def test_the_line_is_left_when_the_transaction_cannot_begin(path: Path, monkeypatch) -> None:
    def fail(_self: object) -> None:
        raise OperationalError("disk I/O error")

    with monkeypatch.context() as patch:
        patch.setattr(base.django_sqlite.DatabaseWrapper, "_start_transaction_under_autocommit", fail)
        with pytest.raises(OperationalError, match="disk"):
            write(1)
    write(2)
    assert values() == [2]


def test_a_holder_in_another_process_is_waited_for_and_its_release_is_noticed(path: Path) -> None:
    holder = other_process(HOLDER, path, 0.5)
    try:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        began = time.monotonic()
        write(1)
        assert time.monotonic() - began > 0.3
        assert values() == [1]
    finally:
        holder.kill()
        holder.wait()


def test_killing_a_holder_opens_the_gate(path: Path) -> None:
    holder = other_process(HOLDER, path, 60)
    assert holder.stdout is not None
    assert holder.stdout.readline() == "held\n"
    holder.send_signal(signal.SIGKILL)
    holder.wait()
    began = time.monotonic()
    write(1)
    assert time.monotonic() - began < 2


def test_a_gate_that_stays_closed_is_refused_in_words_and_changes_nothing(path: Path, monkeypatch) -> None:
    gate = the_gate(path)
    connections[ALIAS].ensure_connection()
    monkeypatch.setattr(connections[ALIAS], "_wait", 0.05)
    gate.acquire(1)
    try:
        with pytest.raises(base.WriteGateTimeout, match="nothing was written"):
            write(1)
        with pytest.raises(Busy):
            operation(lambda: write(1))()
    finally:
        gate.release()
    assert values() == []


def test_a_lone_write_waits_in_the_line_too(path: Path) -> None:
    gate = the_gate(path)
    gate.acquire(1)

    def lone(_number: int) -> None:
        connections[ALIAS].cursor().execute("INSERT INTO note VALUES (7)")

    threading.Timer(0.2, gate.release).start()
    assert in_threads(1, lone) == []
    assert values() == [7]


def test_a_reader_waits_for_no_writer_and_sees_one_state(path: Path) -> None:
    write(1)
    with connections[ALIAS].read_only():
        assert values() == [1]
        assert in_threads(1, write) == []  # a writer passes meanwhile
        assert values() == [1]
        with pytest.raises(OperationalError, match="readonly"):
            connections[ALIAS].cursor().execute("INSERT INTO note VALUES (9)")
    assert values() == [1, 0]
    the_gate(path).acquire(1)
    try:
        with connections[ALIAS].read_only():
            assert values() == [1, 0]
    finally:
        the_gate(path).release()


@pytest.mark.parametrize(
    ("version", "safe"),
    [
        ((3, 40, 1), False),
        ((3, 44, 5), False),
        ((3, 44, 6), True),
        ((3, 45, 0), False),
        ((3, 50, 6), False),
        ((3, 50, 7), True),
        ((3, 51, 0), False),
        ((3, 51, 2), False),
        ((3, 51, 3), True),
        ((3, 53, 4), True),
        ((4, 0, 0), True),
    ],
)
def test_the_faulty_versions_are_known(version: tuple[int, ...], safe: bool) -> None:
    assert wal_is_safe(version) is safe


def test_a_faulty_library_writes_no_log_ahead_and_says_so(monkeypatch, caplog) -> None:
    connection = connections[ALIAS]
    if wal_is_safe(connection.Database.sqlite_version_info):
        assert connection.cursor().execute("PRAGMA journal_mode").fetchone() == ("wal",)
    connection.close()
    monkeypatch.setattr(connection.Database, "sqlite_version_info", (3, 40, 1))
    monkeypatch.setattr(base, "_told", set())
    cursor = connection.cursor()
    assert cursor.execute("PRAGMA journal_mode").fetchone() == ("delete",)
    assert cursor.execute("PRAGMA synchronous").fetchone() == (2,)
    assert "can corrupt a write-ahead log" in caplog.text
    write(1)
    assert values() == [1]
