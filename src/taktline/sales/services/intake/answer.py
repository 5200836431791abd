"""A person answers what the house could not know; the answers are remembered."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from fractions import Fraction

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_

from taktline.catalog.types import LearntItem
from taktline.kernel import journal, search
from taktline.kernel.actor import Actor
from taktline.kernel.errors import InvalidInput, NotFound
from taktline.kernel.operation import operation
from taktline.parties import queries as parties
from taktline.sales import locks, permits
from taktline.sales.life import MESSAGE_LIFE, MessageState
from taktline.sales.models import MessageLine, OrderMessage
from taktline.sales.rules import headings
from taktline.sales.rules.table import ReadLine
from taktline.sales.services import catalogue
from taktline.sales.services.intake.accept import read_line
from taktline.sales.services.intake.layouts import remember_layout
from taktline.sales.services.intake.receive import read_again, words_of
from taktline.sales.services.intake.understand import resolved
from taktline.sales.types import LineAnswer, Received

_QUANTITY = ("quantity-missing", "quantity-unreadable", "quantity-not-positive")
_DATE = ("date-missing", "date-unreadable", "date-ambiguous", "date-past")
_PRICE = ("price-unreadable", "price-negative")
_ITEM = ("item-unknown", "item-missing")


@operation
def answer_line(line_id: int, *, answer: LineAnswer, today: date, by: Actor, at: datetime) -> int:
    """Say what a waiting line means. Returns how many lines of the message are still open.

    An item chosen for a customer's part number is learnt, with the unit where it differs, so that the next message
    needs no answer. Raises IllegalMove, InvalidInput for a quantity or date that cannot be, NotFound.
    """
    by.require(permits.MESSAGES)
    row = MessageLine.objects.filter(pk=line_id).first()
    if row is None:
        raise NotFound(what=N_("message line"), key=line_id)
    message = locks.message(row.message_id, scope=by.scope)
    MESSAGE_LIFE.require(message, MessageState(message.state), MessageState.NEEDS_REVIEW)
    _learn(message, row, answer, by=by, at=at)
    line = _answered(read_line(row), answer, today)
    if message.customer_id is not None and not answer.as_new:
        (line,) = resolved([line], message.customer_id)
    _keep(row, line)
    if answer.ignored is not None:
        row.ignored = answer.ignored
    row.save()
    _recount(message)
    journal.record(
        "sales.answer-line",
        subject=message,
        by=by,
        at=at,
        after={"line": row.position, "item": row.item_id, "ignored": row.ignored, "as_new": answer.as_new},
    )
    return message.open_count


def _answered(line: ReadLine, answer: LineAnswer, today: date) -> ReadLine:
    gone: set[str] = set()
    if answer.quantity is not None:
        if answer.quantity <= 0:
            raise InvalidInput(field="quantity", reason=_("A quantity is above zero."))
        line, gone = replace(line, quantity=answer.quantity), gone | {*_QUANTITY, "formula-without-value"}
    if answer.requested_on is not None:
        if answer.requested_on < today:
            raise InvalidInput(field="requested_on", reason=_("This day is past."))
        line, gone = replace(line, requested_on=answer.requested_on), gone | {*_DATE}
    if answer.price is not None:
        if answer.price < 0:
            raise InvalidInput(field="price", reason=_("A price is not below zero."))
        line, gone = replace(line, price=answer.price), gone | {*_PRICE}
    if answer.unit is not None:
        line, gone = replace(line, unit=answer.unit), gone | {"unit-unknown"}
    if answer.item_id is not None:
        line, gone = replace(line, item_id=answer.item_id), gone | {*_ITEM}
    if answer.as_new:
        line, gone = replace(line, item_id=None), gone | {*_ITEM, "unit-unknown"}
    return replace(line, faults=tuple(fault for fault in line.faults if fault.code not in gone))


def _keep(row: MessageLine, line: ReadLine) -> None:
    row.quantity, row.requested_on, row.price = line.quantity, line.requested_on, line.price
    row.unit, row.item_id = line.unit, line.item_id
    row.faults = [fault.as_json() for fault in line.faults]


def _learn(message: OrderMessage, row: MessageLine, answer: LineAnswer, *, by: Actor, at: datetime) -> None:
    item_id = answer.item_id or row.item_id
    if message.customer_id is None or item_id is None or not answer.learn or not row.customer_item_code:
        return
    if answer.item_id is None and answer.unit_factor is None:
        return
    unit = row.unit if answer.unit_factor is not None else ""
    factor = Fraction(1) if answer.unit_factor is None else Fraction(answer.unit_factor)
    learnt = LearntItem(message.customer_id, row.customer_item_code, item_id, unit, factor)
    catalogue.learn(learnt, by=by, at=at)


def _recount(message: OrderMessage) -> None:
    rows = MessageLine.objects.filter(message=message, ignored=False).values_list("faults", flat=True)
    message.open_count = sum(1 for faults in rows if faults)
    message.save(update_fields=["open_count"])


@operation
def choose_customer(message_id: int, *, customer_id: int, by: Actor, at: datetime) -> int:
    """Say whose message it is, and resolve its lines by that customer's part numbers. Returns the open lines."""
    by.require(permits.MESSAGES)
    message = locks.message(message_id, scope=by.scope)
    MESSAGE_LIFE.require(message, MessageState(message.state), MessageState.NEEDS_REVIEW)
    customer = parties.customer(customer_id, scope=by.scope)
    message.customer_id = customer.id
    message.faults = [fault for fault in message.faults if fault["code"] != "customer-missing"]
    message.save(update_fields=["customer", "faults"])
    search.index("sales.message", message.pk, *words_of(message))
    rows = list(MessageLine.objects.filter(message=message).order_by("position"))
    for row, line in zip(rows, resolved([read_line(row) for row in rows], customer.id), strict=True):
        _keep(row, line)
    MessageLine.objects.bulk_update(rows, ["item", "unit", "faults"], batch_size=500)
    _recount(message)
    journal.record("sales.choose-customer", subject=message, by=by, at=at, after={"customer": customer.code})
    return message.open_count


@operation
def confirm_layout(
    message_id: int, *, columns: Mapping[str, int], today: date, by: Actor, at: datetime
) -> Received:
    """Say which column is which; it is remembered for the sender and the message is read anew.

    columns: column index by field. Raises InvalidInput when item or quantity has no column or two share one.
    """
    by.require(permits.MESSAGES)
    message = locks.message(message_id, scope=by.scope)
    layout = message.parsed.get("layout") or {}
    for need in headings.NEEDED:
        if need not in columns:
            raise InvalidInput(field=need, reason=_("Choose the column that holds this."))
    wide = len(layout.get("titles", ()))
    if len(set(columns.values())) != len(columns) or any(not 0 <= index < wide for index in columns.values()):
        raise InvalidInput(field="columns", reason=_("Each column can hold one thing only."))
    unknown = set(columns) - set(headings.FIELDS)
    if unknown:
        raise InvalidInput(field=min(unknown), reason=_("An order has no such column."))
    remember_layout(message.sender, heading=layout["seal"], columns=columns, by=by, at=at)
    return read_again(message_id, today=today, by=by, at=at)
