"""A supplier is reminded of what is still to come."""

from collections.abc import Iterable
from datetime import datetime

from taktline.kernel import journal
from taktline.kernel.actor import Actor
from taktline.kernel.errors import IllegalMove
from taktline.kernel.operation import operation
from taktline.purchasing import locks, permits
from taktline.purchasing.life import COMING, PurchaseState


@operation
def remind(order_id: int, line_ids: Iterable[int], *, to: str, by: Actor, at: datetime) -> None:
    """Note that the supplier was reminded of lines of an order. Raises IllegalMove once nothing more is to come."""
    by.require(permits.ORDER)
    order = locks.order(order_id, scope=by.scope)
    if order.state not in COMING:
        raise IllegalMove(what=order, now=order.get_state_display(), then=PurchaseState.RECEIVED.label)
    wanted = set(line_ids)
    lines = [line.position for line in locks.lines(order) if line.pk in wanted]
    journal.record("purchasing.remind", subject=order, by=by, at=at, after={"lines": lines, "to": to})
