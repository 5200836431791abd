"""Makes a small plant with reviewed orders and offers for tests."""

from datetime import date
from decimal import Decimal

from taktline.flows import take_order
from taktline.kernel.actor import SYSTEM
from taktline.kernel.scope import EVERYTHING
from taktline.promising import queries
from taktline.promising.types import OfferRow
from taktline.sales import queries as sales
from taktline.sales import services as orders
from taktline.sales.types import Axis, DeliveryWish, LineInput, OrderInput
from tests.builders.catalog import make_item, make_product
from tests.builders.identity import NOW, make_site
from tests.builders.inventory import stock
from tests.builders.parties import make_customer
from tests.builders.resources import default_calendar, make_centre

TODAY = date(2026, 3, 2)


def make_pump() -> int:
    """A pump put together of a body that one lathe turns from bar; seals are bought, ten working days away."""
    default_calendar()
    lathe = make_centre("TURN", machines=1, rate=Decimal(60))
    bench = make_centre("BENCH", machines=1, rate=Decimal(40))
    steel, seal = make_item("STEEL", lead_days=2), make_item("SEAL", lead_days=10)
    stock(steel, 10_000)
    stock(seal, 40)
    body = make_product("BODY", lines=[(steel, 1)], operations=[(lathe, 3600)], lead_days=2)
    return make_product("PUMP", lines=[(body, 1), (seal, 1)], operations=[(bench, 300)], lead_days=2)


def reviewed(*lines, rush=False, priority=5) -> int:
    """A reviewed order. lines: (item, quantity, requested day)."""
    draft = OrderInput(
        customer_id=make_customer(),
        site_id=make_site().id,
        lines=tuple(
            LineInput(
                quantity=Decimal(quantity), item_id=item, price=Decimal(10), deliveries=(DeliveryWish(due),)
            )
            for item, quantity, due in lines
        ),
        ordered_on=TODAY,
        is_rush=rush,
        priority=priority,
    )
    order_id = orders.create_order(draft, by=SYSTEM, at=NOW).order_id
    take_order.review_order(order_id, by=SYSTEM, at=NOW)
    for axis in sales.sheet_of(order_id, scope=EVERYTHING).holds:
        if axis != Axis.ENGINEERING:
            take_order.release_hold(
                order_id, axis=Axis(axis), reason="decided in the meeting", by=SYSTEM, at=NOW
            )
    return order_id


def quoted(order_id: int, *, at=NOW) -> OfferRow:
    """The offer made for an order."""
    return queries.offer(take_order.quote_order(order_id, by=SYSTEM, at=at), scope=EVERYTHING)


def promised(*lines, option="as_is") -> int:
    """An order confirmed with an option of its offer."""
    order_id = reviewed(*lines)
    take_order.confirm_order(order_id, offer_id=quoted(order_id).id, option=option, by=SYSTEM, at=NOW)
    return order_id
