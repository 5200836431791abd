"""What an order adds to its customer's exposure: fixed when it is confirmed or changed, so that it goes as it came."""

from datetime import datetime

from taktline.catalog import queries as catalog
from taktline.identity import queries as identity
from taktline.kernel.exact import Money
from taktline.parties import queries as parties
from taktline.sales.models import Order


def expose(order: Order, *, at: datetime) -> int:
    """Set what the order exposes us to as it stands, in memory; returns by how much that moved, in minor units.

    In the customer's currency, at the rate of the site's day. Raises NoRate.
    """
    before = int(order.exposed_minor)
    order.exposed_minor = _worth(order, at)
    return int(order.exposed_minor) - before


def release(order: Order) -> int:
    """The order exposes us to nothing any more, in memory; returns by how much that moved."""
    before, order.exposed_minor = int(order.exposed_minor), 0
    return -before


def _worth(order: Order, at: datetime) -> int:
    wanted = parties.customer(order.customer_id).currency
    if wanted == order.currency:
        return int(order.gross_minor)
    on = identity.site_day(order.site_id, at)
    value = Money(order.gross_minor, order.currency).amount * catalog.rate(order.currency, on)
    return Money.of(value / catalog.rate(wanted, on), wanted).minor
