"""An empty company is opened by one workbook: whole or not at all, and its totals tie to the ledger."""

from decimal import Decimal

import pytest

from taktline.catalog import queries as catalog
from taktline.flows import open_books
from taktline.inventory import queries as inventory
from taktline.kernel.errors import NotPermitted
from taktline.kernel.listing import page
from taktline.kernel.scope import EVERYTHING
from taktline.parties import queries as parties
from taktline.sales import queries as sales
from tests.builders.catalog import make_tax, make_unit
from tests.builders.identity import NOW, actor, make_site
from tests.builders.parties import make_terms

pytestmark = pytest.mark.django_db


def the_book(**other):
    """A gear-pump maker's first day: two levels of structure, two places, one order half delivered."""
    tables = {
        "parties.customers": [{"code": "ACME", "name": "安叉", "terms": "M60", "credit_limit": "100000"}],
        "parties.suppliers": [{"code": "STEEL", "name": "钢厂", "terms": "M60"}],
        "resources.work-centres": [{"code": "HOB", "name": "滚齿"}],
        "catalog.items": [
            {"code": "PUMP", "name": "齿轮泵", "unit": "pcs", "supply": "make", "released": "yes"},
            {"code": "GEAR", "name": "齿轮", "unit": "pcs", "supply": "make", "released": "yes"},
            {"code": "BAR", "name": "圆钢", "unit": "m", "supply": "buy", "tracking": "lot", "released": "yes"},
        ],
        "catalog.boms": [
            {"item": "GEAR", "component": "BAR", "quantity": "0.2"},
            {"item": "PUMP", "component": "GEAR", "quantity": "2"},
        ],
        "catalog.routings": [
            {"item": "GEAR", "number": "10", "name": "滚齿", "centre": "HOB", "run_seconds": "120"},
            {"item": "PUMP", "number": "10", "name": "装配", "centre": "HOB", "run_seconds": "300"},
        ],
        "inventory.places": [{"code": "W1", "name": "主仓"}, {"code": "W1-A", "name": "货架", "parent": "W1"}],
        "inventory.opening-stock": [
            {"item": "PUMP", "place": "W1", "quantity": "30", "value": "9000"},
            {"item": "BAR", "place": "W1-A", "lot": "H1", "heat_number": "26-1", "quantity": "12.5", "value": "625.5"},
        ],
        "sales.open-orders": [
            {
                "customer": "ACME", "customer_number": "PO-1", "item": "PUMP", "quantity": "100", "delivered": "40",
                "price": "113", "tax_rate": "0.13", "requested_on": "2026-03-20",
            },
            {
                "customer": "ACME", "customer_number": "PO-1", "item": "GEAR", "quantity": "10", "delivered": "10",
                "price": "50", "tax_rate": "0.13", "requested_on": "2026-02-20",
            },
        ],
    }  # fmt: skip
    return tables | other


STATED = {
    ("inventory.opening-stock", "value", ""): Decimal("9625.5"),
    ("inventory.opening-stock", "quantity", "W1"): Decimal(30),
    ("sales.open-orders", "delivered", "ACME"): Decimal(50),
}


@pytest.fixture
def owner():
    make_site()
    make_tax()
    make_terms()
    make_unit("pcs")
    make_unit("m")
    return actor("owner")


def entered():
    return catalog.item_ids(["PUMP", "GEAR", "BAR"])


def test_one_workbook_opens_an_empty_company(owner):
    tables = the_book()
    checked = open_books.check_book(tables, stated=STATED, by=owner, at=NOW)
    assert [each.report.faults for each in checked.tables] == [()] * len(tables)
    assert checked.ties
    assert entered() == {}  # it was only tried

    open_books.apply_book(tables, seal=checked.seal, stated=STATED, by=owner, at=NOW)

    pump, site = entered()["PUMP"], make_site().id
    assert inventory.drifts() == []
    assert inventory.worth_by_place() == {
        ("S1", "W1"): (Decimal(30), Decimal(9000)),
        ("S1", "W1-A"): (Decimal("12.5"), Decimal("625.5")),
    }
    (order,) = page(sales.ORDERS, scope=EVERYTHING).rows
    (open_delivery,) = sales.demand_of(order.id)
    assert (open_delivery.item_id, open_delivery.quantity) == (pump, 60)
    assert inventory.position(pump, site_id=site, at=NOW).outgoing == 60
    acme = parties.customer(parties.customer_codes()["ACME"])
    assert acme.exposure.amount == Decimal(60 * 113)  # what was delivered was billed by the old books


def test_one_wrong_cell_leaves_the_company_empty_and_is_named(owner):
    stock = [
        {"item": "PUMP", "place": "W9", "quantity": "1"},
        {"item": "NONE", "place": "W1", "quantity": "x"},
    ]
    tables = the_book(**{"inventory.opening-stock": stock})
    checked = open_books.check_book(tables, stated={}, by=owner, at=NOW)
    faults = {(each.key, f.row, f.column) for each in checked.tables for f in each.report.faults}
    assert faults == {("inventory.opening-stock", 1, "place"), ("inventory.opening-stock", 2, "quantity")}
    done = open_books.apply_book(tables, seal=checked.seal, stated={}, by=owner, at=NOW)
    assert not done.is_clean
    assert entered() == {}


def test_a_workbook_that_does_not_tie_is_refused_whole(owner):
    tables = the_book()
    wrong = STATED | {("inventory.opening-stock", "value", ""): Decimal(9000)}
    checked = open_books.check_book(tables, stated=wrong, by=owner, at=NOW)
    assert [each.key for each in checked.controls if not each.ties] == [
        ("inventory.opening-stock", "value", "")
    ]
    with pytest.raises(open_books.ControlTotalsDiffer):
        open_books.apply_book(tables, seal=checked.seal, stated=wrong, by=owner, at=NOW)
    missing = {("catalog.prices", "rows", ""): Decimal(3)}
    with pytest.raises(open_books.ControlTotalsDiffer):
        open_books.apply_book(tables, seal=checked.seal, stated=missing, by=owner, at=NOW)
    assert entered() == {}


def test_an_order_comes_in_once_and_never_with_more_delivered_than_ordered(owner):
    tables = the_book()
    seal = open_books.seal_of_book(tables)
    open_books.apply_book(tables, seal=seal, stated={}, by=owner, at=NOW)
    rows = tables["sales.open-orders"]
    again = open_books.check("sales.open-orders", rows, by=owner, at=NOW)
    assert [each.column for each in again.report.faults] == ["customer_number"]
    fresh = [row | {"customer_number": "PO-2"} for row in rows]
    too_much = open_books.check("sales.open-orders", [fresh[0] | {"delivered": "101"}], by=owner, at=NOW)
    assert [(each.row, each.column) for each in too_much.report.faults] == [(1, "delivered")]
    over = open_books.check("sales.open-orders", fresh[1:], by=owner, at=NOW)
    assert [(each.row, each.column) for each in over.report.faults] == [(1, "delivered")]


def test_only_who_may_open_the_books(owner):
    with pytest.raises(NotPermitted):
        open_books.check_book(the_book(), stated={}, by=actor("warehouse_clerk"), at=NOW)
