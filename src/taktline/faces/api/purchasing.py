"""Requisitions, purchase orders, and what suppliers promise."""

from datetime import date
from typing import Annotated
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from ninja import Schema
from pydantic import Field

from taktline.faces.api.access import ApiRequest, needs
from taktline.faces.api.fields import Body, Id, Made, MeasuredOut, NameOut, Positive, Price
from taktline.faces.api.routing import RoomRouter
from taktline.flows import buy_and_receive as flow
from taktline.identity import queries as identity
from taktline.kernel.errors import NotFound
from taktline.kernel.exact import plain
from taktline.planning import queries as planning
from taktline.purchasing import permits, queries, services
from taktline.purchasing.types import RequisitionDraft

router = RoomRouter(tags=["purchasing"])

router.lists("/requisitions", queries.REQUISITIONS, permits.SEE, summary="Requisitions")
router.lists("/orders", queries.PURCHASE_ORDERS, permits.SEE, summary="Purchase orders")
router.lists(
    "/lines",
    queries.PURCHASE_LINES,
    permits.SEE,
    summary="Lines of purchase orders, with suppliers' promises",
)

Ids = Annotated[list[Id], Field(min_length=1, max_length=500)]


class RequisitionIn(Body):
    """Something to buy, in the item's stock unit."""

    item: Id
    quantity: Positive
    due: date
    site: Id | None = None
    supplier: Id | None = None


@router.post("/requisitions", response={201: Made}, summary="Ask for something to be bought")
@needs(permits.REQUEST)
def create_requisition(request: ApiRequest, body: RequisitionIn) -> Made:
    sites = identity.sites(scope=request.actor.scope)
    site = identity.default_site(scope=request.actor.scope).id if body.site is None else body.site
    if site not in {row.id for row in sites}:
        raise NotFound(what=_("site"), key=site)
    draft = RequisitionDraft(body.item, site, body.quantity, body.due, supplier_id=body.supplier)
    return Made(id=services.create_requisitions([draft], by=request.actor, at=request.at)[0])


class RequisitionsIn(Body):
    """Requisitions to act on together."""

    requisitions: Ids


@router.post("/requisitions/approve", response={204: None}, summary="Let requisitions be ordered")
@needs(permits.APPROVE_REQUISITION)
def approve(request: ApiRequest, body: RequisitionsIn) -> None:
    services.approve(body.requisitions, by=request.actor, at=request.at)


class PurchaseOrderIn(RequisitionsIn):
    """Approved requisitions of one supplier, site and currency."""


@router.post("/orders", response={201: Made}, summary="Make a purchase order of approved requisitions")
@needs(permits.ORDER)
def create_order(request: ApiRequest, body: PurchaseOrderIn) -> Made:
    return Made(
        id=services.order_requisitions(body.requisitions, on=_today(request), by=request.actor, at=request.at)
    )


class PurchaseManyMade(Schema):
    """What was made."""

    ids: list[int]


@router.post(
    "/orders/by-supplier",
    response={201: PurchaseManyMade},
    summary="Make an order for each supplier, site and currency",
)
@needs(permits.ORDER)
def order_by_supplier(request: ApiRequest, body: RequisitionsIn) -> PurchaseManyMade:
    made = services.order_by_supplier(body.requisitions, on=_today(request), by=request.actor, at=request.at)
    return PurchaseManyMade(ids=made)


def _today(request: ApiRequest) -> date:
    return request.at.astimezone(ZoneInfo(identity.default_site(scope=request.actor.scope).time_zone)).date()


class PurchaseLineOut(Schema):
    """A line; price only for who may see money; order_number, customer: who needs it first."""

    id: int
    position: int
    item: str
    quantity: MeasuredOut
    received: MeasuredOut
    due: date
    promised: date | None
    price: str | None
    order_number: str
    customer: NameOut | None


class PurchaseOut(Schema):
    """One purchase order."""

    id: int
    number: str
    supplier: NameOut
    state: str
    currency: str
    ordered_on: date
    lines: list[PurchaseLineOut]


@router.get("/orders/{order_id}", response=PurchaseOut, summary="One purchase order")
@needs(permits.SEE)
def order(request: ApiRequest, order_id: Id) -> PurchaseOut:
    scope = request.actor.scope
    row = queries.purchase_order(order_id, scope=scope)
    rows = queries.lines_of(row.number, scope=scope)
    covers = planning.covers_of_lines({each.id: each.requisition_id for each in rows}, scope=scope)
    shown = []
    for each in rows:
        cover = covers.get(each.id)
        shown.append(
            PurchaseLineOut(
                id=each.id, position=each.position, item=each.item_code,
                quantity=MeasuredOut(quantity=plain(each.quantity), unit=each.unit),
                received=MeasuredOut(quantity=plain(each.received), unit=each.unit), due=each.due, promised=each.promised,
                price=None if each.price is None else plain(each.price), order_number=cover.number if cover else "",
                customer=NameOut(zh=cover.customer.zh, en=cover.customer.en, text=str(cover.customer)) if cover else None,
            )
        )  # fmt: skip
    name = NameOut(zh=row.supplier.zh, en=row.supplier.en, text=str(row.supplier))
    return PurchaseOut(
        id=row.id, number=row.number, supplier=name, state=row.state, currency=row.currency, ordered_on=row.ordered_on,
        lines=shown,
    )  # fmt: skip


