"""Compile what a plan needs, so that the first planner does not wait for it."""

import numpy as np

from taktline.engines.mrp.calendar import Calendar
from taktline.engines.mrp.plan import solve
from taktline.engines.mrp.problem import UNIT, Demands, Ints, Items, Lines, Problem, Supplies


def warm() -> None:
    """Plan one product of one part; the machine code stays on disk for the next process."""
    solve(example())


def example() -> Problem:
    """The smallest plan that meets every kernel: a product, its part, one order for it."""
    none = _numbers(0, 0)
    flags = np.zeros(2, dtype=np.bool_)
    items = Items(
        id=_numbers(1, 2), calendar=none, on_hand=none, safety=none, lead=_numbers(1, 1), rule=none,
        lot_size=none, lot_min=none, lot_multiple=none, lot_max=none, period=_numbers(1, 1), quantum=_numbers(1, 1),
        scrap=none, make=np.array([True, False]), phantom=flags, fence=none, window=none, tolerance=none,
    )
    zero, one = _numbers(0), _numbers(1)
    lines = Lines(
        id=one, parent=one, child=_numbers(2), per=_numbers(UNIT), scrap=zero, kind=zero, group=_numbers(-1),
        priority=zero,
    )
    demands = Demands(
        id=one, item=one, kind=zero, due=_numbers(5), quantity=_numbers(UNIT), priority=zero, reserved=zero,
        supply=_numbers(-1),
    )
    empty = _numbers()
    supplies = Supplies(empty, empty, empty, empty, empty, np.array([], dtype=np.bool_))
    return Problem(items, lines, demands, supplies, (Calendar.every_day(10),), horizon=10)


def _numbers(*values: int) -> Ints:
    return np.array(values, dtype=np.int64)
