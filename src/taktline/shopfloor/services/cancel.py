"""Cancel a work order."""

from datetime import datetime

from taktline.kernel import journal, outbox
from taktline.kernel.actor import Actor
from taktline.kernel.operation import operation
from taktline.shopfloor import locks, permits
from taktline.shopfloor.facts import WorkOrderCancelled
from taktline.shopfloor.life import WORK_ORDER_LIFE, WorkOrderState
from taktline.shopfloor.services import supply


@operation
def cancel(work_order_id: int, *, reason: str, by: Actor, at: datetime) -> None:
    """Do not make it after all; it brings and takes nothing any more. Raises IllegalMove."""
    by.require(permits.PLAN)
    order = locks.work_order(work_order_id, scope=by.scope)
    WORK_ORDER_LIFE.require(order, WorkOrderState(order.state), WorkOrderState.CANCELLED)
    before = {"state": order.state}
    order.state = WorkOrderState.CANCELLED
    order.save(update_fields=["state"])
    supply.forget([order], at=at)
    journal.record(
        "shopfloor.cancel", subject=order, by=by, at=at, before=before, after={"state": order.state}, reason=reason
    )
    outbox.publish(WorkOrderCancelled(order.pk, order.item_id, order.site_id), at=at)
