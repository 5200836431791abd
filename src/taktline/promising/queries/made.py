"""What the plan and the floor already do for a delivery: by work orders named for it, and by the plan's pegs."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from taktline.kernel.source import Source
from taktline.planning import queries as planning
from taktline.planning.queries.supplies import supplies_of
from taktline.planning.types import PROPOSAL
from taktline.sales.types import DELIVERY
from taktline.shopfloor import queries as shopfloor
from taktline.shopfloor.life import WorkOrderState
from taktline.shopfloor.types import WORK_ORDER

DEEPEST = 12


@dataclass(slots=True)
class Made:
    """What is done for one delivery. named: work orders made for it by item; pegged: all it is pegged to, at any level.

    open_items: items of which the plan still proposes to make some; whole: its own item needs no proposal any more.
    """

    named: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))
    pegged: set[int] = field(default_factory=set)
    open_items: set[int] = field(default_factory=set)
    whole: bool = False

    @property
    def work_orders(self) -> set[int]:
        """All of them."""
        return self.pegged.union(*self.named.values()) if self.named else self.pegged

    def takes_over(self, item_id: int, unplaced: Collection[int]) -> bool:
        """Whether work orders do the making of an item, none of which are among the unplaced."""
        if own := self.named.get(item_id):
            return own.isdisjoint(unplaced)
        return self.whole and item_id not in self.open_items and self.pegged.isdisjoint(unplaced)


def made_for(delivery_ids: Collection[int]) -> Mapping[int, Made]:
    """By delivery id; a few queries for each make level."""
    ids = sorted(delivery_ids)
    found = {pk: Made() for pk in ids}
    for source, rows in shopfloor.of_demand([Source(DELIVERY, pk) for pk in ids]).items():
        for row in rows:
            if row.state != WorkOrderState.CANCELLED:
                found[source.id].named[row.item_id].add(row.id)
    for_whom: dict[int, set[int]] = defaultdict(set)
    proposals: dict[int, set[int]] = defaultdict(set)
    kinds: dict[int, set[str]] = defaultdict(set)
    for peg in supplies_of(DELIVERY, ids):
        kinds[peg.demand_id].add(peg.supply_kind)
        if peg.supply_kind in (WORK_ORDER, PROPOSAL):
            (for_whom if peg.supply_kind == WORK_ORDER else proposals)[peg.supply_id].add(peg.demand_id)
    for pk, each in found.items():
        each.whole = WORK_ORDER in kinds[pk] and PROPOSAL not in kinds[pk]
    _walk(for_whom, proposals)
    for order_id, deliveries in for_whom.items():
        for pk in deliveries:
            found[pk].pegged.add(order_id)
    known = planning.proposals(sorted(proposals))
    for proposal_id, deliveries in proposals.items():
        for pk in deliveries:
            if proposal_id in known:
                found[pk].open_items.add(known[proposal_id].item_id)
    return found


def _walk(for_whom: dict[int, set[int]], proposals: dict[int, set[int]]) -> None:
    """Follow the pegs down from work orders: which further work orders and proposals serve the same deliveries."""
    fresh = set(for_whom)
    for _level in range(DEEPEST):
        if not fresh:
            return
        before, fresh = fresh, set()
        for peg in supplies_of(WORK_ORDER, sorted(before)):
            if peg.supply_kind not in (WORK_ORDER, PROPOSAL):
                continue
            reached = (for_whom if peg.supply_kind == WORK_ORDER else proposals)[peg.supply_id]
            more = for_whom[peg.demand_id] - reached
            if more:
                reached |= more
                if peg.supply_kind == WORK_ORDER:
                    fresh.add(peg.supply_id)
