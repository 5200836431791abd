"""Let go of what an order's offers hold, of what single deliveries hold, or of the offers themselves."""

from collections.abc import Collection, Sequence
from datetime import datetime

from taktline.inventory import services as inventory
from taktline.kernel import journal
from taktline.kernel.actor import Actor, system
from taktline.kernel.operation import operation
from taktline.kernel.source import Source
from taktline.promising import locks, permits
from taktline.promising.life import OFFER_LIFE, OfferState
from taktline.promising.models import Offer, OfferPart, OfferSlot
from taktline.promising.services.overtime import take_back
from taktline.sales.types import DELIVERY

_HOUSE = system("promising")


@operation
def let_go(order_id: int, *, by: Actor, at: datetime) -> int:
    """End every offer of the order and release its stock, its capacity and the overtime only it needed.

    Returns how many ended; none is no fault. Raises NotPermitted.
    """
    by.require(permits.LET_GO)
    return end_offers(order_id, by=by, at=at)


@operation
def let_go_deliveries(delivery_ids: Collection[int], *, by: Actor, at: datetime) -> int:
    """Release the capacity held for deliveries that changed, ended or went, and overtime that only they needed.

    Their offers stay what they are for the other deliveries; stock is the caller's. Returns how many slots were
    released; none is no fault. Raises NotPermitted.
    """
    by.require(permits.LET_GO)
    released = 0
    for offer in locks.holding_for(delivery_ids, scope=by.scope):
        slots = OfferSlot.objects.filter(part__option__offer=offer, part__delivery_id__in=delivery_ids)
        count = slots.delete()[0]
        if not count:
            continue
        released += count
        gone = sorted(set(delivery_ids))
        taken_back = take_back(offer, gone, at=at)
        after = {"released": count, "deliveries": gone, "overtime_taken_back": taken_back}
        journal.record("promising.let-go-deliveries", subject=offer, by=by, at=at, after=after)
    return released


@operation
def forget(order_id: int, *, by: Actor, at: datetime) -> None:
    """Let go of the order's offers and drop them: the deliveries they speak of are about to be replaced.

    The journal keeps what was offered. Raises NotPermitted.
    """
    let_go(order_id, by=by, at=at)
    locks.visible(by.scope).filter(order_id=order_id).delete()


def end_offers(order_id: int, *, by: Actor, at: datetime) -> int:
    """As let_go, inside the transaction of a caller who may."""
    offers = locks.holding_of(order_id, scope=by.scope)
    if not offers:
        return 0
    deliveries = _deliveries(offers)
    inventory.release_reservations([Source(DELIVERY, pk) for pk in deliveries], by=_HOUSE, at=at)
    before = {offer.pk: offer.state for offer in offers}
    for offer in offers:
        OFFER_LIFE.require(offer, OfferState(offer.state), OfferState.LET_GO)
        offer.state = OfferState.LET_GO
    Offer.objects.bulk_update(offers, ["state"])
    for offer in offers:
        after = {"state": offer.state, "overtime_taken_back": take_back(offer, deliveries, at=at)}
        journal.record(
            "promising.let-go", subject=offer, by=by, at=at, before={"state": before[offer.pk]}, after=after
        )
    return len(offers)


def _deliveries(offers: Sequence[Offer]) -> list[int]:
    found = OfferPart.objects.filter(option__offer__in=offers).values_list("delivery_id", flat=True)
    return sorted(set(found))
