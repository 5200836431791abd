"""Orders: taken, reviewed, confirmed, changed, cancelled; the lists around them."""

from typing import Annotated

from ninja import Query, Schema
from pydantic import Field

from taktline.faces.api.access import ApiRequest, needs
from taktline.faces.api.fields import Id
from taktline.faces.api.routing import RoomRouter
from taktline.faces.api.sales_in import ConfirmIn, Reason, SalesChangeIn, SalesOrderIn, SignOffIn
from taktline.faces.api.sales_out import (
    ConfirmedOut,
    ImpactOut,
    OrderOut,
    ReceivedOut,
    ReviewOut,
    SalesChangeOut,
    change_out,
    confirmed_out,
    order_out,
    verdict_out,
)
from taktline.flows import take_order
from taktline.identity import queries as identity
from taktline.parties import queries as parties
from taktline.sales import permits, queries, services
from taktline.sales.types import Axis, Channel, Department, MessageInput, Received

router = RoomRouter(tags=["orders"])

router.lists("/orders", queries.ORDERS, permits.SEE, summary="Orders")
router.lists("/order-lines", queries.ORDER_LINES, permits.SEE, summary="Order progress, a row per line")


def site_of(code: str, request: ApiRequest) -> int:
    """The id of the site named, or the asker's first."""
    scope = request.actor.scope
    return (identity.site_by_code(code) if code else identity.default_site(scope=scope)).id


def received_out(received: Received) -> ReceivedOut:
    """What became of a message."""
    return ReceivedOut(
        message=received.number,
        order=received.order_number or None,
        order_id=received.order_id,
        state="accepted" if received.order_id else "needs_review",
        is_new=received.is_new,
    )


class TakeQuery(Schema):
    """review: also run the review, and confirm without hands where the customer's setting allows."""

    review: bool = False


@router.post("/orders", response={201: ReceivedOut}, summary="Send an order")
@needs(permits.MESSAGES)
def take(request: ApiRequest, order: SalesOrderIn, query: Annotated[TakeQuery, Query()]) -> ReceivedOut:
    """The order is kept as it came. Complete, it becomes a draft; else it waits in the inbox with its reasons.

    The same order again answers the first one: is_new is false then.
    """
    scope = request.actor.scope
    customer = parties.party_by_code(order.customer, scope=scope)
    message = MessageInput(
        channel=Channel.API,
        site_id=site_of(order.site, request),
        content=services.order_content(order.head(), [line.as_told() for line in order.lines]),
        sender=order.sender or f"api:{request.actor.kind.value}:{request.actor.id}",
        customer_id=customer.id,
        subject=order.customer_number,
        media_type="application/json",
    )
    return received_out(
        take_order.receive_message(message, review=query.review, by=request.actor, at=request.at)
    )


Number = Annotated[str, Field(min_length=1, max_length=24, pattern=r"^[A-Za-z0-9-]+$")]


@router.get(
    "/orders/{number}", response=OrderOut, summary="One order with lines, deliveries, verdicts, holds"
)
@needs(permits.SEE)
def order(request: ApiRequest, number: Number) -> OrderOut:
    return order_out(queries.sheet(number, scope=request.actor.scope))


@router.post("/orders/{number}/review", response=ReviewOut, summary="Have an order reviewed")
@needs(permits.REVIEW)
def review(request: ApiRequest, number: Number) -> ReviewOut:
    order_id = queries.order_id_of(number, scope=request.actor.scope)
    reviewed = take_order.review_order(order_id, by=request.actor, at=request.at)
    found = queries.verdicts(order_id, scope=request.actor.scope)
    return ReviewOut(
        clean=reviewed.clean,
        holds=[axis.value for axis in reviewed.open],
        verdicts=[verdict_out(each) for each in found],
    )


