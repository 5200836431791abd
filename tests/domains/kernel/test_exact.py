"""Exact numbers stay exact, and what cannot be exact is refused."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taktline.kernel.exact import (
    Conversion,
    Money,
    Rounding,
    Unit,
    UnknownConversion,
    convert,
    extend,
    from_micro,
    plain,
    to_micro,
)

BOX = Conversion("box", 1, "pcs", 24)
KILO = Conversion("kg", 1, "g", 1000)
BAR = Conversion("bar", 5, "kg", 74)  # a bar of 14.8 kg


@given(st.integers(-(2**62), 2**62))
def test_micro_units_survive_the_way_to_decimal_and_back(micro: int) -> None:
    assert to_micro(from_micro(micro)) == micro


@pytest.mark.parametrize("value", [Decimal("0.0000001"), Decimal("NaN"), Decimal("Infinity"), Decimal(10) ** 14])
def test_what_does_not_fit_is_refused_and_not_rounded(value: Decimal) -> None:
    with pytest.raises(ValueError, match=r"not a number|decimal places|too large"):
        to_micro(value)


def test_boxes_kilograms_and_bars_convert_both_ways_exactly() -> None:
    pieces, bars = Unit("pcs"), Unit("bar", 6)
    assert convert(Decimal(3), "box", pieces, [BOX]) == 72
    assert convert(Decimal(72), "pcs", Unit("box"), [BOX]) == 3
    assert convert(Decimal("29.6"), "kg", bars, [BAR]) == 2
    assert convert(Decimal(7400), "g", bars, [BAR, KILO]) == Decimal("0.5")


def test_the_unit_says_how_a_remainder_is_rounded() -> None:
    assert convert(Decimal(25), "pcs", Unit("box", 0, Rounding.UP), [BOX]) == 2
    assert convert(Decimal(25), "pcs", Unit("box", 0, Rounding.DOWN), [BOX]) == 1


def test_without_a_rule_the_units_are_named_in_the_refusal() -> None:
    with pytest.raises(UnknownConversion) as refusal:
        convert(Decimal(1), "box", Unit("g"), [KILO])
    assert refusal.value.facts == {"from_unit": "box", "to_unit": "g"}


def test_money_rounds_once_to_the_coin_and_never_mixes_currencies() -> None:
    assert extend(Decimal("186.335"), Decimal(3)) == Money(55901, "CNY")
    assert Money.of("0.125", "JPY") == Money(0, "JPY")
    assert Money.of("0.1234", "KWD").minor == 123
    with pytest.raises(ValueError, match="rate"):
        Money(1, "CNY") + Money(1, "USD")


@given(st.lists(st.integers(-(10**12), 10**12), max_size=20))
def test_sums_of_money_do_not_drift(minors: list[int]) -> None:
    total = Money(0)
    for minor in minors:
        total += Money(minor)
    assert total.minor == sum(minors)


def test_plain_has_no_exponent_and_no_trailing_zero() -> None:
    assert [plain(Decimal(text)) for text in ("1200.000000", "0.500", "1E+3", "-0.10")] == ["1200", "0.5", "1000", "-0.1"]
