"""Items and bills of material as the engine's tables."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import cast

import numpy as np
from numpy.typing import NDArray

from taktline.catalog import queries as catalog
from taktline.engines import mrp
from taktline.kernel.columns import Columns
from taktline.planning import rules

Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]
_BOTH = 2


@dataclass(frozen=True, slots=True)
class Goods:
    """What is planned and what it is made of, before stock is known."""

    items: mrp.Items
    lines: mrp.Lines

    def with_stock(self, stock: Columns, kept: Mapping[int, int]) -> mrp.Items:
        """The items with what may be used of them: usable stock less what is kept for others than our demands."""
        held = dict(zip(stock.ids.tolist(), cast("Ints", stock["usable"]).tolist(), strict=True))
        on_hand = [max(0, held.get(item, 0) - kept.get(item, 0)) for item in self.items.id.tolist()]
        return replace(self.items, on_hand=np.array(on_hand, np.int64))


def read_goods(*, site_id: int, today: date, leads: Mapping[int, int]) -> Goods:
    """Read them. What customers supply themselves is not planned: nobody here can order it.

    leads: days by item, where the preferred supplier of what is bought names other ones.
    """
    known, edges = catalog.planning_items(site_id=site_id), catalog.bom_edges(today)
    rows = np.flatnonzero(~cast("Flags", known["customer_supplied"]))
    ids = known.ids[rows]
    inside = np.flatnonzero(np.isin(_ints(edges, "parent"), ids) & np.isin(_ints(edges, "child"), ids))
    lines = _lines(edges, inside)
    return Goods(_items(known, rows, lines, leads), lines)


def _ints(columns: Columns, name: str) -> Ints:
    return cast("Ints", columns[name])


def _lines(edges: Columns, rows: Ints) -> mrp.Lines:
    names = ("parent", "child", "per", "scrap", "kind", "group", "priority")
    return mrp.Lines(edges.ids[rows], *(_ints(edges, name)[rows] for name in names))


def _items(known: Columns, rows: Ints, lines: mrp.Lines, leads: Mapping[int, int]) -> mrp.Items:
    ids = known.ids[rows]
    zero = np.zeros(len(rows), np.int64)
    made = cast("Flags", known["make"])[rows].copy()
    either = _ints(known, "supply")[rows] == _BOTH
    made[either] = np.isin(ids[either], lines.parent)  # made or bought: made where we know how
    phantom = cast("Flags", known["phantom"])[rows] & np.isin(ids, lines.parent)

    def column(name: str) -> Ints:
        return _ints(known, name)[rows]

    return mrp.Items(
        id=ids,
        calendar=zero,
        on_hand=zero,
        safety=column("safety"),
        lead=_leads(ids, column("lead"), made, leads),
        rule=column("rule"),
        lot_size=column("lot_size"),
        lot_min=column("lot_min"),
        lot_multiple=column("lot_multiple"),
        lot_max=column("lot_max"),
        period=column("period"),
        quantum=column("quantum"),
        scrap=column("scrap"),
        make=made,
        phantom=phantom,
        fence=zero + rules.ORDER_FENCE_DAYS,
        window=zero + rules.PULL_IN_DAYS,
        tolerance=zero + rules.EARLY_TOLERANCE_DAYS,
    )


def _leads(ids: Ints, usual: Ints, made: Flags, named: Mapping[int, int]) -> Ints:
    """Lead times in days: of what is bought, the preferred supplier's where it names one, else the item's."""
    if not named:
        return usual
    told = zip(ids.tolist(), usual.tolist(), made.tolist(), strict=True)
    return np.array([days if is_made else named.get(pk, days) for pk, days, is_made in told], np.int64)
