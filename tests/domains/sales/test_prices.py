"""Amounts: net + tax = gross to the fen, whichever way the price was entered."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taktline.sales.rules import pricing
from taktline.sales.rules.pricing import Pricing

PRICES = st.decimals(min_value=0, max_value=100_000, places=6)
QUANTITIES = st.decimals(min_value="0.000001", max_value=100_000, places=6)
RATES = st.sampled_from([Decimal("0.13"), Decimal("0.09"), Decimal("0.06"), Decimal(0)])
DISCOUNTS = st.decimals(min_value=0, max_value="0.99", places=4)
CURRENCIES = st.sampled_from(["CNY", "USD", "JPY", "KWD"])


@given(PRICES, QUANTITIES, RATES, DISCOUNTS, st.booleans(), CURRENCIES)
def test_net_and_tax_are_gross_to_the_coin(price, quantity, rate, discount, included, currency):
    amounts = pricing.amounts(Pricing(quantity, price, discount, rate, included, currency))
    assert amounts.net + amounts.tax == amounts.gross
    assert amounts.net >= 0
    assert amounts.tax >= 0
    # The tax is that of the net, to half a coin from each rounding.
    assert abs(Decimal(amounts.tax) - amounts.net * rate) <= 1


@given(st.lists(st.tuples(PRICES, QUANTITIES, RATES, st.booleans()), min_size=1, max_size=8))
def test_a_document_is_the_sum_of_its_lines(lines):
    amounts = [pricing.amounts(Pricing(q, p, Decimal(0), r, inc, "CNY")) for p, q, r, inc in lines]
    total = pricing.total(amounts)
    assert total.net + total.tax == total.gross == sum(each.gross for each in amounts)


@pytest.mark.parametrize(
    ("included", "price", "quantity", "net", "tax", "gross"),
    [
        (True, "113", "3", 30000, 3900, 33900),
        (False, "100", "3", 30000, 3900, 33900),
        (True, "0.99", "1", 88, 11, 99),
        (False, "0.99", "1", 99, 13, 112),
        (True, "188.8", "7", 116956, 15204, 132160),
    ],
)
def test_amounts_at_thirteen_percent(included, price, quantity, net, tax, gross):
    amounts = pricing.amounts(
        Pricing(Decimal(quantity), Decimal(price), Decimal(0), Decimal("0.13"), included, "CNY")
    )
    assert (amounts.net, amounts.tax, amounts.gross) == (net, tax, gross)


@given(PRICES, RATES)
def test_a_price_restated_and_back_is_the_same_to_the_millionth(price, rate):
    there = pricing.restate(price, rate, included=False, wanted=True)
    back = pricing.restate(there, rate, included=True, wanted=False)
    assert abs(back - price) <= Decimal("0.000001")
