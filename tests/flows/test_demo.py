"""The demo company is what it says it is."""

from collections import Counter
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from taktline.catalog import queries as catalog
from taktline.demo import company, holidays
from taktline.demo.book import Story, the_book
from taktline.demo.load import load_ahead
from taktline.demo.partners import CUSTOMERS, FORKLIFT, ON_HOLD
from taktline.demo.sample import UNKNOWN, sample_message
from taktline.demo.seed import seed, seed_empty
from taktline.demo.world import World
from taktline.flows.take_order import receive_message
from taktline.identity import queries as identity
from taktline.identity import services as doors
from taktline.inventory import queries as inventory
from taktline.inventory.types import Status
from taktline.kernel.actor import SYSTEM
from taktline.kernel.errors import NotFound
from taktline.kernel.listing import page
from taktline.kernel.scope import EVERYTHING
from taktline.office import queries as office
from taktline.parties import queries as parties
from taktline.planning import queries as planning
from taktline.purchasing import queries as purchasing
from taktline.resources import queries as resources
from taktline.sales import queries as sales
from taktline.sales.life import MessageState
from taktline.scheduling import queries as scheduling
from taktline.shopfloor import queries as shopfloor

NOW = datetime(2026, 11, 24, 2, 30, tzinfo=UTC)  # a Tuesday morning in Shanghai


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker):
    """The demo company as everybody gets it, made once for this file and forgotten after it."""
    from django.db import transaction

    with django_db_blocker.unblock():
        outer = transaction.atomic()
        outer._from_testcase = True  # operations inside are outermost, as in a test of their own
        outer.__enter__()
        try:
            yield seed(at=NOW)
        finally:
            transaction.set_rollback(True)
            outer.__exit__(None, None, None)


def rows(listing, **where):
    found, after = [], None
    while True:
        part = page(listing, scope=EVERYTHING, where=where, size=500, after=after)
        found += part.rows
        after = part.after
        if after is None:
            return found


def test_the_stock_of_the_demo_ties(demo):
    assert inventory.drifts() == []


def test_everybody_signs_in_with_the_printed_password(demo):
    assert [each["login"] for each in demo.logins] == [each.login for each in company.STAFF]
    assert [each["login"] for each in demo.logins if each["login"].startswith("sales")] == [
        "sales",
        "sales2",
        "sales3",
    ]
    for each in (demo.logins[0], demo.logins[-1]):
        doors.sign_in(each["login"], each["password"], address="192.0.2.1", at=NOW)
    for each in demo.logins:
        actor = identity.actor_of(identity.user_by_name(each["login"]).id, NOW)
        assert actor.permits


def test_the_plant_has_the_machines_and_people_it_promises(demo):
    plant = resources.plant(site_id=identity.default_site().id)
    inside = [machine for machine in plant.machines if not machine.is_outside]
    benches = [machine for machine in inside if plant.centres[machine.centre_id].kind == "bench"]
    assert (len(inside) - len(benches), len(benches), len(plant.people)) == (14, 4, 22)
    assert {centre.code for centre in plant.centres.values() if centre.is_outside} == {"CARB", "PLATE"}


def test_every_product_can_be_made_and_costs_less_than_its_price(demo):
    ids = catalog.item_ids({row["code"] for row in rows(catalog.ITEMS)}).values()
    sold = {
        pk: item for pk, item in catalog.items(ids).items() if item.code[:2] in ("JP", "JT", "JM", "JU", "SK")
    }
    released = [pk for pk, item in sold.items() if item.state == "released"]
    assert len(released) >= 32
    assert not any(catalog.engineering_gaps(released, NOW.date()).values())
    for pk in released:
        price = catalog.price_for(pk, None, Decimal(1), NOW.date())
        assert price is not None
        assert sold[pk].standard_cost < price.price, sold[pk].code


def test_the_order_book_tells_its_stories(demo):
    world = World(at=NOW, site_id=identity.default_site().id)
    world.calendars["DAY"] = next(pk for pk, row in resources.calendars().items() if row.code == "DAY")
    book = the_book(world)
    told = [order.story for order in book]
    assert set(told) == set(Story)
    found = rows(sales.ORDERS)
    open_ones = [row for row in found if row["state"] not in ("closed", "cancelled")]
    assert len(open_ones) == len(book)
    held = {str(row["holds"]) for row in open_ones if row["holds"]}
    assert any("credit" in each for each in held)
    assert any("engineering" in each for each in held)
    assert any("terms" in each for each in held)
    assert any(row["is_rush"] for row in open_ones)
    assert any(0 < int(row["delivery"]) < 100 for row in open_ones)
    assert len([row for row in found if row["state"] == "closed"]) > len(book)


