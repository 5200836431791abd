"""Twenty programs at once want one of the last ten: exactly ten get it, whoever loses is told what is left."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from decimal import Decimal

from benchmarks import company as companies
from benchmarks.figures import Report, percentile

CLIENTS = 20
UNITS = 10


def run(where: str, *, count: int = 10) -> Report:
    """Run `count` races, each over an item of its own."""
    company = companies.found(goods=count, stock=UNITS)
    report = Report("races", f"{where}, {CLIENTS} threads with a connection each, {count} runs")
    wrong, told, took = 0, 0, []
    with ThreadPoolExecutor(CLIENTS) as pool:
        for item_id in company.goods.values():
            start = threading.Barrier(CLIENTS)
            begun = time.perf_counter()
            answers = list(
                pool.map(lambda n, i=item_id, s=start: _want(company.site_id, i, n, s), range(CLIENTS))
            )
            took.append(time.perf_counter() - begun)
            wrong += answers.count("reserved") != UNITS
            told += answers.count("refused")
        _leave(pool)
    report.add("runs in which not exactly 10 of 20 were served", wrong, f"of {count}", aim=0)
    report.add("losers told what is left", told, "", aim=count * (CLIENTS - UNITS), more_is_better=True)
    report.add("one race, median", percentile(took, 50) * 1000, "ms")
    return report


def _want(site_id: int, item_id: int, number: int, start: threading.Barrier) -> str:
    from taktline.inventory import services
    from taktline.inventory.errors import ShortOfStock
    from taktline.inventory.types import Want
    from taktline.kernel.actor import SYSTEM
    from taktline.kernel.source import Source

    start.wait(30)
    try:
        services.reserve(
            [Want(Source("bench.client", number + 1), item_id, Decimal(1))],
            site_id=site_id, by=SYSTEM, at=datetime.now(UTC),
        )  # fmt: skip
    except ShortOfStock:
        return "refused"
    return "reserved"


def _leave(pool: ThreadPoolExecutor) -> None:
    """Close every thread's connection."""
    from django.db import connections

    gate = threading.Barrier(CLIENTS)

    def close(_number: int) -> None:
        gate.wait(30)
        connections.close_all()

    list(pool.map(close, range(CLIENTS)))
