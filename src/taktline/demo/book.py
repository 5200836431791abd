"""The open order book as values: who ordered what for when, and which story each order tells."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

import numpy as np

from taktline.demo.demand import KITS_A_DAY, PIECES_A_DAY, SHELF, shares
from taktline.demo.partners import (
    CUSTOMERS,
    DEPOSIT,
    EXPORT,
    FORKLIFT,
    MINING,
    ON_HOLD,
    SELF_SERVICE,
    Customer,
)
from taktline.demo.products import products
from taktline.demo.world import World
from taktline.resources import queries as resources

OPEN_ORDERS = 60
FIRST_DUE, LAST_DUE = -5, 44  # working days from today in which the open orders fall due
SPREAD = 7  # working days over which the lines of one order fall due


class Story(StrEnum):
    """What is special about an order."""

    USUAL = "usual"
    LATE = "late"
    PART = "part-delivered"
    RUSH = "rush"
    CREDIT = "credit hold"
    DEPOSIT = "deposit awaited"
    SAMPLE = "sample"
    CASTING = "customer-supplied casting"
    CHEAP = "price below agreement"
    FRESH = "waits for its promise"


@dataclass(frozen=True, slots=True)
class Wanted:
    """One line of a customer's order."""

    code: str
    quantity: int
    due: date
    factor: Decimal = Decimal(1)  # of the agreed price


@dataclass(frozen=True, slots=True)
class Ordered:
    """One order of the book. hour: of the day it was entered."""

    number: int
    customer: Customer
    on: date
    lines: tuple[Wanted, ...]
    story: Story = Story.USUAL
    is_rush: bool = False
    type: str = "standard"
    stories: frozenset[Story] = field(default_factory=frozenset)


# Which place in the book (by due date, of 60) has which story; the customer is theirs where it must be.
STORIES: dict[int, tuple[Story, str]] = {
    0: (Story.LATE, "C003"), 1: (Story.PART, "C002"), 2: (Story.LATE, "C011"), 3: (Story.PART, FORKLIFT), 4: (Story.LATE, ""),
    9: (Story.RUSH, "C005"), 14: (Story.RUSH, "C004"), 17: (Story.CASTING, MINING), 20: (Story.CREDIT, ON_HOLD),
    24: (Story.DEPOSIT, DEPOSIT), 28: (Story.CREDIT, ON_HOLD), 33: (Story.SAMPLE, "C012"), 36: (Story.CHEAP, "C002"),
    38: (Story.USUAL, DEPOSIT), 41: (Story.USUAL, EXPORT), 45: (Story.USUAL, SELF_SERVICE), 52: (Story.FRESH, "C004"), 57: (Story.FRESH, "C012"),
}  # fmt: skip
BY_CODE = {each.code: each for each in CUSTOMERS}


def the_book(world: World) -> list[Ordered]:
    """The open orders of this world; the same whenever it is asked for."""
    days = working_days(world, FIRST_DUE, LAST_DUE + SPREAD)
    return open_book(days, world.today, world.dice("orders"), scale=world.scale)


def working_days(world: World, first: int, last: int) -> list[date]:
    """Working days of the day shift, from `first` (below zero: before today) to `last`; 0 is today or the next one."""
    start = world.today - timedelta(days=3 * abs(first) + 10)
    marks = resources.working_days(world.calendars["DAY"], start, 400)
    days = [start + timedelta(days=int(at)) for at in np.flatnonzero(marks)]
    zero = next(at for at, day in enumerate(days) if day >= world.today)
    return days[zero + first : zero + last + 1]


def open_book(days: Sequence[date], today: date, dice: random.Random, *, scale: float) -> list[Ordered]:
    """The open orders by due date. days: working days, of which FIRST_DUE before today."""
    count = max(len(STORIES), round(OPEN_ORDERS * scale))
    drawn = [_order(at, count, days, today, dice) for at in range(count)]
    return _to_volume(drawn, len(days) - SPREAD, scale)


def _order(at: int, count: int, days: Sequence[date], today: date, dice: random.Random) -> Ordered:
    place = at * OPEN_ORDERS // count if count < OPEN_ORDERS else at
    story, who = _story(at, count)
    customer = BY_CODE[who] if who else _somebody(dice)
    first = at * (len(days) - SPREAD) // count
    codes = _choice(customer, dice)
    if story is Story.CASTING:
        codes = ["JP3-50K", *codes[:2]]
    lines = [Wanted(code, _quantity(code, dice), days[first + dice.randrange(SPREAD)]) for code in codes]
    if story is Story.SAMPLE:
        lines = [Wanted("JP2-18S", 5, days[min(first + 5, len(days) - 1)])]
    if story is Story.CHEAP:
        lines[0] = replace(lines[0], factor=Decimal("0.8"))
    ago = 1 if story is Story.FRESH else 3 + (place * 7) % 19 + max(0, 12 - at)
    on = date.fromordinal(today.toordinal() - ago)
    return Ordered(
        at, customer, on, tuple(lines), story, is_rush=story is Story.RUSH,
        type="sample" if story is Story.SAMPLE else "standard",
    )  # fmt: skip


def _story(at: int, count: int) -> tuple[Story, str]:
    """In a smaller book the stories move together."""
    if count >= OPEN_ORDERS:
        return STORIES.get(at, (Story.USUAL, ""))
    told = list(STORIES.values())
    return told[at] if at < len(told) else (Story.USUAL, "")


def _somebody(dice: random.Random) -> Customer:
    usual = [each for each in CUSTOMERS if each.code not in (ON_HOLD, DEPOSIT)]
    return dice.choices(usual, [each.weight for each in usual])[0]


def _choice(customer: Customer, dice: random.Random) -> list[str]:
    kinds = customer.kinds.split()
    mine = [each for each in products() if each.kind in kinds and each.code != SHELF]
    wanted = dice.choice((2, 3, 3, 3, 4))
    chosen: list[str] = []
    while len(chosen) < min(wanted, len(mine)):
        code = dice.choices([each.code for each in mine], [each.weight for each in mine])[0]
        if code not in chosen:
            chosen.append(code)
    return chosen


def _quantity(code: str, dice: random.Random) -> int:
    usual = (
        80
        if code.startswith("SK")
        else 12
        if code.startswith("JU")
        else 30
        if code.startswith(("JT", "JM"))
        else 70
    )
    return max(1, round(usual * dice.uniform(0.5, 1.5)))


def _to_volume(drawn: list[Ordered], days: int, scale: float) -> list[Ordered]:
    """Scale quantities so that the book holds what the plant makes in its days, in handy numbers."""
    target = {True: KITS_A_DAY * days * scale, False: PIECES_A_DAY * (1 - shares()[SHELF]) * days * scale}
    held = {True: 0, False: 0}
    for line in _lines(drawn):
        held[line.code.startswith("SK")] += line.quantity
    return [
        replace(
            order,
            lines=tuple(
                replace(
                    line,
                    quantity=_handy(
                        line, target[line.code.startswith("SK")] / (held[line.code.startswith("SK")] or 1)
                    ),
                )
                for line in order.lines
            ),
        )
        for order in drawn
    ]


def _handy(line: Wanted, factor: float) -> int:
    if line.code.endswith("S"):
        return line.quantity
    step = 2 if line.code.startswith("JU") else 5
    return max(step, round(line.quantity * factor / step) * step)


def _lines(drawn: Sequence[Ordered]) -> Iterator[Wanted]:
    for order in drawn:
        yield from order.lines
