"""Release work orders to the floor."""

from collections.abc import Iterable
from datetime import datetime

from taktline.kernel import journal, outbox
from taktline.kernel.actor import Actor
from taktline.kernel.operation import operation
from taktline.shopfloor import locks, permits
from taktline.shopfloor.facts import WorkOrderReleased
from taktline.shopfloor.life import WORK_ORDER_LIFE, OperationState, WorkOrderState
from taktline.shopfloor.models import Operation, WorkOrder


@operation
def release(work_order_ids: Iterable[int], *, by: Actor, at: datetime) -> None:
    """Let work orders be worked on; from here their recipes are frozen, and the first operation is ready.

    Raises IllegalMove unless every one may be released; then none is.
    """
    by.require(permits.RELEASE)
    orders = locks.work_orders(work_order_ids, scope=by.scope)
    for order in orders:
        WORK_ORDER_LIFE.require(order, WorkOrderState(order.state), WorkOrderState.RELEASED)
    befores = {order.pk: order.state for order in orders}
    for order in orders:
        order.state, order.released_at = WorkOrderState.RELEASED, at
    WorkOrder.objects.bulk_update(orders, ["state", "released_at"])
    _make_first_ready(orders)
    for order in orders:
        journal.record(
            "shopfloor.release",
            subject=order,
            by=by,
            at=at,
            before={"state": befores[order.pk]},
            after={"state": order.state},
        )
    outbox.publish(*(WorkOrderReleased(order.pk, order.site_id) for order in orders), at=at)


def _make_first_ready(orders: list[WorkOrder]) -> None:
    first: dict[int, int] = {}
    waiting = Operation.objects.filter(work_order__in=orders, state=OperationState.WAITING)
    for pk, order_id in waiting.order_by("work_order_id", "number").values_list("pk", "work_order_id"):
        first.setdefault(order_id, pk)
    Operation.objects.filter(pk__in=first.values()).update(state=OperationState.READY)
