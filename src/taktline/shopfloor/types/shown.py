"""How things on the floor are: what queries answer."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from taktline.kernel.naming import Name


@dataclass(frozen=True, slots=True)
class JobRow:
    """An operation as the terminal shows it. available: pieces that may be reported now; blocked: why not, "" if it may."""

    operation_id: int
    work_order_id: int
    work_order: str
    item_id: int
    item_code: str
    item_name: Name
    drawing: str
    unit: str
    number: int
    name: Name
    centre_id: int
    state: str
    quantity: Decimal
    good: Decimal
    scrap: Decimal
    rework: Decimal
    available: Decimal
    is_last: bool
    is_rush: bool
    due: str
    machine_id: int | None
    machine: Name | None
    planned_start: datetime | None
    planned_end: datetime | None
    setup_seconds: int
    run_seconds: int
    blocked: str
    mine: bool


@dataclass(frozen=True, slots=True)
class ReportRow:
    """One report as people see it. is_reversed: counter-entered since, or a counter-entry itself."""

    id: int
    operation_id: int
    work_order: str
    number: int
    operation: Name
    item_code: str
    unit: str
    good: Decimal
    scrap_machining: Decimal
    scrap_material: Decimal
    rework: Decimal
    reworked: Decimal
    reason: str
    note: str
    person: Name | None
    who: str
    happened_at: datetime
    is_reversed: bool


@dataclass(frozen=True, slots=True)
class TimeRow:
    """One time record. share_seconds: what counts for the person where records overlap; end: None while it runs."""

    id: int
    operation_id: int
    work_order: str
    number: int
    operation: Name
    kind: str
    person_id: int | None
    person: Name | None
    machine_id: int | None
    start: datetime
    end: datetime | None


@dataclass(frozen=True, slots=True)
class IssueRow:
    """One issue as people see it. left: what of it still lies in work in process."""

    id: int
    material_id: int
    work_order_id: int
    item_id: int
    item_code: str
    item_name: Name
    unit: str
    lot: str
    lot_id: int | None
    place: str
    kind: str
    quantity: Decimal
    left: Decimal
    reason: str
    who: str
    at: datetime
    is_undone: bool


@dataclass(frozen=True, slots=True)
class CompletionRow:
    """One completion as people see it."""

    id: int
    work_order_id: int
    kind: str
    quantity: Decimal
    unit: str
    place: str
    lots: tuple[str, ...]
    lot_ids: tuple[int, ...]
    who: str
    at: datetime
    is_reversed: bool


@dataclass(frozen=True, slots=True)
class LotLink:
    """One step of a genealogy. of_lot: the lot one level nearer; lot_id: None for an item without lots.

    is_at_machine: it is not used up but lies in work in process of the order.
    """

    level: int
    of_lot: int
    item_id: int
    item_code: str
    item_name: Name
    unit: str
    lot_id: int | None
    lot: str
    quantity: Decimal
    work_order_id: int
    work_order: str
    at: datetime
    who: str
    is_at_machine: bool


@dataclass(frozen=True, slots=True)
class RecallRow:
    """A lot that must be called back: the lot itself at level 0, and what was made of it. orders: that made it."""

    lot_id: int
    level: int
    orders: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TodayRow:
    """What somebody has made. minutes: time that counts, overlapping records shared among the jobs."""

    good: Decimal
    scrap: Decimal
    rework: Decimal
    minutes: int
    reports: tuple[ReportRow, ...]


@dataclass(frozen=True, slots=True)
class StopRow:
    """A machine that stands, or stood, still."""

    id: int
    machine_id: int
    reason: str
    note: str
    start: datetime
    end: datetime | None
    expected_end: datetime | None


@dataclass(frozen=True, slots=True)
class WipRow:
    """What a work order has cost so far, in whole coins of its site's currency: put in, booked out, and what is left."""

    material_in: int
    time_in: int
    booked_out: int

    @property
    def value(self) -> int:
        """What lies in work in process."""
        return self.material_in + self.time_in - self.booked_out
