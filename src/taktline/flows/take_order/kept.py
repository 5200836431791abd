"""Whether promised dates still hold when an order asks for more, or for it earlier: by the review's own judgement."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from taktline.catalog import queries as catalog
from taktline.flows.take_order import promise
from taktline.flows.take_order.supply import supply_of
from taktline.identity import queries as identity
from taktline.inventory import services as inventory
from taktline.kernel.actor import Actor
from taktline.kernel.errors import StaleSnapshot
from taktline.kernel.scope import EVERYTHING
from taktline.sales import permits, services
from taktline.sales import queries as sales
from taktline.sales.errors import PromiseNotKept
from taktline.sales.queries import OrderSheet
from taktline.sales.services import Applied
from taktline.sales.types import DELIVERY, Axis, DemandRow


@dataclass(frozen=True, slots=True)
class Broken:
    """A delivery whose promised day cannot be kept. on: the earliest day that can, None when nobody supplies it."""

    delivery_id: int
    place: str
    promised: date
    on: date | None

    def told(self) -> dict[str, object]:
        """As it is kept with the change: 2·1 is the first delivery of line 2."""
        return {"line": self.place, "promised": f"{self.promised}", "on": f"{self.on}" if self.on else None}


def broken_promises(done: Applied, before: OrderSheet, *, at: datetime) -> list[Broken]:
    """The deliveries that a change asks more of than their promised day allows.

    What stayed, or became less or later, keeps the promise it has. What was kept for the touched deliveries must have
    been let go of; what they expect goes here, and the caller states it anew.
    """
    asked = list(_asked_more(done, before))
    if not asked:
        return []
    inventory.set_expectations(DELIVERY, (), of=[row.delivery_id for row in asked], at=at)
    today = identity.site_day(done.site_id, at)
    item_ids = sorted({row.item_id for row in asked})
    gaps = catalog.engineering_gaps(item_ids, today)
    supply = supply_of(catalog.items(item_ids), gaps, asked, site_id=done.site_id, at=at)
    found = promise.feasible_dates(asked, supply, today=today)
    places = _places(sales.sheet_of(done.order_id, scope=EVERYTHING))
    broken = []
    for row in asked:
        on = found[row.delivery_id].on if row.delivery_id in found else None
        if row.promised_on is not None and (on is None or on > row.promised_on):
            broken.append(Broken(row.delivery_id, places[row.delivery_id], row.promised_on, on))
    return broken


def _asked_more(done: Applied, before: OrderSheet) -> Iterator[DemandRow]:
    known = {each.id: (line.item_id, each) for line in before.lines for each in line.deliveries}
    for row in sorted(done.demand, key=lambda each: each.promised_on or each.requested_on):
        item_id, old = known.get(row.delivery_id, (None, None))
        if (
            old is None
            or item_id != row.item_id
            or row.quantity > old.quantity - old.delivered
            or (row.promised_on and old.promised_on and row.promised_on < old.promised_on)
        ):
            yield row


def _places(order: OrderSheet) -> dict[int, str]:
    return {
        each.id: f"{line.position}·{each.position}" if len(line.deliveries) > 1 else f"{line.position}"
        for line in order.lines
        for each in line.deliveries
    }


def require_promises(
    done: Applied, broken: Sequence[Broken], reason: str, *, by: Actor, at: datetime
) -> None:
    """Every promise can be kept, or somebody answers for it and the reason stays. Raises PromiseNotKept."""
    if not broken:
        return
    if not by.may(permits.RELEASE_DATE):
        days = ", ".join(f"{each.place} → {each.on or '–'}" for each in broken)
        raise PromiseNotKept(order=done.number, lines=days)
    services.answer_for(done.order_id, axis=Axis.DATE, rule="date", reason=reason, by=by, at=at)


def promise_anew(
    done: Applied, broken: Sequence[Broken], shown: Sequence[object], *, by: Actor, at: datetime
) -> Applied:
    """Promise the days that can be kept, as they were shown. Raises StaleSnapshot when they are others by now."""
    days = {each.delivery_id: each.on for each in broken if each.on is not None}
    if [each.told() for each in broken] != list(shown) or len(days) < len(broken):
        raise StaleSnapshot(what=done.number)
    services.promise_again(done.order_id, days, by=by, at=at)
    rows = (replace(row, promised_on=days.get(row.delivery_id, row.promised_on)) for row in done.demand)
    return replace(done, demand=tuple(rows))
