"""Goods of a purchase order come in."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal

from django.utils.translation import gettext as _

from taktline.catalog import queries as catalog
from taktline.catalog.types import ItemRow, Tracking
from taktline.identity import queries as identity
from taktline.inventory import queries as stock
from taktline.inventory import services as inventory
from taktline.inventory.types import LotGiven, Posting, Receipt, Status
from taktline.kernel import journal, numbering, outbox, search
from taktline.kernel.actor import Actor
from taktline.kernel.errors import InvalidInput, NotFound
from taktline.kernel.exact import extend, plain
from taktline.kernel.operation import operation
from taktline.kernel.source import Source
from taktline.parties import queries as parties
from taktline.purchasing import locks, permits, rules
from taktline.purchasing.errors import NothingToBuy, OverReceipt
from taktline.purchasing.facts import PurchaseReceived
from taktline.purchasing.life import PURCHASE_LIFE, PurchaseState
from taktline.purchasing.models import GoodsReceipt, GoodsReceiptLine, PurchaseLine, PurchaseOrder
from taktline.purchasing.services import supply
from taktline.purchasing.services.approve_order import in_house
from taktline.purchasing.types import LINE, RECEIPT, Arrived

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class LineReceipt:
    """What came of one line, in the item's stock unit; several of one line are several lots.

    lot: needed where the item is kept by serial number; a lot without a number gets one.
    """

    line_id: int
    quantity: Decimal
    lot: LotGiven | None = None


@operation
def receive(
    order_id: int,
    receipts: Sequence[LineReceipt],
    *,
    place_id: int,
    arrived: Arrived | None = None,
    by: Actor,
    at: datetime,
) -> int:
    """Put what came of a purchase order into a place, valued at the lines' prices; all or nothing. Returns the receipt.

    What the supplier item wants inspected, or arrived says so, waits for inspection and cannot be used before.
    The same client_key again answers the receipt it made. Raises NotFound, InvalidInput for a place of another
    site, NothingToBuy, OverReceipt beyond the line's tolerance, IllegalMove, and what inventory refuses.
    """
    by.require(permits.RECEIVE)
    came = arrived or Arrived()
    order = locks.order(order_id, scope=by.scope)
    if came.client_key and (known := _reported(order, came.client_key)) is not None:
        return known
    if not receipts:
        raise InvalidInput(field="lines", reason=_("Nothing came: give the quantity of at least one line."))
    if stock.place(place_id, scope=by.scope).site_id != order.site_id:
        raise InvalidInput(field="place", reason=_("This place belongs to another site."))
    lines = {line.pk: line for line in locks.lines(order)}
    _count_in(order, lines, receipts)
    then = PurchaseState.RECEIVED if is_whole(lines.values()) else PurchaseState.PARTLY_RECEIVED
    if then != order.state:
        PURCHASE_LIFE.require(order, PurchaseState(order.state), then)
    receipt = _document(order, place_id, came, by, at)
    _stock(receipt, lines, receipts, came, by, at)
    PurchaseLine.objects.bulk_update(lines.values(), ["received"])
    before, order.state = order.state, then
    order.save(update_fields=["state"])
    supply.expect_lines(order, list(lines.values()), at=at)
    _tell(receipt, lines, receipts, before, by, at)
    return receipt.pk


def _tell(
    receipt: GoodsReceipt, lines: Mapping[int, PurchaseLine], receipts: Sequence[LineReceipt], before: str,
    by: Actor, at: datetime,
) -> None:  # fmt: skip
    order = receipt.order
    told = _told(lines, receipts)
    journal.record(
        "purchasing.receive", subject=receipt, by=by, at=at, after={"order": order.number, "lines": told}
    )
    journal.record(
        "purchasing.receive", subject=order, by=by, at=at, before={"state": before},
        after={"receipt": receipt.number, "lines": told, "state": order.state},
    )  # fmt: skip
    items = {each.line_id: lines[each.line_id].item_id for each in receipts}
    outbox.publish(
        *(
            PurchaseReceived(order.pk, line_id, item_id, order.site_id, receipt.pk)
            for line_id, item_id in items.items()
        ),
        at=at,
    )


def _reported(order: PurchaseOrder, client_key: str) -> int | None:
    """The receipt this report made before. Raises InvalidInput if it was another order's."""
    found = GoodsReceipt.objects.filter(client_key=client_key[:40]).values_list("pk", "order_id").first()
    if found is not None and found[1] != order.pk:
        raise InvalidInput(field="client_key", reason=_("This report's key was used for another order."))
    return found[0] if found else None


