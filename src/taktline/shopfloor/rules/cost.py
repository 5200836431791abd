"""What work in process is worth: whole coins, nothing lost between them."""

from decimal import ROUND_CEILING, ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction


def time_minor(seconds: int, hour_rate: Decimal, digits: int) -> int:
    """Machine time at an hourly rate in major units, rounded once to the coin."""
    with localcontext(prec=50):
        exact = Decimal(seconds) * hour_rate.scaleb(digits) / Decimal(3600)
        return int(exact.quantize(Decimal(1), rounding=ROUND_HALF_UP))


def part_of(left: Decimal, share: Fraction, places: int) -> Decimal:
    """So much of what is left goes along with a share of the pieces: countable, up, never more than there is."""
    if share >= 1:
        return left
    exact = Fraction(left) * share
    with localcontext(prec=60):
        wanted = Decimal(exact.numerator) / Decimal(exact.denominator)
        return min(left, wanted.quantize(Decimal(1).scaleb(-places), rounding=ROUND_CEILING))


def minor_of(left_minor: int, part: Decimal, left: Decimal) -> int:
    """The value that goes along with a part of what is left; the last part takes the rest."""
    if part >= left:
        return left_minor
    return int(Fraction(left_minor) * Fraction(part) / Fraction(left))


def share_of_pieces(quantity: Decimal, expected: Decimal) -> Fraction:
    """The share of the pieces still expected that `quantity` is, at most all."""
    return min(Fraction(quantity) / Fraction(expected), Fraction(1)) if expected > 0 else Fraction(1)


def spread(total: int, parts: int) -> list[int]:
    """Whole coins over so many pieces, as evenly as may be; the sum is the total."""
    base, rest = divmod(total, parts)
    return [base + (1 if at < rest else 0) for at in range(parts)]
