"""The demo company is what it says it is."""

from datetime import UTC, datetime
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
from taktline.parties import queries as parties
from taktline.planning import queries as planning
from taktline.purchasing import queries as purchasing
from taktline.resources import queries as resources
from taktline.sales import queries as sales
from taktline.sales.life import MessageState
from taktline.scheduling import queries as scheduling

NOW = datetime(2026, 11, 24, 2, 30, tzinfo=UTC)  # a Tuesday morning in Shanghai
SCALE = 0.12


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker):
    """The demo company, small, made once for this file and forgotten after it."""
    from django.db import transaction

    with django_db_blocker.unblock():
        outer = transaction.atomic()
        outer._from_testcase = True  # operations inside are outermost, as in a test of their own
        outer.__enter__()
        try:
            yield seed(at=NOW, scale=SCALE)
        finally:
            transaction.set_rollback(True)
            outer.__exit__(None, None, None)


def rows(listing, **where):
    return page(listing, scope=EVERYTHING, where=where, size=500).rows


def test_the_stock_of_a_small_demo_ties(demo):
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
    world = World(at=NOW, scale=SCALE, site_id=identity.default_site().id)
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


def test_a_schedule_is_in_force(demo):
    site = identity.default_site().id
    run = scheduling.published_run(site, scope=EVERYTHING)
    assert run is not None
    assert run.operations > 50
    assert set(load_ahead(site, at=NOW)) == {"SAW", "TURN", "HOB", "GRIND", "MC", "ASSY", "TEST"}


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


@pytest.mark.parametrize("year", range(2024, 2036))
def test_holidays_fall_where_they_should(year):
    off, worked = holidays.holidays(year), holidays.shifted_workdays(year)
    assert off[holidays.spring_festival(year)] == "春节"
    assert not set(off) & set(worked)
    assert all(day.weekday() >= 5 for day in worked)
    assert len(worked) == 5
    assert 23 <= len(off) <= 26
