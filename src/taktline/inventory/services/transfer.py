"""Stock goes from place to place."""

from datetime import datetime
from decimal import Decimal

from taktline.inventory import load, permits, rules, store
from taktline.inventory.services.lots import end_lots
from taktline.inventory.types import Key, MoveKind, Posting
from taktline.kernel.actor import Actor
from taktline.kernel.operation import operation


@operation
def transfer(
    key: Key, *, quantity: Decimal, to_place_id: int, posting: Posting, by: Actor, at: datetime
) -> int:
    """Move unreserved stock to another place that holds stock; lot, owner, status and value go along.

    Returns the move's id. Raises NotThere, NotCountable, WrongPlace, PeriodIsClosed.
    """
    by.require(permits.TRANSFER)
    places = load.physical([key.place_id, to_place_id], scope=by.scope)
    item = load.items([key.item_id])[key.item_id]
    rules.require_countable(item.code, quantity, item.stock_unit)
    load.require_keys([key])
    target = places[to_place_id]
    line = store.Line(key, places[key.place_id], target, quantity, MoveKind.TRANSFER)
    move = store.post([line], posting=posting, by=by, at=at)[0]
    end_lots([key.lot_id], to=target.kind, at=at)
    return move.pk
