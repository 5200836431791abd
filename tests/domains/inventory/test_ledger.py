"""Stock comes, goes and moves, and the ledger always ties."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from taktline.inventory import queries, services
from taktline.inventory.errors import (
    InTheFuture,
    NotCountable,
    NotReversible,
    NotThere,
    OwnersValue,
    PeriodIsClosed,
    PeriodNotOver,
    ReasonNeeded,
    ShortOfStock,
    WrongPlace,
)
from taktline.inventory.models import Balance, Move
from taktline.inventory.types import Key, PlaceKind, Posting, Receipt, Withdrawal
from taktline.kernel.actor import SYSTEM
from taktline.kernel.errors import NotPermitted
from taktline.kernel.exact import Money
from taktline.kernel.scope import EVERYTHING
from tests.builders.catalog import make_item
from tests.builders.identity import actor, make_site
from tests.builders.inventory import NOW, expect, make_place, make_store, reserve, stock, why


def on_hand(item_id) -> Decimal:
    return queries.position(item_id, site_id=make_site().id, at=NOW).on_hand


def take(item_id, quantity, **where):
    wanted = [Withdrawal(item_id, Decimal(quantity), **where)]
    return services.issue(wanted, site_id=make_site().id, posting=why(), by=SYSTEM, at=NOW)


def test_what_comes_in_is_there_and_what_goes_out_is_gone():
    item = make_item()
    stock(item, 10)
    take(item, 3)
    assert on_hand(item) == 7
    assert Move.objects.count() == 2


def test_who_asks_for_more_than_is_free_is_told_what_is_left_and_when_more_comes():
    item = make_item("P-100")
    stock(item, 4)
    expect(item, 50)
    with pytest.raises(ShortOfStock) as refused:
        take(item, 5)
    assert refused.value.facts == {
        "item": "P-100", "asked": "5", "free": "4", "unit": "pcs", "more_on": "2026-03-09", "more": "50",
    }  # fmt: skip
    assert "2026-03-09" in str(refused.value)
    assert on_hand(item) == 4


def test_a_quantity_that_cannot_be_counted_is_refused():
    item = make_item()
    for quantity in ("0", "-1", "1.5", "NaN", "1e30"):
        with pytest.raises(NotCountable):
            stock(item, quantity)
    assert Move.objects.count() == 0


def test_a_transfer_takes_value_along_and_the_last_piece_takes_the_last_fen():
    item, store, bench = make_item(), make_store(), make_place("W2")
    stock(item, 3, value="10.00")
    key = Key(item, store)
    for _ in range(3):
        services.transfer(key, quantity=Decimal(1), to_place_id=bench, posting=why(), by=SYSTEM, at=NOW)
    values = list(Move.objects.order_by("id").values_list("value_minor", flat=True))
    assert values == [1000, 333, 334, 333]
    assert queries.value_of([item], site_id=make_site().id, currency="CNY") == {item: Money(1000)}


def test_stock_in_work_is_not_stock_that_may_be_promised():
    item, wip = make_item(), make_place("WIP", kind=PlaceKind.WIP)
    stock(item, 10)
    services.issue(
        [Withdrawal(item, Decimal(4))], site_id=make_site().id, to=wip, posting=why(), by=SYSTEM, at=NOW
    )
    assert on_hand(item) == 6
    assert queries.free_stock([item], site_id=make_site().id, at=NOW) == {item: Decimal(6)}
    assert Balance.objects.get(place_id=wip).on_hand == 4


def test_an_adjustment_needs_a_reason_and_cuts_the_newest_reservation_when_stock_is_missing():
    item = make_item()
    stock(item, 10)
    reserve(item, 6, source_id=1)
    reserve(item, 3, source_id=2)
    key = Key(item, make_store())
    with pytest.raises(ReasonNeeded):
        services.adjust(key, change=Decimal(-4), posting=why(), by=SYSTEM, at=NOW)
    services.adjust(key, change=Decimal(-4), posting=why("drawer was empty"), by=SYSTEM, at=NOW)
    left = {
        each.source.id: each.quantity for each in queries.reservations_of(_sources(1, 2), scope=EVERYTHING)
    }
    assert left == {1: 6}
    assert on_hand(item) == 6


def _sources(*ids):
    from taktline.kernel.source import Source

    return [Source("test.document", each) for each in ids]


def test_more_cannot_be_taken_off_than_lies_there():
    item = make_item()
    stock(item, 2)
    with pytest.raises(NotThere):
        services.adjust(Key(item, make_store()), change=Decimal(-3), posting=why("lost"), by=SYSTEM, at=NOW)
    assert on_hand(item) == 2


def test_a_move_is_undone_by_its_counter_entry_once():
    item = make_item()
    move = stock(item, 5, value="50")
    undo = services.reverse_move(move, reason="wrong item", by=SYSTEM, at=NOW)
    assert on_hand(item) == 0
    for again in (move, undo):
        with pytest.raises(NotReversible):
            services.reverse_move(again, reason="again", by=SYSTEM, at=NOW)


def test_what_has_gone_on_cannot_be_reversed():
    item = make_item()
    move = stock(item, 5)
    take(item, 1)
    with pytest.raises(NotThere):
        services.reverse_move(move, reason="wrong", by=SYSTEM, at=NOW)


def test_customer_supplied_stock_is_apart_and_without_value(party):
    item = make_item()
    stock(item, 5)
    stock(item, 7, owner_id=party)
    assert on_hand(item) == 5
    with pytest.raises(ShortOfStock):
        take(item, 6)
    take(item, 7, owner_id=party)
    receipt = Receipt(item, make_store(), Decimal(1), owner_id=party, value=Money(100))
    with pytest.raises(OwnersValue):
        services.receive([receipt], posting=why(), by=SYSTEM, at=NOW)


def test_nothing_is_posted_into_a_closed_month_or_into_the_future():
    item, site = make_item(), make_site().id
    february = NOW - timedelta(days=10)
    receipt = [Receipt(item, make_store(), Decimal(1))]
    services.receive(receipt, posting=why(posted_at=february), by=SYSTEM, at=NOW)
    with pytest.raises(PeriodNotOver):
        services.close_period(site, month=NOW.date(), by=SYSTEM, at=NOW)
    services.close_period(site, month=february.date(), by=SYSTEM, at=NOW)
    for moment in (february, february - timedelta(days=60)):
        with pytest.raises(PeriodIsClosed):
            services.receive(receipt, posting=why(posted_at=moment), by=SYSTEM, at=NOW)
    with pytest.raises(PeriodIsClosed):
        services.close_period(site, month=february.date(), by=SYSTEM, at=NOW)
    with pytest.raises(InTheFuture):
        services.receive(receipt, posting=why(posted_at=NOW + timedelta(days=1)), by=SYSTEM, at=NOW)
    services.receive(receipt, posting=why(posted_at=NOW - timedelta(hours=2)), by=SYSTEM, at=NOW)
    assert on_hand(item) == 2


def test_a_virtual_place_holds_nothing():
    item = make_item()
    stock(item, 1)
    take(item, 1)
    customer = queries.places(scope=EVERYTHING, kinds=[PlaceKind.CUSTOMER])[0]
    with pytest.raises(WrongPlace):
        stock(item, 1, place_id=customer.id)


def test_the_database_itself_refuses_what_no_service_would_do():
    item = make_item()
    stock(item, 5)
    balance = Balance.objects.get()
    for change in (
        {"on_hand": Decimal(-1)},
        {"reserved": Decimal(6)},
        {"reserved": Decimal(-1)},
        {"status": "quarantine", "reserved": Decimal(1)},
        {"value_minor": -1},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Balance.objects.filter(pk=balance.pk).update(**change)
    with pytest.raises(IntegrityError), transaction.atomic():
        Balance.objects.create(item_id=item, place_id=balance.place_id, status="free")


def test_an_operator_may_book_what_he_found_but_not_correct_the_ledger():
    item = make_item()
    operator = actor("operator")
    services.found_stock(item, place_id=make_store(), quantity=Decimal(1), by=operator, at=NOW)
    with pytest.raises(NotPermitted):
        services.adjust(Key(item, make_store()), change=Decimal(1), posting=why("x"), by=operator, at=NOW)
    assert on_hand(item) == 1


def test_many_receipts_cost_as_many_queries_as_one(django_assert_num_queries):
    items = [make_item() for _ in range(30)]
    for each in items:
        stock(each, 1)
    receipts = [Receipt(each, make_store(), Decimal(2)) for each in items]
    with django_assert_num_queries(12):
        services.receive(receipts, posting=Posting(), by=SYSTEM, at=NOW)
    site = make_site().id
    with django_assert_num_queries(4):
        queries.positions(items, site_id=site, at=NOW)
