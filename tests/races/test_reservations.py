"""64 clients want the last 10 units: exactly 10 get one, and the others are told what is left and when more comes.

TAKTLINE_RACE_RUNS says how often (5 unless told; `just races` runs 200). On PostgreSQL the clients share the run's
server; on SQLite a database file, each through a connection of its own.
"""

import os
import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal

import pytest
from django.core.management import call_command
from django.db import close_old_connections, connection, connections

from taktline.inventory import queries, services
from taktline.inventory.errors import ShortOfStock
from taktline.inventory.types import Posting, Want, Withdrawal
from taktline.kernel.actor import SYSTEM
from taktline.kernel.source import Source
from tests.builders.catalog import make_item
from tests.builders.identity import make_site
from tests.builders.inventory import NOW, expect, make_place, stock

CLIENTS = 64
UNITS = 10
RUNS = int(os.environ.get("TAKTLINE_RACE_RUNS", "5"))


@pytest.fixture
def arena(transactional_db, tmp_path):
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


class Crowd:
    """Clients with a connection each, who all begin at the same moment."""

    def __init__(self, pool):
        self.pool = pool
        self.start = threading.Barrier(CLIENTS)

    def rush(self, work):
        """What came out of work(number) for each client: its answer, or what it raised."""

        def client(number):
            self.start.wait(30)
            try:
                return work(number)
            except Exception as error:  # noqa: BLE001 - whatever it is, it is looked at
                return error

        return list(self.pool.map(client, range(1, CLIENTS + 1)))


@pytest.fixture
def crowd(arena):
    with ThreadPoolExecutor(CLIENTS) as pool:
        crowd = Crowd(pool)
        yield crowd
        crowd.rush(lambda _number: connections.close_all())
    close_old_connections()


def reserve_then_issue(item, site, place, number):
    source = Source("test.client", number)
    services.reserve([Want(source, item, Decimal(1))], site_id=site, by=SYSTEM, at=NOW)
    services.issue_reserved(source, posting=Posting(source), by=SYSTEM, at=NOW)
    return "served"


def issue_from_anywhere(item, site, place, number):
    services.issue([Withdrawal(item, Decimal(1))], site_id=site, posting=Posting(), by=SYSTEM, at=NOW)
    return "served"


def issue_from_the_shelf(item, site, place, number):
    """Half go to the shelf, the others take what is anywhere."""
    if number % 2:
        return issue_from_anywhere(item, site, place, number)
    wanted = [Withdrawal(item, Decimal(1), place_id=place)]
    services.issue(wanted, site_id=site, posting=Posting(), by=SYSTEM, at=NOW)
    return "served"


@pytest.mark.slow
@pytest.mark.parametrize("work", [reserve_then_issue, issue_from_anywhere, issue_from_the_shelf])
def test_the_last_ten_units_go_to_ten_clients(crowd, work):
    site, place = make_site().id, make_place()
    outcomes = Counter()
    for _run in range(RUNS):
        item = make_item()
        stock(item, UNITS)
        expect(item, 50, source_id=item)
        answers = crowd.rush(lambda number, item=item: work(item, site, place, number))
        losers = [each for each in answers if isinstance(each, ShortOfStock)]
        surprises = [each for each in answers if each != "served" and not isinstance(each, ShortOfStock)]
        assert surprises == []
        assert answers.count("served") == UNITS
        assert {(each.facts["free"], each.facts["more"], each.facts["more_on"]) for each in losers} <= {
            (str(left), "50", "2026-03-09") for left in range(1)
        }
        outcomes.update(served=answers.count("served"), refused=len(losers))
        assert queries.position(item, site_id=site, at=NOW).on_hand == 0
    assert outcomes == {"served": UNITS * RUNS, "refused": (CLIENTS - UNITS) * RUNS}
    assert queries.drifts() == []


@pytest.mark.slow
def test_orders_that_want_the_same_items_in_another_order_never_lock_each_other_out(crowd):
    site = make_site().id
    items = [make_item() for _ in range(4)]
    for each in items:
        stock(each, CLIENTS)

    def order(number):
        turned = items[number % 4 :] + items[: number % 4]
        source = Source("test.client", number)
        services.reserve([Want(source, each, Decimal(1)) for each in turned], site_id=site, by=SYSTEM, at=NOW)
        services.issue_reserved(source, posting=Posting(source), by=SYSTEM, at=NOW)
        return "served"

    for _run in range(max(1, RUNS // 5)):
        assert set(crowd.rush(order)) == {"served"}
        for each in items:
            stock(each, CLIENTS)
    assert queries.drifts() == []
