"""Counting, found stock, opening stock, places."""

from datetime import timedelta
from decimal import Decimal

import pytest

from taktline.inventory import queries, services
from taktline.inventory.errors import (
    DifferentLot,
    NotFullyCounted,
    NothingToCount,
    PlaceInUse,
    ReasonNeeded,
    WrongPlace,
)
from taktline.inventory.types import CountedLine, CountKind, Key, PlaceKind, Status, Withdrawal
from taktline.kernel.actor import SYSTEM
from taktline.kernel.errors import IllegalMove, InvalidInput, NotFound, NotPermitted
from taktline.kernel.listing import page
from taktline.kernel.models import Message
from taktline.kernel.scope import EVERYTHING, Scope
from taktline.kernel.sheets import read
from tests.builders.catalog import make_item
from tests.builders.identity import actor, make_site
from tests.builders.inventory import NOW, expect, make_place, make_store, reserve, stock, why


def plan(**narrow):
    return services.plan_count(services.CountPlan(make_site().id, **narrow), by=SYSTEM, at=NOW)


def counted(count_id, key, quantity, at=NOW):
    services.record_count(count_id, [CountedLine(key, Decimal(quantity))], by=SYSTEM, at=at)


def on_hand(item_id):
    return queries.position(item_id, site_id=make_site().id, at=NOW).on_hand


def test_a_blind_count_hides_the_books_until_review_and_posts_the_difference():
    item, other = make_item(), make_item()
    stock(item, 10, value="100")
    stock(other, 5)
    count = plan()
    services.start_count(count, by=SYSTEM, at=NOW)
    counted(count, Key(item, make_store()), 8)
    assert [line.book for line in queries.count_lines(count, scope=EVERYTHING)] == [None, None]
    assert {row["book"] for row in page(queries.COUNT_LINES, scope=EVERYTHING).rows} == {None}
    with pytest.raises(NotFullyCounted):
        services.finish_count(count, by=SYSTEM, at=NOW)
    counted(count, Key(other, make_store()), 5)
    services.finish_count(count, by=SYSTEM, at=NOW)
    lines = queries.count_lines(count, scope=EVERYTHING)
    assert {line.item_code: line.difference for line in lines if line.difference} == {
        lines[0].item_code: Decimal(-2)
    }
    assert services.post_count(count, by=SYSTEM, at=NOW) == 1
    assert (on_hand(item), on_hand(other)) == (8, 5)
    values = [row["difference_value"] for row in page(queries.COUNT_LINES, scope=EVERYTHING).rows]
    assert str(values[0]) == "CNY -20.00"
    assert "difference_value" not in page(queries.COUNT_LINES, scope=Scope()).rows[0].values
    with pytest.raises(IllegalMove):
        services.post_count(count, by=SYSTEM, at=NOW)


def test_stock_may_go_on_moving_while_it_is_counted():
    item = make_item()
    stock(item, 10)
    count = plan()
    counted(count, Key(item, make_store()), 9)
    services.issue([Withdrawal(item, Decimal(4))], site_id=make_site().id, posting=why(), by=SYSTEM, at=NOW)
    services.finish_count(count, by=SYSTEM, at=NOW)
    services.post_count(count, by=SYSTEM, at=NOW)
    assert on_hand(item) == 5


def test_what_the_sheet_does_not_know_is_added_and_missing_stock_cuts_reservations():
    item, surprise = make_item(), make_item()
    stock(item, 10)
    reserve(item, 9)
    count = plan()
    counted(count, Key(item, make_store()), 6)
    counted(count, Key(surprise, make_place("W2")), 3)
    services.finish_count(count, by=SYSTEM, at=NOW)
    assert services.post_count(count, by=SYSTEM, at=NOW) == 2
    assert (on_hand(item), on_hand(surprise)) == (6, 3)
    assert Message.objects.filter(topic="inventory.reservation-cut").count() == 1


