"""Report an operation: pieces, the material they used up, and at the last one the products in stock."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_

from taktline.inventory import queries as inventory
from taktline.inventory import services as stock
from taktline.inventory.services import CountPlan
from taktline.inventory.types import STORAGE, CountKind
from taktline.kernel.actor import Actor, system
from taktline.kernel.exact import plain
from taktline.kernel.operation import operation
from taktline.kernel.scope import EVERYTHING
from taktline.kernel.source import Source
from taktline.office import queries as policies
from taktline.office import services as office
from taktline.shopfloor import queries, services
from taktline.shopfloor.types import (
    WORK_ORDER,
    Completed,
    Finished,
    MakingPolicy,
    Missing,
    Pieces,
    Reported,
    Who,
)
from taktline.shopfloor.types import WorkOrderRow as Order

_HOUSE = system("make")
COUNT = "inventory.count"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a report led to. missing: material that was not there; a task waits for each."""

    reported: Reported
    missing: tuple[Missing, ...] = ()
    completed: Completed | None = None


@operation
def report_operation(operation_id: int, pieces: Pieces, *, who: Who, by: Actor, at: datetime) -> Outcome:
    """Book pieces, take the material they used up, and bring good pieces of the last operation into stock.

    A report whose material is not in the books is kept all the same: the man has the part in his hand. The warehouse
    gets a task and a recount. Told twice it counts once. Raises what `shopfloor.report` refuses.
    """
    reported = services.report(operation_id, pieces, who=who, by=by, at=at)
    if not reported.is_new:
        return Outcome(reported)
    order = queries.work_order(reported.work_order_id, scope=by.scope)
    missing: tuple[Missing, ...] = ()
    if policies.policy(MakingPolicy, at=at, site_id=order.site_id).backflush:
        missing = services.backflush(operation_id, report_id=reported.report_id, by=by, at=at).missing
    tell_what_is_missing(order, missing, at=at)
    completed = None
    if (reported.is_last and pieces.good > 0) or reported.is_worked_off:
        good = pieces.good if reported.is_last else Decimal(0)
        completed = services.complete(order.id, Finished(good, report_id=reported.report_id), by=by, at=at)
    return Outcome(reported, missing, completed)


@operation
def finish_operation(operation_id: int, *, who: Who, by: Actor, at: datetime) -> None:
    """Nothing more will be made here; where nothing is left to do anywhere, the order is complete."""
    row = queries.operation(operation_id, scope=by.scope)
    if services.finish(operation_id, who=who, by=by, at=at):
        order = queries.work_order(row.work_order_id, scope=by.scope)
        if order.state == "in_progress":
            services.complete(order.id, Finished(Decimal(0)), by=_HOUSE, at=at)


def tell_what_is_missing(order: Order, missing: Sequence[Missing], *, at: datetime) -> None:
    """A task for the warehouse for each material the books did not have, with a recount of where it should lie."""
    for each in missing:
        count_id = _recount(order.site_id, each.item_id, at=at)
        office.open_task(
            "shopfloor.material-missing",
            role="warehouse_clerk",
            title=N_("%(order)s used %(wanted)s %(unit)s of %(item)s, the books had %(taken)s: count again and book the rest"),
            key=f"{order.id}:{each.item_id}",
            source=Source(COUNT, count_id) if count_id else Source(WORK_ORDER, order.id),
            site_id=order.site_id,
            data={
                "order": order.number, "item": each.item_code, "unit": each.unit, "wanted": plain(each.wanted),
                "taken": plain(each.taken),
            },
            by=_HOUSE,
            at=at,
        )  # fmt: skip


def _recount(site_id: int, item_id: int, *, at: datetime) -> int | None:
    """Draft a recount of the item where the books still know some of it; None where they know none."""
    kinds = {place.id: place.kind for place in inventory.places(scope=EVERYTHING, site_id=site_id)}
    rows = inventory.balances_of(item_id, site_id=site_id, scope=EVERYTHING)
    if not any(kinds.get(row.key.place_id) in STORAGE for row in rows):
        return None
    plan = CountPlan(
        site_id, CountKind.RECOUNT, item_ids=(item_id,), note=_("recount: material was missing at a report")
    )
    return stock.plan_count(plan, by=_HOUSE, at=at)
