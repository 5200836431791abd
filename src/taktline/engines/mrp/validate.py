"""The door: every refusal names the rows a planner has to mend."""

from collections.abc import Iterable

import numpy as np

from taktline.engines.errors import EngineError
from taktline.engines.mrp.calendar import require_calendars
from taktline.engines.mrp.columns import names
from taktline.engines.mrp.problem import (
    LARGEST,
    LARGEST_PER,
    DemandKind,
    Demands,
    Flags,
    Ints,
    Items,
    LineKind,
    Lines,
    LotRule,
    Problem,
    Supplies,
    SupplyKind,
)

Table = Items | Lines | Demands | Supplies


def validate(problem: Problem) -> None:
    """Raise EngineError for the first fault found, naming the lowest offending id."""
    if problem.horizon < 1:
        raise EngineError("mrp.no_horizon", {"horizon": problem.horizon})
    for kind, table in _tables(problem):
        _require_shape(kind, table)
    require_calendars(problem.calendars, problem.horizon)
    _require_items(problem.items, len(problem.calendars))
    _require_lots(problem.items)
    _require_lines(problem)
    _require_demands(problem)
    _require_supplies(problem)


def _tables(problem: Problem) -> Iterable[tuple[str, Table]]:
    yield "item", problem.items
    yield "line", problem.lines
    yield "demand", problem.demands
    yield "supply", problem.supplies


def _require_shape(kind: str, table: Table) -> None:
    for name in names(table):
        column = getattr(table, name)
        if column.ndim != 1 or len(column) != len(table.id) or column.dtype not in (np.int64, np.bool_):
            raise EngineError("mrp.malformed_table", {"table": kind, "column": name})
    ids, counts = np.unique(table.id, return_counts=True)
    if len(ids) and counts.max() > 1:
        raise EngineError("mrp.duplicate_id", {"table": kind, "id": int(ids[counts > 1][0])})


def _refuse(code: str, kind: str, ids: Ints, bad: Flags, values: Ints) -> None:
    """Refuse with the lowest offending id and its value, if any row is bad."""
    if bad.any():
        row = int(np.flatnonzero(bad)[np.argmin(ids[bad])])
        raise EngineError(code, {kind: int(ids[row]), "value": int(values[row])})


def _require_range(code: str, kind: str, ids: Ints, values: Ints, low: int = 0, high: int = LARGEST) -> None:
    _refuse(code, kind, ids, values < low, values)
    _refuse("mrp.overflow" if high == LARGEST else code, kind, ids, values > high, values)


def _require_items(items: Items, calendars: int) -> None:
    _require_range("mrp.negative_lead", "item", items.id, items.lead, 0, 100_000)
    _require_range("mrp.unknown_calendar", "item", items.id, items.calendar, 0, calendars - 1)
    _require_range("mrp.negative_stock", "item", items.id, items.on_hand)
    _require_range("mrp.negative_safety_stock", "item", items.id, items.safety)
    _require_range("mrp.impossible_scrap", "item", items.id, items.scrap, 0, 999_999)
    _require_range("mrp.no_quantum", "item", items.id, items.quantum, 1)
    _require_range("mrp.negative_window", "item", items.id, items.window)
    _require_range("mrp.negative_tolerance", "item", items.id, items.tolerance)


def _require_lots(items: Items) -> None:
    _require_range("mrp.unknown_lot_rule", "item", items.id, items.rule, 0, len(LotRule) - 1)
    for column in (items.lot_size, items.lot_min, items.lot_multiple, items.lot_max):
        _require_range("mrp.negative_lot", "item", items.id, column)
    fixed = (items.rule == LotRule.FIXED) & (items.lot_size <= 0)
    _refuse("mrp.fixed_lot_without_size", "item", items.id, fixed, items.lot_size)
    period = (items.rule == LotRule.PERIOD) & (items.period <= 0)
    _refuse("mrp.period_without_days", "item", items.id, period, items.period)
    capped = (items.rule >= LotRule.MIN_MULTIPLE_MAX) & (items.lot_max > 0)
    least = np.maximum(np.maximum(items.lot_min, items.lot_multiple), items.quantum)
    _refuse("mrp.lot_max_too_small", "item", items.id, capped & (items.lot_max < least), items.lot_max)


def _require_lines(problem: Problem) -> None:
    lines = problem.lines
    for column in (lines.parent, lines.child):
        _refuse("mrp.unknown_component", "line", lines.id, ~np.isin(column, problem.items.id), column)
    _require_range("mrp.quantity_per_out_of_range", "line", lines.id, lines.per, 1, LARGEST_PER)
    _require_range("mrp.impossible_scrap", "line", lines.id, lines.scrap, 0, 999_999)
    _require_range("mrp.unknown_line_kind", "line", lines.id, lines.kind, 0, len(LineKind) - 1)
    main = (lines.kind == LineKind.COMPONENT) & (lines.group >= 0)
    keys, counts = np.unique(np.stack([lines.parent[main], lines.group[main]]), axis=1, return_counts=True)
    if (counts > 1).any():
        parent, group = (int(v) for v in keys[:, counts > 1][:, 0])
        raise EngineError("mrp.two_main_components", {"item": parent, "group": group})
    served = {(int(p), int(g)) for p, g in keys.T}
    for row in np.flatnonzero(lines.kind == LineKind.ALTERNATE):
        if (int(lines.parent[row]), int(lines.group[row])) not in served:
            told = {
                "line": int(lines.id[row]),
                "item": int(lines.parent[row]),
                "group": int(lines.group[row]),
            }
            raise EngineError("mrp.alternate_without_main", told)


def _require_demands(problem: Problem) -> None:
    demands = problem.demands
    _refuse("mrp.unknown_item", "demand", demands.id, ~np.isin(demands.item, problem.items.id), demands.item)
    _require_range("mrp.negative_demand", "demand", demands.id, demands.quantity)
    _require_range("mrp.unknown_demand_kind", "demand", demands.id, demands.kind, 0, DemandKind.COMPONENT)
    _refuse("mrp.beyond_horizon", "demand", demands.id, demands.due >= problem.horizon, demands.due)
    wrong = (demands.reserved < 0) | (demands.reserved > demands.quantity)
    _refuse("mrp.reserved_out_of_range", "demand", demands.id, wrong, demands.reserved)
    lost = (demands.supply >= 0) & ~np.isin(demands.supply, problem.supplies.id)
    _refuse("mrp.unknown_supply", "demand", demands.id, lost, demands.supply)


def _require_supplies(problem: Problem) -> None:
    supplies = problem.supplies
    unknown = ~np.isin(supplies.item, problem.items.id)
    _refuse("mrp.unknown_item", "supply", supplies.id, unknown, supplies.item)
    _require_range("mrp.negative_supply", "supply", supplies.id, supplies.quantity)
    kinds = (int(SupplyKind.WORK_ORDER), int(SupplyKind.TRANSFER))
    _require_range("mrp.unknown_supply_kind", "supply", supplies.id, supplies.kind, *kinds)
