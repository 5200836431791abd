"""The problem put in canonical order: rows sorted by id, items named by row, BOM as CSR, levels known.

Everything after this works on row numbers in id order, which is why the order in which the load
delivers its rows cannot change the plan.
"""

from dataclasses import dataclass, replace

import numpy as np

from taktline.engines.errors import EngineError
from taktline.engines.mrp.calendar import PackedCalendars, pack
from taktline.engines.mrp.columns import starts, take
from taktline.engines.mrp.levels import low_level_codes
from taktline.engines.mrp.problem import LARGEST, LIMIT, Ints, LineKind, Lines, LotRule, Problem
from taktline.engines.mrp.validate import validate


@dataclass(frozen=True, slots=True)
class Lots:
    """The lot rules in the one form the kernel needs.

    Pieces of at least ``least``, in ``step``, at most ``most`` (0 = no cap); ``period`` days per order
    (0 = each requirement day by itself).
    """

    least: Ints
    step: Ints
    most: Ints
    period: Ints


@dataclass(frozen=True, slots=True)
class Frame:
    """problem: sorted by id. *_item, parent, child: item rows. level: low-level code by item row.

    lines: only lines that are exploded, sorted by (parent row, kind, group, priority, id); line_at: CSR by
    parent row. then: the line row that takes what an alternate cannot serve, -1 = none. entry: the line
    receives requirements straight from its parent's proposals.
    """

    problem: Problem
    demand_item: Ints
    supply_item: Ints
    lines: Lines
    parent: Ints
    child: Ints
    line_at: Ints
    then: Ints
    entry: Ints
    level: Ints
    lots: Lots
    calendars: PackedCalendars


def frame(problem: Problem) -> Frame:
    """Validate, sort and index. Raises EngineError as ``validate`` does, and for cycles and overflow."""
    validate(problem)
    items = take(problem.items, np.argsort(problem.items.id))
    demands = take(problem.demands, np.argsort(problem.demands.id))
    supplies = take(problem.supplies, np.argsort(problem.supplies.id))
    lines = problem.lines
    blown = (items.make | items.phantom)[np.searchsorted(items.id, lines.parent)]
    lines = take(lines, blown)
    lines = take(lines, np.lexsort((lines.id, lines.priority, lines.group, lines.kind, lines.parent)))
    parent, child = (np.searchsorted(items.id, c).astype(np.int64) for c in (lines.parent, lines.child))
    then, entry = _chains(lines)
    demand_item = np.searchsorted(items.id, demands.item).astype(np.int64)
    supply_item = np.searchsorted(items.id, supplies.item).astype(np.int64)
    passing = np.flatnonzero(then >= 0)
    above = np.concatenate([parent, child[passing]])
    below = np.concatenate([child, child[then[passing]]])
    canonical = replace(problem, items=items, lines=lines, demands=demands, supplies=supplies)
    _require_reservations(canonical, demand_item)
    require_within(demand_item, demands.quantity, items.id)
    require_within(supply_item, supplies.quantity, items.id)
    level = low_level_codes(len(items.id), above, below, items.id)
    at = starts(parent, len(items.id))
    packed = pack(problem.calendars)
    lots = _lots(canonical)
    return Frame(
        canonical, demand_item, supply_item, lines, parent, child, at, then, entry, level, lots, packed
    )


def require_within(item: Ints, quantity: Ints, ids: Ints) -> None:
    """Refuse if any item's quantities add up to more than int64 can safely carry."""
    sums = np.bincount(item, weights=quantity.astype(np.float64), minlength=len(ids))
    if len(sums) and sums.max() > LIMIT:
        raise EngineError("mrp.overflow", {"item": int(ids[int(np.argmax(sums))])})


def _require_reservations(problem: Problem, demand_item: Ints) -> None:
    items = problem.items
    held = np.bincount(
        demand_item, weights=problem.demands.reserved.astype(np.float64), minlength=len(items.id)
    )
    over = np.flatnonzero(held > items.on_hand)
    if len(over):
        told = {"item": int(items.id[over[0]]), "reserved": int(held[over[0]])}
        raise EngineError("mrp.reserved_beyond_stock", {**told, "on_hand": int(items.on_hand[over[0]])})


def _chains(lines: Lines) -> tuple[Ints, Ints]:
    """Alternates by priority, then the main component; all else stands alone."""
    count = len(lines.id)
    then = np.full(count, -1, np.int64)
    entry = (lines.kind == LineKind.COMPONENT).astype(np.int64)
    mains = {
        (int(lines.parent[row]), int(lines.group[row])): int(row)
        for row in np.flatnonzero((lines.kind == LineKind.COMPONENT) & (lines.group >= 0))
    }
    last: dict[tuple[int, int], int] = {}
    for row in np.flatnonzero(lines.kind == LineKind.ALTERNATE):
        key = (int(lines.parent[row]), int(lines.group[row]))
        if key in last:
            then[last[key]] = int(row)
        else:
            entry[row] = 1
            entry[mains[key]] = 0
        last[key] = int(row)
    for key, final in last.items():
        then[final] = mains[key]
    return then, entry


def _lots(problem: Problem) -> Lots:
    items = problem.items
    free = (items.rule == LotRule.LOT_FOR_LOT) | items.phantom
    fixed = (items.rule == LotRule.FIXED) & ~items.phantom
    zero = np.zeros_like(items.quantum)
    common = items.lot_multiple / np.gcd(items.lot_multiple, items.quantum) * items.quantum
    if (common > LARGEST).any():
        raise EngineError("mrp.overflow", {"item": int(items.id[int(np.argmax(common))])})
    step = np.where(
        items.lot_multiple > 0, np.lcm(np.maximum(items.lot_multiple, 1), items.quantum), items.quantum
    )
    step = np.where(free, items.quantum, np.where(fixed, items.lot_size, step))
    least = np.where(free, zero, np.where(fixed, items.lot_size, items.lot_min))
    capped = np.maximum(items.lot_max // step, 1) * step
    most = np.where(free | (items.lot_max == 0), zero, capped)
    most = np.where(fixed, items.lot_size, most)
    period = np.where((items.rule == LotRule.PERIOD) & ~items.phantom, items.period, zero)
    return Lots(least, step, most, period)
