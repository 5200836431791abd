"""A message becomes an order, or is turned away."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from taktline.kernel import bulk, journal
from taktline.kernel.actor import Actor
from taktline.kernel.operation import operation
from taktline.sales import locks, permits
from taktline.sales.errors import CustomerMissing, MessageIncomplete, ReasonNeeded
from taktline.sales.life import MESSAGE_LIFE, MessageState
from taktline.sales.models import MessageLine, OrderMessage
from taktline.sales.rules.cells import Fault
from taktline.sales.rules.table import ReadLine
from taktline.sales.services.drafting import Drafted, create_order
from taktline.sales.types import DeliveryWish, LineInput, OrderInput, OrderType


def become_order(
    message: OrderMessage, head: Mapping[str, Any], lines: Sequence[ReadLine], *, by: Actor, at: datetime
) -> Drafted:
    """Write the order of a complete message and mark the message accepted."""
    if message.customer_id is None:
        raise CustomerMissing(message=message)
    drafted = create_order(_order(message, head, lines), by=by, at=at)
    message.state, message.order_number, message.decided_at = MessageState.ACCEPTED, drafted.number, at
    bulk.update_rows([message], ["state", "order_number", "decided_at"])
    return drafted


def _order(message: OrderMessage, head: Mapping[str, Any], lines: Sequence[ReadLine]) -> OrderInput:
    ordered = head.get("ordered_on")
    return OrderInput(
        customer_id=message.customer_id or 0,
        site_id=message.site_id,
        lines=tuple(_line(line) for line in lines),
        type=OrderType(head.get("type") or OrderType.STANDARD),
        customer_number=message.customer_number,
        currency=head.get("currency") or None,
        tax_included=bool(head.get("tax_included", True)),
        priority=int(head.get("priority") or 5),
        is_rush=bool(head.get("is_rush", False)),
        ordered_on=date.fromisoformat(ordered) if ordered else None,
        ship_to_id=head.get("ship_to_id"),
        note=str(head.get("note") or ""),
        message_id=message.pk,
    )


def _line(line: ReadLine) -> LineInput:
    extra = line.extra
    wishes = extra.get("deliveries") or [{"requested_on": line.requested_on, "quantity": None}]
    return LineInput(
        quantity=line.quantity or Decimal(0),
        item_id=line.item_id,
        text=line.text,
        customer_item_code=line.customer_item_code,
        drawing_revision=line.drawing_revision,
        unit=line.unit,
        price=line.price,
        discount=Decimal(str(extra.get("discount", 0))),
        tax_rate=Decimal(str(extra["tax_rate"])) if "tax_rate" in extra else None,
        over_tolerance=Decimal(str(extra.get("over_tolerance", 0))),
        under_tolerance=Decimal(str(extra.get("under_tolerance", 0))),
        note=line.note,
        deliveries=tuple(_wish(wish) for wish in wishes),
    )


def _wish(wish: Mapping[str, Any]) -> DeliveryWish:
    day, quantity = wish.get("requested_on"), wish.get("quantity")
    return DeliveryWish(
        date.fromisoformat(day) if isinstance(day, str) else day,
        None if quantity in (None, "") else Decimal(str(quantity)),
    )


@operation
def accept_message(message_id: int, *, by: Actor, at: datetime) -> Drafted:
    """Make the order of a message whose lines are all answered.

    Raises IllegalMove, MessageIncomplete, CustomerMissing, and what create_order raises.
    """
    by.require(permits.MESSAGES)
    row = locks.message(message_id, scope=by.scope)
    MESSAGE_LIFE.require(row, MessageState(row.state), MessageState.ACCEPTED)
    if row.customer_id is None:
        raise CustomerMissing(message=row)
    if row.faults or row.open_count:
        raise MessageIncomplete(message=row, count=row.open_count)
    lines = [read_line(each) for each in MessageLine.objects.filter(message=row, ignored=False).order_by("position")]
    drafted = become_order(row, row.parsed.get("head", {}), lines, by=by, at=at)
    journal.record("sales.accept-message", subject=row, by=by, at=at, after={"order": drafted.number})
    return drafted


def read_line(row: MessageLine) -> ReadLine:
    """A kept line as it was read."""
    return ReadLine(
        source_row=row.source_row,
        text=row.text,
        customer_item_code=row.customer_item_code,
        drawing_revision=row.drawing_revision,
        quantity=row.quantity,
        unit=row.unit,
        price=row.price,
        requested_on=row.requested_on,
        note=row.note,
        faults=tuple(Fault(each["code"], each["facts"]) for each in row.faults),
        item_id=row.item_id,
        extra=row.extra,
    )


@operation
def reject_message(message_id: int, *, reason: str, by: Actor, at: datetime) -> None:
    """Turn a message away, with the reason. The same message may come again. Raises IllegalMove, ReasonNeeded."""
    by.require(permits.MESSAGES)
    if not reason.strip():
        raise ReasonNeeded
    row = locks.message(message_id, scope=by.scope)
    MESSAGE_LIFE.require(row, MessageState(row.state), MessageState.REJECTED)
    before = row.state
    row.state, row.decided_at, row.reject_reason = MessageState.REJECTED, at, reason[:400]
    row.save(update_fields=["state", "decided_at", "reject_reason"])
    journal.record(
        "sales.reject-message", subject=row, by=by, at=at, before={"state": before}, after={"state": row.state}, reason=reason
    )
