"""What is told and asked when something is made."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import ClassVar

from taktline.office.types import Policy

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class MakingPolicy(Policy):
    """How a site makes things.

    over_production: share above the order that may be made without a permit. backflush: material is taken from stock
    when pieces are reported; otherwise all of it is issued by hand. finished_place: code of the place where
    products go ("": the last store by code); wip_place: code of the place for work in process.
    """

    key: ClassVar[str] = "shopfloor.making"
    over_production: Decimal = Decimal("0.05")
    backflush: bool = True
    finished_place: str = ""
    wip_place: str = "WIP"


@dataclass(frozen=True, slots=True)
class Who:
    """Who was at it, and where. person_id: a person of the plant, machine_id: None at a bench. key: the reporter's UUID.

    happened_at: when it happened, if that was before it was sent.
    """

    person_id: int | None = None
    machine_id: int | None = None
    key: str = ""
    happened_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class WhoStops:
    """Why a machine stands still, and until when if anybody knows."""

    reason: str
    note: str = ""
    expected_end: datetime | None = None


@dataclass(frozen=True, slots=True)
class Pieces:
    """What came out. reworked: how many of good and scrap were pieces set aside for rework before. reason: ScrapReason."""

    good: Decimal = ZERO
    scrap_machining: Decimal = ZERO
    scrap_material: Decimal = ZERO
    rework: Decimal = ZERO
    reworked: Decimal = ZERO
    reason: str = ""
    note: str = ""

    @property
    def scrap(self) -> Decimal:
        """All that is lost."""
        return self.scrap_machining + self.scrap_material

    @property
    def fresh(self) -> Decimal:
        """How many pieces were taken from those that came in."""
        return self.good + self.scrap + self.rework - self.reworked


@dataclass(frozen=True, slots=True)
class Reported:
    """What a report did. is_new: False if it had been told before. is_last: pieces go into stock from here.

    is_done: the operation; is_worked_off: the whole order has nothing left to do.
    """

    report_id: int
    work_order_id: int
    operation_id: int
    good: Decimal
    is_new: bool
    is_last: bool
    is_done: bool
    is_worked_off: bool = False


@dataclass(frozen=True, slots=True)
class IssueLine:
    """What to take for a material line. Without place and lot what is reserved, then the picking rule chooses.

    item_id: 0 for the line's own item, or an approved alternate; quantity in the unit of what is taken.
    """

    material_id: int
    quantity: Decimal
    place_id: int = 0
    lot_id: int = 0
    item_id: int = 0
    owner_id: int = 0


@dataclass(frozen=True, slots=True)
class Taken:
    """What an issue took. missing: what should have been taken and was not there."""

    issues: tuple[int, ...]
    missing: tuple["Missing", ...] = ()


@dataclass(frozen=True, slots=True)
class Offcut:
    """What is left of a bar or plate: its own lot with a length; the heat number comes from the lot it was cut from."""

    lot_code: str
    length_mm: int


@dataclass(frozen=True, slots=True)
class Missing:
    """Material that was not there when it should have been taken."""

    item_id: int
    item_code: str
    unit: str
    wanted: Decimal
    taken: Decimal


@dataclass(frozen=True, slots=True)
class Finished:
    """What goes into stock. place_id, lot_code: 0 and "" for the usual ones; status: such as in inspection.

    report_id: the report it follows from.
    """

    quantity: Decimal
    place_id: int = 0
    lot_code: str = ""
    status: str = ""
    report_id: int | None = None


@dataclass(frozen=True, slots=True)
class Completed:
    """What a completion booked. lots: ids of the lots that came into being or grew."""

    completion_id: int
    quantity: Decimal
    lots: tuple[int, ...]
