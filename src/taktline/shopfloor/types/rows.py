"""Rows that cross the doors of the shop floor."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from taktline.kernel.naming import Name
from taktline.kernel.source import Source

WORK_ORDER = "shopfloor.work-order"
MATERIAL = "shopfloor.material"
OPERATION = "shopfloor.operation"


@dataclass(frozen=True, slots=True)
class WorkOrderDraft:
    """What to make. quantity to start, in the item's stock unit; due: the day it must be in stock; demand: what it is for.

    good: how many are expected to come out good, all where None. priority: weight of being late, 1 is usual.
    """

    item_id: int
    site_id: int
    quantity: Decimal
    start: date
    due: date
    demand: Source | None = None
    priority: int = 1
    is_rush: bool = False
    good: Decimal | None = None


@dataclass(frozen=True, slots=True)
class WorkOrderRow:
    """One work order as other rooms and pages see it."""

    id: int
    number: str
    item_id: int
    item_code: str
    item_name: Name
    unit: str
    site_id: int
    state: str
    quantity: Decimal
    completed: Decimal
    start: date
    due: date
    priority: int
    is_rush: bool
    clearance: str
    demand: Source | None


@dataclass(frozen=True, slots=True)
class MaterialRow:
    """What a work order needs. quantity and issued in the item's stock unit."""

    id: int
    work_order_id: int
    item_id: int
    item_code: str
    item_name: Name
    unit: str
    quantity: Decimal
    issued: Decimal
    needed_on: date
    operation_number: int | None
    is_by_product: bool = False


@dataclass(frozen=True, slots=True)
class AlternativeRow:
    """Another way to do an operation: at a centre, or on one of its machines. run_seconds per unit."""

    centre_id: int
    machine_id: int | None
    run_seconds: int


@dataclass(frozen=True, slots=True)
class OperationRow:
    """One operation. Times: setup_seconds once, run_seconds per unit of `quantity`; waits in minutes.

    planned_*: from the published schedule, None while there is none.
    """

    id: int
    work_order_id: int
    number: int
    name: Name
    state: str
    centre_id: int
    quantity: Decimal
    good: Decimal
    setup_seconds: int
    run_seconds: int
    is_pausable: bool
    transfer_quantity: Decimal
    queue_minutes: int
    wait_minutes: int
    skill_id: int | None
    family_id: int | None
    outside_days: int
    supplier_id: int | None
    planned_machine_id: int | None
    planned_person_id: int | None
    planned_start: datetime | None
    planned_end: datetime | None
    sequence: int | None
    alternatives: tuple[AlternativeRow, ...] = ()


@dataclass(frozen=True, slots=True)
class PlannedSlot:
    """Where and when an operation is to be done, from a published schedule."""

    operation_id: int
    machine_id: int | None
    person_id: int | None
    start: datetime
    end: datetime
    sequence: int


@dataclass(frozen=True, slots=True)
class OpenWork:
    """All open work of a site, for scheduling: orders, their open operations and their open materials."""

    orders: Sequence[WorkOrderRow]
    operations: Sequence[OperationRow]
    materials: Sequence[MaterialRow]


@dataclass(frozen=True, slots=True)
class WorkToPlace:
    """All open work of a site, for scheduling: orders, their open operations, and orders that want more material."""

    orders: Sequence[WorkOrderRow]
    operations: Sequence[OperationRow]
    waiting: frozenset[int]


@dataclass(frozen=True, slots=True)
class Wiring:
    """feeds: work order id by material id. fixed: ids of work orders begun, whose date and quantity stand."""

    feeds: Mapping[int, int]
    fixed: frozenset[int]
