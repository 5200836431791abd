"""Exact numbers: scaled whole numbers in the database, Decimal in Python, never a float."""

from taktline.kernel.exact.fields import MoneyField, PriceField, QuantityField, RatioField
from taktline.kernel.exact.money import CURRENCY_DIGITS, Money, extend
from taktline.kernel.exact.quantity import MICRO, from_micro, plain, quantize_quantity, to_micro
from taktline.kernel.exact.units import Conversion, Rounding, Unit, UnknownConversion, convert

__all__ = [
    "CURRENCY_DIGITS",
    "MICRO",
    "Conversion",
    "Money",
    "MoneyField",
    "PriceField",
    "QuantityField",
    "RatioField",
    "Rounding",
    "Unit",
    "UnknownConversion",
    "convert",
    "extend",
    "from_micro",
    "plain",
    "quantize_quantity",
    "to_micro",
]
