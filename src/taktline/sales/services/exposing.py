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
    order.exposed_minor = _worth(order, int(order.gross_minor), at)
    return int(order.exposed_minor) - before


def grow(order: Order, gross_before: int, *, at: datetime) -> int:
    """Move what the order exposes us to by what its gross grew or shrank, in memory; returns that move.

    What was billed elsewhere stays out; never below zero. Raises NoRate.
    """
    before = int(order.exposed_minor)
    order.exposed_minor = max(0, before + _worth(order, int(order.gross_minor) - gross_before, at))
    return int(order.exposed_minor) - before


def release(order: Order) -> int:
    """The order exposes us to nothing any more, in memory; returns by how much that moved."""
    before, order.exposed_minor = int(order.exposed_minor), 0
    return -before


def _worth(order: Order, minor: int, at: datetime) -> int:
    wanted = parties.customer(order.customer_id).currency
    if wanted == order.currency:
        return minor
    on = identity.site_day(order.site_id, at)
    value = Money(minor, order.currency).amount * catalog.rate(order.currency, on)
    return Money.of(value / catalog.rate(wanted, on), wanted).minor
