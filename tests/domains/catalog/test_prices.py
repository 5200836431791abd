"""The price that was agreed, and what a thing costs."""

from datetime import date
from decimal import Decimal

import pytest

from taktline.catalog import queries, services
from taktline.catalog.errors import BelowFloor, NoRate
from taktline.catalog.types import Supply
from taktline.kernel.actor import SYSTEM
from taktline.kernel.errors import InvalidInputs
from tests.builders.catalog import make_bom, make_item, make_price, make_routing, make_tax
from tests.builders.identity import NOW
from tests.builders.parties import make_customer, make_supplier
from tests.builders.resources import make_centre

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 2)


def price(item, customer, quantity, on=TODAY, currency="CNY"):
    found = queries.price_for(item, customer, Decimal(quantity), on, currency)
    return None if found is None else found.price


def test_the_customers_price_then_the_quantity_break_then_the_day():
    pump, mine, other = make_item(), make_customer(), make_customer()
    make_price(pump, 200)
    make_price(pump, 190, from_quantity=Decimal(100))
    make_price(pump, 180, customer_id=mine)
    make_price(pump, 170, customer_id=mine, from_quantity=Decimal(50), valid_until=date(2026, 3, 1))
    assert price(pump, mine, 10) == 180
    assert price(pump, mine, 60) == 180
    assert price(pump, mine, 60, date(2026, 2, 28)) == 170
    assert price(pump, other, 99) == 200
    assert price(pump, other, 100) == 190
    assert price(pump, None, 1) == 200
    assert price(pump, other, 1, date(2025, 12, 31)) is None
    assert price(pump, other, 1, currency="USD") is None


def test_a_new_price_ends_the_one_before():
    pump = make_item()
    make_price(pump, 200)
    make_price(pump, 210, valid_from=date(2026, 4, 1))
    assert [(each.price, each.valid_until) for each in queries.prices_of(item_id=pump)] == [
        (200, date(2026, 4, 1)),
        (210, None),
    ]


def test_discount_floor_and_tax_are_told_with_the_price():
    pump = make_item()
    make_price(pump, "199.99", discount=Decimal("0.05"), floor_price=Decimal(180), tax_included=True)
    found = queries.price_for(pump, None, Decimal(1), TODAY)
    assert (found.price, found.floor, found.tax_included) == (Decimal("189.990500"), 180, True)
    with pytest.raises(BelowFloor):
        make_price(pump, 100, floor_price=Decimal(180), from_quantity=Decimal(10))
    assert len(queries.prices_of(item_id=pump)) == 1


def test_five_lines_are_priced_in_one_query(django_assert_num_queries):
    customer, items = make_customer(), [make_item() for _ in range(5)]
    for item in items:
        make_price(item, 10)
    with django_assert_num_queries(1):
        found = queries.prices_for([(item, Decimal(1)) for item in items], customer, TODAY)
    assert all(each.price == 10 for each in found)


def test_wrong_prices_are_named():
    with pytest.raises(InvalidInputs) as refused:
        make_price(make_item(), -1, valid_until=date(2025, 1, 1))
    assert [fault.field for fault in refused.value.faults] == ["prices[0].price", "prices[0].valid_until"]


def test_taxes_and_rates():
    make_tax()
    assert queries.tax_rate("VAT13") == Decimal("0.13")
    services.set_rate("USD", date(2026, 1, 1), Decimal("7.1"), by=SYSTEM, at=NOW)
    services.set_rate("USD", date(2026, 3, 1), Decimal("7.2"), by=SYSTEM, at=NOW)
    assert queries.rate("USD", date(2026, 2, 28)) == Decimal("7.1")
    assert queries.rate("USD", TODAY) == Decimal("7.2")
    assert queries.rate("CNY", TODAY) == 1
    with pytest.raises(NoRate, match="EUR"):
        queries.rate("EUR", TODAY)


def test_costs_roll_up_through_every_level_exactly():
    services.set_rate("USD", date(2026, 1, 1), Decimal(7), by=SYSTEM, at=NOW)
    supplier = make_supplier()
    lathe = make_centre("LATHE", rate=72)
    oven = make_centre("OVEN", kind="outside", supplier_id=supplier)
    steel = make_item("STEEL", unit="kg", purchase_price=Decimal("6.3"))
    seal = make_item("SEAL", purchase_price=Decimal(2), purchase_currency="USD")
    casting = make_item("CASTING", is_customer_supplied=True)
    shaft = make_item("SHAFT", supply=Supply.MAKE, lot_rule="fixed", lot_quantity=Decimal(60))
    make_bom(shaft, (steel, "1.5"))
    make_routing(
        shaft,
        (lathe, 100, {"setup_seconds": 3600}),
        (oven, 0, {"outside_days": 5, "outside_price": Decimal("3.2")}),
    )
    pump = make_item("PUMP", supply=Supply.MAKE, scrap=Decimal("0.2"))
    make_bom(pump, (shaft, 2), (seal, 1, {"scrap": Decimal("0.5")}), (casting, 1))

    report = services.roll_up_cost(on=TODAY, by=SYSTEM, at=NOW)

    costs = queries.costs([shaft, pump], TODAY)
    # (3600 s / 60 + 100 s) x 72 / 3600 = 3.2 a piece
    assert (costs[shaft].material, costs[shaft].work, costs[shaft].outside) == (
        Decimal("9.45"),
        Decimal("3.2"),
        Decimal("3.2"),
    )
    assert costs[pump].total == (2 * Decimal("15.85") + 28) / Decimal("0.8")
    assert queries.item(pump).standard_cost == Decimal("74.625")
    assert report.unpriced == ()
    assert services.roll_up_cost(on=TODAY, by=SYSTEM, at=NOW).changed == 0


def test_a_missing_price_is_told_not_hidden():
    make_item("GIFT")
    report = services.roll_up_cost(on=TODAY, by=SYSTEM, at=NOW)
    assert report.unpriced == ("GIFT",)
    assert not queries.costs([queries.item_by_code("GIFT").id], TODAY).popitem()[1].is_complete
