"""Dated deliveries of a line: they add up to it, in the stock unit, without losing a crumb to rounding."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from taktline.kernel.exact import plain
from taktline.sales.errors import DeliveriesDoNotAddUp
from taktline.sales.types import DeliveryWish


@dataclass(frozen=True, slots=True)
class Part:
    """One dated delivery in the stock unit."""

    requested_on: date
    quantity: Decimal


def parts(
    wishes: Sequence[DeliveryWish],
    *,
    line: object,
    quantity: Decimal,
    in_stock: Callable[[Decimal], Decimal],
    fallback: date,
) -> tuple[Part, ...]:
    """Turn wishes (line unit) into parts (stock unit) that add up to in_stock(quantity).

    A wish without quantity takes what is left; without a date it takes `fallback`. The last part takes what rounding
    left over. Raises DeliveriesDoNotAddUp.
    """
    if not wishes:
        return (Part(fallback, in_stock(quantity)),)
    left = quantity - sum((wish.quantity for wish in wishes if wish.quantity is not None), Decimal(0))
    open_wishes = [wish for wish in wishes if wish.quantity is None]
    if len(open_wishes) > 1 or (left != 0 and not open_wishes) or (open_wishes and left <= 0):
        raise DeliveriesDoNotAddUp(line=line, sum=plain(quantity - left), quantity=plain(quantity))
    made: list[Part] = []
    placed = Decimal(0)
    whole = in_stock(quantity)
    for number, wish in enumerate(wishes, start=1):
        wanted = left if wish.quantity is None else wish.quantity
        stock = whole - placed if number == len(wishes) else in_stock(wanted)
        if stock <= 0:
            raise DeliveriesDoNotAddUp(line=line, sum=plain(placed), quantity=plain(quantity))
        placed += stock
        made.append(Part(wish.requested_on or fallback, stock))
    return tuple(made)


def share(done: Iterable[Decimal], of: Iterable[Decimal]) -> int:
    """How many whole percent of `of` is done, 100 at most; for the order's axes."""
    whole = sum(of, Decimal(0))
    if whole <= 0:
        return 0
    return int(min(Decimal(100), sum(done, Decimal(0)) * 100 / whole))
