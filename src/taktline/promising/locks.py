"""Rows of promising, locked for a change."""

from collections.abc import Collection

from django.db.models import QuerySet
from django.utils.translation import gettext_noop as N_

from taktline.kernel.composed import Given, composed
from taktline.kernel.errors import NotFound
from taktline.kernel.locks import lock_rows, locking
from taktline.kernel.scope import Scope
from taktline.promising.life import OfferState
from taktline.promising.models import Offer, OfferPart

HOLDING = (OfferState.OPEN, OfferState.ACCEPTED)


def offer(offer_id: int, *, scope: Scope) -> Offer:
    """The offer, locked. Raises NotFound if there is none that the actor may see."""
    row = _offer().first({"id": offer_id})
    if row is None or not scope.covers_site(row.site_id):
        raise NotFound(what=N_("offer"), key=offer_id)
    return row


@composed
def _offer() -> "QuerySet[Offer]":
    return locking(Offer.objects.filter(pk=Given("id")))


def holding_of(order_id: int, *, scope: Scope) -> list[Offer]:
    """The order's offers that hold anything, locked."""
    return lock_rows(visible(scope).filter(order_id=order_id, state__in=HOLDING))


def holding_for(delivery_ids: Collection[int], *, scope: Scope) -> list[Offer]:
    """The offers that hold anything for the deliveries, locked."""
    parts = OfferPart.objects.filter(delivery_id__in=delivery_ids)
    return lock_rows(visible(scope).filter(pk__in=parts.values("option__offer_id"), state__in=HOLDING))


def visible(scope: Scope) -> "QuerySet[Offer]":
    """The offers of the sites an actor may see."""
    rows = Offer.objects.all()
    return rows if scope.sites is None else rows.filter(site_id__in=scope.sites)
