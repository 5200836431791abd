"""Confirming, cancelling and closing: what the customer may rely on, and when it ends."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from taktline.kernel import bulk, journal, outbox
from taktline.kernel.actor import Actor
from taktline.kernel.operation import operation
from taktline.sales import locks, permits, store
from taktline.sales.errors import AlreadyDelivered, ReasonNeeded
from taktline.sales.facts import OrderCancelled, OrderClosed, OrderConfirmed
from taktline.sales.life import ORDER_LIFE, OrderState
from taktline.sales.models import Delivery, Order, OrderLine
from taktline.sales.rules import promising
from taktline.sales.rules.promising import ToPromise
from taktline.sales.services import exposing
from taktline.sales.types import DemandRow


@dataclass(frozen=True, slots=True)
class Commitment:
    """What was confirmed or ended: what flows need to tell the others, without reading it again.

    exposed_minor: by how much the customer's exposure moves, in the customer's currency.
    """

    order_id: int
    number: str
    site_id: int
    customer_id: int
    priority: int
    is_rush: bool
    currency: str
    gross_minor: int
    exposed_minor: int
    demand: tuple[DemandRow, ...]


@operation
def confirm(
    order_id: int, *, promises: Mapping[int, date], offer_id: int | None, by: Actor, at: datetime
) -> Commitment:
    """Turn a reviewed order into a commitment to the customer.

    promises: date by delivery id; every open delivery needs one. The verdicts are the recorded ones: nothing is
    reviewed here. Raises IllegalMove unless reviewed, NotReviewedAsItStands, OpenHolds, UnpromisedLines.
    """
    by.require(permits.CONFIRM)
    order = locks.order(order_id, scope=by.scope)
    ORDER_LIFE.require(order, OrderState(order.state), OrderState.CONFIRMED)
    promising.require_ready(
        order, edition=order.edition, reviewed_edition=order.reviewed_edition, holds=order.holds
    )
    lines, deliveries = store.of_order(order.pk)
    of = {line.pk: line for line in lines}
    wanted = (ToPromise(each.pk, of[each.line_id].position, of[each.line_id].item_id) for each in deliveries)
    promising.require_a_date_for_each(order, wanted, promises)
    for delivery in deliveries:
        delivery.promised_on = delivery.first_promised_on = delivery.projected_on = promises[delivery.pk]
    store.settle(order, lines, deliveries)
    bulk.update_rows(deliveries, ["promised_on", "first_promised_on", "projected_on"])
    bulk.update_rows(lines, ["promised_on", "projected_on"])
    order.state, order.confirmed_at, order.offer_id = OrderState.CONFIRMED, at, offer_id
    exposed = exposing.expose(order, at=at)
    bulk.update_rows([order], ["state", "confirmed_at", "offer_id", "exposed_minor", *store.HEAD_DATES])
    journal.record(
        "sales.confirm",
        subject=order,
        by=by,
        at=at,
        before={"state": OrderState.REVIEWED.value},
        after={"state": order.state, "promised_on": order.promised_on, "offer": offer_id},
        money={"gross_minor": order.gross_minor, "currency": order.currency},
    )
    demand = _demand(lines, deliveries)
    outbox.publish(OrderConfirmed(order.pk, order.site_id, tuple(sorted({row.item_id for row in demand}))), at=at)
    return _commitment(order, demand, exposed)


def _demand(lines: list[OrderLine], deliveries: list[Delivery]) -> tuple[DemandRow, ...]:
    item = {line.pk: line.item_id for line in lines if not line.is_cancelled and line.item_id is not None}
    return tuple(
        DemandRow(each.pk, each.line_id, item[each.line_id], each.quantity, each.requested_on, each.promised_on)
        for each in deliveries
        if each.line_id in item and not each.is_cancelled
    )


def _commitment(order: Order, demand: tuple[DemandRow, ...], exposed: int) -> Commitment:
    return Commitment(
        order_id=order.pk,
        number=order.number,
        site_id=order.site_id,
        customer_id=order.customer_id,
        priority=order.priority,
        is_rush=order.is_rush,
        currency=order.currency,
        gross_minor=order.gross_minor,
        exposed_minor=exposed,
        demand=demand,
    )


@operation
def cancel(order_id: int, *, reason: str, by: Actor, at: datetime) -> Commitment:
    """End an order of which nothing has left the house. Returns what was wanted, for whoever must let go of it.

    Raises ReasonNeeded, IllegalMove, AlreadyDelivered.
    """
    by.require(permits.CANCEL)
    if not reason.strip():
        raise ReasonNeeded
    order = locks.order(order_id, scope=by.scope)
    before = order.state
    ORDER_LIFE.require(order, OrderState(order.state), OrderState.CANCELLED)
    lines, deliveries = store.of_order(order.pk)
    if any(each.delivered_quantity > 0 for each in deliveries):
        raise AlreadyDelivered(order=order)
    demand = _demand(lines, deliveries)
    order.state, order.ended_at, order.end_reason, order.holds = OrderState.CANCELLED, at, reason[:400], ""
    exposed = exposing.release(order)
    order.save(update_fields=["state", "ended_at", "end_reason", "holds", "exposed_minor"])
    journal.record(
        "sales.cancel", subject=order, by=by, at=at, before={"state": before}, after={"state": order.state}, reason=reason
    )
    outbox.publish(OrderCancelled(order.pk, order.site_id, tuple(sorted({row.item_id for row in demand}))), at=at)
    return _commitment(order, demand, exposed)


@operation
def close(order_id: int, *, reason: str = "", by: Actor, at: datetime) -> Commitment:
    """End a confirmed order: everything was delivered within tolerance, or the rest is waived with a reason.

    Returns what nobody wants any more. Raises IllegalMove, ReasonNeeded when something is still open and no reason is given.
    """
    by.require(permits.CLOSE)
    order = locks.order(order_id, scope=by.scope)
    ORDER_LIFE.require(order, OrderState(order.state), OrderState.CLOSED)
    lines, deliveries = store.of_order(order.pk)
    short = [
        line.position
        for line in lines
        if not line.is_cancelled
        and line.shipped_quantity < line.quantity_stock * (Decimal(1) - line.under_tolerance)
    ]
    if short and not reason.strip():
        raise ReasonNeeded
    order.state, order.ended_at, order.end_reason = OrderState.CLOSED, at, reason[:400]
    exposed = exposing.release(order)
    order.save(update_fields=["state", "ended_at", "end_reason", "exposed_minor"])
    journal.record(
        "sales.close", subject=order, by=by, at=at, after={"state": order.state, "short": short}, reason=reason
    )
    outbox.publish(OrderClosed(order.pk), at=at)
    return _commitment(order, _demand(lines, deliveries), exposed)
