"""What suppliers sell us, and at which prices."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from taktline.kernel.naming import Name

SUPPLIER_ITEM = "purchasing.supplier-item"


@dataclass(frozen=True, slots=True)
class SupplierItemDraft:
    """How a supplier's item should be; quantities in the item's stock unit.

    currency: "" for the supplier's own. lead_days: None where the item's planning lead time holds. over_share,
    under_share: how much more or less than ordered still counts as delivered, 0.05 for 5 %.
    """

    supplier_id: int
    item_id: int
    part_number: str = ""
    part_name: str = ""
    currency: str = ""
    minimum: Decimal = Decimal(0)
    multiple: Decimal = Decimal(0)
    lead_days: int | None = None
    is_preferred: bool = False
    inspect: bool = False
    over_share: Decimal = Decimal(0)
    under_share: Decimal = Decimal(0)
    is_active: bool = True
    note: str = ""


@dataclass(frozen=True, slots=True)
class SupplierPriceDraft:
    """A price per stock unit from a quantity on, on the days from valid_from until before valid_until."""

    price: Decimal
    valid_from: date
    from_quantity: Decimal = Decimal(0)
    valid_until: date | None = None


@dataclass(frozen=True, slots=True)
class SupplierPriceRow:
    """A price break as it stands."""

    id: int
    from_quantity: Decimal
    price: Decimal
    valid_from: date
    valid_until: date | None


@dataclass(frozen=True, slots=True)
class SupplierItemRow:
    """A supplier's item. prices: empty for who may not see money."""

    id: int
    supplier_id: int
    supplier_code: str
    supplier: Name
    item_id: int
    item_code: str
    item_name: Name
    unit: str
    part_number: str
    part_name: str
    currency: str
    minimum: Decimal
    multiple: Decimal
    lead_days: int | None
    is_approved: bool
    is_preferred: bool
    inspect: bool
    over_share: Decimal
    under_share: Decimal
    is_active: bool
    note: str
    prices: tuple[SupplierPriceRow, ...] = ()
