"""Stock goes back to where it came from, whatever its status: what was rejected may not be issued, but it may leave."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal

from taktline.inventory import load, permits, rules, store
from taktline.inventory.services.lots import end_lots
from taktline.inventory.types import Key, MoveKind, PlaceKind, Posting
from taktline.kernel.actor import Actor
from taktline.kernel.operation import operation


@operation
def send_back(parts: Mapping[Key, Decimal], *, posting: Posting, by: Actor, at: datetime) -> list[int]:
    """Send unreserved stock back to suppliers, with its share of value, whole or not at all. Returns the moves' ids.

    Raises NotThere, NotCountable, WrongPlace, PeriodIsClosed.
    """
    by.require(permits.ISSUE)
    places = load.physical([key.place_id for key in parts], scope=by.scope)
    items = load.items([key.item_id for key in parts])
    lines = []
    for key, quantity in parts.items():
        rules.require_countable(items[key.item_id].code, quantity, items[key.item_id].stock_unit)
        target = load.virtual(places[key.place_id].site_id, PlaceKind.SUPPLIER)
        lines.append(store.Line(key, places[key.place_id], target, quantity, MoveKind.RETURN))
    load.require_keys(list(parts))
    moves = store.post(lines, posting=posting, by=by, at=at)
    end_lots({key.lot_id for key in parts}, to=PlaceKind.SUPPLIER, at=at)
    return [move.pk for move in moves]
