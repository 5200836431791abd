"""Let go of what an order's offers hold, or of the offers themselves."""

from datetime import datetime

from taktline.inventory import services as inventory
from taktline.kernel import journal
from taktline.kernel.actor import Actor, system
from taktline.kernel.operation import operation
from taktline.kernel.source import Source
from taktline.promising import locks
from taktline.promising.life import OfferState
from taktline.promising.models import Offer, OfferPart
from taktline.sales.types import DELIVERY

_HOUSE = system("promising")


@operation
def let_go(order_id: int, *, by: Actor, at: datetime) -> int:
    """End every offer of the order and release its stock and capacity. Returns how many ended; none is no fault."""
    offers = locks.holding_of(order_id)
    if not offers:
        return 0
    deliveries = (
        OfferPart.objects.filter(option__offer__in=offers).values_list("delivery_id", flat=True).distinct()
    )
    inventory.release_reservations([Source(DELIVERY, pk) for pk in sorted(deliveries)], by=_HOUSE, at=at)
    for offer in offers:
        before, offer.state = offer.state, OfferState.LET_GO
        journal.record(
            "promising.let-go",
            subject=offer,
            by=by,
            at=at,
            before={"state": before},
            after={"state": offer.state},
        )
    Offer.objects.bulk_update(offers, ["state"])
    return len(offers)


@operation
def forget(order_id: int, *, by: Actor, at: datetime) -> None:
    """Let go of the order's offers and drop them: the deliveries they speak of are about to be replaced.

    The journal keeps what was offered.
    """
    let_go(order_id, by=by, at=at)
    Offer.objects.filter(order_id=order_id).delete()
