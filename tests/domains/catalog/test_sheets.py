"""Masters from Excel: what is right comes in whole, what is wrong is named by cell and nothing comes in."""

from datetime import date
from decimal import Decimal

import pytest

from taktline.catalog import queries, services
from taktline.kernel.actor import SYSTEM
from taktline.kernel.listing import page
from taktline.kernel.scope import EVERYTHING, Scope
from taktline.kernel.sheets import read
from taktline.parties import queries as parties
from taktline.parties import services as party_services
from taktline.resources import queries as resources
from taktline.resources import services as plant_services
from tests.builders.catalog import make_bom, make_item, make_price, make_product, make_unit
from tests.builders.identity import NOW, make_site
from tests.builders.parties import make_customer, make_terms
from tests.builders.resources import make_calendar, make_centre

pytestmark = pytest.mark.django_db


def bring(sheet, *rows, dry_run=False):
    typed, faults = read(sheet, rows)
    assert faults == []
    return sheet.apply(typed, SYSTEM, NOW, dry_run)


def places(report):
    return [(fault.row, fault.column) for fault in report.faults]


def test_items_are_entered_then_changed_and_empty_cells_leave_what_is_there():
    make_unit()
    first = {
        "code": "PUMP",
        "name": "齿轮泵",
        "unit": "pcs",
        "supply": "自制",
        "safety_stock": "1,200",
        "released": "是",
    }
    first["supply"], first["released"] = "make", "yes"
    report = bring(
        services.ITEM_SHEET, first, {"code": "SEAL", "name": "油封", "unit": "pcs", "supply": "buy"}
    )
    assert (report.created, report.changed, report.faults) == (2, 0, ())
    assert ("1200") in dict(report.totals).values()
    report = bring(
        services.ITEM_SHEET, {"code": "PUMP", "name": "单联齿轮泵"}, {"code": "SEAL", "name": "油封"}
    )
    assert (report.created, report.changed, report.unchanged) == (0, 1, 1)
    pump = queries.item_by_code("PUMP")
    assert (pump.name.zh, pump.supply, pump.safety_stock, pump.state) == (
        "单联齿轮泵",
        "make",
        1200,
        "released",
    )


def test_a_dry_run_tells_everything_and_changes_nothing():
    make_unit()
    report = bring(services.ITEM_SHEET, {"code": "PUMP", "name": "泵", "unit": "pcs"}, dry_run=True)
    assert (report.created, report.faults) == (1, ())
    assert queries.item_ids(["PUMP"]) == {}


def test_bad_cells_are_named_and_nothing_comes_in():
    make_unit()
    report = bring(
        services.ITEM_SHEET,
        {"code": "GOOD", "name": "好", "unit": "pcs"},
        {"code": "NOUNIT", "name": "无", "unit": "xyz"},
        {"code": "EMPTY", "name": "空"},
        {
            "code": "BAD",
            "name": "坏",
            "unit": "pcs",
            "scrap": "1.5",
            "lot_rule": "fixed",
            "default_supplier": "NONE",
        },
        {"code": "BAD2", "name": "坏", "unit": "pcs", "scrap": "1.5", "lot_rule": "fixed"},
        {"code": "LONG" * 20, "name": "长", "unit": "pcs"},
    )
    assert places(report) == [
        (2, "unit"),
        (3, "unit"),
        (4, "default_supplier"),
        (5, "scrap"),
        (5, "lot_quantity"),
        (6, "code"),
    ]
    assert queries.item_ids(["GOOD"]) == {}


def test_a_multi_level_structure_comes_in_with_control_totals():
    pump, shaft = make_item("PUMP", supply="make"), make_item("SHAFT", supply="make")
    make_item("BAR", unit="kg")
    make_item("SEAL")
    report = bring(
        services.BOM_SHEET,
        {"item": "PUMP", "component": "SHAFT", "quantity": "2", "effective_from": "2026-01-01"},
        {"item": "PUMP", "component": "SEAL", "quantity": "1", "scrap": "0.02"},
        {"item": "SHAFT", "component": "BAR", "quantity": "1.5", "effective_from": "2026-01-01"},
    )
    assert (report.created, report.faults) == (2, ())
    assert [value for _, value in report.totals] == ["3", "4.5"]
    assert [line.component_code for line in queries.active_bom(pump, date(2026, 1, 1)).lines] == [
        "SHAFT",
        "SEAL",
    ]
    assert queries.active_bom(shaft, date(2026, 1, 1)).lines[0].quantity == Decimal("1.5")
    again = bring(services.BOM_SHEET, {"item": "SHAFT", "component": "BAR", "quantity": "1.5"})
    assert again.unchanged == 1


