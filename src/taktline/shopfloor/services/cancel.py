"""Cancel a work order."""

from datetime import datetime

from taktline.inventory import services as stock
from taktline.kernel import journal, outbox
from taktline.kernel.actor import Actor
from taktline.kernel.operation import operation
from taktline.kernel.source import Source
from taktline.shopfloor import locks, permits
from taktline.shopfloor.facts import WorkOrderCancelled
from taktline.shopfloor.life import WORK_ORDER_LIFE, WorkOrderState
from taktline.shopfloor.models import Issue, TimeRecord, WorkOrder
from taktline.shopfloor.services import ledger, returns, standing, supply
from taktline.shopfloor.types import MATERIAL, IssueKind


@operation
def cancel(work_order_id: int, *, reason: str, scrap: bool = False, by: Actor, at: datetime) -> None:
    """Do not make it after all; it brings and takes nothing any more.

    What was issued and is not used up goes back where it came from, or with `scrap` is written off. Raises IllegalMove.
    """
    by.require(permits.PLAN)
    order = locks.work_order(work_order_id, scope=by.scope)
    WORK_ORDER_LIFE.require(order, WorkOrderState(order.state), WorkOrderState.CANCELLED)
    before = {"state": order.state}
    order.state = WorkOrderState.CANCELLED
    order.save(update_fields=["state"])
    _clear(order, reason, scrap=scrap, by=by, at=at)
    supply.forget([order], at=at)
    journal.record(
        "shopfloor.cancel",
        subject=order,
        by=by,
        at=at,
        before=before,
        after={"state": order.state},
        reason=reason,
    )
    outbox.publish(WorkOrderCancelled(order.pk, order.item_id, order.site_id), at=at)


def _clear(order: WorkOrder, reason: str, *, scrap: bool, by: Actor, at: datetime) -> None:
    """Nobody works on it, nothing is kept for it, nothing of it stays in work in process."""
    standing.close_times(TimeRecord.objects.filter(operation__work_order=order, end=None), at=at)
    rows = (
        Issue.objects.filter(material__work_order=order, left__gt=0).select_related("material").order_by("pk")
    )
    for row in rows:
        if scrap:
            returns.scrap(order, row, reason, by=by, at=at)
        else:
            returns.give_back(row, returns.Goes(IssueKind.RETURN, row.left, row.place_id), by=by, at=at)
    sources = [Source(MATERIAL, pk) for pk in order.materials.values_list("pk", flat=True)]
    stock.release_reservations(sources, by=ledger.lent(by), at=at)
