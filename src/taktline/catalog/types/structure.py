"""Bills of material, routings, recipes."""

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal, localcontext
from fractions import Fraction

from taktline.catalog.life import StructureState
from taktline.kernel.naming import Name


@dataclass(frozen=True, slots=True)
class BomLineRow:
    """One line: `quantity` of the component for the BOM's base quantity. scrap: share of it lost in use.

    alternate_group: lines of one group stand in for each other, the lowest priority is the main one.
    """

    id: int
    position: int
    component_id: int
    component_code: str
    component_name: Name
    unit: str
    unit_places: int
    quantity: Decimal
    scrap: Decimal
    alternate_group: str
    alternate_priority: int
    is_by_product: bool
    operation_number: int | None
    is_phantom: bool
    has_bom: bool = False


@dataclass(frozen=True, slots=True)
class BomRow:
    """A bill of material with its lines. base: how many of the item the lines are for."""

    id: int
    item_id: int
    code: str
    state: StructureState
    base: Decimal
    revision: str
    effective_from: date | None
    effective_until: date | None
    lines: tuple[BomLineRow, ...] = ()


@dataclass(frozen=True, slots=True)
class AlternativeRow:
    """Another place an operation can be done at: a whole centre, or one machine of it."""

    centre_id: int
    machine_id: int | None
    setup_seconds: int
    run_seconds: int
    priority: int = 0


@dataclass(frozen=True, slots=True)
class OutsideRow:
    """What a subcontractor does an operation for. price: per piece; None for who may not see money."""

    supplier_id: int
    price: Decimal | None
    currency: str
    days: int


@dataclass(frozen=True, slots=True)
class OperationRow:
    """One operation. run_seconds: per piece; transfer_quantity: pieces moved on at a time, 0 for all together.

    queue_minutes: waiting before, wait_minutes: waiting after. family_id: changeover family at this centre.
    """

    id: int
    number: int
    name: Name
    centre_id: int
    setup_seconds: int
    run_seconds: int
    is_pausable: bool
    transfer_quantity: Decimal
    queue_minutes: int
    wait_minutes: int
    skill_id: int | None
    family_id: int | None
    inspection_point: bool
    outside: OutsideRow | None
    alternatives: tuple[AlternativeRow, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class RoutingRow:
    """A routing with its operations."""

    id: int
    item_id: int
    code: str
    state: StructureState
    effective_from: date | None
    effective_until: date | None
    operations: tuple[OperationRow, ...] = ()


@dataclass(frozen=True, slots=True)
class Alternate:
    """A component that may stand in; gross: its quantity per started piece."""

    component_id: int
    gross: Fraction
    priority: int
    places: int


@dataclass(frozen=True, slots=True)
class Material:
    """What one started piece takes of a component. net: without, gross: with what is lost in use; exact.

    places: decimal places of the component's unit. via: phantoms blown through, outermost first.
    """

    component_id: int
    net: Fraction
    gross: Fraction
    scrap: Decimal
    places: int
    operation_number: int | None
    is_by_product: bool = False
    alternates: tuple[Alternate, ...] = ()
    via: tuple[int, ...] = ()

    def needed(self, started: Decimal) -> Decimal:
        """The quantity for so many started pieces, in whole countable units: up, a by-product down."""
        return countable(self.gross * Fraction(started), self.places, down=self.is_by_product)


def countable(value: Fraction, places: int, *, down: bool = False) -> Decimal:
    """The value in whole countable units, rounded up or down."""
    with localcontext(prec=60):
        exact = Decimal(value.numerator) / Decimal(value.denominator)
        if Fraction(exact) != value:  # endless decimals: settle the direction exactly
            scaled = value * 10**places
            whole = scaled.numerator // scaled.denominator
            return Decimal(whole if down else whole + (scaled.denominator != 1)).scaleb(-places)
        return exact.quantize(Decimal(1).scaleb(-places), rounding=ROUND_FLOOR if down else ROUND_CEILING)


@dataclass(frozen=True, slots=True)
class Recipe:
    """How to make an item on a day, phantoms blown through. scrap: share of started pieces that is lost."""

    item_id: int
    bom_id: int | None
    routing_id: int | None
    scrap: Decimal
    materials: tuple[Material, ...]
    operations: tuple[OperationRow, ...]


@dataclass(frozen=True, slots=True)
class UsedIn:
    """Where an item is used, directly (level 1) or higher up. quantity: per piece of the item at the top of this row."""

    level: int
    item_id: int
    code: str
    name: Name
    bom_id: int
    bom_code: str
    state: StructureState
    quantity: Fraction
    unit: str
    path: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BomLineDraft:
    """How a BOM line should be; its position is its place in the list."""

    component_id: int
    quantity: Decimal
    scrap: Decimal = Decimal(0)
    alternate_group: str = ""
    alternate_priority: int = 0
    is_by_product: bool = False
    operation_number: int | None = None


@dataclass(frozen=True, slots=True)
class AlternativeDraft:
    """How an alternative should be: a centre, or one machine. Times: None takes the operation's."""

    centre_id: int
    machine_id: int | None = None
    setup_seconds: int | None = None
    run_seconds: int | None = None
    priority: int = 1


@dataclass(frozen=True, slots=True)
class OperationDraft:
    """How an operation should be. supplier_id, outside_price, outside_days: for a centre outside only."""

    number: int
    name: str
    centre_id: int
    name_en: str = ""
    setup_seconds: int = 0
    run_seconds: int = 0
    is_pausable: bool = True
    transfer_quantity: Decimal = Decimal(0)
    queue_minutes: int = 0
    wait_minutes: int = 0
    skill_id: int | None = None
    family_id: int | None = None
    inspection_point: bool = False
    supplier_id: int | None = None
    outside_price: Decimal | None = None
    outside_currency: str = "CNY"
    outside_days: int = 0
    note: str = ""
    alternatives: tuple[AlternativeDraft, ...] = ()
