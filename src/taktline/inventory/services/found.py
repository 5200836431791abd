"""Found stock: the ledger must not stop a man with the part in his hand."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.utils.translation import gettext as _

from taktline.inventory import load, permits
from taktline.inventory.facts import StockFound
from taktline.inventory.services.counts import CountPlan, draft_count
from taktline.inventory.services.receive import post_receipts
from taktline.inventory.types import CountKind, LotGiven, MoveKind, PlaceKind, Posting, Receipt
from taktline.kernel import outbox
from taktline.kernel.actor import Actor
from taktline.kernel.operation import operation


@dataclass(frozen=True, slots=True)
class Found:
    """What booking found stock made. count_id: the recount that waits."""

    move_id: int
    count_id: int


@operation
def found_stock(
    item_id: int, *, place_id: int, quantity: Decimal, lot_code: str = "", by: Actor, at: datetime
) -> Found:
    """Book what somebody found in a place, at once, and draft the recount of the item there.

    lot_code: for items kept by lot; a lot the books know keeps its state. Publishes StockFound, whose task_key names
    the recount. Raises NotCountable, LotNeeded, SerialIsOne, WrongPlace.
    """
    by.require(permits.FOUND)
    place = load.physical([place_id], scope=by.scope)[place_id]
    receipt = Receipt(
        item_id,
        place_id,
        quantity,
        lot=LotGiven(lot_code.strip()) if lot_code.strip() else None,
        status=load.status_of_lot(item_id, lot_code.strip()),
    )
    posting = Posting(reason=_("found"))
    (move_id,) = post_receipts(
        [receipt], origin=PlaceKind.ADJUSTMENT, kind=MoveKind.ADJUSTMENT, posting=posting, by=by, at=at
    )
    count_id = load.open_recount(item_id, place_id)
    if count_id is None:
        plan = CountPlan(place.site_id, CountKind.RECOUNT, note=_("recount after found stock"))
        count_id = draft_count(plan, load.keys_in(item_id, place_id), by=by, at=at)
    key = f"{item_id}:{place_id}"
    outbox.publish(StockFound(place.site_id, item_id, place_id, count_id, key), at=at)
    return Found(move_id, count_id)
