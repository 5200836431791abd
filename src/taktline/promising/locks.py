"""Rows of promising, locked for a change."""

from django.utils.translation import gettext_noop as N_

from taktline.kernel.locks import lock_one, lock_rows
from taktline.promising.life import OfferState
from taktline.promising.models import Offer


def offer(offer_id: int) -> Offer:
    """The offer, locked. Raises NotFound."""
    return lock_one(Offer.objects.filter(pk=offer_id), what=N_("offer"), key=offer_id)


def holding_of(order_id: int) -> list[Offer]:
    """The order's offers that hold anything, locked."""
    return lock_rows(
        Offer.objects.filter(order_id=order_id, state__in=[OfferState.OPEN, OfferState.ACCEPTED])
    )