def test_the_warehouse_has_its_sorrows(demo):
    site = identity.default_site().id
    items = catalog.item_ids({"SS2-FKM", "CF3-K", "20CRMNTI-40"})
    failed = inventory.balances_of(items["SS2-FKM"], site_id=site, scope=EVERYTHING)
    assert [row.on_hand for row in failed if row.key.status == Status.QUARANTINE] == [Decimal(1200)]
    theirs = inventory.balances_of(items["CF3-K"], site_id=site, scope=EVERYTHING)
    assert {row.key.owner_id for row in theirs} == {parties.party_by_code("C014").id}
    bars = inventory.balances_of(items["20CRMNTI-40"], site_id=site, scope=EVERYTHING)
    assert all(inventory.lot(row.key.lot_id).attributes["heat_number"] for row in bars)
    assert [row["state"] for row in rows(inventory.COUNTS)] == ["review"]


def test_a_supplier_slips_and_the_plan_says_whom_it_hurts(demo):
    slipped = [
        row for row in rows(purchasing.PURCHASE_LINES) if row["promised"] and row["promised"] > row["due"]
    ]
    assert slipped
    assert rows(planning.EXCEPTIONS)


def test_a_schedule_is_in_force_and_hobbing_is_the_bottleneck(demo):
    site = identity.default_site().id
    run = scheduling.published_run(site, scope=EVERYTHING)
    assert run is not None
    assert run.operations > 500
    load = {code: each.share for code, each in load_ahead(site, at=NOW).items()}
    assert set(load) == {"SAW", "TURN", "HOB", "GRIND", "MC", "ASSY", "TEST"}
    assert load.pop("HOB") == pytest.approx(0.93, abs=0.05)
    assert {code: round(share, 2) for code, share in load.items() if not 0.6 <= share <= 0.85} == {}, load


def test_carburising_takes_five_days_and_a_truck_on_tuesday_and_friday(demo):
    known = {row.code: row for row in resources.calendars().values()}
    assert {shift.weekday for shift in known["TRUCK-TF"].shifts} == {1, 4}
    plant = resources.plant(site_id=identity.default_site().id)
    outside = {pk: row.code for pk, row in plant.centres.items() if row.is_outside}
    gears = [pk for pk, item in catalog.items(catalog.item_ids(each["code"] for each in rows(catalog.ITEMS)).values()).items()
             if item.code.startswith("DG")]  # fmt: skip
    steps = [step for recipe in catalog.recipes(gears, NOW.date()).values() for step in recipe.operations]
    assert {step.outside.days for step in steps if outside.get(step.centre_id) == "CARB"} == {5}
    assert "PLATE" in outside.values()


def test_customers_buy_on_credit_with_deposit_and_in_dollars(demo):
    customers = [parties.party_by_code(each.code) for each in CUSTOMERS]
    assert [row.currency for row in customers].count("USD") == 1
    kinds = [row.terms for row in customers]
    assert {each.days for each in kinds if each.kind == "monthly"} == {30, 60, 90}
    assert len([each for each in kinds if each.prepaid_share and each.kind == "prepaid"]) == 1
    order = next(row for row in rows(sales.ORDERS, state="confirmed") if row["net"].currency == "CNY")
    assert order["gross"].amount == pytest.approx(order["net"].amount * Decimal("1.13"), abs=Decimal("0.05"))


def test_the_history_has_three_years_with_festivals_new_and_dying_models(demo):
    lines = [row for row in rows(sales.ORDER_LINES) if row["state"] == "closed"]
    pumps = Counter()
    for row in lines:
        if not row["item"].startswith("SK"):
            pumps[row["actual_on"].strftime("%Y-%m")] += row["ordered"].quantity
    months = sorted(pumps)
    assert len(months) >= 36
    assert sum(pumps[month] for month in months[-13:-1]) == pytest.approx(60_000, rel=Decimal("0.12"))
    for festival in ("2024-02", "2026-02"):
        assert pumps[festival] < pumps[f"{festival[:4]}-04"] / 2
    sold = {code: [row["actual_on"] for row in lines if row["item"] == code] for code in ("JP3-63", "JP3-50")}
    assert min(sold["JP3-63"]) > date(2025, 11, 30)
    assert min(sold["JP3-50"]) < date(2024, 6, 1)
    dying = [row for row in lines if row["item"] == "JP1-04"]
    first, last = (
        sum(row["ordered"].quantity for row in dying if row["actual_on"].year == year) for year in (2024, 2026)
    )
    assert last < first


