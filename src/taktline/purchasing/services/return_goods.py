"""Goods go back to their supplier: to come again, or for a credit."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal

from django.utils.translation import gettext as _

from taktline.catalog import queries as catalog
from taktline.identity import queries as identity
from taktline.inventory import queries as stock
from taktline.inventory import services as inventory
from taktline.inventory.types import OWN, Key, Posting, Status
from taktline.kernel import journal, numbering, outbox
from taktline.kernel.actor import Actor
from taktline.kernel.errors import InvalidInput, NotFound
from taktline.kernel.exact import plain
from taktline.kernel.operation import operation
from taktline.kernel.scope import EVERYTHING
from taktline.kernel.source import Source
from taktline.purchasing import locks, permits
from taktline.purchasing.errors import NotHereAnyMore, ReturnedTooMuch
from taktline.purchasing.facts import GoodsReturned
from taktline.purchasing.life import RECEIPT_LIFE, ReceiptState, ReturnOutcome
from taktline.purchasing.models import (
    GoodsReceipt,
    GoodsReceiptLine,
    PurchaseLine,
    PurchaseOrder,
    SupplierReturn,
    SupplierReturnLine,
)
from taktline.purchasing.services.reverse_receipt import take_back
from taktline.purchasing.types import RETURN, ReturnedLine

ZERO = Decimal(0)
# What was found bad goes first, what could still be used last.
_FIRST = {Status.QUARANTINE: 0, Status.INSPECTION: 1, Status.FREE: 2}


@operation
def return_goods(
    receipt_id: int, wanted: Sequence[ReturnedLine], *, outcome: str, reason: str, by: Actor, at: datetime
) -> int:
    """Send goods of a receipt back, from wherever their lots lie at the site. Returns the return's id.

    outcome: replace opens the order again for what went back; credit leaves it, also a closed one, and waits for a
    credit note. Raises IllegalMove for a reversed receipt or a closed order's replacement, ReturnedTooMuch, NotHereAnyMore, InvalidInput.
    """
    by.require(permits.RETURN)
    if not reason.strip():
        raise InvalidInput(field="reason", reason=_("Say why."))
    if outcome not in ReturnOutcome.values:
        raise InvalidInput(field="outcome", reason=_("Choose what the supplier owes us for it."))
    receipt, order = locks.receipt(receipt_id, scope=by.scope)
    RECEIPT_LIFE.require(receipt, ReceiptState(receipt.state), ReceiptState.REVERSED)
    came = {each.pk: each for each in locks.receipt_lines(receipt)}
    lines = {line.pk: line for line in locks.lines(order)}
    parts = _parts(receipt, came, lines, wanted)
    made = SupplierReturn.objects.create(
        number=numbering.draw("RS", site=identity.site(order.site_id).code, year=identity.site_day(order.site_id, at).year),
        receipt=receipt, outcome=outcome, reason=reason.strip()[:400], returned_by=by.name[:80], returned_at=at,
    )  # fmt: skip
    _send_back(made, order, parts, lines, by, at)
    _count_out(parts, lines, outcome)
    if outcome == ReturnOutcome.REPLACE:
        take_back(order, list(lines.values()), reason=reason, by=by, at=at)
    told = {str(lines[each.line_id].position): quantity for each, quantity in parts}
    after: dict[str, object] = {"receipt": receipt.number, "lines": told, "outcome": outcome}
    journal.record("purchasing.return-goods", subject=made, by=by, at=at, after=after, reason=reason)
    journal.record(
        "purchasing.return-goods",
        subject=order,
        by=by,
        at=at,
        after={"return": made.number} | after,
        reason=reason,
    )
    outbox.publish(GoodsReturned(made.pk, order.pk, order.site_id, outcome), at=at)
    return made.pk


def _count_out(
    parts: Sequence[tuple[GoodsReceiptLine, Decimal]], lines: dict[int, PurchaseLine], outcome: str
) -> None:
    """What went back is taken from what came, or waits for its credit."""
    for each, quantity in parts:
        each.returned += quantity
        line = lines[each.line_id]
        if outcome == ReturnOutcome.REPLACE:
            line.received -= quantity
        else:
            line.returned += quantity
    GoodsReceiptLine.objects.bulk_update([each for each, _quantity in parts], ["returned"])
    PurchaseLine.objects.bulk_update(lines.values(), ["received", "returned"])


def _parts(
    receipt: GoodsReceipt, came: dict[int, GoodsReceiptLine], lines: dict[int, PurchaseLine],
    wanted: Sequence[ReturnedLine],
) -> list[tuple[GoodsReceiptLine, Decimal]]:  # fmt: skip
    asked: dict[int, Decimal] = {}
    for each in wanted:
        if each.receipt_line_id not in came:
            raise NotFound(what=str(receipt), key=each.receipt_line_id)
        asked[each.receipt_line_id] = asked.get(each.receipt_line_id, ZERO) + each.quantity
    if not asked:
        raise InvalidInput(
            field="lines", reason=_("Nothing goes back: give the quantity of at least one line.")
        )
    items = catalog.codes({line.item_id for line in lines.values()})
    for pk, quantity in asked.items():
        left = came[pk].quantity - came[pk].returned
        if not quantity.is_finite() or not 0 < quantity <= left:
            item = items[lines[came[pk].line_id].item_id]
            raise ReturnedTooMuch(
                item=item, asked=plain(quantity) if quantity.is_finite() else str(quantity), open=plain(left)
            )
    return [(came[pk], quantity) for pk, quantity in asked.items()]


def _send_back(
    made: SupplierReturn, order: PurchaseOrder, parts: Sequence[tuple[GoodsReceiptLine, Decimal]],
    lines: dict[int, PurchaseLine], by: Actor, at: datetime,
) -> None:  # fmt: skip
    taken: dict[Key, Decimal] = {}
    for each, quantity in parts:
        item_id = lines[each.line_id].item_id
        rows = [
            (row.key, row.on_hand - row.reserved)
            for row in stock.balances_of(item_id, site_id=order.site_id, scope=EVERYTHING)
            if row.key.lot_id == (each.lot_id or 0) and row.key.owner_id == OWN
        ]
        left = quantity
        for key, there in sorted(rows, key=lambda pair: (_FIRST[Status(pair[0].status)], pair[0].place_id)):
            part = min(left, there - taken.get(key, ZERO))
            if part > 0:
                taken[key] = taken.get(key, ZERO) + part
                left -= part
        if left > 0:
            item = catalog.codes([item_id])[item_id]
            raise NotHereAnyMore(there=plain(quantity - left), item=item, asked=plain(quantity))
    posting = Posting(source=Source(RETURN, made.pk), reason=made.reason[:200])
    inventory.send_back(taken, posting=posting, by=by, at=at)
    SupplierReturnLine.objects.bulk_create(
        [
            SupplierReturnLine(supplier_return=made, receipt_line=each, quantity=quantity)
            for each, quantity in parts
        ]
    )
