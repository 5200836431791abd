"""Messages as the inbox shows them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_noop as N_

from taktline.kernel.errors import NotFound
from taktline.kernel.naming import Name
from taktline.kernel.scope import Scope
from taktline.sales.models import MessageLine, MessagePayload, OrderMessage
from taktline.sales.models.visible import visible_messages
from taktline.sales.queries.wording import sentence


@dataclass(frozen=True, slots=True)
class MessageLineRow:
    """One line as it was read. faults: sentences; fault_codes: for the page to offer the right answer."""

    id: int
    position: int
    source_row: int
    text: str
    customer_item_code: str
    drawing_revision: str
    quantity: Decimal | None
    unit: str
    price: Decimal | None
    requested_on: date | None
    note: str
    item_id: int | None
    item_code: str
    item_name: Name
    ignored: bool
    faults: tuple[str, ...]
    fault_codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MessageSheet:
    """A message with its lines. layout: titles, columns, seal of a table, empty for structured messages."""

    id: int
    number: str
    site_id: int
    channel: str
    sender: str
    subject: str
    state: str
    customer_id: int | None
    customer_code: str
    customer_name: Name
    customer_number: str
    order_number: str
    received_at: datetime
    received_by: str
    reject_reason: str
    open_count: int
    faults: tuple[str, ...]
    fault_codes: tuple[str, ...]
    notes: tuple[str, ...]
    layout: Mapping[str, Any]
    lines: tuple[MessageLineRow, ...]


@dataclass(frozen=True, slots=True)
class PayloadRow:
    """The message as it came."""

    name: str
    media_type: str
    content: bytes


def message_id_of(number: str, *, scope: Scope) -> int:
    """The id of a message by its number. Raises NotFound."""
    rows = visible_messages(OrderMessage.objects.filter(number=number), scope)
    found = rows.values_list("pk", flat=True).first()
    if found is None:
        raise NotFound(what=N_("message"), key=number)
    return found


def message(message_id: int, *, scope: Scope) -> MessageSheet:
    """One message with its lines, in two queries. Raises NotFound."""
    rows = visible_messages(OrderMessage.objects.filter(pk=message_id), scope)
    row = rows.select_related("customer").first()
    if row is None:
        raise NotFound(what=N_("message"), key=message_id)
    lines = MessageLine.objects.filter(message=row).select_related("item").order_by("position")
    return MessageSheet(
        id=row.pk,
        number=row.number,
        site_id=row.site_id,
        channel=row.channel,
        sender=row.sender,
        subject=row.subject,
        state=row.state,
        customer_id=row.customer_id,
        customer_code=row.customer.code if row.customer else "",
        customer_name=Name(row.customer.name, row.customer.name_en) if row.customer else Name(""),
        customer_number=row.customer_number,
        order_number=row.order_number,
        received_at=row.received_at,
        received_by=row.received_by,
        reject_reason=row.reject_reason,
        open_count=row.open_count,
        faults=_sentences(row.faults),
        fault_codes=tuple(fault["code"] for fault in row.faults),
        notes=_sentences(row.parsed.get("notes", [])),
        layout=row.parsed.get("layout", {}),
        lines=tuple(_line(line, scope) for line in lines),
    )


def _line(line: MessageLine, scope: Scope) -> MessageLineRow:
    return MessageLineRow(
        id=line.pk,
        position=line.position,
        source_row=line.source_row,
        text=line.text,
        customer_item_code=line.customer_item_code,
        drawing_revision=line.drawing_revision,
        quantity=line.quantity,
        unit=line.unit,
        price=line.price if scope.money else None,
        requested_on=line.requested_on,
        note=line.note,
        item_id=line.item_id,
        item_code=line.item.code if line.item else "",
        item_name=Name(line.item.name, line.item.name_en) if line.item else Name(""),
        ignored=line.ignored,
        faults=_sentences(line.faults),
        fault_codes=tuple(fault["code"] for fault in line.faults),
    )


def _sentences(faults: list[dict[str, Any]]) -> tuple[str, ...]:
    return tuple(sentence(fault["code"], fault["facts"]) for fault in faults)


def message_of_line(line_id: int, *, scope: Scope) -> int:
    """The message a line belongs to. Raises NotFound."""
    rows = visible_messages(MessageLine.objects.filter(pk=line_id), scope, at="message__")
    found = rows.values_list("message_id", flat=True).first()
    if found is None:
        raise NotFound(what=N_("message line"), key=line_id)
    return found


def payload(message_id: int, *, scope: Scope) -> PayloadRow:
    """The message exactly as it came. Raises NotFound, also for who may not see money: the raw text may hold prices."""
    rows = visible_messages(MessagePayload.objects.filter(message_id=message_id), scope, at="message__")
    row = rows.first() if scope.money else None
    if row is None:
        raise NotFound(what=N_("message"), key=message_id)
    return PayloadRow(row.name, row.media_type, bytes(row.content))
