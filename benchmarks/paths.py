"""Where the time of an order goes: statements and processor time of each call, in this process, without a network.

Processor time of our own process does not move with what else the machine does, so two versions can be compared by
it even on a busy one. SQLite's own time is in it; PostgreSQL's is told beside it, where its processes can be seen.
TAKTLINE_BENCH_PROFILE=1 prints the hottest functions, by processor time.
"""

import cProfile
import json
import os
import pstats
import time
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from benchmarks import company as companies
from benchmarks.figures import Report, percentile

HOTTEST = 45


def run(where: str, *, count: int = 40) -> Report:
    """Take `count` orders through the API's own code, one after the other."""
    from django.conf import settings
    from django.test import Client

    from taktline.flows import take_order
    from taktline.kernel.actor import SYSTEM

    settings.DEBUG = False
    company = companies.found()
    report = Report("paths", f"{where}, in one process, {count} orders of 5 lines")
    client = Client(headers={"Authorization": f"Bearer {company.key}"})

    def post(path: str, body: object) -> dict[str, object]:
        answer = client.post(f"/api/v1{path}", data=json.dumps(body), content_type="application/json")
        if answer.status_code >= 300:
            raise SystemExit(f"{path}: {answer.status_code} {answer.content!r}")
        told: dict[str, object] = answer.json()
        return told

    bodies = companies.orders(company, count + 5)
    made = [post("/orders", next(bodies)) for _ in range(5)]
    for each in made:
        post(f"/orders/{each['order']}/review", None)
        take_order.quote_order(int(str(each["order_id"])), by=SYSTEM, at=datetime.now(UTC))
    made = _steps(report, "create", [lambda body=body: post("/orders", body) for body in bodies])
    _steps(
        report, "review", [lambda each=each: post(f"/orders/{each['order']}/review", None) for each in made]
    )
    offers = _steps(report, "quote", [
        lambda each=each: take_order.quote_order(int(each["order_id"]), by=SYSTEM, at=datetime.now(UTC))
        for each in made
    ])  # fmt: skip
    _steps(report, "confirm", [
        lambda each=each, offer=offer: post(f"/orders/{each['order']}/confirm", {"offer_id": offer})
        for each, offer in zip(made, offers, strict=True)
    ])  # fmt: skip
    for name, path in (
        ("orders", "/api/v1/orders?limit=100"),
        ("stock", "/api/v1/inventory/stock?limit=100"),
    ):
        _steps(report, f"list of 100, {name}, JSON", [lambda path=path: client.get(path) for _ in range(20)])
    return report


def _steps(report: Report, name: str, works: list[Callable[[], object]]) -> list:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as seen:
        answers = [works[0]()]
    statements = [each["sql"] for each in seen.captured_queries]
    profile = cProfile.Profile(time.process_time) if os.environ.get("TAKTLINE_BENCH_PROFILE") == "1" else None
    took, before = [], _of_database()
    for work in works[1:]:
        if profile:
            profile.enable()
        begun = time.process_time()
        answers.append(work())
        took.append(time.process_time() - begun)
        if profile:
            profile.disable()
    report.add(f"{name}: statements", len(statements), "")
    report.add(f"{name}: processor time, median", percentile(took, 50) * 1000, "ms")
    if before is not None and took:
        report.add(f"{name}: the database's, mean", ((_of_database() or 0) - before) / len(took) * 1000, "ms")
    if profile:
        for told, number in Counter(" ".join(each.split())[:150] for each in statements).most_common():
            report.note(f"{number} × {told}")
        pstats.Stats(profile).sort_stats("tottime").print_stats(HOTTEST)
        pstats.Stats(profile).sort_stats("cumulative").print_stats(
            "taktline|ninja|django/core|django/db", HOTTEST
        )
    return answers


def _of_database() -> float | None:
    """Seconds of processor time of PostgreSQL's process behind our connection; None where it cannot be seen."""
    from django.db import connection

    if connection.vendor != "postgresql":
        return None
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        path = Path("/proc") / str(cursor.fetchone()[0]) / "stat"
    try:
        fields = path.read_text("ascii").rpartition(")")[2].split()
    except OSError:
        return None
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
