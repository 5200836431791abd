"""Clean orders of customers who want it so pass without hands."""

from datetime import datetime

from taktline.flows.take_order import promise
from taktline.flows.take_order.confirm import confirm_order
from taktline.flows.take_order.review import gather, review_order
from taktline.kernel.actor import Actor, system
from taktline.kernel.operation import operation
from taktline.sales.services import Reviewed

_HOUSE = system("take_order")


@operation
def review_and_pass(order_id: int, *, by: Actor, at: datetime) -> Reviewed:
    """Review an order; if everything is green and the customer's setting allows, confirm it as it was requested.

    All green means that each delivery can be kept on its requested day, which is then the promise.
    """
    reviewed = review_order(order_id, by=by, at=at)
    if not reviewed.clean:
        return reviewed
    case = gather(order_id, at=at)
    if case.customer.auto_confirm:
        feasible = promise.feasible_dates(case.demand, case.supply, today=case.today)
        dates = {
            row.delivery_id: max(row.requested_on, feasible[row.delivery_id].on or row.requested_on)
            for row in case.demand
        }
        confirm_order(order_id, promises=dates, by=_HOUSE, at=at)
    return reviewed
