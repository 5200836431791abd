"""Requirements and by-products while the plan is being worked out: items by row, not by id."""

from dataclasses import dataclass

import numpy as np

from taktline.engines.mrp.frame import Frame
from taktline.engines.mrp.peg_kernel import REAL, SAFETY
from taktline.engines.mrp.problem import DemandKind, Ints

LEAST_URGENT = 1_000_000_000
"""Priority of what only fills up the safety stock."""


@dataclass(frozen=True, slots=True)
class Needs:
    """As ``Requirements``; item and line are rows; rank: REAL, SAFETY or TENTATIVE; reserved: as in Demands."""

    item: Ints
    rank: Ints
    kind: Ints
    due: Ints
    quantity: Ints
    priority: Ints
    reserved: Ints
    demand: Ints
    supply: Ints
    proposal: Ints
    line: Ints
    portion: Ints


@dataclass(frozen=True, slots=True)
class Extras:
    """By-products: item row, quantity, day, proposal row, line row."""

    item: Ints
    quantity: Ints
    day: Ints
    proposal: Ints
    line: Ints


def full(like: Ints, value: int) -> Ints:
    """A column of one value."""
    return np.full(len(like), value, np.int64)


def independent(frame: Frame) -> Needs:
    """What customers, forecasts and open work orders ask for."""
    d = frame.problem.demands
    none = full(d.id, -1)
    zero = full(d.id, 0)
    return Needs(
        frame.demand_item,
        full(d.id, REAL),
        d.kind,
        d.due,
        d.quantity,
        d.priority,
        d.reserved,
        d.id,
        d.supply,
        none,
        none,
        zero,
    )


def safety(frame: Frame) -> Needs:
    """The safety stocks, wanted from today on and served last."""
    items = frame.problem.items
    rows = np.flatnonzero(items.safety > 0).astype(np.int64)
    none, zero = full(rows, -1), full(rows, 0)
    return Needs(
        rows,
        full(rows, SAFETY),
        full(rows, DemandKind.SAFETY),
        zero,
        items.safety[rows],
        full(rows, LEAST_URGENT),
        zero,
        none,
        none,
        none,
        none,
        zero,
    )


def no_extras() -> Extras:
    """An empty table."""
    empty = np.zeros(0, np.int64)
    return Extras(empty, empty, empty, empty, empty)
