"""What queries answer. Quantities are in the item's stock unit."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction

from taktline.inventory.types.requests import Key
from taktline.kernel.naming import Name
from taktline.kernel.source import Source


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """A place as others see it."""

    id: int
    code: str
    name: Name
    site_id: int
    kind: str
    parent_id: int | None
    is_active: bool


@dataclass(frozen=True, slots=True)
class LotRow:
    """A lot as others see it. second_ratio: second units per stock unit, exact, None where the lot has none."""

    id: int
    item_id: int
    code: str
    state: str
    expires_on: date | None
    made_on: date | None
    supplier_lot: str
    attributes: dict[str, str]
    second_ratio: Fraction | None


@dataclass(frozen=True, slots=True)
class BalanceRow:
    """What lies in one place."""

    id: int
    key: Key
    place_code: str
    lot_code: str
    expires_on: date | None
    on_hand: Decimal
    reserved: Decimal


@dataclass(frozen=True, slots=True)
class ReservationRow:
    """A reservation as others see it; quantity is what is still open."""

    id: int
    source: Source
    item_id: int
    site_id: int
    state: str
    quantity: Decimal
    place_id: int | None
    lot_id: int | None
    expires_at: datetime | None


@dataclass(frozen=True, slots=True)
class Position:
    """One item at one site, own stock.

    on_hand: all in storage; held: of it not free (inspection, quarantine); reserved: hard; soft: soft and not
    expired; free: what may still be promised from stock; incoming, outgoing: expected; projected: usable stock after
    everything expected has happened.
    """

    item_id: int
    on_hand: Decimal
    held: Decimal
    reserved: Decimal
    soft: Decimal
    incoming: Decimal
    outgoing: Decimal

    @property
    def free(self) -> Decimal:
        """What may still be promised from stock."""
        return self.on_hand - self.held - self.reserved - self.soft

    @property
    def projected(self) -> Decimal:
        """Usable stock after everything expected."""
        return self.on_hand - self.held + self.incoming - self.outgoing


@dataclass(frozen=True, slots=True)
class Projected:
    """One step of the projection: what comes or goes on a day because of whom, and what is left after it."""

    due: date
    direction: str
    quantity: Decimal
    balance: Decimal
    source: Source


@dataclass(frozen=True, slots=True)
class CountLineRow:
    """A line of a count sheet. book, difference: None while the count is blind and open."""

    id: int
    key: Key
    item_code: str
    item_name: Name
    unit: str
    place_code: str
    lot_code: str
    book: Decimal | None
    counted: Decimal | None
    difference: Decimal | None


@dataclass(frozen=True, slots=True)
class Drift:
    """A difference the stock check found."""

    what: str
    where: str
    kept: str
    recomputed: str


@dataclass(frozen=True, slots=True)
class CountRow:
    """A count as others see it."""

    id: int
    number: str
    site_id: int
    kind: str
    state: str
    is_blind: bool
    note: str
    lines: int
    counted: int


@dataclass(frozen=True, slots=True)
class CardRow:
    """An item at a site."""

    id: int
    item_id: int
    item_code: str
    site_id: int
    site_code: str
    abc: str
    counted_at: datetime | None


@dataclass(frozen=True, slots=True)
class Scanned:
    """What a scanned code names. kind: item, lot or place; item_id 0 for a place."""

    kind: str
    id: int
    code: str
    item_id: int = 0
