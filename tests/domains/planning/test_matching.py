"""Planned orders keep their identity from one run to the next."""

from dataclasses import dataclass
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from taktline.planning import rules


@dataclass(frozen=True)
class Order:
    due: date
    start: date
    quantity: int


def orders():
    day = st.integers(0, 6).map(lambda number: date(2026, 3, 2) + timedelta(days=number))
    return st.lists(st.builds(Order, day, day, st.integers(1, 3)), max_size=8)


@given(orders(), orders())
def test_every_order_is_paired_once_and_equal_ones_with_each_other(old, new):
    pairs = rules.matched(old, new)
    assert sorted(map(repr, (o for o, _ in pairs if o is not None))) == sorted(map(repr, old))
    assert sorted(map(repr, (n for _, n in pairs if n is not None))) == sorted(map(repr, new))
    assert not any(o is None and n is None for o, n in pairs)
    gone = any(n is None for _, n in pairs)
    fresh = any(o is None for o, _ in pairs)
    assert not (gone and fresh)  # what can be paired is
    same = sum(1 for o, n in pairs if o == n)
    assert same == sum(min(old.count(each), new.count(each)) for each in set(old))


def test_a_single_order_that_moves_is_the_same_order():
    before = Order(date(2026, 3, 10), date(2026, 3, 5), 10)
    after = Order(date(2026, 3, 20), date(2026, 3, 15), 12)
    assert rules.matched([before], [after]) == [(before, after)]
