"""What purchasing decides from values alone."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from taktline.purchasing.types import SupplierPriceRow

ZERO = Decimal(0)


def price_at(prices: Iterable[SupplierPriceRow], quantity: Decimal, on: date) -> Decimal | None:
    """The price of a quantity on a day: of the highest break it reaches, the one that began last; None for none."""
    fitting = [
        each
        for each in prices
        if each.from_quantity <= quantity
        and each.valid_from <= on
        and (each.valid_until is None or on < each.valid_until)
    ]
    best = max(fitting, key=lambda each: (each.from_quantity, each.valid_from), default=None)
    return None if best is None else best.price


def order_size(wanted: Decimal, minimum: Decimal, multiple: Decimal) -> Decimal:
    """The smallest amount a supplier sells that covers what is wanted."""
    amount = max(wanted, minimum)
    if multiple > 0 and (over := amount % multiple):
        amount += multiple - over
    return amount


def most(quantity: Decimal, over_share: Decimal) -> Decimal:
    """The most that may come of what was ordered."""
    return quantity * (1 + over_share)


def enough(quantity: Decimal, under_share: Decimal) -> Decimal:
    """From how much on what was ordered counts as delivered."""
    return quantity * (1 - under_share)


def still_to_come(quantity: Decimal, received: Decimal, under_share: Decimal) -> Decimal:
    """What is expected of a line; nothing once so much came that it counts as delivered."""
    return ZERO if received >= enough(quantity, under_share) else quantity - received


def is_billed(lines: Iterable[tuple[Decimal, Decimal]]) -> bool:
    """Whether everything that came and stayed is charged. lines: what stayed, what was billed."""
    pairs = list(lines)
    return any(stayed > 0 for stayed, _billed in pairs) and all(stayed <= billed for stayed, billed in pairs)