@router.post("/orders/{number}/confirm", response=ConfirmedOut, summary="Confirm an order")
@needs(permits.CONFIRM)
def confirm(request: ApiRequest, number: Number, body: ConfirmIn) -> ConfirmedOut:
    """By an offer that was computed before, or by dates per delivery for who may promise by hand.

    Answers what was promised; the whole order is at /orders/{number}.
    """
    order_id = queries.order_id_of(number, scope=request.actor.scope)
    done = take_order.confirm_order(
        order_id,
        offer_id=body.offer_id,
        option=body.option,
        promises={each.delivery_id: each.on for each in body.promises},
        by=request.actor,
        at=request.at,
    )
    return confirmed_out(done)


@router.post("/orders/{number}/cancel", response={204: None}, summary="Cancel an order")
@needs(permits.CANCEL)
def cancel(request: ApiRequest, number: Number, body: Reason) -> None:
    order_id = queries.order_id_of(number, scope=request.actor.scope)
    take_order.cancel_order(order_id, reason=body.reason, by=request.actor, at=request.at)


@router.get("/orders/{number}/cancel-impact", response=ImpactOut, summary="What cancelling would do")
@needs(permits.CANCEL)
def cancel_impact(request: ApiRequest, number: Number) -> ImpactOut:
    """What is reserved, planned, scheduled and promised for the order, and would go with it; nothing changes."""
    order_id = queries.order_id_of(number, scope=request.actor.scope)
    return ImpactOut.model_validate(take_order.preview_cancel(order_id, by=request.actor))


@router.post("/orders/{number}/close", response={204: None}, summary="Close a delivered order")
@needs(permits.CLOSE)
def close(request: ApiRequest, number: Number, body: Reason) -> None:
    order_id = queries.order_id_of(number, scope=request.actor.scope)
    take_order.close_order(order_id, reason=body.reason, by=request.actor, at=request.at)


@router.post("/orders/{number}/holds/{axis}/release", response={204: None}, summary="Release a hold")
@needs(permits.SEE)
def release_hold(request: ApiRequest, number: Number, axis: Axis, body: Reason) -> None:
    """Each axis has a permit of its own; the reason is kept."""
    order_id = queries.order_id_of(number, scope=request.actor.scope)
    take_order.release_hold(order_id, axis=axis, reason=body.reason, by=request.actor, at=request.at)


@router.post(
    "/order-lines/{line_id}/sign-offs/{department}", response={204: None}, summary="Sign off a new line"
)
@needs(permits.SEE)
def sign_off(request: ApiRequest, line_id: Id, department: Department, body: SignOffIn) -> None:
    """Each department has a permit of its own; a rejection needs a remark."""
    take_order.sign_off(
        line_id,
        department=department,
        approved=body.approved,
        remark=body.remark,
        by=request.actor,
        at=request.at,
    )


@router.post("/orders/{number}/changes", response={201: SalesChangeOut}, summary="Preview a change")
@needs(permits.CHANGE)
def preview_change(request: ApiRequest, number: Number, body: SalesChangeIn) -> SalesChangeOut:
    """Says what would follow; nothing of the order changes until it is applied."""
    order_id = queries.order_id_of(number, scope=request.actor.scope)
    preview = take_order.preview_change(order_id, body.change(), by=request.actor, at=request.at)
    return change_out(queries.change(preview.change_id, scope=request.actor.scope))


@router.post("/order-changes/{change_id}/apply", response=OrderOut, summary="Apply a previewed change")
@needs(permits.CHANGE)
def apply_change(request: ApiRequest, change_id: Id, new_dates: bool = False) -> OrderOut:  # noqa: FBT001, FBT002 - a query parameter
    """Whole or not at all; refused when the order was changed since the preview.

    new_dates: where a promise cannot be kept (`impact.broken`), promise the day the preview showed.
    """
    number = take_order.apply_change(change_id, new_dates=new_dates, by=request.actor, at=request.at)
    return order_out(queries.sheet(number, scope=request.actor.scope))


@router.post("/order-changes/{change_id}/reject", response={204: None}, summary="Reject a previewed change")
@needs(permits.CHANGE)
def reject_change(request: ApiRequest, change_id: Id, body: Reason) -> None:
    take_order.reject_change(change_id, reason=body.reason, by=request.actor, at=request.at)
