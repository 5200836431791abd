"""A delivery that was parted: the second part of its promise belongs to the new delivery."""

from collections.abc import Mapping
from datetime import datetime

from taktline.kernel import journal
from taktline.kernel.actor import Actor
from taktline.kernel.operation import operation
from taktline.promising import locks, permits
from taktline.promising.models import OfferPart


@operation
def part_deliveries(offer_id: int, made: Mapping[int, int], *, by: Actor, at: datetime) -> None:
    """Give the later part of each parted delivery to the delivery made of it, with the capacity it holds.

    made: new delivery id by the one it was parted from. Raises NotPermitted, NotFound.
    """
    by.require(permits.ACCEPT)
    offer = locks.offer(offer_id, scope=by.scope)
    for before, after in sorted(made.items()):
        parts = OfferPart.objects.filter(
            option__offer=offer, option__kind=offer.accepted, delivery_id=before
        ).order_by("promised_on", "id")
        later = list(parts)[1:]
        for part in later:
            part.delivery_id = after
        OfferPart.objects.bulk_update(later, ["delivery_id"])
    journal.record("promising.part-deliveries", subject=offer, by=by, at=at, after={"made": dict(made)})
