"""“When can I have it?”: ask promising for an order's dates, outside any transaction."""

from datetime import datetime

from taktline.kernel.actor import Actor
from taktline.promising import services as promising
from taktline.promising.errors import AlreadyPromised
from taktline.promising.types import Asked, Demand
from taktline.sales import queries as sales
from taktline.sales.life import OrderState

MOST_URGENT = 5
ASKABLE = frozenset({OrderState.DRAFT, OrderState.SUBMITTED, OrderState.REVIEWED})


def quote_order(order_id: int, *, by: Actor, at: datetime) -> int:
    """Compute and hold dates for the order's open deliveries. Returns the offer's id.

    Raises NotFound, AlreadyPromised, NothingToPromise, EngineeringMissing, NoCalendar, CannotSchedule.
    """
    order = sales.sheet_of(order_id, scope=by.scope)
    if order.state not in ASKABLE:
        raise AlreadyPromised(order=order.number)
    weight = max(1, MOST_URGENT - order.priority) * (4 if order.is_rush else 1)
    demands = [
        Demand(row.delivery_id, row.item_id, row.quantity, row.requested_on)
        for row in sales.demand_of(order_id)
    ]
    return promising.quote(Asked(order_id, order.number, order.site_id, weight, demands), by=by, at=at)
