"""Purchase orders: approved, sent, or cancelled."""

from datetime import datetime

from taktline.kernel import journal, outbox
from taktline.kernel.actor import Actor
from taktline.kernel.operation import operation
from taktline.purchasing import locks, permits
from taktline.purchasing.facts import PurchaseOrderApproved, PurchaseOrderCancelled
from taktline.purchasing.life import PURCHASE_LIFE, PurchaseState
from taktline.purchasing.models import PurchaseOrder
from taktline.purchasing.services import supply


@operation
def approve_order(order_id: int, *, by: Actor, at: datetime) -> None:
    """Approve a purchase order; from here its lines are what is expected, not the requisitions. Raises IllegalMove."""
    by.require(permits.APPROVE_ORDER)
    order = locks.order(order_id, scope=by.scope)
    _move(order, PurchaseState.APPROVED, "purchasing.approve-order", "", by, at)
    lines = locks.lines(order)
    supply.forget_requisitions(
        [line.requisition_id for line in lines if line.requisition_id is not None], at=at
    )
    supply.expect_lines(order, lines, at=at)
    outbox.publish(PurchaseOrderApproved(order.pk, order.site_id), at=at)


@operation
def send_order(order_id: int, *, by: Actor, at: datetime) -> None:
    """The supplier has it. Raises IllegalMove."""
    by.require(permits.ORDER)
    _move(locks.order(order_id, scope=by.scope), PurchaseState.SENT, "purchasing.send-order", "", by, at)


@operation
def cancel_order(order_id: int, *, reason: str, by: Actor, at: datetime) -> None:
    """Nothing of it will come any more. Raises IllegalMove once anything was received."""
    by.require(permits.ORDER)
    order = locks.order(order_id, scope=by.scope)
    _move(order, PurchaseState.CANCELLED, "purchasing.cancel-order", reason, by, at)
    lines = locks.lines(order)
    supply.forget_requisitions(
        [line.requisition_id for line in lines if line.requisition_id is not None], at=at
    )
    supply.forget_lines(lines, at=at)
    outbox.publish(PurchaseOrderCancelled(order.pk, order.site_id), at=at)


def _move(
    order: PurchaseOrder, then: PurchaseState, action: str, reason: str, by: Actor, at: datetime
) -> None:
    PURCHASE_LIFE.require(order, PurchaseState(order.state), then)
    before, order.state = order.state, then
    order.save(update_fields=["state"])
    journal.record(
        action,
        subject=order,
        by=by,
        at=at,
        before={"state": before},
        after={"state": then.value},
        reason=reason,
    )
