"""Items and units: what queries answer and what services take."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from taktline.catalog.life import ItemState
from taktline.catalog.types.kinds import ClassKind, LotRule, PickRule, RoundingRule, Supply, Tracking
from taktline.kernel.exact import Rounding, Unit
from taktline.kernel.naming import Name


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A unit of measure. places: decimal places that may be counted."""

    id: int
    code: str
    name: Name
    places: int
    rounding: RoundingRule

    @property
    def unit(self) -> Unit:
        """The unit as the kernel converts with it."""
        return Unit(self.code, self.places, Rounding(self.rounding.value))


@dataclass(frozen=True, slots=True)
class ItemRow:
    """An item. Quantities are in its stock unit `unit`; safety_stock and lot sizes too. scrap: share lost in making.

    standard_cost, purchase_price: None for who may not see money.
    """

    id: int
    code: str
    name: Name
    specification: str
    drawing: str
    class_id: int | None
    class_name: Name | None
    unit: str
    unit_places: int
    unit_rounding: RoundingRule
    second_unit: str
    supply: Supply
    tracking: Tracking
    pick_rule: PickRule
    state: ItemState
    lead_days: int
    lot_rule: LotRule
    lot_quantity: Decimal
    lot_minimum: Decimal
    lot_multiple: Decimal
    lot_maximum: Decimal
    period_days: int
    safety_stock: Decimal
    scrap: Decimal
    shelf_days: int | None
    is_phantom: bool
    is_customer_supplied: bool
    default_supplier_id: int | None
    purchase_price: Decimal | None
    purchase_currency: str
    standard_cost: Decimal | None
    family_id: int | None
    tax_code: str

    @property
    def stock_unit(self) -> Unit:
        """The stock unit as the kernel rounds by it."""
        return Unit(self.unit, self.unit_places, Rounding(self.unit_rounding.value))


@dataclass(frozen=True, slots=True)
class Suggestion:
    """An item that a type-ahead offers."""

    id: int
    code: str
    name: Name
    specification: str
    unit: str
    state: ItemState


@dataclass(frozen=True, slots=True)
class RevisionRow:
    """A revision of an item, in force on effective_from until before effective_until."""

    id: int
    item_id: int
    code: str
    drawing: str
    effective_from: date
    effective_until: date | None


@dataclass(frozen=True, slots=True)
class CustomerItemRow:
    """What a customer calls one of our items. factor: stock units per customer's unit, exact."""

    id: int
    customer_id: int
    code: str
    item_id: int
    unit: str
    factor: Fraction
    name: str = ""


@dataclass(frozen=True, slots=True)
class UnitDraft:
    """How a unit should be."""

    code: str
    name: str
    name_en: str = ""
    places: int = 0
    rounding: str = RoundingRule.NEAREST


@dataclass(frozen=True, slots=True)
class ConversionDraft:
    """from_quantity of one unit are exactly to_quantity of another: 1 box = 24 pcs. Units by id."""

    from_unit_id: int
    from_quantity: int
    to_unit_id: int
    to_quantity: int


@dataclass(frozen=True, slots=True)
class ClassDraft:
    """How an item class should be."""

    code: str
    name: str
    name_en: str = ""
    kind: str = ClassKind.PART


@dataclass(frozen=True, slots=True)
class ItemDraft:
    """How an item should be. Lot sizes and safety stock in the stock unit; scrap from 0 to below 1."""

    code: str
    name: str
    unit_id: int
    name_en: str = ""
    specification: str = ""
    drawing: str = ""
    item_class_id: int | None = None
    second_unit_id: int | None = None
    supply: str = Supply.MAKE
    tracking: str = Tracking.NONE
    pick_rule: str = PickRule.FIFO
    lead_days: int = 0
    lot_rule: str = LotRule.LOT_FOR_LOT
    lot_quantity: Decimal = Decimal(0)
    lot_minimum: Decimal = Decimal(0)
    lot_multiple: Decimal = Decimal(0)
    lot_maximum: Decimal = Decimal(0)
    period_days: int = 0
    safety_stock: Decimal = Decimal(0)
    scrap: Decimal = Decimal(0)
    shelf_days: int | None = None
    is_phantom: bool = False
    is_customer_supplied: bool = False
    default_supplier_id: int | None = None
    purchase_price: Decimal | None = None
    purchase_currency: str = "CNY"
    family_id: int | None = None
    tax_code_id: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class RevisionDraft:
    """How a revision should be."""

    code: str
    effective_from: date
    effective_until: date | None = None
    drawing: str = ""


@dataclass(frozen=True, slots=True)
class LearntItem:
    """What was learnt about a customer's own code. factor: stock units per one of the customer's units."""

    customer_id: int
    code: str
    item_id: int
    unit: str = ""
    factor: Fraction = Fraction(1)
    name: str = ""
