"""Quantities: Decimal with six places, whole micro-units in the database and in engines."""

from decimal import ROUND_HALF_UP, Context, Decimal, localcontext

MICRO = 1_000_000
_STEP = Decimal("0.000001")
_LARGEST = 2**63 - 1
_WIDE = Context(prec=40)


def quantize_quantity(value: Decimal, *, rounding: str = ROUND_HALF_UP) -> Decimal:
    """The value to six places."""
    with localcontext(prec=40):
        return value.quantize(_STEP, rounding=rounding)


def to_micro(value: Decimal | int) -> int:
    """Whole micro-units of an exact value.

    Raises ValueError if the value is not a finite number, has more than six places,
    or does not fit into 64 bits: nothing is rounded in silence.
    """
    number = Decimal(value)
    if not number.is_finite():
        raise ValueError(f"{value} is not a number")
    with localcontext(prec=60):
        scaled = number * MICRO
        if scaled != scaled.to_integral_value():
            raise ValueError(f"{value} has more than six decimal places")
    micro = int(scaled)
    if not -_LARGEST <= micro <= _LARGEST:
        raise ValueError(f"{value} is too large")
    return micro


def from_micro(micro: int) -> Decimal:
    """The exact value of whole micro-units."""
    return Decimal(micro).scaleb(-6, _WIDE)


def plain(value: Decimal) -> str:
    """The value without exponent and without trailing zeros: 1200, 0.5."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
