"""A receipt is undone by counter-moves, as long as nothing followed."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import cast

from django.utils.translation import gettext as _

from taktline.inventory import queries as stock
from taktline.inventory import services as inventory
from taktline.inventory.types import MoveKind
from taktline.kernel import journal, listing, outbox
from taktline.kernel.actor import Actor
from taktline.kernel.errors import InvalidInput
from taktline.kernel.exact import plain
from taktline.kernel.listing import Measured
from taktline.kernel.moving import Move
from taktline.kernel.operation import operation
from taktline.kernel.scope import EVERYTHING
from taktline.purchasing import locks, permits
from taktline.purchasing.errors import ReceiptFollowed
from taktline.purchasing.facts import ReceiptReversed
from taktline.purchasing.life import PURCHASE_LIFE, RECEIPT_LIFE, PurchaseState, ReceiptState
from taktline.purchasing.models import (
    GoodsReceipt,
    GoodsReceiptLine,
    PurchaseLine,
    PurchaseOrder,
    SupplierReturn,
)
from taktline.purchasing.services import supply
from taktline.purchasing.services.receive import is_whole

ZERO = Decimal(0)
MOST_TOLD = 5
_REVERSE = Move(RECEIPT_LIFE, ReceiptState.REVERSED, "purchasing.reverse-receipt")


@operation
def reverse_receipt(receipt_id: int, *, reason: str, by: Actor, at: datetime) -> None:
    """Undo a receipt by counter-moves; its goods are still to come again.

    Raises ReceiptFollowed naming what stands in the way, IllegalMove, InvalidInput without a reason.
    """
    by.require(permits.REVERSE_RECEIPT)
    if not reason.strip():
        raise InvalidInput(field="reason", reason=_("Say why."))
    receipt, order = locks.receipt(receipt_id, scope=by.scope)
    _REVERSE.require(receipt)
    came = locks.receipt_lines(receipt)
    lines = {line.pk: line for line in locks.lines(order)}
    if blockers := _blockers(receipt, came, lines, order):
        raise ReceiptFollowed(receipt=receipt, blockers="; ".join(blockers))
    for each in came:
        inventory.reverse_move(each.move_id, reason=reason, by=by, at=at)
        lines[each.line_id].received -= each.quantity
    _REVERSE.make(receipt, by=by, at=at, reason=reason, also={"reversed_at": at})
    take_back(order, list(lines.values()), reason=reason, by=by, at=at)
    outbox.publish(ReceiptReversed(receipt.pk, order.pk, order.site_id), at=at)


def take_back(
    order: PurchaseOrder, lines: Sequence[PurchaseLine], *, reason: str, by: Actor, at: datetime
) -> None:
    """Save lines of which less has come now: what is still to come is expected again. Raises IllegalMove."""
    PurchaseLine.objects.bulk_update(lines, ["received"])
    then = _state_after(order, lines)
    if then != order.state:
        PURCHASE_LIFE.require(order, PurchaseState(order.state), then)
        before, order.state = order.state, then
        order.save(update_fields=["state"])
        journal.record(
            "purchasing.reopen-order", subject=order, by=by, at=at, before={"state": before}, after={"state": then},
            reason=reason,
        )  # fmt: skip
    supply.expect_lines(order, lines, at=at)


def _state_after(order: PurchaseOrder, lines: Sequence[PurchaseLine]) -> PurchaseState:
    if is_whole(lines):
        return PurchaseState.BILLED if order.state == PurchaseState.BILLED else PurchaseState.RECEIVED
    if any(line.received > 0 for line in lines):
        return PurchaseState.PARTLY_RECEIVED
    answered = order.supplier_reference or any(line.promised for line in lines)
    return PurchaseState.ACKNOWLEDGED if answered else PurchaseState.SENT


def _blockers(
    receipt: GoodsReceipt,
    came: Sequence[GoodsReceiptLine],
    lines: dict[int, PurchaseLine],
    order: PurchaseOrder,
) -> list[str]:
    """What stands in the way: returns, invoices, and what was done with the goods since."""
    found = [
        _("return %(number)s") % {"number": row.number}
        for row in SupplierReturn.objects.filter(receipt=receipt)
    ]
    gone: dict[int, Decimal] = {}
    for each in came:
        gone[each.line_id] = gone.get(each.line_id, ZERO) + each.quantity
    for pk, quantity in gone.items():
        line = lines[pk]
        if line.received - line.returned - quantity < line.billed:
            found.append(_("an invoice for line %(line)s") % {"line": line.position})
    if order.state in (PurchaseState.CLOSED, PurchaseState.CANCELLED):
        found.append(_("the order was closed"))
    wanted: dict[tuple[int, int, str], Decimal] = {}
    for each in came:
        key = (lines[each.line_id].item_id, each.lot_id or 0, each.status)
        wanted[key] = wanted.get(key, ZERO) + each.quantity
    last = max(each.move_id for each in came)
    for (item_id, lot_id, status), quantity in wanted.items():
        if _here(receipt, order, item_id, lot_id, status) < quantity:
            found += _what_followed(item_id, lot_id, last)
    return found[:MOST_TOLD]


def _here(receipt: GoodsReceipt, order: PurchaseOrder, item_id: int, lot_id: int, status: str) -> Decimal:
    """What still lies where it was put, as it was put, and waits for nobody."""
    rows = stock.balances_of(item_id, site_id=order.site_id, scope=EVERYTHING)
    return sum(
        (
            row.on_hand - row.reserved
            for row in rows
            if (row.key.place_id, row.key.lot_id, row.key.status, row.key.owner_id)
            == (receipt.place_id, lot_id, status, 0)
        ),
        ZERO,
    )


def _what_followed(item_id: int, lot_id: int, after: int) -> list[str]:
    """The moves of the goods since, in words; a reservation where none was moved."""
    where = {"lot_id": str(lot_id)} if lot_id else {"item_id": str(item_id)}
    rows = listing.page(stock.MOVES, scope=EVERYTHING, where=where, size=50).rows
    kinds = dict(MoveKind.choices)
    said = [
        _("%(kind)s of %(quantity)s from %(place)s") % {
            "kind": kinds[MoveKind(str(row["kind"]))], "quantity": plain(cast("Measured", row["quantity"]).quantity), "place": row["from_place"],
        }
        for row in rows
        if row.id > after
    ]  # fmt: skip
    return said or [_("a reservation")]
