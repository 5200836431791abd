"""What an item costs, from what it is made of and where it is made. Exact until the last step."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction

from taktline.catalog.types import Material, OperationRow


@dataclass(frozen=True, slots=True)
class Parts:
    """Cost of one unit by part, in CNY; is_complete: nothing below lacked a price."""

    material: Fraction = Fraction(0)
    work: Fraction = Fraction(0)
    outside: Fraction = Fraction(0)
    is_complete: bool = True

    @property
    def total(self) -> Fraction:
        """All parts."""
        return self.material + self.work + self.outside


@dataclass(frozen=True, slots=True)
class Rates:
    """hour: CNY per machine hour by centre; currency: CNY per unit of a currency."""

    hour: Mapping[int, Fraction]
    currency: Mapping[str, Fraction]


def bought(price: Decimal | None, currency: str, rates: Rates) -> Parts:
    """What a bought item costs."""
    rate = rates.currency.get(currency)
    if price is None or rate is None:
        return Parts(is_complete=False)
    return Parts(material=Fraction(price) * rate)


def made(
    materials: tuple[Material, ...],
    operations: tuple[OperationRow, ...],
    below: Mapping[int, Parts],
    rates: Rates,
    *,
    lot: Fraction,
    scrap: Decimal,
) -> Parts:
    """What a made item costs; setups are spread over `lot` pieces, lost pieces are paid by the good ones."""
    taken = Fraction(0)
    complete = True
    for material in materials:
        part = below.get(material.component_id, Parts(is_complete=False))
        taken += (-1 if material.is_by_product else 1) * material.gross * part.total
        complete &= part.is_complete
    work = outside = Fraction(0)
    for each in operations:
        if each.outside is None:
            seconds = Fraction(each.setup_seconds) / lot + each.run_seconds
            work += seconds / 3600 * rates.hour.get(each.centre_id, Fraction(0))
        else:
            rate = rates.currency.get(each.outside.currency)
            complete &= each.outside.price is not None and rate is not None
            outside += Fraction(each.outside.price or 0) * (rate or 0)
    good = 1 - Fraction(scrap)
    return Parts(taken / good, work / good, outside / good, complete)


def micro(value: Fraction) -> Decimal:
    """To six places, halves away from zero."""
    with localcontext(prec=60):
        exact = Decimal(value.numerator) / Decimal(value.denominator)
        return exact.quantize(Decimal("0.000001"), rounding=ROUND_HALF_UP)
