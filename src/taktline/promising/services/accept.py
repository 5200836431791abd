"""Make an offer the promise of its order: a cheap re-check, then what was held softly is held for good."""

from datetime import datetime

from django.db.models import F, QuerySet
from django.utils.translation import gettext_noop as N_

from taktline.inventory import services as inventory
from taktline.kernel import bulk, journal, outbox
from taktline.kernel.actor import Actor, system
from taktline.kernel.composed import Given, composed
from taktline.kernel.errors import NotFound, StaleSnapshot
from taktline.kernel.locks import one_at_a_time
from taktline.kernel.operation import operation
from taktline.kernel.source import Source
from taktline.promising import locks, permits
from taktline.promising.errors import NoSuchOption, OfferExpired
from taktline.promising.facts import OfferAccepted
from taktline.promising.life import OFFER_LIFE, OfferState
from taktline.promising.models import Offer, OfferOption, OfferSlot
from taktline.promising.queries.held import clashes, held_capacity
from taktline.promising.queries.offers import overtime_of, parts_of
from taktline.promising.services.overtime import add
from taktline.promising.types import Accepted, Method, OptionKind
from taktline.sales.types import DELIVERY
from taktline.scheduling import queries as scheduling
from taktline.scheduling.types import KeptRoom

_HOUSE = system("promising")


@operation
def accept(
    offer_id: int, *, order_id: int, option: str = OptionKind.AS_IS, by: Actor, at: datetime
) -> Accepted:
    """Promise an order what an option of its offer says.

    Raises NotPermitted, NotFound, NoSuchOption, OfferExpired, IllegalMove, StaleSnapshot if the schedule has taken the
    capacity that was held, ShortOfStock if the stock is gone. Overtime that it needs goes into the
    calendars. Computes nothing.
    """
    by.require(permits.ACCEPT)
    offer = locks.offer(offer_id, scope=by.scope)
    if offer.order_id != order_id:
        raise NotFound(what=N_("offer"), key=offer_id)
    OFFER_LIFE.require(offer, OfferState(offer.state), OfferState.ACCEPTED)
    if offer.expires_at <= at:
        raise OfferExpired(until=offer.expires_at)
    chosen = _option().first({"offer": offer.pk, "kind": option})
    if chosen is None:
        raise NoSuchOption(option=option)
    _require_capacity(offer, chosen, at)
    overtime = overtime_of(chosen.overtime)
    if overtime:
        by.require(permits.OVERTIME)
    parts = parts_of([chosen.pk])[chosen.pk]
    stocked = sorted({part.delivery_id for part in parts if part.method == Method.STOCK})
    inventory.harden([Source(DELIVERY, pk) for pk in stocked], by=_HOUSE, at=at)
    offer.state, offer.accepted = OfferState.ACCEPTED, option
    bulk.update_rows([offer], ["state", "accepted"])
    journal.record(
        "promising.accept",
        subject=offer,
        by=by,
        at=at,
        after={"option": option, "promised": {part.delivery_id: part.promised_on for part in parts}},
    )
    add(overtime, site_id=offer.site_id, at=at)
    outbox.publish(OfferAccepted(offer.pk, order_id), at=at)
    return Accepted(offer.pk, order_id, offer.site_id, option, parts, overtime)


def _require_capacity(offer: Offer, chosen: OfferOption, at: datetime) -> None:
    """Nobody else was promised the option's time, and the schedule still leaves it free; expedited ones must be fresh."""
    slots = _slots().rows({"option": chosen.pk})
    if not slots and chosen.kind != OptionKind.EXPEDITE:
        return  # all of it lies in stock or comes from elsewhere
    one_at_a_time(f"promising.{offer.site_id}")
    held = held_capacity(offer.site_id, besides_order=offer.order_id, at=at)
    stale = any(clashes(slot, held) for slot in slots)
    if scheduling.version(offer.site_id) != offer.schedule_version:
        wanted = [KeptRoom(slot.machine_id, slot.person_id, slot.begin, slot.end) for slot in slots]
        stale = stale or chosen.kind == OptionKind.EXPEDITE or scheduling.is_taken(offer.site_id, wanted)
    if stale:
        raise StaleSnapshot(what=N_("The schedule"))


@composed
def _option() -> "QuerySet[OfferOption]":
    return OfferOption.objects.filter(offer=Given("offer"), kind=Given("kind")).order_by("pk")


@composed
def _slots() -> "QuerySet[OfferSlot]":
    return OfferSlot.objects.filter(part__option=Given("option"), begin__lt=F("end")).order_by("pk")
