"""When the material of each work order is there, and which work orders make it: from the plan's pegs."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date

import numpy as np

from taktline.inventory import queries as inventory
from taktline.planning.queries.supplies import supplies_of
from taktline.shopfloor.types import WORK_ORDER


@dataclass(frozen=True, slots=True)
class Supplied:
    """What a work order waits for. ready: the day its bought material is there; makers: work orders that make some."""

    ready: Mapping[int, date] = field(default_factory=dict)
    makers: Mapping[int, frozenset[int]] = field(default_factory=dict)


def supplied(site_id: int, waiting: Collection[int], open_orders: frozenset[int]) -> Supplied:
    """By work order id; waiting: those that want more material. A supply that is itself an open work order is waited for as such, any other by its day."""
    days = _days(site_id)
    ready: dict[int, date] = {}
    makers: dict[int, set[int]] = defaultdict(set)
    for peg in supplies_of(WORK_ORDER, sorted(waiting)):
        order = peg.demand_id
        if peg.supply_kind == WORK_ORDER and peg.supply_id in open_orders:
            makers[order].add(peg.supply_id)
        elif (day := peg.day or days.get((peg.supply_kind, peg.supply_id))) is not None:
            ready[order] = max(day, ready.get(order, day))
    return Supplied(ready, {order: frozenset(ids - {order}) for order, ids in makers.items()})


def _days(site_id: int) -> dict[tuple[str, int], date]:
    """The day of everything that is expected to come in."""
    coming = inventory.expectations(site_id=site_id, direction="in")
    due = coming["due"].astype("datetime64[D]").astype(np.int64).tolist()
    epoch = date(1970, 1, 1).toordinal()
    kinds, ids = coming["source_kind"].tolist(), coming["source_id"].tolist()
    return {(kind, pk): date.fromordinal(epoch + day) for kind, pk, day in zip(kinds, ids, due, strict=True)}