@router.post("/orders/{order_id}/approve", response={204: None}, summary="Approve a purchase order")
@needs(permits.APPROVE_ORDER)
def approve_order(request: ApiRequest, order_id: Id) -> None:
    services.approve_order(order_id, by=request.actor, at=request.at)


class PurchaseWhyIn(Body):
    """Why."""

    reason: Annotated[str, Field(min_length=1, max_length=200)]


@router.post(
    "/orders/{order_id}/ask-approval", response={201: Made}, summary="Ask whoever may approve its amount"
)
@needs(permits.ORDER)
def ask_approval(request: ApiRequest, order_id: Id, body: PurchaseWhyIn) -> Made:
    return Made(id=services.ask_approval(order_id, reason=body.reason, by=request.actor, at=request.at))


@router.post("/orders/{order_id}/reject", response={204: None}, summary="Send it back to its buyer")
@needs(permits.APPROVE_ORDER)
def reject_order(request: ApiRequest, order_id: Id, body: PurchaseWhyIn) -> None:
    services.reject_order(order_id, reason=body.reason, by=request.actor, at=request.at)


class PurchaseLineChangeIn(Body):
    """How a line of a draft should be; what is left out stays."""

    line: Id
    quantity: Positive | None = None
    price: Price | None = None
    due: date | None = None


class PurchaseChangeIn(Body):
    """What to change in a draft."""

    lines: Annotated[list[PurchaseLineChangeIn], Field(max_length=500)] = []
    note: Annotated[str, Field(max_length=400)] | None = None


@router.post("/orders/{order_id}/change", response={204: None}, summary="Change a draft order")
@needs(permits.ORDER)
def change_order(request: ApiRequest, order_id: Id, body: PurchaseChangeIn) -> None:
    changes = [services.LineChange(each.line, each.quantity, each.price, each.due) for each in body.lines]
    services.change_order(order_id, changes, note=body.note, by=request.actor, at=request.at)


class SendIn(Body):
    """Where the order is mailed to; empty where it was handed over otherwise."""

    to: Annotated[str, Field(max_length=400)] = ""
    language: Annotated[str, Field(pattern="^(zh-hans|en)?$")] = ""


@router.post(
    "/orders/{order_id}/send", response={204: None}, summary="Give it to the supplier, by mail or by hand"
)
@needs(permits.ORDER)
def send_order(request: ApiRequest, order_id: Id, body: SendIn | None = None) -> None:
    told = body or SendIn()
    flow.send_order(order_id, to=told.to, language=told.language, by=request.actor, at=request.at)


@router.post(
    "/orders/{order_id}/close", response={204: None}, summary="Nothing more will come; what came stays"
)
@needs(permits.ORDER)
def close_order(request: ApiRequest, order_id: Id, body: PurchaseWhyIn) -> None:
    services.close_order(order_id, reason=body.reason, by=request.actor, at=request.at)


class PurchasePromiseIn(Body):
    """The day a supplier names for a line."""

    line: Id
    promised: date


class PromisesIn(Body):
    """What the supplier says; reference: the supplier's own number of the order."""

    promises: Annotated[list[PurchasePromiseIn], Field(max_length=500)] = []
    reason: Annotated[str, Field(max_length=200)] = ""
    reference: Annotated[str, Field(max_length=60)] = ""


@router.post(
    "/orders/{order_id}/acknowledge", response={204: None}, summary="The supplier accepts and names days"
)
@needs(permits.ORDER)
def acknowledge(request: ApiRequest, order_id: Id, body: PromisesIn) -> None:
    promised = {each.line: each.promised for each in body.promises}
    services.acknowledge(
        order_id, promised=promised, reference=body.reference, by=request.actor, at=request.at
    )


@router.post("/orders/{order_id}/move-date", response={204: None}, summary="The supplier names other days")
@needs(permits.ORDER)
def move_date(request: ApiRequest, order_id: Id, body: PromisesIn) -> None:
    promised = {each.line: each.promised for each in body.promises}
    services.move_date(order_id, promised=promised, reason=body.reason, by=request.actor, at=request.at)


@router.post("/orders/{order_id}/cancel", response={204: None}, summary="Nothing of it will come any more")
@needs(permits.ORDER)
def cancel_order(request: ApiRequest, order_id: Id, body: PurchaseWhyIn) -> None:
    services.cancel_order(order_id, reason=body.reason, by=request.actor, at=request.at)
