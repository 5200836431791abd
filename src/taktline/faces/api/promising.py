"""“When can I have it?”: offers for orders."""

from datetime import date, datetime

from django.utils.translation import gettext_noop as N_
from ninja import Schema

from taktline.faces.api.access import ApiRequest, needs
from taktline.faces.api.fields import MoneyOut
from taktline.faces.api.routing import RoomRouter
from taktline.faces.api.sales import Number
from taktline.faces.api.sales_out import money_out
from taktline.flows import take_order
from taktline.identity import queries as identity
from taktline.kernel.errors import NotFound
from taktline.kernel.exact import plain
from taktline.promising import permits, queries
from taktline.promising.types import OfferRow, OptionKind, OptionRow, Part
from taktline.sales import permits as sales_permits
from taktline.sales import queries as sales

router = RoomRouter(tags=["promising"])


class PartOut(Schema):
    """A dated part of a delivery. method: stock, supply, make or buy. why: what holds the date, from its origin on."""

    delivery_id: int
    quantity: str
    requested_on: date
    earliest_on: date
    promised_on: date
    days_late: int
    method: str
    why: list[str]


class SlippedOut(Schema):
    """A work order that would end later."""

    work_order: str
    before: datetime
    after: datetime
    late_minutes: int


class OvertimeOut(Schema):
    """Extra working time an option needs."""

    machine: str
    machine_name: str
    start: datetime
    end: datetime


class OptionOut(Schema):
    """A way to deliver. option: its name for confirming. cost: on top of the first, for who may see money."""

    option: str
    label: str
    cost: MoneyOut | None
    parts: list[PartOut]
    slips: list[SlippedOut]
    overtime: list[OvertimeOut]


class OfferOut(Schema):
    """Dates that are held until expires_at. accepted: the option that became the promise."""

    id: int
    order: str
    state: str
    created_at: datetime
    expires_at: datetime
    accepted: str
    options: list[OptionOut]


@router.post(
    "/orders/{number}/quote",
    response={201: OfferOut},
    summary="Ask when an order can be had, and hold the answer",
)
@needs(permits.QUOTE, whole=False)
def quote(request: ApiRequest, number: Number) -> OfferOut:
    """Stock and capacity are held until the offer expires; an earlier offer of the order is let go.

    Send its id and an option to /orders/{number}/confirm.
    """
    order_id = sales.order_id_of(number, scope=request.actor.scope)
    offer_id = take_order.quote_order(order_id, by=request.actor, at=request.at)
    return offer_out(queries.offer(offer_id, scope=request.actor.scope), number)


@router.get(
    "/orders/{number}/offer", response=OfferOut, summary="The offer that holds for an order, or was accepted"
)
@needs(sales_permits.SEE)
def offer(request: ApiRequest, number: Number) -> OfferOut:
    order_id = sales.order_id_of(number, scope=request.actor.scope)
    found = queries.current_offer(order_id, scope=request.actor.scope)
    if found is None:
        raise NotFound(what=N_("offer"), key=number)
    return offer_out(found, number)


def offer_out(offer: OfferRow, number: str) -> OfferOut:
    """An offer as it goes out; sentences on the site's clock, in the asker's language."""
    zone = identity.site(offer.site_id).time_zone
    return OfferOut(
        id=offer.id, order=number, state=offer.state, created_at=offer.created_at, expires_at=offer.expires_at,
        accepted=offer.accepted, options=[_option(each, zone) for each in offer.options],
    )  # fmt: skip


def _option(option: OptionRow, zone: str) -> OptionOut:
    return OptionOut(
        option=option.kind,
        label=str(OptionKind(option.kind).label),
        cost=money_out(option.cost),
        parts=[_part(each, zone) for each in option.parts],
        slips=[
            SlippedOut(
                work_order=each.number, before=each.before, after=each.after, late_minutes=each.late_minutes
            )
            for each in option.slips
        ],
        overtime=[
            OvertimeOut(machine=each.machine, machine_name=str(each.name), start=each.start, end=each.end)
            for each in option.overtime
        ],
    )


def _part(part: Part, zone: str) -> PartOut:
    return PartOut(
        delivery_id=part.delivery_id, quantity=plain(part.quantity), requested_on=part.requested_on,
        earliest_on=part.earliest_on, promised_on=part.promised_on, days_late=part.days_late, method=part.method,
        why=queries.why(part, time_zone=zone),
    )  # fmt: skip
