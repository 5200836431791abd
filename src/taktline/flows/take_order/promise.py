"""When can the customer have it: the one seam between taking orders and promising dates."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from django.db import transaction

from taktline.inventory import queries as stock
from taktline.inventory import services as inventory
from taktline.inventory.errors import ShortOfStock
from taktline.inventory.types import Want
from taktline.kernel.actor import Actor, system
from taktline.kernel.scope import EVERYTHING
from taktline.kernel.source import Source
from taktline.promising import queries as offers
from taktline.promising import services as promising
from taktline.promising.types import Part
from taktline.sales import services
from taktline.sales.services import Applied
from taktline.sales.types import DELIVERY, DemandRow

_HOUSE = system("take_order")
ATTEMPTS = 3


@dataclass(frozen=True, slots=True)
class Feasible:
    """When one delivery can leave. on: None when no date was found; why: what binds, in words without money."""

    delivery_id: int
    on: date | None
    why: str = ""
    lead_days: int = 0
    is_offer: bool = False


@dataclass(frozen=True, slots=True)
class Supply:
    """What is known of an item without asking the schedule.

    free: today, net of what others were promised. covered_on: when expected supply covers the demand.
    can_supply: whether more of it can be made or bought.
    """

    free: Decimal
    covered_on: date | None
    lead_days: int
    can_supply: bool = True


def feasible_dates(
    demand: list[DemandRow], supply: Mapping[int, Supply], *, today: date
) -> dict[int, Feasible]:
    """A date for each delivery by stock, expected supply and lead time, by delivery id; none for what nobody supplies.

    An offer computed on the schedule knows better; this is what a review says before one was asked for.
    """
    left = {item_id: each.free for item_id, each in supply.items()}
    found = {}
    for row in demand:
        here = supply[row.item_id]
        if left[row.item_id] >= row.quantity:
            left[row.item_id] -= row.quantity
            found[row.delivery_id] = Feasible(row.delivery_id, today)
        elif here.covered_on is not None:
            found[row.delivery_id] = Feasible(row.delivery_id, max(today, here.covered_on))
        elif here.can_supply:
            ready = today + timedelta(days=here.lead_days)
            found[row.delivery_id] = Feasible(row.delivery_id, ready, lead_days=here.lead_days)
    return found


def offered_dates(order_id: int, *, at: datetime) -> dict[int, Feasible]:
    """The earliest dates of the order's open offer by delivery id; nothing where none holds."""
    offer = offers.current_offer(order_id, scope=EVERYTHING)
    if offer is None or not offer.holds(at):
        return {}
    found: dict[int, Feasible] = {}
    for part in offer.options[0].parts:
        known = found.get(part.delivery_id)
        if known is None or known.on is None or part.earliest_on > known.on:
            found[part.delivery_id] = Feasible(part.delivery_id, part.earliest_on, is_offer=True)
    return found


def accept_offer(offer_id: int, *, order_id: int, option: str, by: Actor, at: datetime) -> dict[int, date]:
    """Re-check an offer cheaply and harden what it keeps. Returns the promised date by delivery id.

    An option in two deliveries parts them here; the capacity of the second goes with it.
    """
    accepted = promising.accept(offer_id, order_id=order_id, option=option, by=by, at=at)
    first: dict[int, Part] = {}
    second: dict[int, Part] = {}
    for part in accepted.parts:
        (second if part.delivery_id in first else first)[part.delivery_id] = part
    parted = {pk: first[pk].quantity for pk in second}
    made = services.split_deliveries(order_id, first=parted, by=by, at=at) if parted else {}
    if made:
        promising.part_deliveries(offer_id, made, by=by, at=at)
    dates = {pk: part.promised_on for pk, part in first.items()}
    return dates | {made[pk]: part.promised_on for pk, part in second.items()}


def let_go(order_id: int, *, by: Actor, at: datetime) -> None:
    """Release what offers keep for an order that is cancelled or changed."""
    promising.let_go(order_id, by=by, at=at)


def let_go_deliveries(delivery_ids: Collection[int], *, by: Actor, at: datetime) -> None:
    """Release the capacity that offers keep for deliveries that changed, ended or went."""
    promising.let_go_deliveries(delivery_ids, by=by, at=at)


def let_go_stock(sources: Sequence[Source], *, at: datetime) -> None:
    """Release the stock that is kept for deliveries."""
    inventory.release_reservations(sources, by=_HOUSE, at=at)


def keep_again(done: Applied, sources: Sequence[Source], *, at: datetime) -> None:
    """After a change: keep for the touched deliveries, of which everything was let go, what is free now."""
    touched = {each.id for each in sources}
    keep([row for row in done.demand if row.delivery_id in touched], site_id=done.site_id, at=at)


def keep(demand: Sequence[DemandRow], *, site_id: int, at: datetime) -> None:
    """Reserve stock hard for deliveries, earliest promise first, as far as it is free and nobody else was promised it.

    What is short is netted by the plan. Call it before the deliveries are expected, or what they want counts twice.
    """
    for _attempt in range(ATTEMPTS):
        wants = _wants(demand, site_id=site_id, at=at)
        if not wants:
            return
        try:
            with transaction.atomic():
                inventory.reserve(wants, site_id=site_id, by=_HOUSE, at=at)
        except ShortOfStock:  # somebody else was faster: look again at what is left
            continue
        return


def _wants(demand: Sequence[DemandRow], *, site_id: int, at: datetime) -> list[Want]:
    items = {row.item_id for row in demand}
    there = {item for item, free in stock.free_stock(items, site_id=site_id, at=at).items() if free > 0}
    if not there:
        return []
    own = [Source(DELIVERY, row.delivery_id) for row in demand]
    left = stock.uncommitted(there, site_id=site_id, at=at, besides=own)
    wants = []
    for row in sorted(demand, key=lambda each: each.promised_on or each.requested_on):
        quantity = min(left.get(row.item_id, Decimal(0)), row.quantity)
        if quantity > 0:
            left[row.item_id] -= quantity
            wants.append(Want(Source(DELIVERY, row.delivery_id), row.item_id, quantity))
    return wants
