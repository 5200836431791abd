"""“When can I have it?” on the demo company: the review, and the quote with its insertion into the published schedule."""

import time
from datetime import datetime

from benchmarks.figures import Report, percentile

ROUNDS = 8


def run(where: str, *, count: int = ROUNDS) -> Report:
    """Seed the demo, take its sample order `count` times, review and quote each."""
    from django.utils import timezone

    from taktline.demo.seed import seed
    from taktline.identity import queries as identity
    from taktline.kernel.actor import SYSTEM

    at = timezone.now()
    begun = time.perf_counter()
    seed(at=at)
    report = Report("promise", f"{where}, the demo company, in one process")
    report.add("seeding the demo", time.perf_counter() - begun, "s", aim=30)
    site_id = identity.default_site(scope=SYSTEM.scope).id
    items = _made()
    reviews, quotes, engine = [], [], []
    for number in range(count + 1):  # the first compiles what is not compiled yet
        took = _ask(site_id, [items[(number + each) % len(items)] for each in range(4)], number, at)
        if number:
            reviews.append(took[0])
            quotes.append(took[1])
            engine.append(took[2])
    report.add("review of 4 lines, median", percentile(reviews, 50) * 1000, "ms")
    report.add("quote of 4 lines with CTP, median", percentile(quotes, 50) * 1000, "ms")
    report.add("of which reading, engine and check (no writing)", percentile(engine, 50), "ms")
    both = [a + b for a, b in zip(reviews, quotes, strict=True)]
    report.add("review and quote together, median", percentile(both, 50) * 1000, "ms", aim=300)
    report.add("review and quote together, slowest", max(both) * 1000, "ms")
    return report


def _made() -> list[int]:
    """Items that open orders ask for and that are made here, dearest to promise first."""
    from taktline.catalog import queries as catalog
    from taktline.catalog.types import Supply
    from taktline.kernel.listing import every_row
    from taktline.kernel.scope import EVERYTHING
    from taktline.sales import queries as sales

    codes = dict.fromkeys(
        str(row.values["item"])
        for row in every_row(sales.ORDER_LINES, scope=EVERYTHING, where={"state": "confirmed"})
        if row.values["item"]
    )
    ids = catalog.item_ids(list(codes))
    return [item.id for item in catalog.items(ids.values()).values() if item.supply != Supply.BUY]


def _ask(site_id: int, items: list[int], number: int, at: datetime) -> tuple[float, float, float]:
    """Seconds of review, seconds of quote, and the milliseconds the offer says it took to compute."""
    from datetime import timedelta
    from decimal import Decimal

    from taktline.flows import take_order
    from taktline.kernel.actor import SYSTEM
    from taktline.kernel.listing import page
    from taktline.kernel.scope import EVERYTHING
    from taktline.parties import queries as parties
    from taktline.promising import queries as promising
    from taktline.sales import services
    from taktline.sales.types import DeliveryWish, LineInput, OrderInput

    customer = page(parties.CUSTOMERS, scope=EVERYTHING, size=1).rows[0].id
    wish = (DeliveryWish(at.date() + timedelta(days=20)),)
    lines = tuple(
        LineInput(Decimal(40 + 5 * number), item, price=Decimal(300), deliveries=wish) for item in items
    )
    drafted = services.create_order(
        OrderInput(customer_id=customer, site_id=site_id, lines=lines, ordered_on=at.date()), by=SYSTEM, at=at
    )
    begun = time.perf_counter()
    take_order.review_order(drafted.order_id, by=SYSTEM, at=at)
    between = time.perf_counter()
    offer = take_order.quote_order(drafted.order_id, by=SYSTEM, at=at)
    end = time.perf_counter()
    return between - begun, end - between, float(promising.offer(offer).milliseconds)
