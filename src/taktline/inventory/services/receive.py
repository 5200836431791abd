"""Stock comes in."""

from collections.abc import Sequence
from datetime import datetime

from taktline.inventory import load, permits, rules, store
from taktline.inventory.errors import OwnersValue
from taktline.inventory.services.lots import lots_for
from taktline.inventory.types import Key, MoveKind, PlaceKind, Posting, Receipt
from taktline.kernel.actor import Actor
from taktline.kernel.operation import operation


@operation
def receive(
    receipts: Sequence[Receipt],
    *,
    origin: str = PlaceKind.SUPPLIER,
    posting: Posting,
    by: Actor,
    at: datetime,
) -> list[int]:
    """Bring stock into places, whole or not at all. Returns the moves' ids, one per receipt, in order.

    origin: where it comes from: supplier, production, customer (a return) or adjustment. Stock without a value
    takes the item's average at the site. Raises NotCountable, LotNeeded, NoLotsKept, SerialIsOne, DifferentLot,
    OwnersValue, WrongPlace, PeriodIsClosed.
    """
    by.require(permits.RECEIVE)
    kind = MoveKind.RETURN if origin == PlaceKind.CUSTOMER else MoveKind.RECEIPT
    return post_receipts(receipts, origin=origin, kind=kind, posting=posting, by=by, at=at)


def post_receipts(
    receipts: Sequence[Receipt], *, origin: str, kind: MoveKind, posting: Posting, by: Actor, at: datetime
) -> list[int]:
    """Bring stock in, for services that have asked for their own permit."""
    if not receipts:
        return []
    places = load.physical([each.place_id for each in receipts], scope=by.scope)
    items = load.items([each.item_id for each in receipts])
    for each in receipts:
        rules.require_countable(items[each.item_id].code, each.quantity, items[each.item_id].stock_unit)
        if each.owner_id and each.value is not None and each.value.minor:
            raise OwnersValue
    load.require_owners({each.owner_id for each in receipts})
    lots = lots_for(receipts, items, places, at=posting.posted_at or at)
    origins = {place.site_id: load.virtual(place.site_id, PlaceKind(origin)) for place in places.values()}
    lines = []
    for each, lot in zip(receipts, lots, strict=True):
        place = places[each.place_id]
        start = origins[place.site_id]
        lines.append(
            store.Line(
                key=Key(each.item_id, start.pk, lot.pk if lot else 0, each.owner_id, each.status),
                origin=start,
                target=place,
                quantity=each.quantity,
                kind=kind,
                value=each.value.minor if each.value else None,
            )
        )
    return [move.pk for move in store.post(lines, posting=posting, by=by, at=at)]
