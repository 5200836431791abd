"""Money: whole minor units of one currency."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, localcontext

# Digits after the point, ISO 4217; a currency not listed has two.
CURRENCY_DIGITS = {"CNY": 2, "USD": 2, "EUR": 2, "GBP": 2, "HKD": 2, "TWD": 2, "JPY": 0, "KRW": 0, "VND": 0, "KWD": 3}


@dataclass(frozen=True, slots=True, order=True)
class Money:
    """An amount of one currency, exact to its smallest coin.

    minor: whole minor units (fen, cents). Adding two currencies raises ValueError.
    """

    minor: int
    currency: str = "CNY"

    @property
    def amount(self) -> Decimal:
        """The amount in major units, with the currency's digits."""
        return Decimal(self.minor).scaleb(-CURRENCY_DIGITS.get(self.currency, 2))

    def __add__(self, other: "Money") -> "Money":
        return Money(self.minor + self._same(other).minor, self.currency)

    def __sub__(self, other: "Money") -> "Money":
        return Money(self.minor - self._same(other).minor, self.currency)

    def __neg__(self) -> "Money":
        return Money(-self.minor, self.currency)

    def __str__(self) -> str:
        return f"{self.currency} {self.amount:,f}"

    def _same(self, other: "Money") -> "Money":
        if self.currency != other.currency:
            raise ValueError(f"{self.currency} and {other.currency} cannot be added without a rate")
        return other

    @classmethod
    def of(cls, amount: Decimal | int | str, currency: str = "CNY") -> "Money":
        """Round an amount in major units to the nearest coin, halves away from zero."""
        with localcontext(prec=50):
            scaled = Decimal(amount).scaleb(CURRENCY_DIGITS.get(currency, 2))
            return cls(int(scaled.quantize(Decimal(1), rounding=ROUND_HALF_UP)), currency)


def extend(price: Decimal, quantity: Decimal, currency: str = "CNY") -> Money:
    """Price per unit times quantity, rounded once to the coin."""
    with localcontext(prec=50):
        return Money.of(price * quantity, currency)