def test_lines_are_counted_again_or_the_count_is_thrown_away():
    item = make_item()
    stock(item, 10)
    count = plan()
    counted(count, Key(item, make_store()), 1)
    services.finish_count(count, by=SYSTEM, at=NOW)
    with pytest.raises((InvalidInput, IllegalMove)):
        counted(count, Key(item, make_store()), 10)
    line = queries.count_lines(count, scope=EVERYTHING)[0]
    services.count_again(count, [line.id], by=SYSTEM, at=NOW)
    with pytest.raises(NotFullyCounted):
        services.finish_count(count, by=SYSTEM, at=NOW)
    with pytest.raises(ReasonNeeded):
        services.reject_count(count, reason=" ", by=SYSTEM, at=NOW)
    services.reject_count(count, reason="wrong shelf", by=SYSTEM, at=NOW)
    assert on_hand(item) == 10


def test_who_counts_does_not_post():
    item = make_item()
    stock(item, 10)
    count = plan()
    counted(count, Key(item, make_store()), 10)
    services.finish_count(count, by=SYSTEM, at=NOW)
    with pytest.raises(NotPermitted):
        services.post_count(count, by=actor("warehouse_clerk"), at=NOW)


def test_the_cycle_plan_takes_what_is_due_by_class():
    dear, cheap = make_item(), make_item()
    stock(dear, 10, value="10000")
    stock(cheap, 10, value="1")
    take = [Withdrawal(dear, Decimal(5)), Withdrawal(cheap, Decimal(5))]
    services.issue(take, site_id=make_site().id, posting=why(), by=SYSTEM, at=NOW)
    cycle = services.CountPlan(make_site().id, CountKind.CYCLE, is_blind=False, note="Monday")
    first = services.plan_count(cycle, by=SYSTEM, at=NOW)
    assert [row["note"] for row in page(queries.COUNTS, scope=EVERYTHING).rows] == ["Monday"]
    assert {row["abc"] for row in page(queries.STOCK, scope=EVERYTHING).rows} == {"A", "C"}
    for item in (dear, cheap):
        counted(first, Key(item, make_store()), 5)
    services.finish_count(first, by=SYSTEM, at=NOW)
    services.post_count(first, by=SYSTEM, at=NOW)
    with pytest.raises(NothingToCount):
        services.plan_count(cycle, by=SYSTEM, at=NOW)
    second = services.plan_count(cycle, by=SYSTEM, at=NOW + timedelta(days=31))
    assert [line.key.item_id for line in queries.count_lines(second, scope=EVERYTHING)] == [dear]


def test_found_stock_is_booked_at_once_and_waits_to_be_counted():
    item = make_item()
    stock(item, 4, value="40")
    found = services.found_stock(item, place_id=make_store(), quantity=Decimal(2), by=SYSTEM, at=NOW)
    again = services.found_stock(item, place_id=make_store(), quantity=Decimal(1), by=SYSTEM, at=NOW)
    assert (on_hand(item), again.count_id) == (7, found.count_id)
    worth = queries.value_of([item], site_id=make_site().id, currency="CNY")[item]
    assert worth.minor == 7000
    kinds = [row["kind"] for row in page(queries.COUNTS, scope=EVERYTHING).rows]
    assert kinds == [CountKind.RECOUNT]
    fact = Message.objects.filter(topic="inventory.stock-found").first()
    assert fact.body["task_key"] == f"{item}:{make_store()}"


def test_more_of_a_held_lot_is_found_held():
    item = make_item(tracking="lot")
    stock(item, 4, lot="L1")
    services.hold_lot(queries.lot_by_code("L1", item_id=item).id, reason="rust", by=SYSTEM, at=NOW)
    services.found_stock(item, place_id=make_store(), quantity=Decimal(2), lot_code="L1", by=SYSTEM, at=NOW)
    assert queries.position(item, site_id=make_site().id, at=NOW).held == 6
    with pytest.raises(DifferentLot):
        stock(item, 1, lot="L1", status=Status.FREE)


def sheet(rows, *, dry_run=False):
    typed, faults = read(services.OPENING_STOCK, rows)
    assert not faults
    return services.OPENING_STOCK.apply(typed, SYSTEM, NOW, dry_run)


