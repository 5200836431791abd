"""Orders through the public API: created by 8 programs at once, then reviewed and offered, then confirmed.

An order has five lines from stock. Creating keeps the message, prices the lines and writes journal, search and outbox;
confirming re-checks the offer, hardens five reservations, states what is expected and writes journal and outbox.
Reviewing and quoting lie between the two and are not part of the timed figures.
"""

import json
from datetime import UTC, datetime

from benchmarks import company as companies
from benchmarks.company import Company
from benchmarks.figures import Report
from benchmarks.place import is_postgres
from benchmarks.server import Load, Server, load, serving

CLIENTS = 8
WARM = 24
P99 = 150.0


def run(where: str, *, count: int = 400, worker: bool = False) -> Report:
    """Measure creating and confirming `count` orders."""
    company = companies.found()
    with serving(worker=worker) as server:
        report = Report("orders", f"{where}, {server.told}, {CLIENTS} clients, {count} orders of 5 lines")
        _confirm(server, company, _offers(server, company, _create(server, company, WARM, seed=1)))
        made = _create(server, company, count, seed=2)
        _tell(report, "created", made, 200 if is_postgres() else None)
        numbers = [each["order"] for each in _orders(made)]
        report.add("order numbers that occur twice", len(numbers) - len(set(numbers)), "", aim=0)
        offers = _offers(server, company, made)
        _tell(report, "confirmed", _confirm(server, company, offers), 90 if is_postgres() else None)
        one = _create(server, company, 40, seed=3, clients=1)
        two = _confirm(server, company, _offers(server, company, one), clients=1)
        both = [a + b for a, b in zip(sorted(one.took), sorted(two.took), strict=True)]
        report.add("create + confirm, one client, median", sorted(both)[len(both) // 2] * 1000, "ms", aim=20)
    return report


def _tell(report: Report, what: str, done: Load, rate: float | None) -> None:
    report.add(f"{what} a second", done.rate, "/s", aim=rate, more_is_better=True)
    report.times(f"{what}: one call", done.took, p99=P99)
    report.add(f"{what}: calls that failed", len(done.failed), "", aim=0)
    for status, content in done.failed[:3]:
        report.note(f"{status} {content.decode(errors='replace')}")


def _orders(made: Load) -> list[dict[str, object]]:
    return [json.loads(each) for each in made.bodies]


def _create(server: Server, company: Company, count: int, *, seed: int, clients: int = CLIENTS) -> Load:
    bodies = companies.orders(company, count, seed=seed)
    return load(server, company.key, [("POST", "/api/v1/orders", body) for body in bodies], clients=clients)


def _offers(server: Server, company: Company, made: Load) -> dict[str, int]:
    """Review each order through the API and quote it. Returns offer ids by order number."""
    from taktline.flows import take_order
    from taktline.kernel.actor import SYSTEM

    told = _orders(made)
    calls = [("POST", f"/api/v1/orders/{each['order']}/review", None) for each in told]
    reviewed = load(server, company.key, calls, clients=CLIENTS)
    if reviewed.failed:
        raise SystemExit(f"a review failed: {reviewed.failed[0]}")
    if held := [each for each in reviewed.bodies if json.loads(each)["holds"]]:
        raise SystemExit(f"a review holds an order: {held[0]!r}")
    at = datetime.now(UTC)
    return {
        str(each["order"]): take_order.quote_order(int(str(each["order_id"])), by=SYSTEM, at=at)
        for each in told
    }


def _confirm(server: Server, company: Company, offers: dict[str, int], *, clients: int = CLIENTS) -> Load:
    calls = [
        ("POST", f"/api/v1/orders/{number}/confirm", {"offer_id": offer_id})
        for number, offer_id in offers.items()
    ]
    return load(server, company.key, calls, clients=clients)
