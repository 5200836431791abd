"""Lots and serial numbers: identity, expiry, picking, holding, two units."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest

from taktline.inventory import queries, rules, services
from taktline.inventory.errors import (
    DifferentLot,
    LotNeeded,
    NoLotsKept,
    NotThere,
    SerialIsOne,
    ShortOfStock,
    UnevenSecondQuantity,
)
from taktline.inventory.types import Key, LotGiven, Receipt, Status, Withdrawal
from taktline.kernel.actor import SYSTEM
from taktline.kernel.errors import IllegalMove
from taktline.kernel.exact import Unit
from taktline.kernel.scope import EVERYTHING
from taktline.kernel.source import Source
from tests.builders.catalog import make_item
from tests.builders.identity import make_site
from tests.builders.inventory import NOW, make_store, reserve, stock, why


def take(item_id, quantity, **where):
    wanted = [Withdrawal(item_id, Decimal(quantity), **where)]
    picked = services.issue(wanted, site_id=make_site().id, posting=why(), by=SYSTEM, at=NOW)
    codes = {pk: lot.code for pk, lot in queries.lots([each.lot_id for each in picked]).items()}
    return [(codes.get(each.lot_id, ""), each.quantity) for each in picked]


def test_the_lot_that_expires_first_leaves_first_and_what_expired_stays():
    seal = make_item(tracking="lot", pick_rule="fefo")
    stock(seal, 5, lot="LATE", expires_on=date(2027, 1, 1))
    stock(seal, 5, lot="SOON", expires_on=date(2026, 4, 1))
    stock(seal, 5, lot="GONE", expires_on=date(2026, 2, 1))
    assert take(seal, 7) == [("SOON", 5), ("LATE", 2)]
    with pytest.raises(ShortOfStock):
        take(seal, 4)
    position = queries.position(seal, site_id=make_site().id, at=NOW)
    assert (position.on_hand, position.held, position.free) == (8, 5, 3)


def test_a_lot_has_expired_from_the_first_hour_of_the_sites_day():
    seal = make_item(tracking="lot", pick_rule="fefo")
    stock(seal, 5, lot="GONE", expires_on=date(2026, 3, 1))
    site, early = make_site().id, datetime(2026, 3, 1, 23, 0, tzinfo=UTC)  # 07:00 on the 2nd at the site
    assert queries.usable_stock(seal, site_id=site, at=early) == 0
    assert queries.free_stock([seal], site_id=site, at=early) == {}
    assert queries.position(seal, site_id=site, at=early).held == 5
    assert list(queries.on_hand_columns(site_id=site, at=early).ids) == []
    with pytest.raises(ShortOfStock):
        reserve(seal, 1, at=early)
    assert queries.usable_stock(seal, site_id=site, at=early - timedelta(hours=8)) == 5


def test_shelf_life_runs_from_the_day_at_the_site():
    seal = make_item(tracking="lot", shelf_days=10)
    stock(seal, 1, lot="EARLY", at=datetime(2026, 3, 1, 23, 0, tzinfo=UTC))
    assert queries.lot_by_code("EARLY", item_id=seal).expires_on == date(2026, 3, 12)


def test_first_in_first_out():
    bar = make_item(tracking="lot")
    stock(bar, 2, lot="B")
    stock(bar, 2, lot="A", at=NOW.replace(hour=5))
    assert take(bar, 3) == [("B", 2), ("A", 1)]


def test_an_item_kept_by_lot_needs_one_and_another_has_none():
    with pytest.raises(LotNeeded):
        stock(make_item(tracking="lot"), 1)
    with pytest.raises(NoLotsKept):
        stock(make_item(), 1, lot="L1")


def test_a_serial_number_is_one_piece_in_one_place():
    pump = make_item(tracking="serial")
    stock(pump, 1, lot="SN1")
    with pytest.raises(SerialIsOne):
        stock(pump, 1, lot="SN1")
    with pytest.raises(SerialIsOne):
        stock(pump, 2, lot="SN2")
    twice = [Receipt(pump, make_store(), Decimal(1), lot=LotGiven("SN3"))] * 2
    with pytest.raises(SerialIsOne):
        services.receive(twice, posting=why(), by=SYSTEM, at=NOW)
    take(pump, 1)
    stock(pump, 1, lot="SN1")  # it came back


def test_held_stock_cannot_be_used_and_its_reservations_are_cut():
    seal = make_item(tracking="lot")
    stock(seal, 10, lot="L1")
    reserve(seal, 4)
    lot = queries.lot_by_code("L1", item_id=seal)
    services.hold_lot(lot.id, reason="shore hardness", by=SYSTEM, at=NOW)
    assert queries.reservations_of([Source("test.document", 1)], scope=EVERYTHING) == []
    with pytest.raises(ShortOfStock):
        take(seal, 1)
    with pytest.raises(DifferentLot):
        stock(seal, 1, lot="L1")
    with pytest.raises(IllegalMove):
        services.hold_lot(lot.id, reason="again", by=SYSTEM, at=NOW)
    services.release_lot(lot.id, reason="second measurement", by=SYSTEM, at=NOW)
    assert take(seal, 10) == [("L1", 10)]
    assert queries.lot(lot.id).state == "shipped"


def test_a_recalled_lot_may_be_anywhere():
    seal = make_item(tracking="lot")
    stock(seal, 10, lot="L1")
    take(seal, 10)
    lot = queries.lot_by_code("L1", item_id=seal)
    services.recall_lot(lot.id, reason="compound mixed wrongly", by=SYSTEM, at=NOW)
    assert queries.lot(lot.id).state == "recalled"


def test_a_part_of_a_place_is_held_and_released():
    item = make_item()
    stock(item, 10)
    key = Key(item, make_store())
    services.set_status(
        key, quantity=Decimal(3), status=Status.QUARANTINE, posting=why("dents"), by=SYSTEM, at=NOW
    )
    assert queries.free_stock([item], site_id=make_site().id, at=NOW) == {item: 7}
    held = Key(item, make_store(), status=Status.QUARANTINE)
    with pytest.raises(NotThere):
        services.set_status(held, quantity=Decimal(4), status=Status.FREE, posting=why(), by=SYSTEM, at=NOW)
    services.set_status(held, quantity=Decimal(3), status=Status.FREE, posting=why(), by=SYSTEM, at=NOW)
    assert queries.free_stock([item], site_id=make_site().id, at=NOW) == {item: 10}


def test_a_lot_is_bought_by_weight_and_issued_in_bars_both_exact():
    bar = make_item(unit="pcs", tracking="lot")
    stock(bar, 7, lot="HEAT-1", second="100")  # seven bars weigh 100 kg
    lot = queries.lot_by_code("HEAT-1", item_id=bar)
    assert lot.second_ratio == Fraction(100, 7)
    take(bar, 3, lot_id=lot.id)
    left = queries.position(bar, site_id=make_site().id, at=NOW).on_hand
    assert queries.second_quantity(left, lot.second_ratio) == Fraction(400, 7)
    take(bar, 4, lot_id=lot.id)


def test_kilograms_become_bars_only_where_they_come_out_even():
    bars = Unit("bar")
    ratio = Fraction(148, 10)  # 14.8 kg a bar
    assert rules.from_second_unit(Decimal("44.4"), ratio, lot="H", unit=bars) == 3
    with pytest.raises(UnevenSecondQuantity):
        rules.from_second_unit(Decimal(45), ratio, lot="H", unit=bars)


def test_a_lot_keeps_its_weight_per_bar_and_its_expiry():
    bar = make_item(unit="pcs", tracking="lot")
    stock(bar, 10, lot="H", second="148")
    stock(bar, 5, lot="H", second="74")
    with pytest.raises(DifferentLot):
        stock(bar, 5, lot="H", second="75")
    with pytest.raises(DifferentLot):
        stock(bar, 5, lot="H", expires_on=date(2027, 1, 1))


def test_lot_attributes_and_shelf_life():
    seal = make_item(tracking="lot", shelf_days=365)
    given = LotGiven("L1", made_on=date(2026, 1, 1), attributes={"heat_number": "22A07"})
    services.receive([Receipt(seal, make_store(), Decimal(1), lot=given)], posting=why(), by=SYSTEM, at=NOW)
    lot = queries.lot_by_code("L1", item_id=seal)
    assert (lot.expires_on, lot.attributes) == (date(2027, 1, 1), {"heat_number": "22A07"})
