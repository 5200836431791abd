"""Demand and supply as documents state them."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import cast

import numpy as np
from numpy.typing import NDArray

from taktline.engines import mrp
from taktline.inventory import queries as inventory
from taktline.kernel.columns import Columns
from taktline.kernel.source import Source
from taktline.purchasing.types import LINE, REQUISITION
from taktline.shopfloor import queries as shopfloor
from taktline.shopfloor.types import MATERIAL, WORK_ORDER

Ints = NDArray[np.int64]
_KINDS = {
    WORK_ORDER: mrp.SupplyKind.WORK_ORDER,
    LINE: mrp.SupplyKind.PURCHASE,
    REQUISITION: mrp.SupplyKind.PURCHASE,
}


@dataclass(frozen=True, slots=True)
class Documents:
    """What documents expect (inventory's columns), what is reserved for them, and how work orders hang together.

    reserved: millionths by (source kind, source id, item). feeds: work order by material. fixed: work orders whose
    date and quantity stand.
    """

    expected: Columns
    reserved: dict[tuple[str, int, int], int]
    feeds: Mapping[int, int]
    fixed: frozenset[int]

    def _rows(self, sign: int) -> Ints:
        return np.flatnonzero(self.expected["sign"] == sign).astype(np.int64)

    def _column(self, name: str, rows: Ints) -> Ints:
        return cast("Ints", self.expected[name])[rows]

    def _kinds(self, rows: Ints) -> list[str]:
        return [str(kind) for kind in self.expected["source_kind"][rows]]

    def _days(self, rows: Ints, today: date) -> Ints:
        due = cast("NDArray[np.datetime64]", self.expected["due"])[rows]
        return (due - np.datetime64(today, "D")).astype(np.int64)

    def farthest(self, today: date) -> int:
        """Days from today to the last expectation."""
        return int(self._days(np.arange(len(self.expected)), today).max(initial=0))

    def tables(self, today: date, horizon: int, items: mrp.Items) -> tuple[mrp.Demands, mrp.Supplies]:
        """Demands and supplies of planned items. Demands behind the horizon count on its last day."""
        demands = self._demands(today, horizon, items.id)
        stock = dict(zip(items.id.tolist(), items.on_hand.tolist(), strict=True))
        return replace(demands, reserved=_within(demands, stock)), self._supplies(today, items.id)

    def _known(self, sign: int, known: Ints) -> Ints:
        rows = self._rows(sign)
        return rows[np.isin(self._column("item_id", rows), known)]

    def _demands(self, today: date, horizon: int, known: Ints) -> mrp.Demands:
        rows = self._known(-1, known)
        quantity, item = self._column("quantity", rows), self._column("item_id", rows)
        kinds, sources = self._kinds(rows), self._column("source_id", rows)
        supplies = self._work_orders(known)
        feeds = np.array(
            [
                supplies.get(self.feeds.get(int(source), -1), -1) if kind == MATERIAL else -1
                for kind, source in zip(kinds, sources, strict=True)
            ],
            np.int64,
        )
        held = [self.reserved.get(key, 0) for key in zip(kinds, sources.tolist(), item.tolist(), strict=True)]
        component = np.array([kind == MATERIAL for kind in kinds], np.bool_)
        return mrp.Demands(
            self.expected.ids[rows],
            item,
            np.where(component, int(mrp.DemandKind.COMPONENT), int(mrp.DemandKind.SALES)).astype(np.int64),
            np.minimum(self._days(rows, today), horizon - 1),
            quantity,
            self._column("priority", rows),
            np.minimum(np.array(held, np.int64), quantity),
            feeds,
        )

    def _work_orders(self, known: Ints) -> dict[int, int]:
        """Engine id of the supply of each open work order."""
        rows = self._known(1, known)
        sources, ids = self._column("source_id", rows), self.expected.ids[rows]
        return {
            int(source): int(pk)
            for kind, source, pk in zip(self._kinds(rows), sources, ids, strict=True)
            if kind == WORK_ORDER
        }

    def _supplies(self, today: date, known: Ints) -> mrp.Supplies:
        rows = self._known(1, known)
        kinds, sources = self._kinds(rows), self._column("source_id", rows)
        return mrp.Supplies(
            self.expected.ids[rows],
            self._column("item_id", rows),
            np.array([int(_KINDS.get(kind, mrp.SupplyKind.TRANSFER)) for kind in kinds], np.int64),
            self._days(rows, today),
            self._column("quantity", rows),
            np.array(
                [kind == WORK_ORDER and int(s) in self.fixed for kind, s in zip(kinds, sources, strict=True)], np.bool_
            ),
        )

    def kept_elsewhere(self) -> dict[int, int]:
        """Millionths by item that are reserved for what is no demand here, such as a quotation."""
        rows = self._rows(-1)
        asking = set(
            zip(
                self._kinds(rows), self._column("source_id", rows).tolist(), self._column("item_id", rows).tolist(),
                strict=True,
            )
        )  # fmt: skip
        kept: dict[int, int] = {}
        for key, quantity in self.reserved.items():
            if key not in asking:
                kept[key[2]] = kept.get(key[2], 0) + quantity
        return kept

    def demand_sources(self) -> dict[int, Source]:
        """What each demand is, by engine id: for materials the work order that needs them."""
        rows = self._rows(-1)
        sources = self._column("source_id", rows)
        found = {}
        for pk, kind, source in zip(self.expected.ids[rows], self._kinds(rows), sources, strict=True):
            order = self.feeds.get(int(source)) if kind == MATERIAL else None
            found[int(pk)] = Source(WORK_ORDER, order) if order is not None else Source(kind, int(source))
        return found

    def supply_sources(self) -> dict[int, Source]:
        """What each open supply is, by engine id."""
        rows = self._rows(1)
        sources = self._column("source_id", rows)
        return {
            int(pk): Source(kind, int(source))
            for pk, kind, source in zip(self.expected.ids[rows], self._kinds(rows), sources, strict=True)
        }


def _within(demands: mrp.Demands, stock: dict[int, int]) -> Ints:
    """Reservations cut to the stock that is there: what was reserved may have expired or been held since."""
    left = dict(stock)
    kept = demands.reserved.copy()
    for row in np.flatnonzero(kept > 0)[np.argsort(demands.due[kept > 0], kind="stable")]:
        item = int(demands.item[row])
        kept[row] = min(int(kept[row]), left.get(item, 0))
        left[item] = left.get(item, 0) - int(kept[row])
    return kept


def read_documents(site_id: int, *, at: datetime) -> Documents:
    """Read them, in a handful of queries."""
    wiring = shopfloor.wiring(site_id=site_id)
    kept = inventory.reserved_for(site_id=site_id, at=at)
    return Documents(inventory.expectations(site_id=site_id), kept, wiring.feeds, wiring.fixed)
