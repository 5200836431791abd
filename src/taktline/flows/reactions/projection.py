"""Who promised a customer a day learns that it will not hold, before the customer asks."""

from collections.abc import Mapping
from datetime import datetime

from django.utils.translation import gettext_noop as N_

from taktline.kernel.deliver import Reaction
from taktline.kernel.scope import EVERYTHING
from taktline.kernel.source import Source
from taktline.office import queries as desk
from taktline.office import services as office
from taktline.parties import queries as parties
from taktline.sales import facts
from taktline.sales import queries as sales
from taktline.sales.types import ORDER

_RECENT = 50
_LATE = N_("Order %(number)s is now expected %(days)s days after its promise")


def tell_who_promised(body: Mapping[str, object], at: datetime) -> None:
    """Expected dates of an order moved behind their promise: its customer's clerk is told, of each delay once."""
    if not body["late"]:
        return
    order = sales.sheet_of(int(str(body["order_id"])), scope=EVERYTHING)
    days = max(
        (
            (each.projected_on - each.promised_on).days
            for line in order.lines
            for each in line.deliveries
            if each.projected_on and each.promised_on and each.actual_on is None and not each.is_cancelled
        ),
        default=0,
    )
    clerk = parties.party(order.customer_id).clerk_id
    if days <= 0 or clerk is None:
        return
    data = {"number": order.number, "days": days}
    source = Source(ORDER, order.id)
    told = [each.text for each in desk.notifications(clerk, limit=_RECENT) if each.source == source]
    if desk.worded(_LATE, data) not in told[:1]:
        office.notify(title=_LATE, data=data, users=[clerk], url=f"/sales/orders/{order.number}/", source=source, at=at)


def _order(body: Mapping[str, object]) -> object:
    return body["order_id"]


REACTIONS = (
    Reaction(facts.ProjectionMoved.topic, "projection.tell-who-promised", tell_who_promised, same=_order),
)