def test_opening_stock_ties_to_its_control_totals():
    make_item("P1")
    make_item("S1", tracking="lot")
    make_store()
    rows = [
        {"item": "P1", "place": "W1", "quantity": "10", "value": "99.99"},
        {
            "item": "S1",
            "place": "W1",
            "lot": "L1",
            "quantity": "5",
            "value": "0.01",
            "expires_on": "2027-01-01",
        },
    ]
    tried = sheet(rows, dry_run=True)
    assert page(queries.MOVES, scope=EVERYTHING).rows == []
    done = sheet(rows)
    assert tried == done
    assert (done.created, done.totals[3][1]) == (2, "CNY 100.00")
    worth = queries.value_of(None, site_id=make_site().id, currency="CNY")
    assert sum(each.minor for each in worth.values()) == 10000


def test_an_opening_sheet_with_a_wrong_cell_changes_nothing():
    make_item("P1")
    make_item("S1", tracking="lot")
    make_store()
    report = sheet(
        [
            {"item": "P1", "place": "W1", "quantity": "1.5"},
            {"item": "P9", "place": "W1", "quantity": "1"},
            {"item": "P1", "place": "W9", "quantity": "1"},
            {"item": "S1", "place": "W1", "quantity": "1"},
            {"item": "P1", "place": "W1", "quantity": "1", "value": "-1"},
        ]
    )
    cells = [(fault.row, fault.column) for fault in report.faults]
    assert cells == [(1, "quantity"), (2, "item"), (3, "place"), (4, "lot"), (5, "value"), (5, "item")]
    assert page(queries.MOVES, scope=EVERYTHING).rows == []


def test_a_place_is_made_once_and_closed_only_when_empty():
    item, store = make_item(), make_store()
    stock(item, 1)
    with pytest.raises(InvalidInput):
        services.create_place(services.NewPlace(make_site().id, "W1", "又一个"), by=SYSTEM, at=NOW)
    new = services.NewPlace(make_site().id, "C", "客户", kind=PlaceKind.CUSTOMER)
    with pytest.raises(WrongPlace):
        services.create_place(new, by=SYSTEM, at=NOW)
    with pytest.raises(PlaceInUse):
        services.change_place(store, name="主仓", name_en="", is_active=False, by=SYSTEM, at=NOW)
    empty = make_place("W2")
    services.change_place(empty, name="旧仓", name_en="Old store", is_active=False, by=SYSTEM, at=NOW)
    with pytest.raises(WrongPlace):
        stock(item, 1, place_id=empty)


def test_another_site_s_clerk_sees_nothing_here():
    item = make_item()
    stock(item, 5)
    other = make_site("S2")
    clerk = actor("warehouse_clerk", sites=[other.id])
    for listing in (queries.STOCK, queries.BALANCES, queries.MOVES, queries.PLACES):
        assert page(listing, scope=clerk.scope).rows == [], listing.key
    with pytest.raises(NotFound):
        services.transfer(
            Key(item, make_store()),
            quantity=Decimal(1),
            to_place_id=make_place("W2"),
            posting=why(),
            by=clerk,
            at=NOW,
        )


def test_the_stock_list_adds_up_in_five_queries_whatever_its_length(django_assert_num_queries):
    item = make_item("P1")
    stock(item, 10)
    reserve(item, 4)
    expect(item, 7, source_id=1)
    expect(item, 3, direction="out", source_id=2)
    with django_assert_num_queries(5):
        row = page(queries.STOCK, scope=EVERYTHING).rows[0]
    shown = {name: str(row[name]) for name in ("on_hand", "held", "reserved", "free", "projected")}
    assert shown == {
        "on_hand": "10 pcs",
        "held": "0 pcs",
        "reserved": "4 pcs",
        "free": "6 pcs",
        "projected": "14 pcs",
    }
    assert page(queries.STOCK, scope=EVERYTHING, where={"short": "1"}).rows == []
    assert len(page(queries.STOCK, scope=EVERYTHING, where={"in_stock": "1"}).rows) == 1
    stock(make_item("P2"), 3)
    shown = {row.id: row.values for row in page(queries.STOCK, scope=EVERYTHING).rows}
    for name in queries.STOCK.names:  # what it is sorted by is summed by the database row by row
        sorted_by = page(queries.STOCK, scope=EVERYTHING, sort=f"-{name}").rows
        assert {row.id: row.values for row in sorted_by} == shown
