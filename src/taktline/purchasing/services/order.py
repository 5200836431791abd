"""Purchase orders: sent, closed, or cancelled."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from taktline.kernel import outbox
from taktline.kernel.actor import Actor, system
from taktline.kernel.errors import InvalidInput
from taktline.kernel.moving import Move
from taktline.kernel.operation import operation
from taktline.office import services as office
from taktline.purchasing import locks, permits
from taktline.purchasing.facts import PurchaseOrderCancelled, PurchaseOrderClosed, PurchaseOrderSent
from taktline.purchasing.life import PURCHASE_LIFE, PurchaseState
from taktline.purchasing.models import PurchaseLine
from taktline.purchasing.services import supply
from taktline.purchasing.services.approve_order import REJECTED_TASK, open_request

_HOUSE = system("purchasing")
_SEND = Move(PURCHASE_LIFE, PurchaseState.SENT, "purchasing.send-order")
_CLOSE = Move(PURCHASE_LIFE, PurchaseState.CLOSED, "purchasing.close-order")
_CANCEL = Move(PURCHASE_LIFE, PurchaseState.CANCELLED, "purchasing.cancel-order")


@operation
def send_order(order_id: int, *, to: str = "", by: Actor, at: datetime) -> None:
    """The supplier has it. to: where it was sent. Raises IllegalMove."""
    by.require(permits.ORDER)
    order = locks.order(order_id, scope=by.scope)
    _SEND.make(order, by=by, at=at, also={"sent_at": at}, told={"to": to} if to else None)
    outbox.publish(PurchaseOrderSent(order.pk, order.site_id, order.supplier_id), at=at)


@operation
def close_order(order_id: int, *, reason: str, by: Actor, at: datetime) -> None:
    """Nothing more will come; what came stays. Raises IllegalMove, InvalidInput without a reason."""
    by.require(permits.ORDER)
    if not reason.strip():
        raise InvalidInput(field="reason", reason=_("Say why."))
    order = locks.order(order_id, scope=by.scope)
    _CLOSE.make(order, by=by, at=at, reason=reason)
    lines = locks.lines(order)
    supply.forget_lines(lines, at=at)
    outbox.publish(PurchaseOrderClosed(order.pk, order.site_id, _items(lines)), at=at)


@operation
def cancel_order(order_id: int, *, reason: str, by: Actor, at: datetime) -> None:
    """Nothing of it will come any more. Raises IllegalMove once anything was received."""
    by.require(permits.ORDER)
    order = locks.order(order_id, scope=by.scope)
    _CANCEL.make(order, by=by, at=at, reason=reason)
    waiting = open_request(order)
    if waiting is not None:
        office.withdraw_approval(waiting, by=_HOUSE, at=at)
    office.close_tasks(REJECTED_TASK, key=str(order.pk), by=by, at=at)
    lines = locks.lines(order)
    supply.forget_requisitions(
        [line.requisition_id for line in lines if line.requisition_id is not None], at=at
    )
    supply.forget_lines(lines, at=at)
    outbox.publish(PurchaseOrderCancelled(order.pk, order.site_id), at=at)


def _items(lines: Sequence[PurchaseLine]) -> tuple[int, ...]:
    return tuple(sorted({line.item_id for line in lines}))
