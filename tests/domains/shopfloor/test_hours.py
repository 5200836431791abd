"""Overlapping bookings are legal, and no second counts twice."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from taktline.shopfloor.rules.cost import minor_of, part_of, spread
from taktline.shopfloor.rules.flow import Step, delivered, inputs
from taktline.shopfloor.rules.hours import Span, fair_shares, union_seconds

ZERO_HOUR = datetime(2026, 3, 2, tzinfo=UTC)


def span(number, start, length):
    begin = ZERO_HOUR + timedelta(seconds=start)
    return Span(number, begin, begin + timedelta(seconds=length))


spans = st.lists(st.tuples(st.integers(0, 500), st.integers(0, 200)), max_size=8).map(
    lambda pairs: [span(at, *pair) for at, pair in enumerate(pairs)]
)


@given(spans)
def test_shares_of_overlapping_records_add_up_to_the_time_that_passed(rows):
    shares = fair_shares(rows)
    assert sum(shares.values(), Fraction(0)) == union_seconds(rows)
    for row in rows:
        assert 0 <= shares[row.id] <= (row.end - row.start).total_seconds()


def test_two_jobs_at_once_get_half_each():
    shares = fair_shares([span(1, 0, 100), span(2, 50, 100)])
    assert shares == {1: 75, 2: 75}


@given(st.integers(0, 10**9), st.integers(1, 500), st.lists(st.integers(1, 500), min_size=1, max_size=9))
def test_value_taken_in_parts_ends_with_the_last_piece_to_the_coin(value, left, parts):
    quantity, rest, taken = Decimal(left), value, 0
    for asked in parts:
        part = min(Decimal(asked), quantity)
        if part == 0:
            break
        going = minor_of(rest, part, quantity)
        assert 0 <= going <= rest
        quantity, rest, taken = quantity - part, rest - going, taken + going
    assert taken + rest == value
    assert quantity > 0 or rest == 0


@given(st.integers(0, 10**7), st.integers(1, 40))
def test_coins_spread_over_pieces_are_all_there(total, parts):
    assert sum(spread(total, parts)) == total


def test_a_part_of_what_is_left_is_countable_and_never_more():
    assert part_of(Decimal(10), Fraction(1, 3), 0) == 4
    assert part_of(Decimal(10), Fraction(5, 3), 0) == 10


@given(st.integers(1, 60), st.integers(0, 60), st.integers(0, 60), st.integers(0, 20))
def test_nothing_is_moved_on_that_was_not_made(started, good, scrap, transfer):
    step = Step(Decimal(good), Decimal(scrap), Decimal(0), Decimal(transfer), False)
    moved = delivered(step, coming=Decimal(started))
    assert 0 <= moved <= good
    after = Step(Decimal(0), Decimal(0), Decimal(0), Decimal(0), False)
    assert inputs([step, after], started=Decimal(started)) == [Decimal(started), moved]
