"""A small trading company to measure on: 200 goods in plenty of stock, agreed prices, 50 customers, a key for programs."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal

GOODS = 200
CUSTOMERS = 50
PLENTY = 1_000_000
LINES = 5


@dataclass(frozen=True, slots=True)
class Company:
    """What orders are made of. key: a secret that may do what a sales clerk's program does."""

    site_id: int
    place_id: int
    goods: dict[str, int]
    customers: dict[str, int]
    key: str


def found(*, goods: int = GOODS, stock: int = PLENTY) -> Company:
    """Write the company through services."""
    from taktline.catalog import services as catalog
    from taktline.catalog.types import ItemDraft, PriceDraft, PriceListDraft, Supply, UnitDraft
    from taktline.config.permits import every_permit
    from taktline.identity import services as identity
    from taktline.identity.types import KeyDraft
    from taktline.inventory import services as inventory
    from taktline.inventory.types import PlaceKind, Posting, Receipt
    from taktline.kernel.actor import SYSTEM
    from taktline.kernel.exact import Money
    from taktline.kernel.naming import Name
    from taktline.kernel.operation import operation
    from taktline.parties import services as parties
    from taktline.parties.types import PartyDraft, TermsDraft, TermsKind

    at = datetime.now(UTC)

    @operation
    def write() -> Company:
        site_id = identity.create_site(
            "B1", name=Name("基准厂", "Bench"), time_zone="Asia/Shanghai", currency="CNY", by=SYSTEM, at=at
        )
        identity.install_roles(every_permit(), by=SYSTEM, at=at)
        unit = catalog.create_unit(UnitDraft("pcs", "件", "piece", 0), by=SYSTEM, at=at)
        codes = [f"P{number:04d}" for number in range(goods)]
        drafts = [
            ItemDraft(code=code, name=f"齿轮泵 {code}", name_en=f"Gear pump {code}", unit_id=unit, supply=Supply.BUY,
                      lead_days=10)
            for code in codes
        ]  # fmt: skip
        ids = dict(zip(codes, catalog.create_items(drafts, by=SYSTEM, at=at), strict=True))
        catalog.release_items(list(ids.values()), by=SYSTEM, at=at)
        prices = catalog.create_price_list(PriceListDraft("ALL", "协议价", currency="CNY"), by=SYSTEM, at=at)
        for item_id in ids.values():
            catalog.set_price(
                prices, PriceDraft(item_id, Decimal(100), at.date() - timedelta(days=30)), by=SYSTEM, at=at
            )
        store = inventory.create_place(
            inventory.NewPlace(site_id, "W1", "主仓", "Store", PlaceKind.WAREHOUSE), by=SYSTEM, at=at
        )
        if stock:
            receipts = [
                Receipt(item_id, store, Decimal(stock), value=Money(stock * 100)) for item_id in ids.values()
            ]
            inventory.receive(receipts, posting=Posting(), by=SYSTEM, at=at)
        terms = parties.create_terms(
            TermsDraft("M30", "月结", "monthly", kind=TermsKind.MONTHLY, days=30), by=SYSTEM, at=at
        )
        customers = {
            f"C{n:03d}": parties.create_party(
                PartyDraft(code=f"C{n:03d}", name=f"长河叉车{n}", name_en=f"Forklifts {n}", is_customer=True,
                           currency="CNY", terms_id=terms),
                by=SYSTEM, at=at,
            )
            for n in range(CUSTOMERS)
        }  # fmt: skip
        permits = tuple(permit.code for permit in every_permit())
        key = identity.create_api_key(KeyDraft("bench", permits), by=SYSTEM, at=at)
        return Company(site_id, store, ids, customers, key.secret)

    return write()


def orders(company: Company, count: int, *, seed: int = 7) -> Iterator[dict[str, object]]:
    """Bodies for POST /api/v1/orders: five distinct goods each, 1 to 10 pieces, in 30 days."""
    rng = random.Random(seed)
    due = (datetime.now(UTC) + timedelta(days=30)).date().isoformat()
    codes, customers = list(company.goods), list(company.customers)
    for number in range(count):
        yield {
            "customer": rng.choice(customers),
            "customer_number": f"PO-{seed}-{number:06d}",
            "lines": [
                {"item": code, "quantity": str(rng.randint(1, 10)), "price": "100", "requested_on": due}
                for code in rng.sample(codes, LINES)
            ],
        }