def test_sixty_open_orders_of_every_kind(demo):
    orders = [row for row in rows(sales.ORDERS) if row["state"] not in ("closed", "cancelled")]
    assert len(orders) == 60
    assert 165 <= sum(row["lines"] for row in orders) <= 195
    lines = [row for row in rows(sales.ORDER_LINES) if row["state"] == "confirmed"]
    late = {row["number"] for row in lines if row["promised_on"] < NOW.date() and row["shipped"].quantity < row["ordered"].quantity}
    assert len(late) >= 3
    assert [row["type"] for row in orders].count("sample") == 1
    short = [row for row in rows(shopfloor.WORK_ORDERS) if row["clearance"] != "clear" and row["state"] == "planned"]
    assert short
    assert [row["item"] for row in lines].count("JP3-50K") == 1  # of the customer's own casting


def test_the_store_has_heat_numbers_expiry_and_serials(demo):
    lots = rows(inventory.LOTS)
    known = {}
    for row in lots:
        known.setdefault(row["item_code"], []).append(inventory.lot(row.id))
    steel = [lot for code, own in known.items() if code.startswith("20CRMNTI") for lot in own]
    assert steel
    assert all(lot.attributes["heat_number"] for lot in steel)
    seals = [lot for code, own in known.items() if code.endswith(("-NBR", "-FKM")) for lot in own]
    assert {code[-3:] for code in known if code.endswith(("-NBR", "-FKM"))} == {"NBR", "FKM"}
    assert all(lot.expires_on for lot in seals)
    assert all("serials" in lot.attributes for lot in known["NP-SN"])


def test_every_desk_has_something_on_it(demo):
    states = Counter(str(row["state"]) for row in rows(sales.MESSAGES))
    assert states == {"needs_review": 1, "rejected": 1, "accepted": 2}
    quotes = Counter(str(row["state"]) for row in rows(sales.QUOTATIONS))
    assert quotes == {"draft": 1, "sent": 2, "lost": 1}
    roles = {row["role"] for row in rows(office.TASKS)}
    assert {"sales_clerk", "finance_clerk", "plant_manager", "engineer", "buyer", "quality_engineer", "planner"} <= roles


def test_the_sample_waits_for_its_one_unknown_part(demo):
    site = identity.default_site().id
    received = receive_message(sample_message(site, at=NOW), by=SYSTEM, at=NOW)
    sheet = sales.message(received.message_id, scope=EVERYTHING)
    assert (received.is_new, sheet.state, len(sheet.lines)) == (True, MessageState.NEEDS_REVIEW, 4)
    unknown = [line for line in sheet.lines if line.item_id is None]
    assert [line.text for line in unknown] == [catalog.item_by_code(UNKNOWN[0]).name.zh]
    assert sheet.customer_code == FORKLIFT


def test_an_empty_company_has_only_its_beginnings(db):
    done = seed_empty(at=NOW)
    assert [each["login"] for each in done.logins] == ["admin"]
    assert [site.code for site in identity.sites()] == ["S1"]
    assert {row["code"] for row in rows(catalog.UNITS)} >= {"pcs", "kg", "m", "box"}
    assert rows(parties.TERMS)
    assert not rows(parties.CUSTOMERS)
    assert not rows(catalog.ITEMS)
    with pytest.raises(NotFound):
        sample_message(identity.default_site().id, at=NOW)


def test_the_same_dice_give_the_same_book():
    usual = [each.weight for each in CUSTOMERS if each.code != ON_HOLD]
    first, second = (World(at=NOW).dice("orders") for _ in range(2))
    assert first.choices(range(len(usual)), usual, k=50) == second.choices(range(len(usual)), usual, k=50)


@pytest.mark.parametrize("year", range(2022, 2036))
def test_holidays_fall_where_they_should(year):
    off, worked = holidays.holidays(year), holidays.shifted_workdays(year)
    assert off[holidays.spring_festival(year)] == "春节"
    assert not set(off) & set(worked)
    assert all(day.weekday() >= 5 for day in worked)
    gained = len([day for day in off if day.weekday() < 5]) - len(worked)
    if holidays.is_announced(year):
        assert gained == (13 if year >= 2025 else 11)  # the statutory days, of which two were added in 2025
    else:
        assert gained in (12, 13, 14)
        assert all(each.name.endswith("（按惯例推算）") for each in holidays.exceptions(year))


def test_the_announced_days_of_2026():
    off, worked = holidays.holidays(2026), holidays.shifted_workdays(2026)
    assert sorted(day for day, name in off.items() if name == "春节") == [date(2026, 2, 15 + at) for at in range(9)]
    assert sorted(worked) == [
        date(2026, 1, 4), date(2026, 2, 14), date(2026, 2, 28), date(2026, 5, 9), date(2026, 9, 20), date(2026, 10, 10),
    ]  # fmt: skip
