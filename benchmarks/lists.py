"""The order list with 50,000 orders and the stock list with 2,000 items, as pages and as JSON, through the server.

A few hundred orders are written by the house's own bulk service; the database then copies them by plain SQL, which
only a benchmark on its own throw-away database may do. The copies are not put into the search table.
"""

import http.client
import random
import time
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from decimal import Decimal

from benchmarks import company as companies
from benchmarks.company import Company
from benchmarks.figures import Report, percentile
from benchmarks.server import Server, serving

SEEDS = 500
GOODS = 2_000
ROUNDS = 40
DEEP = 25_000
PAGE = 500
STEP = 1_000_000


def run(where: str, *, count: int = 50_000) -> Report:
    """Measure first and deep pages."""
    company = companies.found(goods=GOODS, stock=500)
    _past(company)
    copies = max(1, count // SEEDS)
    for table, keys in (("sales_order", ("id",)), ("sales_orderline", ("id", "order_id"))):
        _copy(table, keys, copies)
    cookie = _sign_in()
    with serving() as server:
        report = Report(
            "lists", f"{where}, {server.told}, {copies * SEEDS:,} orders, {GOODS:,} items, one client"
        )
        program, browser = {"Authorization": f"Bearer {company.key}"}, {"Cookie": cookie}
        cursor = _cursor_at(server, program, min(DEEP, copies * SEEDS // 2))
        for name, path, heads, aim in (
            ("order list as a page, first", "/sales/orders/", browser, 60),
            ("order list as a page, deep", f"/sales/orders/?after={cursor}", browser, 60),
            ("order list as JSON, 100 rows, first", "/api/v1/orders?limit=100", program, 8),
            ("order list as JSON, 100 rows, deep", f"/api/v1/orders?limit=100&cursor={cursor}", program, 8),
            ("stock list as JSON, 100 rows", "/api/v1/inventory/stock?limit=100", program, 10),
        ):
            took = _rounds(server, path, heads)
            report.add(f"{name}, median", percentile(took, 50) * 1000, "ms")
            report.add(f"{name}, p95", percentile(took, 95) * 1000, "ms", aim=aim)
    return report


def _past(company: Company) -> None:
    from taktline.kernel.actor import SYSTEM
    from taktline.sales.services import PastLine, PastOrder, load_history

    rng, at = random.Random(11), datetime.now(UTC)
    customers, goods = list(company.customers.values()), list(company.goods.values())
    orders = []
    for number in range(SEEDS):
        day = at.date() - timedelta(days=SEEDS - number)
        line = PastLine(
            rng.choice(goods),
            "pcs",
            Decimal(rng.randint(1, 50)),
            Decimal(100),
            Decimal("0.13"),
            day,
            day,
            day,
        )
        orders.append(PastOrder(rng.choice(customers), f"PO-{number}", day, at, "CNY", True, (line,)))
    load_history(company.site_id, orders, by=SYSTEM, at=at)


def _copy(table: str, keys: tuple[str, ...], copies: int) -> None:
    """Add copies - 1 of every row, with keys further on and numbers of their own."""
    from django.db import connection, transaction

    with transaction.atomic(), connection.cursor() as cursor:
        names = [each.name for each in connection.introspection.get_table_description(cursor, table)]
        said = {name: f'"{name}"' for name in names} | {key: f'"{key}" + k * {STEP}' for key in keys}
        if table == "sales_order":
            said["number"] = """"number" || '-' || k"""
        columns, values = ", ".join(f'"{name}"' for name in names), ", ".join(said[name] for name in names)
        cursor.execute(
            f"WITH RECURSIVE n(k) AS (SELECT 1 UNION ALL SELECT k + 1 FROM n WHERE k < {copies - 1}) "  # noqa: S608
            f'INSERT INTO "{table}" ({columns}) SELECT {values} FROM "{table}", n'
        )
    with connection.cursor() as cursor:
        cursor.execute(f'ANALYZE "{table}"')


def _sign_in() -> str:
    """The cookie of an administrator's browser."""
    from django.conf import settings
    from django.test import Client

    from taktline.identity import services
    from taktline.identity.types import UserDraft
    from taktline.kernel.actor import SYSTEM

    draft = UserDraft(name="基准", name_en="Bench", language="zh-hans", roles=("admin",))
    services.create_user("bench", "gear-pump-bench-42", draft, by=SYSTEM, at=datetime.now(UTC))
    client = Client()
    answer = client.post("/sign-in/", {"username": "bench", "password": "gear-pump-bench-42"})
    if answer.status_code != 302:
        raise SystemExit(f"could not sign in: {answer.status_code}")
    return f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"


def _cursor_at(server: Server, heads: Mapping[str, str], depth: int) -> str:
    """The cursor that so many rows lie before."""
    import json

    cursor, link = "", http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
    for _ in range(depth // PAGE):
        link.request("GET", f"/api/v1/orders?limit={PAGE}&cursor={cursor}", headers=dict(heads))
        cursor = json.loads(link.getresponse().read())["next"]
    return cursor


def _rounds(server: Server, path: str, heads: Mapping[str, str]) -> list[float]:
    link = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
    took = []
    for number in range(ROUNDS + 5):
        begun = time.perf_counter()
        link.request("GET", path, headers=dict(heads))
        answer = link.getresponse()
        answer.read()
        if answer.status != 200:
            raise SystemExit(f"{path}: {answer.status}")
        if number >= 5:
            took.append(time.perf_counter() - begun)
    return took
