"""What a warehouse clerk books on pages: nothing that was typed is dropped in silence."""

from decimal import Decimal

import pytest

from taktline.inventory import queries
from tests.builders.catalog import make_item
from tests.builders.identity import NOW, make_site
from tests.builders.inventory import make_place
from tests.builders.web import browser, text_of

pytestmark = pytest.mark.django_db


def receipt(item, place, **more):
    return {
        "item": str(item),
        "place": str(place),
        "quantity": "1",
        "status": "free",
        "origin": "supplier",
    } | more


def test_an_offcut_keeps_its_length_and_facts_without_a_lot_are_asked_for_one():
    bar, place = make_item("BAR", tracking="lot"), make_place()
    clerk = browser("warehouse_clerk")
    refused = clerk.post("/inventory/receive/", receipt(bar, place, heat_number="26-1"))
    assert refused.status_code == 422
    assert "belong to a lot" in text_of(refused)
    clerk.post("/inventory/receive/", receipt(bar, place, lot="OFF-1", heat_number="26-1", length_mm="730"))
    assert queries.lot_by_code("OFF-1", item_id=bar).attributes == {"heat_number": "26-1", "length_mm": "730"}


def test_a_receipt_is_worth_what_was_said_in_the_sites_own_currency():
    site = make_site("DE", currency="EUR", time_zone="Europe/Berlin")
    item, place = make_item("PUMP"), make_place("D1", site_id=site.id)
    admin = browser("admin")
    admin.post("/inventory/receive/", receipt(item, place, quantity="2", value="50"))
    assert queries.worth_by_place() == {("DE", "D1"): (Decimal(2), Decimal(50))}
    assert queries.value_of([item], site_id=site.id, currency="EUR")[item].currency == "EUR"


def test_found_stock_is_booked_in_two_taps_by_one_who_sees_no_price():
    item, place = make_item("PUMP"), make_place()
    clerk = browser("warehouse_clerk")
    page = text_of(clerk.get("/inventory/found/?item=PUMP"))
    assert "W1" in page
    assert (
        clerk.post("/inventory/found/", {"item": str(item), "place": str(place), "quantity": "1"}).status_code
        == 302
    )
    assert "Recount" in text_of(clerk.get("/inventory/found/"))
    assert queries.usable_stock(item, site_id=make_site().id, at=NOW) == 1
