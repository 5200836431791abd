"""Amounts of a line: net + tax = gross to the coin, whichever way the price was entered."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal, localcontext

from taktline.kernel.exact import Money


@dataclass(frozen=True, slots=True)
class Amounts:
    """Whole minor units; gross is always net plus tax."""

    net: int
    tax: int
    gross: int


@dataclass(frozen=True, slots=True)
class Pricing:
    """What a line's amounts follow from. discount, tax_rate: ratios; price per unit of quantity."""

    quantity: Decimal
    price: Decimal
    discount: Decimal
    tax_rate: Decimal
    tax_included: bool
    currency: str


def amounts(line: Pricing) -> Amounts:
    """Round once, at the amount that was agreed (gross when prices include tax, else net); the rest follows.

    With tax included the gross is what the customer reads on his order, so it is kept and the tax is carved out.
    """
    with localcontext(prec=50):
        entered = Money.of(line.quantity * line.price * (1 - line.discount), line.currency)
        if line.tax_included:
            net = Money.of(entered.amount / (1 + line.tax_rate), line.currency).minor
            return Amounts(net=net, tax=entered.minor - net, gross=entered.minor)
        tax = Money.of(entered.amount * line.tax_rate, line.currency).minor
        return Amounts(net=entered.minor, tax=tax, gross=entered.minor + tax)


def total(lines: Iterable[Amounts]) -> Amounts:
    """The sum of lines; a document is the sum of its rounded lines, so that every print adds up."""
    found = tuple(lines)
    return Amounts(
        net=sum(each.net for each in found),
        tax=sum(each.tax for each in found),
        gross=sum(each.gross for each in found),
    )


def restate(price: Decimal, tax_rate: Decimal, *, included: bool, wanted: bool) -> Decimal:
    """A unit price with or without tax as wanted, to the millionth."""
    if included == wanted:
        return price
    with localcontext(prec=50):
        ratio = 1 + tax_rate
        value = price * ratio if wanted else price / ratio
        return value.quantize(Decimal("0.000001"))


def below(price: Decimal, agreed: Decimal) -> Decimal:
    """By which share the price is below the agreement; negative when above. To 1/10,000."""
    if not agreed:
        return Decimal(0)
    with localcontext(prec=50):
        return ((agreed - price) / agreed).quantize(Decimal("0.0001"))


def effective(price: Decimal, discount: Decimal) -> Decimal:
    """The unit price after the line's discount, to the millionth."""
    with localcontext(prec=50):
        return (price * (1 - discount)).quantize(Decimal("0.000001"))