def _count_in(
    order: PurchaseOrder, lines: Mapping[int, PurchaseLine], receipts: Sequence[LineReceipt]
) -> None:
    for each in receipts:
        line = lines.get(each.line_id)
        if line is None:
            raise NotFound(what=str(order), key=each.line_id)
        if not each.quantity.is_finite() or each.quantity <= 0:
            raise NothingToBuy(item=line, quantity=each.quantity)
        most = rules.most(line.quantity, line.over_share) - line.received
        if each.quantity > most:
            raise OverReceipt(
                order=order, line=line.position, received=plain(each.quantity), open=plain(max(most, ZERO))
            )
        line.received += each.quantity


def is_whole(lines: Iterable[PurchaseLine]) -> bool:
    """Whether every line counts as delivered."""
    return all(rules.enough(line.quantity, line.under_share) <= line.received for line in lines)


def _document(order: PurchaseOrder, place_id: int, came: Arrived, by: Actor, at: datetime) -> GoodsReceipt:
    site = identity.site(order.site_id)
    receipt = GoodsReceipt.objects.create(
        number=numbering.draw("GR", site=site.code, year=identity.site_day(site.id, at).year),
        order=order, place_id=place_id, delivery_note=came.delivery_note.strip()[:60], note=came.note.strip()[:400],
        client_key=came.client_key[:40], received_by=by.name[:80], received_at=at,
    )  # fmt: skip
    supplier = parties.party(order.supplier_id)
    search.index(
        RECEIPT,
        receipt.pk,
        receipt.number,
        order.number,
        receipt.delivery_note,
        supplier.name.zh,
        supplier.name.en,
    )
    return receipt


def _stock(
    receipt: GoodsReceipt, lines: Mapping[int, PurchaseLine], receipts: Sequence[LineReceipt], came: Arrived,
    by: Actor, at: datetime,
) -> None:  # fmt: skip
    order = receipt.order
    items = catalog.items({line.item_id for line in lines.values()})
    today = identity.site_day(order.site_id, at)
    rows = []
    for position, each in enumerate(receipts, start=1):
        line = lines[each.line_id]
        status = Status.INSPECTION if came.for_inspection or line.inspect else Status.FREE
        value = in_house(extend(line.price, each.quantity, order.currency), order.site_id, today)
        lot = _lot(each.lot, items[line.item_id], order, at)
        given = Receipt(line.item_id, receipt.place_id, each.quantity, lot, status=status, value=value)
        (move,) = inventory.receive([given], posting=Posting(source=Source(LINE, line.pk)), by=by, at=at)
        lot_id = _lot_id(line.item_id, lot)
        rows.append(
            GoodsReceiptLine(
                receipt=receipt, position=position, line=line, quantity=each.quantity, lot_id=lot_id, status=status,
                move_id=move,
            )
        )  # fmt: skip
    GoodsReceiptLine.objects.bulk_create(rows)


def _lot(given: LotGiven | None, item: ItemRow, order: PurchaseOrder, at: datetime) -> LotGiven | None:
    """The lot as told; one kept by lot and told without a number gets the next of the site."""
    if item.tracking != Tracking.LOT or (given is not None and given.code.strip()):
        return given
    site = identity.site(order.site_id)
    code = numbering.draw("L", site=site.code, year=identity.site_day(site.id, at).year)
    return replace(given, code=code) if given is not None else LotGiven(code)


def _lot_id(item_id: int, lot: LotGiven | None) -> int | None:
    row = stock.lot_by_code(lot.code, item_id=item_id) if lot else None
    return row.id if row else None


def _told(lines: Mapping[int, PurchaseLine], receipts: Sequence[LineReceipt]) -> dict[str, Decimal]:
    told: dict[str, Decimal] = {}
    for each in receipts:
        position = str(lines[each.line_id].position)
        told[position] = told.get(position, ZERO) + each.quantity
    return told
