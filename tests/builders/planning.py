"""Makes confirmed demand, planned plants and runs for tests."""

from datetime import date, timedelta
from decimal import Decimal

from taktline.flows.plan_and_release.run_plan import run_plan
from taktline.flows.take_order.confirm import confirm_order
from taktline.kernel.actor import SYSTEM
from taktline.kernel.source import Source
from taktline.planning import queries
from taktline.planning.models import Proposal
from taktline.sales import queries as sales
from taktline.sales import services
from taktline.sales.types import DELIVERY, DeliveryWish, LineInput, OrderInput
from tests.builders.identity import NOW, make_site
from tests.builders.parties import make_customer

TODAY = date(2026, 3, 2)  # NOW in Shanghai, a Monday


def day(number: int) -> date:
    """A day counted from today."""
    return TODAY + timedelta(days=number)


def confirmed_order(*lines, customer_id=None, rush=False, priority=5, price="10", at=NOW) -> int:
    """A confirmed order. lines: (item id, quantity, due day). Returns the order's id."""
    draft = OrderInput(
        customer_id=customer_id or make_customer(),
        site_id=make_site().id,
        is_rush=rush,
        priority=priority,
        lines=tuple(
            LineInput(
                quantity=Decimal(quantity), item_id=item, price=Decimal(price), deliveries=(DeliveryWish(due),)
            )
            for item, quantity, due in lines
        ),
    )
    order_id = services.create_order(draft, by=SYSTEM, at=at).order_id
    services.submit(order_id, by=SYSTEM, at=at)
    services.record_review(order_id, findings=(), by=SYSTEM, at=at)
    promises = {row.delivery_id: row.requested_on for row in sales.demand_of(order_id)}
    confirm_order(order_id, promises=promises, by=SYSTEM, at=at)
    return order_id


def delivery_of(order_id: int) -> Source:
    """The first delivery of an order."""
    return Source(DELIVERY, sales.demand_of(order_id)[0].delivery_id)


def plan(*, by=SYSTEM, at=NOW):
    """Plan the site."""
    return run_plan(make_site().id, by=by, at=at)


def proposed(item_id=None):
    """Live proposals as rows, by item and due day."""
    rows = Proposal.objects.filter(state="proposed", is_phantom=False).order_by("item_id", "due", "id")
    if item_id is not None:
        rows = rows.filter(item_id=item_id)
    known = queries.proposals(rows.values_list("pk", flat=True))
    return [known[pk] for pk in rows.values_list("pk", flat=True)]
