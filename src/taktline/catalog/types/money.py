"""Prices, taxes, currencies, costs."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from taktline.kernel.naming import Name


@dataclass(frozen=True, slots=True)
class PriceAnswer:
    """What an item costs a customer. price: after discount, per stock unit; floor: below it needs approval.

    list_price, discount: how the price came about. from_quantity: the quantity break that counted.
    """

    item_id: int
    price: Decimal
    floor: Decimal | None
    currency: str
    list_code: str
    tax_included: bool
    list_price: Decimal
    discount: Decimal
    from_quantity: Decimal
    is_agreed: bool


@dataclass(frozen=True, slots=True)
class PriceRow:
    """One price of a list."""

    id: int
    list_code: str
    customer_id: int | None
    currency: str
    tax_included: bool
    item_id: int
    from_quantity: Decimal
    price: Decimal
    discount: Decimal
    floor_price: Decimal | None
    valid_from: date
    valid_until: date | None


@dataclass(frozen=True, slots=True)
class PriceListRow:
    """A price list; without customer it is everybody's."""

    id: int
    code: str
    name: Name
    customer_id: int | None
    currency: str
    tax_included: bool
    is_active: bool


@dataclass(frozen=True, slots=True)
class TaxRow:
    """A tax code with its rate, 0.13 for 13 %."""

    id: int
    code: str
    name: Name
    rate: Decimal


@dataclass(frozen=True, slots=True)
class CostRow:
    """What one unit of an item costs, by part, in CNY per stock unit."""

    item_id: int
    on: date
    material: Decimal
    work: Decimal
    outside: Decimal
    total: Decimal
    is_complete: bool


@dataclass(frozen=True, slots=True)
class CostReport:
    """What a cost roll-up did. unpriced: bought items without a price, whose users' cost is therefore too low."""

    rolled: int
    changed: int
    unpriced: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PriceListDraft:
    """How a price list should be."""

    code: str
    name: str
    name_en: str = ""
    customer_id: int | None = None
    currency: str = "CNY"
    tax_included: bool = False
    is_active: bool = True


@dataclass(frozen=True, slots=True)
class PriceDraft:
    """How a price should be: from a quantity, on days valid_from until before valid_until. discount: 0.05 for 5 %."""

    item_id: int
    price: Decimal
    valid_from: date
    from_quantity: Decimal = Decimal(0)
    discount: Decimal = Decimal(0)
    floor_price: Decimal | None = None
    valid_until: date | None = None


@dataclass(frozen=True, slots=True)
class TaxDraft:
    """How a tax code should be."""

    code: str
    name: str
    rate: Decimal
    name_en: str = ""
