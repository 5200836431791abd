"""The planning workload of the public comparison, on a database of its own: `python -m benchmarks.planning`.

2,000 items in four tiers (200 products of 3 sub-assemblies and 2 parts, 300 and 500 sub-assemblies, 1,000 bought
parts), 500 of every bought part on hand, orders of 5 lines of distinct products, 1 to 10 each, all due in 30 days.
Measured: planning them from nothing with pegging stored, planning again when nothing has changed, and after one more
order. The plan is compared with a netting in plain Python.
"""

import argparse
import random
import time
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

from benchmarks.figures import Report
from benchmarks.throwaway import database

TIERS = (("P", 200), ("U", 300), ("V", 500), ("X", 1_000))
ON_HAND = 500
Structure = dict[str, list[tuple[str, int]]]


def structure(rng: random.Random) -> Structure:
    """What each item is made of: three of the tier below (every one of it used), and two bought parts."""
    codes = [[f"{letter}{number:04d}" for number in range(count)] for letter, count in TIERS]
    made: Structure = {}
    for tier, below in ((codes[0], codes[1]), (codes[1], codes[2])):
        row = [code for _ in range(1 + 3 * len(tier) // len(below)) for code in below]
        for number, parent in enumerate(tier):
            chosen = list(dict.fromkeys(row[3 * number : 3 * number + 3]))
            made[parent] = [(code, rng.randint(1, 2)) for code in [*chosen, *rng.sample(codes[3], 2)]]
    for parent in codes[2]:
        made[parent] = [(code, rng.randint(1, 2)) for code in rng.sample(codes[3], 5)]
    return made


def netted(sold: Mapping[str, int], made: Structure) -> dict[str, int]:
    """What must be made or bought, one item after the other; tiers come in order."""
    need, plan = dict(sold), {}
    for parent in [code for letter, count in TIERS[:3] for code in (f"{letter}{n:04d}" for n in range(count))]:
        if quantity := need.get(parent, 0):
            plan[parent] = quantity
            for child, per in made[parent]:
                need[child] = need.get(child, 0) + quantity * per
    bought = {code: need.get(code, 0) - ON_HAND for code in (f"X{n:04d}" for n in range(TIERS[3][1]))}
    return plan | {code: quantity for code, quantity in bought.items() if quantity > 0}


def timed(what: str, work: Callable[[], Any]) -> tuple[Any, float]:
    """Do the work and print how long it took."""
    begun = time.perf_counter()
    answer = work()
    took = time.perf_counter() - begun
    print(f"  {what}: {took:.3f} s")  # noqa: T201
    return answer, took


def main(argv: Sequence[str] | None = None) -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--orders", type=int, default=1_000)
    told = options.parse_args(argv)
    with database() as vendor:
        print(f"planning, {told.orders} orders, {vendor}")  # noqa: T201
        measure(told.orders)


def run(where: str, *, count: int = 1_000) -> Report:
    """Measure on the place that is set up already, and hold the figures against their aims."""
    report = Report("planning", f"{where}, in one process, {count} orders of 5 lines")
    took = measure(count)
    report.add("plan from nothing, stored with pegging", took["plan"], "s", aim=2)
    report.add("plan again, nothing changed", took["unchanged"], "s", aim=0.5)
    report.add("plan again after one more order", took["one_more"], "s")
    return report


def measure(orders: int) -> dict[str, float]:
    """Set the company up, plan it thrice. Returns seconds by what was done."""
    from taktline.flows.plan_and_release.run_plan import run_plan
    from taktline.kernel.actor import SYSTEM

    at = datetime.now(UTC)
    rng = random.Random(20_260_101)
    made = structure(rng)
    ids, site_id, _ = timed("set-up: items, bills of material, stock", lambda: company(made, at))[0]
    sold, _took = timed(f"set-up: {orders} orders confirmed", lambda: sell(orders, ids, site_id, (rng, at)))
    warm()
    _, first = timed("plan from nothing, stored with pegging", lambda: run_plan(site_id, by=SYSTEM, at=at))
    answer, again = timed("plan again, nothing changed", lambda: run_plan(site_id, by=SYSTEM, at=at))
    if answer.changed:
        raise SystemExit("the second run found something new")
    compare(netted(sold, made), ids)
    sell(1, ids, site_id, (rng, at))
    _, one = timed("plan again after one more order", lambda: run_plan(site_id, by=SYSTEM, at=at))
    return {"plan": first, "unchanged": again, "one_more": one}


def warm() -> None:
    """Compile the kernels, as a worker does when it starts."""
    from taktline.engines.mrp import rows, solve

    items = [rows.Item(1, make=True), rows.Item(2)]
    solve(rows.problem(rows.Rows(items, [rows.Line(1, 1, 2)], [rows.Demand(1, 1, 5, 10)]), 30))


def company(made: Structure, at: datetime) -> tuple[dict[str, int], int, int]:
    """Site, items, bills of material, stock. Returns item ids by code, the site, the store."""
    from taktline.catalog import services as catalog
    from taktline.catalog.types import BomLineDraft, ItemDraft, Supply, UnitDraft
    from taktline.identity import services as identity
    from taktline.inventory import services as inventory
    from taktline.inventory.types import PlaceKind, Posting, Receipt
    from taktline.kernel.actor import SYSTEM
    from taktline.kernel.exact import Money
    from taktline.kernel.naming import Name

    site_id = identity.create_site(
        "B1", name=Name("基准厂", "Bench"), time_zone="Asia/Shanghai", currency="CNY", by=SYSTEM, at=at
    )
    unit = catalog.create_unit(UnitDraft("pcs", "件", "piece", 0), by=SYSTEM, at=at)
    codes = [f"{letter}{number:04d}" for letter, count in TIERS for number in range(count)]
    drafts = [
        ItemDraft(
            code=code, name=code, unit_id=unit, supply=Supply.MAKE if code in made else Supply.BUY,
            lead_days=1 if code in made else 3,
        )
        for code in codes
    ]  # fmt: skip
    ids = dict(zip(codes, catalog.create_items(drafts, by=SYSTEM, at=at), strict=True))
    catalog.release_items(list(ids.values()), by=SYSTEM, at=at)
    start = at.date() - timedelta(days=30)
    for parent, children in made.items():
        lines = [BomLineDraft(ids[child], Decimal(per)) for child, per in children]
        bom = catalog.create_bom(ids[parent], lines=lines, by=SYSTEM, at=at)
        catalog.activate_bom(bom, effective_from=start, by=SYSTEM, at=at)
    store = inventory.create_place(
        inventory.NewPlace(site_id, "W1", "主仓", "Store", PlaceKind.WAREHOUSE), by=SYSTEM, at=at
    )
    receipts = [
        Receipt(ids[code], store, Decimal(ON_HAND), value=Money(ON_HAND * 100)) for code in codes if code not in made
    ]
    inventory.receive(receipts, posting=Posting(), by=SYSTEM, at=at)
    return ids, site_id, store


def sell(
    count: int, ids: Mapping[str, int], site_id: int, chance: tuple[random.Random, datetime]
) -> dict[str, int]:
    """Confirm so many orders. Returns pieces sold by product."""
    from taktline.flows.take_order.confirm import confirm_order
    from taktline.kernel.actor import SYSTEM
    from taktline.parties import services as parties
    from taktline.parties.types import PartyDraft
    from taktline.sales import queries as sales
    from taktline.sales import services
    from taktline.sales.types import DeliveryWish, LineInput, OrderInput

    rng, at = chance
    due = at.date() + timedelta(days=30)
    customers = [
        parties.create_party(
            PartyDraft(code=f"C{rng.getrandbits(48)}", name=f"客户{n}", is_customer=True), by=SYSTEM, at=at
        )
        for n in range(min(50, count))
    ]
    products = [code for code in ids if code.startswith("P")]
    sold: dict[str, int] = {}
    for _ in range(count):
        lines = [(code, rng.randint(1, 10)) for code in rng.sample(products, 5)]
        order = OrderInput(
            customer_id=rng.choice(customers), site_id=site_id,
            lines=tuple(
                LineInput(Decimal(quantity), ids[code], price=Decimal(100), deliveries=(DeliveryWish(due),))
                for code, quantity in lines
            ),
        )  # fmt: skip
        order_id = services.create_order(order, by=SYSTEM, at=at).order_id
        services.submit(order_id, by=SYSTEM, at=at)
        services.record_review(order_id, findings=(), by=SYSTEM, at=at)
        promises = {row.delivery_id: due for row in sales.demand_of(order_id)}
        confirm_order(order_id, promises=promises, by=SYSTEM, at=at)
        for code, quantity in lines:
            sold[code] = sold.get(code, 0) + quantity
    return sold


def compare(expected: Mapping[str, int], ids: Mapping[str, int]) -> None:
    """Stop if the plan is not what plain netting says."""
    from taktline.kernel.listing import every_row
    from taktline.kernel.scope import EVERYTHING
    from taktline.planning import queries

    found: dict[str, int] = {}
    for row in every_row(queries.PROPOSALS, scope=EVERYTHING):
        code, quantity = str(row.values["item_code"]), row.values["quantity"]
        found[code] = found.get(code, 0) + int(quantity.quantity)  # type: ignore[attr-defined]
    if found != dict(expected):
        wrong = sorted(code for code in ids if found.get(code) != expected.get(code))
        raise SystemExit(f"the plan differs from plain netting for {len(wrong)} items, first {wrong[:3]}")
    print(f"  equal to plain netting: {len(found)} items, {sum(found.values())} pieces")  # noqa: T201


if __name__ == "__main__":
    main()
