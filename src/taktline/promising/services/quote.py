"""When can the customer have it? Computed without holding anybody up, then kept and held for a while."""

import time
from dataclasses import dataclass
from datetime import datetime, timedelta

from taktline.catalog import queries as catalog
from taktline.identity import queries as identity
from taktline.inventory import services as inventory
from taktline.inventory.types import ReservationKind, Want
from taktline.kernel import journal, outbox
from taktline.kernel.actor import Actor, system
from taktline.kernel.errors import StaleSnapshot
from taktline.kernel.locks import one_at_a_time
from taktline.kernel.operation import operation
from taktline.kernel.source import Source
from taktline.office import queries as office
from taktline.promising import permits, store
from taktline.promising.errors import EngineeringMissing, NothingToPromise
from taktline.promising.facts import OfferMade
from taktline.promising.load import Gathered, gather
from taktline.promising.load.answer import Answers, answer
from taktline.promising.load.price import cost_of
from taktline.promising.load.verify import require_sound
from taktline.promising.models import Offer
from taktline.promising.policies import PromisePolicy
from taktline.promising.queries.held import Held, clashes, held_slots, not_taken_over
from taktline.promising.services.let_go import end_offers
from taktline.promising.types import Asked, Method
from taktline.sales import queries as sales
from taktline.sales.types import DELIVERY

_HOUSE = system("promising")
ATTEMPTS = 3


def quote(asked: Asked, *, by: Actor, at: datetime) -> int:
    """Answer an order's open deliveries and hold stock and capacity for the answer. Returns the offer's id.

    An earlier offer of the order is let go first. Raises NothingToPromise, EngineeringMissing, NoCalendar,
    CannotSchedule; then nothing was changed.
    """
    by.require(permits.QUOTE)
    if not asked.demands:
        raise NothingToPromise(order=asked.number)
    for _ in range(ATTEMPTS - 1):
        try:
            return _keep(_answered(asked, at), by=by, at=at)
        except StaleSnapshot:  # somebody else was promised the same hour meanwhile: answer anew
            continue
    return _keep(_answered(asked, at), by=by, at=at)


def _answered(asked: Asked, at: datetime) -> "_Answered":
    began = time.perf_counter()
    policy = office.policy(PromisePolicy, site_id=asked.site_id, at=at)
    item_ids = {each.item_id for each in asked.demands}
    own = [Source(DELIVERY, each.delivery_id) for each in asked.demands]
    slots = held_slots(asked.site_id, besides_order=asked.order_id, at=at)
    kept = [each.room for each in not_taken_over(slots, placed=True)]
    facts = gather(item_ids, own=own, kept=kept, site_id=asked.site_id, at=at)
    _require_engineering(facts, item_ids)
    found = answer(facts, asked.demands, policy, at, asked.weight)
    require_sound(found.ways, facts.plant)
    spent = int((time.perf_counter() - began) * 1000)
    return _Answered(asked, facts, found, policy, frozenset(slots), spent)


def _require_engineering(facts: Gathered, item_ids: set[int]) -> None:
    gaps = catalog.engineering_gaps(sorted(item_ids), facts.today)
    if missing := [facts.items[item_id].code for item_id in sorted(gaps) if gaps[item_id]]:
        raise EngineeringMissing(items=", ".join(missing))


@dataclass(frozen=True, slots=True)
class _Answered:
    """A question with its answer, all slots held for others when it was asked, and the milliseconds it took."""

    asked: Asked
    facts: Gathered
    found: Answers
    policy: PromisePolicy
    held: frozenset[Held]
    milliseconds: int


@operation
def _keep(answered: _Answered, *, by: Actor, at: datetime) -> int:
    asked, facts, found, policy = answered.asked, answered.facts, answered.found, answered.policy
    _require_as_read(answered, at)
    end_offers(asked.order_id, by=by, at=at)
    expires_at = at + timedelta(minutes=policy.hold_minutes)
    offer = Offer.objects.create(
        order_id=asked.order_id,
        site_id=asked.site_id,
        created_at=at,
        expires_at=expires_at,
        schedule_version=facts.plant.version,
        stamp=facts.plant.stamp,
        milliseconds=answered.milliseconds,
    )
    currency = identity.site(asked.site_id).currency
    usual = found.ways[0]
    costs = {way.kind: cost_of(way, usual, facts.plant, policy, currency) for way in found.ways}
    store.write(offer, found.ways, costs, facts.plant)
    wants = [
        Want(Source(DELIVERY, part.delivery_id), _item_of(asked, part.delivery_id), part.quantity)
        for part in found.simple
        if part.method == Method.STOCK
    ]
    inventory.reserve(
        wants, site_id=asked.site_id, kind=ReservationKind.SOFT, expires_at=expires_at, by=_HOUSE, at=at
    )
    after = {"offer": offer.pk, "options": [way.kind.value for way in found.ways]}
    journal.record("promising.quote", subject=offer, by=by, at=at, after=after)
    outbox.publish(OfferMade(offer.pk, asked.order_id), at=at)
    return offer.pk


def _require_as_read(answered: _Answered, at: datetime) -> None:
    """Alone at the site from here on: the order still wants this, and nobody was promised the same capacity since."""
    asked = answered.asked
    one_at_a_time(f"promising.{asked.site_id}")
    if {row.delivery_id for row in sales.demand_of(asked.order_id)} != {
        each.delivery_id for each in asked.demands
    }:
        raise StaleSnapshot(what=asked.number)
    since = set(held_slots(asked.site_id, besides_order=asked.order_id, at=at)) - answered.held
    if any(clashes(slot, since) for way in answered.found.ways for slot in way.slots):
        raise StaleSnapshot(what=asked.number)


def _item_of(asked: Asked, delivery_id: int) -> int:
    return next(each.item_id for each in asked.demands if each.delivery_id == delivery_id)
