"""What services take. Quantities are in the item's stock unit."""

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from taktline.inventory.types.kinds import OWN, Direction, Status
from taktline.kernel.exact import Money
from taktline.kernel.source import Source


@dataclass(frozen=True, slots=True, order=True)
class Key:
    """One balance: lot_id 0 where the item has no lots, owner_id 0 (OWN) or the party it belongs to."""

    item_id: int
    place_id: int
    lot_id: int = 0
    owner_id: int = OWN
    status: str = Status.FREE


@dataclass(frozen=True, slots=True)
class LotGiven:
    """The lot that comes in; made if the item has none of this code.

    second_quantity: the whole receipt in the item's second unit, which fixes the lot's exact ratio
    (7 bars weighing 100 kg are 100/7 kg a bar). attributes: text by name, such as heat_number, length_mm.
    """

    code: str
    expires_on: date | None = None
    made_on: date | None = None
    supplier_lot: str = ""
    attributes: dict[str, str] = field(default_factory=dict)
    second_quantity: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Receipt:
    """What comes into a place. value: of the whole quantity, in the site's currency; own stock only."""

    item_id: int
    place_id: int
    quantity: Decimal
    lot: LotGiven | None = None
    owner_id: int = OWN
    status: str = Status.FREE
    value: Money | None = None


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """What goes out. Without place or lot the picking rule chooses among what is free at the site.

    at_most: take what is there, if it is less, or nothing. value: that goes along, for whoever keeps their own account of
    it (place and lot named); otherwise its share of what lies there.
    """

    item_id: int
    quantity: Decimal
    place_id: int = 0
    lot_id: int = 0
    owner_id: int = OWN
    at_most: bool = False
    value: Money | None = None


@dataclass(frozen=True, slots=True)
class Posting:
    """What a posting is about. posted_at: when it happened, if that was before now (back-dated)."""

    source: Source | None = None
    reason: str = ""
    posted_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Picked:
    """A part of what was taken: from where, which lot, how much, and what it was worth in whole coins."""

    place_id: int
    lot_id: int
    quantity: Decimal
    move_id: int
    item_id: int = 0
    value_minor: int = 0


@dataclass(frozen=True, slots=True)
class Want:
    """What somebody wants reserved. lot_id: 0 for any."""

    source: Source
    item_id: int
    quantity: Decimal
    lot_id: int = 0
    owner_id: int = OWN


@dataclass(frozen=True, slots=True)
class Expected:
    """What a document expects to bring or to take. priority: smaller is more urgent."""

    source_id: int
    item_id: int
    site_id: int
    due: date
    quantity: Decimal
    direction: str = Direction.OUT
    priority: int = 100


@dataclass(frozen=True, slots=True)
class Differences:
    """What stating expectations changed."""

    created: int
    changed: int
    removed: int
    unchanged: int


@dataclass(frozen=True, slots=True)
class CountedLine:
    """What somebody counted: found may name a lot or place the sheet did not list."""

    key: Key
    counted: Decimal
