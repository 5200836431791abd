"""Confirming: what was reviewed and offered becomes a commitment. Cheap on purpose: nothing is computed here."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from taktline.flows.take_order import promise
from taktline.inventory import services as inventory
from taktline.inventory.types import Expected
from taktline.kernel.actor import Actor, system
from taktline.kernel.operation import operation
from taktline.parties import services as accounts
from taktline.promising.types import OptionKind
from taktline.sales import permits, services
from taktline.sales.services import Commitment
from taktline.sales.types import DELIVERY, DemandRow

_HOUSE = system("take_order")
USUAL = 20


@operation
def confirm_order(
    order_id: int,
    *,
    offer_id: int | None = None,
    option: str = OptionKind.AS_IS,
    promises: Mapping[int, date] | None = None,
    by: Actor,
    at: datetime,
) -> Commitment:
    """Commit to an order: by an option of an offer, re-checked and hardened, or by dates somebody answers for.

    promises: date by delivery id, for who may promise by hand; stock that is free is kept for them. Raises StaleSnapshot when the offer no longer holds,
    NotPermitted, and what sales.confirm raises; then nothing was changed.
    """
    by.require(permits.CONFIRM)
    if offer_id is not None:
        dates: Mapping[int, date] = promise.accept_offer(
            offer_id, order_id=order_id, option=option, by=by, at=at
        )
    else:
        by.require(permits.PROMISE_BY_HAND)
        dates = promises or {}
    done = services.confirm(order_id, promises=dates, offer_id=offer_id, by=by, at=at)
    if offer_id is None:
        # What is promised from stock is kept, or the next order would be promised the same pieces.
        promise.keep(done.demand, site_id=done.site_id, at=at)
    expect(done.site_id, done.demand, priority=urgency(done.priority, is_rush=done.is_rush), at=at)
    expose(done.customer_id, done.exposed_minor)
    return done


def urgency(priority: int, *, is_rush: bool) -> int:
    """An order's priority (1 first) as expectations rank it: smaller is more urgent, a rush before all others."""
    return priority if is_rush else priority * USUAL


def expect(
    site_id: int, demand: Sequence[DemandRow], *, priority: int, gone: Sequence[int] = (), at: datetime
) -> None:
    """State what confirmed deliveries take, due on their promised day; those in `gone` take nothing any more."""
    rows = [
        Expected(
            row.delivery_id,
            row.item_id,
            site_id,
            row.promised_on or row.requested_on,
            row.quantity,
            priority=priority,
        )
        for row in demand
    ]
    inventory.set_expectations(DELIVERY, rows, of=[*(row.delivery_id for row in demand), *gone], at=at)


def expose(customer_id: int, minor: int) -> None:
    """Move the customer's exposure by what an order says it moved, in the customer's currency."""
    if minor:
        accounts.move_exposure(customer_id, minor=minor, by=_HOUSE)
