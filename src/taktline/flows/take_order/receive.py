"""A customer's message comes in, by whichever way, and goes as far as it can without a person."""

from collections.abc import Mapping
from datetime import datetime

from taktline.flows.take_order.hands_free import review_and_pass
from taktline.flows.take_order.tasks import ask, settled
from taktline.identity import queries as identity
from taktline.kernel.actor import Actor
from taktline.kernel.operation import operation
from taktline.sales import queries as sales
from taktline.sales import services
from taktline.sales.life import MessageState
from taktline.sales.services import Drafted
from taktline.sales.types import LineAnswer, MessageInput, Received


@operation
def receive_message(message: MessageInput, *, review: bool = True, by: Actor, at: datetime) -> Received:
    """Take a message in. Complete, it becomes an order and is reviewed; else it waits and the sales desk is told.

    The same message again gives the answer of the first. review=False leaves the order a draft. Raises TableRefused
    subclasses, and then nothing was kept.
    """
    received = services.receive_message(message, today=identity.site_day(message.site_id, at), by=by, at=at)
    if received.is_new:
        _go_on(received, message.site_id, review=review, by=by, at=at)
    return received


def _go_on(received: Received, site_id: int, *, review: bool, by: Actor, at: datetime) -> None:
    if received.order_id is not None:
        if review:
            services.submit(received.order_id, by=by, at=at)
            review_and_pass(received.order_id, by=by, at=at)
        return
    ask("message", received.message_id, site_id=site_id, data={"number": received.number}, by=by, at=at)


@operation
def read_message_again(message_id: int, *, by: Actor, at: datetime) -> Received:
    """Read a waiting message anew, for instance after its part numbers were learnt elsewhere."""
    sheet = sales.message(message_id, scope=by.scope)
    received = services.read_again(message_id, today=identity.site_day(sheet.site_id, at), by=by, at=at)
    return _settle(received, sheet.site_id, by=by, at=at)


@operation
def confirm_layout(message_id: int, *, columns: Mapping[str, int], by: Actor, at: datetime) -> Received:
    """Say which column is which; remembered for the sender. Goes on if nothing else is open."""
    sheet = sales.message(message_id, scope=by.scope)
    today = identity.site_day(sheet.site_id, at)
    received = services.confirm_layout(message_id, columns=columns, today=today, by=by, at=at)
    return _settle(received, sheet.site_id, by=by, at=at)


@operation
def choose_customer(message_id: int, *, customer_id: int, by: Actor, at: datetime) -> Drafted | None:
    """Say whose message it is. Returns the order if nothing else is open."""
    services.choose_customer(message_id, customer_id=customer_id, by=by, at=at)
    return resolve_message(message_id, by=by, at=at)


@operation
def answer_line(line_id: int, *, answer: LineAnswer, by: Actor, at: datetime) -> Drafted | None:
    """Answer one line, learning what it means. Returns the order if that was the last thing open."""
    message_id = sales.message_of_line(line_id, scope=by.scope)
    sheet = sales.message(message_id, scope=by.scope)
    services.answer_line(line_id, answer=answer, today=identity.site_day(sheet.site_id, at), by=by, at=at)
    return resolve_message(message_id, by=by, at=at)


@operation
def resolve_message(message_id: int, *, by: Actor, at: datetime) -> Drafted | None:
    """Make the order of a message as soon as nothing is open, and have it reviewed. None while it still waits."""
    sheet = sales.message(message_id, scope=by.scope)
    if sheet.open_count or sheet.fault_codes or sheet.state != MessageState.NEEDS_REVIEW:
        return None
    drafted = services.accept_message(message_id, by=by, at=at)
    settled("message", message_id, by=by, at=at)
    services.submit(drafted.order_id, by=by, at=at)
    review_and_pass(drafted.order_id, by=by, at=at)
    return drafted


@operation
def reject_message(message_id: int, *, reason: str, by: Actor, at: datetime) -> None:
    """Turn a message away."""
    services.reject_message(message_id, reason=reason, by=by, at=at)
    settled("message", message_id, by=by, at=at)


def _settle(received: Received, site_id: int, *, by: Actor, at: datetime) -> Received:
    if received.order_id is not None:
        settled("message", received.message_id, by=by, at=at)
        _go_on(received, site_id, review=True, by=by, at=at)
    return received
