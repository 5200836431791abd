"""Units of measure and exact conversion between them."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal, localcontext
from enum import StrEnum
from fractions import Fraction

from django.utils.translation import gettext_noop as N_

from taktline.kernel.errors import Refusal


class Rounding(StrEnum):
    """Where a conversion that does not come out even goes."""

    NEAREST = "nearest"
    UP = "up"
    DOWN = "down"


_MODES = {Rounding.NEAREST: ROUND_HALF_UP, Rounding.UP: ROUND_CEILING, Rounding.DOWN: ROUND_FLOOR}


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of measure: its code, the decimal places that may be counted, and how to round to them."""

    code: str
    places: int = 0
    rounding: Rounding = Rounding.NEAREST

    def round(self, value: Fraction) -> Decimal:
        """The nearest amount that can be counted in this unit, by its rounding rule."""
        with localcontext(prec=60):
            exact = Decimal(value.numerator) / Decimal(value.denominator)
            return exact.quantize(Decimal(1).scaleb(-self.places), rounding=_MODES[self.rounding])

    def can_count(self, quantity: Decimal) -> bool:
        """Whether the quantity needs no more places than the unit has."""
        return quantity == round(quantity, self.places)


@dataclass(frozen=True, slots=True)
class Conversion:
    """`from_quantity` of one unit are exactly `to_quantity` of another: 1 box = 24 pcs."""

    from_unit: str
    from_quantity: int
    to_unit: str
    to_quantity: int

    @property
    def ratio(self) -> Fraction:
        """Target units per source unit."""
        return Fraction(self.to_quantity, self.from_quantity)


class UnknownConversion(Refusal):
    """Nothing leads from one unit to the other."""

    code = "kernel.unknown-conversion"
    sentence = N_("%(from_unit)s cannot be converted to %(to_unit)s. Add the conversion to the item, or use its unit.")
    status = 422


def ratio_between(from_unit: str, to_unit: str, conversions: Iterable[Conversion]) -> Fraction:
    """Target units per source unit, by the shortest chain. Raises UnknownConversion."""
    steps: dict[str, list[tuple[str, Fraction]]] = {}
    for rule in conversions:
        steps.setdefault(rule.from_unit, []).append((rule.to_unit, rule.ratio))
        steps.setdefault(rule.to_unit, []).append((rule.from_unit, 1 / rule.ratio))
    found = {from_unit: Fraction(1)}
    queue = [from_unit]
    while queue and to_unit not in found:
        here = queue.pop(0)
        for there, ratio in steps.get(here, ()):
            if there not in found:
                found[there] = found[here] * ratio
                queue.append(there)
    if to_unit not in found:
        raise UnknownConversion(from_unit=from_unit, to_unit=to_unit)
    return found[to_unit]


def convert(quantity: Decimal, from_unit: str, to: Unit, conversions: Iterable[Conversion] = ()) -> Decimal:
    """The quantity in another unit, rounded once by that unit's rule. Raises UnknownConversion."""
    if from_unit == to.code:
        return to.round(Fraction(quantity))
    return to.round(Fraction(quantity) * ratio_between(from_unit, to.code, conversions))