def test_a_circle_in_a_sheet_is_named_with_its_path():
    make_item("ONE", supply="make")
    make_item("TWO", supply="make")
    report = bring(
        services.BOM_SHEET,
        {"item": "ONE", "component": "TWO", "quantity": "1"},
        {"item": "TWO", "component": "ONE", "quantity": "1"},
        {"item": "TWO", "component": "NONE", "quantity": "1"},
    )
    assert places(report) == [(3, "component")]
    report = bring(
        services.BOM_SHEET,
        {"item": "ONE", "component": "TWO", "quantity": "1"},
        {"item": "TWO", "component": "ONE", "quantity": "0"},
    )
    assert places(report) == [(2, "quantity")]
    report = bring(
        services.BOM_SHEET,
        {"item": "ONE", "component": "TWO", "quantity": "1"},
        {"item": "TWO", "component": "ONE", "quantity": "1"},
    )
    assert places(report) == [(2, "component")]
    assert "TWO → ONE → TWO" in report.faults[0].reason
    assert queries.boms_of(queries.item_by_code("ONE").id) == []


def test_routings_prices_and_part_numbers_come_in():
    pump = make_item("PUMP", supply="make")
    make_centre("LATHE")
    report = bring(
        services.ROUTING_SHEET,
        {"item": "PUMP", "number": "10", "name": "车", "centre": "LATHE", "run_seconds": "90"},
        {"item": "PUMP", "number": "20", "name": "铣", "centre": "NONE", "run_seconds": "90"},
    )
    assert places(report) == [(2, "centre")]
    bring(
        services.ROUTING_SHEET,
        {
            "item": "PUMP",
            "number": "10",
            "name": "车",
            "centre": "LATHE",
            "run_seconds": "90",
            "effective_from": "2026-01-01",
        },
    )
    assert queries.active_routing(pump, date(2026, 2, 1)).operations[0].run_seconds == 90
    make_price(pump, 100, code="ALL")
    rows = {
        "price_list": "ALL",
        "item": "PUMP",
        "from_quantity": "50",
        "price": "95",
        "valid_from": "2026-01-01",
    }
    assert bring(services.PRICE_SHEET, rows).created == 1
    assert bring(services.PRICE_SHEET, rows).unchanged == 1
    ancha = make_customer("ANCHA")
    row = {"customer": "ANCHA", "code": "F-1", "item": "PUMP", "unit": "箱", "numerator": "4"}
    assert bring(services.CUSTOMER_ITEM_SHEET, row).created == 1
    assert queries.customer_items(ancha, ["f-1"])["f-1"].factor == 4
    assert bring(
        services.CONVERSION_SHEET,
        {"item": "PUMP", "from_quantity": "1", "from_unit": "pcs", "to_quantity": "5", "to_unit": "kg"},
    ).faults
    make_unit("kg")
    assert (
        bring(
            services.CONVERSION_SHEET,
            {"item": "PUMP", "from_quantity": "1", "from_unit": "pcs", "to_quantity": "5", "to_unit": "kg"},
        ).created
        == 1
    )


def test_revisions_come_in_once_and_each_ends_where_the_next_begins():
    pump = make_item("PUMP")
    first = {"item": "PUMP", "code": "A", "drawing": "D-1", "effective_from": "2026-01-01"}
    second = {"item": "PUMP", "code": "B", "drawing": "D-2", "effective_from": "2026-06-01"}
    assert bring(services.REVISION_SHEET, first, second, dry_run=True).created == 2
    assert queries.revisions(pump) == []
    assert bring(services.REVISION_SHEET, first, second).created == 2
    assert bring(services.REVISION_SHEET, second).unchanged == 1
    assert [(row.code, row.effective_until) for row in queries.revisions(pump)] == [
        ("B", None),
        ("A", date(2026, 6, 1)),
    ]
    rewritten = bring(services.REVISION_SHEET, first | {"drawing": "D-9"}, second | {"item": "NONE"})
    assert places(rewritten) == [(1, "code"), (2, "item")]
    assert queries.revisions(pump)[1].drawing == "D-1"


