"""What the planning engine is told: frozen tables of numpy arrays, one array a column.

Units: days are integers, day 0 is today; quantities are int64 millionths of the item's stock unit
(``UNIT`` = one whole unit); shares (scrap) are parts per million.
"""

from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from taktline.engines.mrp.calendar import Calendar

UNIT = 1_000_000
"""Millionths in one stock unit."""
LIMIT = 4 * 10**18
"""No sum of quantities of one item may exceed this; beyond it int64 would no longer be safe."""
LARGEST = 10**18
"""No single quantity at the door may exceed this."""
LARGEST_PER = 10**12
"""A BOM line may ask at most a million units of the component for one unit of the parent."""

Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]


class LotRule(IntEnum):
    """How a net requirement becomes order quantities."""

    LOT_FOR_LOT = 0
    FIXED = 1
    MIN_MULTIPLE_MAX = 2
    PERIOD = 3


class DemandKind(IntEnum):
    """Where a requirement comes from. SAFETY and DEPENDENT are made by the engine itself."""

    SALES = 0
    FORECAST = 1
    COMPONENT = 2
    SAFETY = 3
    DEPENDENT = 4


class SupplyKind(IntEnum):
    """What an open supply is."""

    WORK_ORDER = 1
    PURCHASE = 2
    TRANSFER = 3


class LineKind(IntEnum):
    """What a BOM line does: consume, stand in for the main component, or give back."""

    COMPONENT = 0
    ALTERNATE = 1
    BY_PRODUCT = 2


@dataclass(frozen=True, slots=True)
class Items:
    """Planned items, N rows, any order; ids unique.

    calendar: index into ``Problem.calendars``. on_hand: usable stock. safety: level the projection keeps.
    lead: working days from start to receipt.
    rule: LotRule. lot_size: FIXED. lot_min, lot_multiple, lot_max (0 = none): MIN_MULTIPLE_MAX and PERIOD.
    period: days covered by one order, PERIOD. quantum: smallest orderable quantity, orders round up to it.
    scrap: ppm of the started quantity that is lost. make: explode the BOM; phantom: blow through, own stock
    first. fence: a proposal starting on or before this day gets an ORDER message. window: days by which a
    later open supply may be counted on being pulled in instead of ordering anew. tolerance: days an open
    supply may come too early before a DEFER is said.
    """

    id: Ints
    calendar: Ints
    on_hand: Ints
    safety: Ints
    lead: Ints
    rule: Ints
    lot_size: Ints
    lot_min: Ints
    lot_multiple: Ints
    lot_max: Ints
    period: Ints
    quantum: Ints
    scrap: Ints
    make: Flags
    phantom: Flags
    fence: Ints
    window: Ints
    tolerance: Ints


@dataclass(frozen=True, slots=True)
class Lines:
    """BOM lines, E rows: for one unit of parent, ``per`` of child.

    scrap: ppm of the child lost in use. kind: LineKind. group: an ALTERNATE names the group of the one
    COMPONENT line (same parent, same group ≥ 0) it stands in for; -1 = no group. priority: lower first.
    """

    id: Ints
    parent: Ints
    child: Ints
    per: Ints
    scrap: Ints
    kind: Ints
    group: Ints
    priority: Ints


@dataclass(frozen=True, slots=True)
class Demands:
    """Independent requirements, one row each; due may be negative (overdue).

    kind: SALES, FORECAST or COMPONENT; a COMPONENT names the open supply it feeds in ``supply`` (else -1).
    priority: lower is served first on the same day. reserved: part that already holds stock on hand.
    """

    id: Ints
    item: Ints
    kind: Ints
    due: Ints
    quantity: Ints
    priority: Ints
    reserved: Ints
    supply: Ints


@dataclass(frozen=True, slots=True)
class Supplies:
    """Open work orders, purchases, transfers. due may be negative (overdue: counted as today).

    firm: neither date nor quantity may be questioned (only EXPEDITE and PAST_DUE are said about it).
    """

    id: Ints
    item: Ints
    kind: Ints
    due: Ints
    quantity: Ints
    firm: Flags


@dataclass(frozen=True, slots=True)
class Problem:
    """A whole planning problem over days 0 … horizon - 1."""

    items: Items
    lines: Lines
    demands: Demands
    supplies: Supplies
    calendars: tuple[Calendar, ...]
    horizon: int
