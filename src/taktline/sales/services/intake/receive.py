"""A message comes in: kept as it is, read, and either an order at once or a place in the inbox."""

import hashlib
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_noop as N_

from taktline.identity import queries as identity
from taktline.kernel import journal, numbering, outbox, search
from taktline.kernel.actor import Actor
from taktline.kernel.composed import Given, composed
from taktline.kernel.errors import NotFound
from taktline.kernel.operation import operation
from taktline.parties import queries as parties
from taktline.sales import locks, permits
from taktline.sales.facts import MessageReceived, MessageWaits
from taktline.sales.life import MESSAGE_LIFE, MessageState
from taktline.sales.models import MessageLine, MessagePayload, OrderMessage
from taktline.sales.services.intake.accept import become_order
from taktline.sales.services.intake.understand import Understood, understand
from taktline.sales.types import MessageInput, Received


@operation
def receive_message(message: MessageInput, *, today: date, by: Actor, at: datetime) -> Received:
    """Take a message in. The same content from the same sender again gives the first one's answer.

    today: the site's day, against which dates are past. A complete message becomes a draft order at once; any other
    waits in the inbox with the reason per line. Raises TableRefused subclasses (nothing is kept then), NotFound.
    """
    by.require(permits.MESSAGES)
    if not by.scope.covers_site(message.site_id):
        raise NotFound(what=N_("site"), key=message.site_id)
    sender = (message.sender or f"{message.channel}:{message.customer_id or by.name}")[:120]
    seal = fingerprint(message)
    if known := _known(sender, seal):
        return known
    row = OrderMessage(
        site_id=message.site_id,
        customer_id=message.customer_id,
        channel=message.channel,
        sender=sender,
        subject=(message.subject or message.name)[:200],
        fingerprint=seal,
        received_at=at,
        received_by=by.name[:80],
    )
    name = message.name or message.channel.value
    found = understand(row, message.content, name=name, today=today, layout_known=message.layout_known)
    site = identity.site(message.site_id)
    row.number = numbering.draw("MSG", site=site.code, year=today.year)
    try:
        with transaction.atomic():
            _fill(row, found)
            row.save(force_insert=True)
    except IntegrityError:  # the same message came twice at the same moment
        if known := _known(sender, seal):
            return known
        raise
    search.index_many("sales.message", {row.pk: words_of(row)})
    MessagePayload.objects.create(
        message=row, name=message.name[:200], media_type=message.media_type[:100], content=message.content
    )
    return _settle(row, found, by=by, at=at)


def fingerprint(message: MessageInput) -> str:
    """The same content for the same customer is the same message, whatever its file is called."""
    seal = hashlib.sha256(f"{message.site_id}|{message.customer_id or ''}|".encode())
    seal.update(message.content)
    return seal.hexdigest()


def _known(sender: str, seal: str) -> Received | None:
    row = _same().first({"sender": sender, "seal": seal})
    if row is None:
        return None
    pk, number, state, order_number, order_id = row
    return Received(pk, number, is_new=False, order_id=order_id, order_number=order_number, state=state)


@composed
def _same() -> "QuerySet[OrderMessage, tuple[Any, ...]]":
    rows = OrderMessage.objects.filter(sender=Given("sender"), fingerprint=Given("seal"))
    rows = rows.exclude(state=MessageState.REJECTED).order_by("pk")
    return rows.values_list("pk", "number", "state", "order_number", "orders__pk")


@operation
def read_again(message_id: int, *, today: date, by: Actor, at: datetime) -> Received:
    """Read a waiting message's kept content anew, as if it came now. Raises IllegalMove, TableRefused."""
    by.require(permits.MESSAGES)
    row = locks.message(message_id, scope=by.scope)
    MESSAGE_LIFE.require(row, MessageState(row.state), MessageState.PARSED)
    payload = MessagePayload.objects.get(message=row)
    found = understand(row, bytes(payload.content), name=payload.name or row.subject, today=today)
    _fill(row, found)
    row.save()
    search.index("sales.message", row.pk, *words_of(row))
    return _settle(row, found, by=by, at=at)


def _fill(row: OrderMessage, found: Understood) -> None:
    row.customer_number = str(found.head.get("customer_number") or "")[:60]
    row.parsed = {
        "head": dict(found.head),
        "layout": dict(found.layout),
        "notes": [note.as_json() for note in found.notes],
    }
    row.faults = [fault.as_json() for fault in found.faults]
    row.line_count, row.open_count = len(found.lines), found.open_count
    row.state = MessageState.PARSED if found.is_complete else MessageState.NEEDS_REVIEW


def _settle(row: OrderMessage, found: Understood, *, by: Actor, at: datetime) -> Received:
    outbox.publish(MessageReceived(row.pk), at=at)
    if found.is_complete:
        drafted = become_order(row, found.head, found.lines, by=by, at=at)
        journal.record("sales.receive", subject=row, by=by, at=at, after={"order": drafted.number})
        return Received(row.pk, row.number, True, drafted.order_id, drafted.number, row.state)
    keep_lines(row, found)
    journal.record(
        "sales.receive", subject=row, by=by, at=at, after={"lines": row.line_count, "open": row.open_count}
    )
    outbox.publish(MessageWaits(row.pk), at=at)
    return Received(row.pk, row.number, True, state=row.state)


def words_of(row: OrderMessage) -> tuple[str, ...]:
    """What a person remembers of a message."""
    words = (row.number, row.subject, row.customer_number, row.sender)
    if row.customer_id is None:
        return words
    customer = parties.party(row.customer_id)
    return (*words, customer.code, customer.name.zh, customer.name.en)


def keep_lines(row: OrderMessage, found: Understood) -> None:
    """Write the lines of a waiting message, replacing those of an earlier reading."""
    MessageLine.objects.filter(message=row).delete()
    MessageLine.objects.bulk_create(
        [
            MessageLine(
                message=row,
                position=number,
                source_row=line.source_row,
                text=line.text,
                customer_item_code=line.customer_item_code,
                drawing_revision=line.drawing_revision,
                quantity=line.quantity,
                unit=line.unit,
                price=line.price,
                requested_on=line.requested_on,
                note=line.note,
                item_id=line.item_id,
                extra=dict(line.extra),
                faults=[fault.as_json() for fault in line.faults],
            )
            for number, line in enumerate(found.lines, start=1)
        ],
        batch_size=500,
    )