def test_plant_and_parties_come_in():
    make_site()
    make_calendar("DAY")
    centres = plant_services.centre_sheet(parties.supplier_codes)
    report = bring(centres, {"code": "MILL", "name": "铣", "calendar": "DAY", "hour_rate": "80"})
    assert (report.created, report.faults) == (1, ())
    assert bring(plant_services.MACHINE_SHEET, {"code": "M1", "name": "铣床", "centre": "MILL"}).created == 1
    assert bring(plant_services.SKILL_SHEET, {"code": "MILLING", "name": "铣工"}).created == 1
    assert bring(plant_services.PERSON_SHEET, {"code": "W1", "name": "王五", "site": "S1"}).created == 1
    row = {"person": "W1", "skill": "MILLING", "valid_from": "2026-01-01", "valid_until": "2026-12-31"}
    assert bring(plant_services.PERSON_SKILL_SHEET, row).created == 1
    assert bring(plant_services.PERSON_SKILL_SHEET, row).unchanged == 1
    day = {"calendar": "DAY", "day": "2026-10-01", "kind": "holiday", "name": "国庆"}
    assert bring(plant_services.EXCEPTION_SHEET, day).created == 1
    assert bring(plant_services.EXCEPTION_SHEET, day).unchanged == 1
    wrong = {"calendar": "DAY", "day": "2026-10-10", "kind": "overtime", "start": "8 o'clock", "end": "12:00"}
    assert places(bring(plant_services.EXCEPTION_SHEET, wrong)) == [(1, "start")]
    assert resources.calendar(resources.machine_by_code("M1").calendar_id).code == "DAY"
    make_terms("M60")
    row = {"code": "ANCHA", "name": "安叉", "terms": "M60", "credit_limit": "500000"}
    report = bring(party_services.CUSTOMER_SHEET, row, {"code": "X", "name": "无", "terms": "NONE"})
    assert places(report) == [(2, "terms")]
    report = bring(party_services.CUSTOMER_SHEET, row)
    assert [value for _, value in report.totals] == ["CNY 500,000.00"]
    assert parties.party_by_code("ANCHA").credit_limit.minor == 50_000_000
    assert bring(party_services.SUPPLIER_SHEET, {"code": "ANCHA", "name": "安叉"}).changed == 1
    assert parties.party_by_code("ANCHA").is_customer
    plating = {"code": "PLATE", "name": "镀锌", "calendar": "DAY", "kind": "outside"}
    assert places(bring(centres, plating | {"supplier": "NOBODY"})) == [(1, "supplier")]
    assert bring(centres, plating | {"supplier": "ANCHA"}).created == 1
    assert resources.centre_by_code("PLATE").supplier_id == parties.party_by_code("ANCHA").id


LISTINGS = [
    queries.ITEMS,
    queries.BOMS,
    queries.ROUTINGS,
    queries.PRICES,
    queries.PRICE_LISTS,
    queries.CUSTOMER_ITEMS,
    queries.UNITS,
    queries.CLASSES,
    queries.TAXES,
    queries.RATES,
    resources.WORK_CENTRES,
    resources.MACHINES,
    resources.PEOPLE,
    resources.CALENDARS,
    resources.SKILLS,
    resources.DOWNTIMES,
    resources.CHANGEOVER_GROUPS,
]


@pytest.mark.parametrize("listing", LISTINGS, ids=lambda listing: listing.key)
def test_every_list_is_one_query_and_hides_money(listing, django_assert_num_queries):
    make_price(make_product(), 10)
    make_bom(make_item(supply="make"), (make_item(), 1))
    with django_assert_num_queries(1):
        page(listing, scope=EVERYTHING)
    for column in listing.columns:
        if column.sort:
            page(listing, scope=EVERYTHING, sort=f"-{column.name}")
    blind = Scope()
    for row in page(listing, scope=blind).rows:
        assert not {column.name for column in listing.columns if column.is_money} & set(row.values)


def test_a_routing_comes_with_other_machines_in_their_own_time():
    make_item("SHAFT", supply="make")
    make_centre("LATHE", machines=2)
    make_centre("MILL")
    row = {
        "item": "SHAFT",
        "number": "10",
        "name": "车",
        "centre": "LATHE",
        "setup_seconds": "600",
        "run_seconds": "60",
    }
    assert bring(services.ROUTING_SHEET, row | {"alternatives": "MILL 90 900，LATHE-02"}).faults == ()
    (step,) = queries.routing(queries.routings_of(queries.item_by_code("SHAFT").id)[0].id).operations
    assert [(a.run_seconds, a.setup_seconds, a.machine_id is None) for a in step.alternatives] == [
        (90, 900, True),
        (60, 600, False),
    ]
    wrong = bring(services.ROUTING_SHEET, row | {"alternatives": "NONE"})
    assert places(wrong) == [(1, "alternatives")]
    assert places(bring(services.ROUTING_SHEET, row | {"alternatives": "MILL fast"})) == [(1, "alternatives")]


def test_classes_taxes_rates_and_price_lists_come_by_table_and_twice_changes_nothing():
    make_customer("ACME")
    tables = (
        (services.CLASS_SHEET, {"code": "PUMPS", "name": "泵"}),
        (services.TAX_SHEET, {"code": "VAT9", "name": "增值税9%", "rate": "0.09"}),
        (services.RATE_SHEET, {"currency": "usd", "on": "2026-01-01", "rate": "7.1"}),
        (
            services.PRICE_LIST_SHEET,
            {"code": "A", "name": "协议价", "customer": "ACME", "tax_included": "yes"},
        ),
    )
    for sheet, row in tables:
        first, again = bring(sheet, row), bring(sheet, row)
        assert (first.created, again.unchanged, again.created) == (1, 1, 0), sheet.key
    assert places(bring(services.PRICE_LIST_SHEET, tables[3][1] | {"customer": "NOBODY"})) == [
        (1, "customer")
    ]
