"""Many clients at once, each with a connection of its own, on PostgreSQL or on a SQLite file."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

import pytest
from django.core.management import call_command
from django.db import connection, connections

T = TypeVar("T")


@pytest.fixture
def arena(transactional_db: None, tmp_path: Path) -> Iterator[None]:
    """A database that many threads reach at once."""
    if connection.vendor == "postgresql":
        yield
        return
    usual, kept = connections["default"], connections.settings["default"]
    connections.settings["default"] = {**kept, "NAME": str(tmp_path / "arena.sqlite3")}
    del connections["default"]
    try:
        call_command("migrate", run_syncdb=True, verbosity=0)
        yield
    finally:
        connections["default"].close()
        connections.settings["default"] = kept
        connections["default"] = usual


def rush(clients: int, work: Callable[[int], T]) -> list[T | Exception]:
    """What came out of work(number) for each client, all beginning at the same moment: its answer or its error."""
    start = threading.Barrier(clients)

    def client(number: int) -> T | Exception:
        start.wait(30)
        try:
            return work(number)
        except Exception as error:  # noqa: BLE001 - whatever it is, it is looked at
            return error
        finally:
            connections.close_all()

    with ThreadPoolExecutor(clients) as pool:
        return list(pool.map(client, range(1, clients + 1)))
