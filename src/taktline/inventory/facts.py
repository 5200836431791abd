"""What inventory tells others."""

from dataclasses import dataclass
from typing import ClassVar

from taktline.kernel.outbox import Fact


@dataclass(frozen=True, slots=True)
class StockMoved(Fact):
    """Stock of these items moved at a site. kind: a MoveKind; source: of the first move, "" and 0 if none."""

    topic: ClassVar[str] = "inventory.stock-moved"
    site_id: int
    item_ids: list[int]
    kind: str
    source_kind: str
    source_id: int


@dataclass(frozen=True, slots=True)
class StockFound(Fact):
    """Somebody booked stock the ledger did not know of; the count `count_id` waits to be made.

    task_key names the recount: at most one open task per key.
    """

    topic: ClassVar[str] = "inventory.stock-found"
    site_id: int
    item_id: int
    place_id: int
    count_id: int
    task_key: str


@dataclass(frozen=True, slots=True)
class StockReserved(Fact):
    """Stock was reserved for documents."""

    topic: ClassVar[str] = "inventory.stock-reserved"
    site_id: int
    item_ids: list[int]


@dataclass(frozen=True, slots=True)
class ReservationReleased(Fact):
    """Reserved stock became free again."""

    topic: ClassVar[str] = "inventory.reservation-released"
    site_id: int
    item_ids: list[int]


@dataclass(frozen=True, slots=True)
class ReservationCut(Fact):
    """Stock that was reserved is not there or may not be used; its document must look again."""

    topic: ClassVar[str] = "inventory.reservation-cut"
    reservation_id: int
    source_kind: str
    source_id: int
    item_id: int
    site_id: int


@dataclass(frozen=True, slots=True)
class ExpectationsChanged(Fact):
    """What is expected of these items at a site changed."""

    topic: ClassVar[str] = "inventory.expectations-changed"
    site_id: int
    item_ids: list[int]


@dataclass(frozen=True, slots=True)
class LotStateChanged(Fact):
    """A lot was held, released, used up or recalled."""

    topic: ClassVar[str] = "inventory.lot-state-changed"
    lot_id: int
    item_id: int
    state: str


@dataclass(frozen=True, slots=True)
class CountPosted(Fact):
    """A count became part of the ledger."""

    topic: ClassVar[str] = "inventory.count-posted"
    count_id: int
    site_id: int


@dataclass(frozen=True, slots=True)
class PeriodClosed(Fact):
    """Nothing more may be posted into this month. month: its first day, ISO."""

    topic: ClassVar[str] = "inventory.period-closed"
    site_id: int
    month: str
