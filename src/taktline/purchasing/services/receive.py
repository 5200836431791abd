"""Goods of a purchase order come in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.utils.translation import gettext as _

from taktline.catalog import queries as catalog
from taktline.identity import queries as identity
from taktline.inventory import queries as places
from taktline.inventory import services as inventory
from taktline.inventory.types import LotGiven, Posting, Receipt, Status
from taktline.kernel import journal, outbox
from taktline.kernel.actor import Actor
from taktline.kernel.errors import InvalidInput, NotFound
from taktline.kernel.exact import Money, extend
from taktline.kernel.operation import operation
from taktline.kernel.source import Source
from taktline.purchasing import locks, permits
from taktline.purchasing.errors import NothingToBuy, OverReceipt
from taktline.purchasing.facts import PurchaseReceived
from taktline.purchasing.life import PURCHASE_LIFE, PurchaseState
from taktline.purchasing.models import PurchaseLine, PurchaseOrder
from taktline.purchasing.services import supply
from taktline.purchasing.types import LINE


@dataclass(frozen=True, slots=True)
class LineReceipt:
    """What came of one line, in the item's stock unit."""

    line_id: int
    quantity: Decimal
    lot: LotGiven | None = None


@operation
def receive(
    order_id: int,
    receipts: Sequence[LineReceipt],
    *,
    place_id: int,
    for_inspection: bool = False,
    by: Actor,
    at: datetime,
) -> None:
    """Put what came of a purchase order into a place, valued at the lines' prices; all or nothing.

    Raises NotFound, InvalidInput for a place of another site, NothingToBuy, OverReceipt if more came than is still
    open, IllegalMove.
    """
    by.require(permits.RECEIVE)
    order = locks.order(order_id, scope=by.scope)
    if places.place(place_id, scope=by.scope).site_id != order.site_id:
        raise InvalidInput(field="place", reason=_("This place belongs to another site."))
    lines = locks.lines(order)
    known = {line.pk: line for line in lines}
    whole = {each.line_id for each in receipts} <= known.keys() and _is_whole(lines, receipts)
    then = PurchaseState.RECEIVED if whole else PurchaseState.PARTLY_RECEIVED
    if then != order.state:
        PURCHASE_LIFE.require(order, PurchaseState(order.state), then)
    status = Status.INSPECTION if for_inspection else Status.FREE
    for each in receipts:
        line = _line(order, known, each)
        value = _worth(order, line.price, each.quantity, on=at.date())
        stock = Receipt(line.item_id, place_id, each.quantity, each.lot, status=status, value=value)
        inventory.receive([stock], posting=Posting(source=Source(LINE, line.pk)), by=by, at=at)
        line.received += each.quantity
    PurchaseLine.objects.bulk_update(lines, ["received"])
    order.state = then
    order.save(update_fields=["state"])
    supply.expect_lines(order, lines, at=at)
    came = {str(known[each.line_id].position): each.quantity for each in receipts}
    journal.record(
        "purchasing.receive", subject=order, by=by, at=at, after={"lines": came, "state": order.state}
    )
    outbox.publish(
        *(
            PurchaseReceived(order.pk, each.line_id, known[each.line_id].item_id, order.site_id)
            for each in receipts
        ),
        at=at,
    )


def _is_whole(lines: Sequence[PurchaseLine], receipts: Sequence[LineReceipt]) -> bool:
    came: dict[int, Decimal] = {}
    for each in receipts:
        came[each.line_id] = came.get(each.line_id, Decimal(0)) + each.quantity
    return all(line.received + came.get(line.pk, Decimal(0)) >= line.quantity for line in lines)


def _line(order: PurchaseOrder, known: Mapping[int, PurchaseLine], each: LineReceipt) -> PurchaseLine:
    line = known.get(each.line_id)
    if line is None:
        raise NotFound(what=str(order), key=each.line_id)
    if each.quantity <= 0:
        raise NothingToBuy(item=line, quantity=each.quantity)
    still = line.quantity - line.received
    if each.quantity > still:
        raise OverReceipt(order=order, line=line.position, received=each.quantity, open=still)
    return line


def _worth(order: PurchaseOrder, price: Decimal, quantity: Decimal, *, on: date) -> Money:
    """What it is worth in the site's currency, rounded once. Raises NoRate."""
    house = identity.site(order.site_id).currency
    if order.currency == house:
        return extend(price, quantity, house)
    amount = price * quantity * catalog.rate(order.currency, on) / catalog.rate(house, on)
    return Money.of(amount, house)
