"""What is free, and what to say when it is not enough."""

from collections.abc import Collection, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet, Sum

from taktline.identity import queries as identity
from taktline.inventory import load, locks, rules
from taktline.inventory.errors import ShortOfStock
from taktline.inventory.life import ReservationState
from taktline.inventory.models import OPEN, Expectation, Reservation
from taktline.inventory.types import STORAGE, Direction, Key, Status, Want, Withdrawal
from taktline.kernel.composed import Given, composed
from taktline.kernel.exact import plain

ZERO = Decimal(0)


def soft_of(site_id: int, item_ids: Collection[int], *, at: datetime) -> dict[int, Decimal]:
    """What is softly reserved and not expired, by item. Read it after the balances are locked."""
    rows = _soft().rows({"site": site_id, "items": item_ids, "at": at})
    return {row["item_id"]: row["soft"] for row in rows}


@composed
def _soft() -> "QuerySet[Any, Any]":
    rows = Reservation.objects.filter(state=ReservationState.SOFT, site=Given("site"))
    rows = rows.filter(item__among=Given("items"))
    return rows.filter(expires_at__gt=Given("at")).values("item_id").annotate(soft=Sum(OPEN))


def candidates(
    wanted: Withdrawal | Want, held: locks.Held, left: dict[Key, Decimal]
) -> tuple[dict[int, Key], list[rules.Candidate]]:
    """The balances a wish may be served from; tokens are balance ids."""
    place_id = wanted.place_id if isinstance(wanted, Withdrawal) else 0
    keys: dict[int, Key] = {}
    choices: list[rules.Candidate] = []
    for key, balance in held.items():
        if key.item_id != wanted.item_id or key.owner_id != wanted.owner_id or key.status != Status.FREE:
            continue
        if wanted.lot_id and key.lot_id != wanted.lot_id:
            continue
        if key.place_id != place_id if place_id else balance.place.kind not in STORAGE:
            continue
        lot = balance.lot
        keys[balance.pk] = key
        choices.append(
            rules.Candidate(
                balance.pk, left[key], lot.expires_on if lot else None, lot.received_at if lot else None
            )
        )
    return keys, choices


def hold_for(
    site_id: int, wishes: Sequence[Withdrawal | Want], *, at: datetime, also: Collection[Key] = ()
) -> locks.Held:
    """Lock what the wishes may be served from; looks once more if stock moved to another place while we waited."""
    items = {each.item_id for each in wishes}
    held = locks.usable(site_id, items, at=at, also=also)
    asked: dict[int, Decimal] = {}
    for each in wishes:
        asked[each.item_id] = asked.get(each.item_id, ZERO) + each.quantity
    there: dict[int, Decimal] = {}
    for key, balance in held.items():
        there[key.item_id] = there.get(key.item_id, ZERO) + balance.on_hand - balance.reserved
    if all(there.get(item, ZERO) >= quantity for item, quantity in asked.items()):
        return held
    return locks.usable(site_id, items, at=at, also=also)


def short(item_id: int, *, asked: Decimal, free: Decimal, site_id: int, at: datetime) -> ShortOfStock:
    """The refusal that says what is left and when more comes."""
    item = load.items([item_id])[item_id]
    coming = (
        Expectation.objects.filter(
            item_id=item_id, site_id=site_id, direction=Direction.IN, due__gte=identity.site_day(site_id, at)
        )
        .order_by("due", "id")
        .values_list("due", "quantity")
        .first()
    )
    due, more = coming or (None, None)
    return ShortOfStock(
        item=item.code,
        asked=plain(asked),
        free=plain(max(free, ZERO)),
        unit=item.unit,
        more_on=due.isoformat() if due else "",
        more=plain(more) if more else "",
    )
