"""Cancelling and closing: whatever was kept for the order is let go."""

from datetime import datetime

from taktline.flows.take_order import promise
from taktline.flows.take_order.confirm import expect, expose
from taktline.flows.take_order.impact import Impact, impact_of
from taktline.flows.take_order.tasks import settled
from taktline.inventory import services as inventory
from taktline.kernel.actor import Actor, system
from taktline.kernel.operation import operation
from taktline.kernel.scope import EVERYTHING
from taktline.kernel.source import Source
from taktline.sales import permits, services
from taktline.sales import queries as sales
from taktline.sales.life import OrderState
from taktline.sales.types import DELIVERY, Axis

_HOUSE = system("take_order")


def preview_cancel(order_id: int, *, by: Actor) -> Impact:
    """What would follow if the order were cancelled now; nothing changes. Raises NotPermitted, NotFound."""
    by.require(permits.CANCEL)
    order = sales.sheet_of(order_id, scope=by.scope)
    return impact_of(order, order.lines)


@operation
def cancel_order(order_id: int, *, reason: str, by: Actor, at: datetime) -> None:
    """End an order: expectations, reservations, offers and open questions of it go with it.

    What planning and the shop floor made for it is told by the fact and handled where it belongs. Raises
    ReasonNeeded, IllegalMove, AlreadyDelivered; then nothing was changed.
    """
    before = sales.sheet_of(order_id, scope=EVERYTHING)
    done = services.cancel(order_id, reason=reason, by=by, at=at)
    promise.let_go(order_id, by=by, at=at)
    deliveries = [each.id for line in before.lines for each in line.deliveries]
    inventory.release_reservations([Source(DELIVERY, each) for each in deliveries], by=_HOUSE, at=at)
    if before.state == OrderState.CONFIRMED:
        expect(done.site_id, (), priority=0, gone=deliveries, at=at)
    expose(done.customer_id, done.exposed_minor)
    for axis in Axis:
        settled(f"hold.{axis.value}", order_id, by=by, at=at)
    for each in before.sign_offs:
        settled(f"sign-off.{each.department}", order_id, line=each.position, by=by, at=at)


@operation
def close_order(order_id: int, *, reason: str = "", by: Actor, at: datetime) -> None:
    """End a delivered order; a rest within tolerance, or waived with a reason, is expected no more."""
    before = sales.sheet_of(order_id, scope=EVERYTHING)
    done = services.close(order_id, reason=reason, by=by, at=at)
    deliveries = [each.id for line in before.lines for each in line.deliveries]
    promise.let_go_deliveries(deliveries, by=by, at=at)
    inventory.release_reservations([Source(DELIVERY, each) for each in deliveries], by=_HOUSE, at=at)
    expect(before.site_id, (), priority=0, gone=deliveries, at=at)
    expose(done.customer_id, done.exposed_minor)
