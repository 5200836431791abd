"""Suppliers' invoices, and what is to be chased."""

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

from ninja import Schema
from pydantic import Field

from taktline.faces.api.access import ApiRequest, needs
from taktline.faces.api.fields import Body, Id, Made, MeasuredOut, NameOut, Positive, Price
from taktline.faces.api.routing import RoomRouter
from taktline.flows import buy_and_receive as flow
from taktline.kernel.exact import plain
from taktline.purchasing import permits, queries, services
from taktline.purchasing.types import InvoiceDraft, InvoiceLineDraft

router = RoomRouter(tags=["purchasing"])

router.lists("/invoices", queries.INVOICES, permits.SEE_INVOICES, summary="Suppliers' invoices")

Total = Annotated[
    Decimal, Field(ge=0, max_digits=15, decimal_places=3, description="In major units of the currency.")
]


class ChargedIn(Body):
    """What is charged of an ordered line: price per stock unit, without tax."""

    line: Id
    quantity: Positive
    price: Price


class InvoiceIn(Body):
    """A supplier's invoice or credit note; its lines may be of several orders of one supplier, site and currency."""

    supplier_number: Annotated[str, Field(min_length=1, max_length=60)]
    invoiced_on: date
    net: Total
    tax: Total = Decimal(0)
    kind: Literal["invoice", "credit"] = "invoice"
    note: Annotated[str, Field(max_length=400)] = ""
    lines: Annotated[list[ChargedIn], Field(min_length=1, max_length=500)]


@router.post("/invoices", response={201: Made}, summary="Enter a supplier's invoice and match it")
@needs(permits.BILL)
def enter(request: ApiRequest, body: InvoiceIn) -> Made:
    lines = tuple(InvoiceLineDraft(each.line, each.quantity, each.price) for each in body.lines)
    draft = InvoiceDraft(
        body.supplier_number, body.invoiced_on, lines, body.net, body.tax, body.kind, body.note
    )
    return Made(id=services.enter_invoice(draft, by=request.actor, at=request.at))


class ChargedOut(Schema):
    """A line with what it was matched with. variance: price, quantity or both."""

    line: int
    order: str
    item: str
    quantity: MeasuredOut
    open: MeasuredOut
    variance: str
    price: str | None
    ordered_price: str | None


class InvoiceOut(Schema):
    """A supplier's invoice; amounts only for who may see money."""

    id: int
    number: str
    supplier: NameOut
    supplier_number: str
    kind: str
    state: str
    invoiced_on: date
    currency: str
    net: str | None
    tax: str | None
    lines: list[ChargedOut]


@router.get("/invoices/{invoice_id}", response=InvoiceOut, summary="One supplier's invoice")
@needs(permits.SEE_INVOICES)
def invoice(request: ApiRequest, invoice_id: Id) -> InvoiceOut:
    scope = request.actor.scope
    row = queries.invoice(invoice_id, scope=scope)
    lines = [
        ChargedOut(
            line=each.line_id, order=each.order_number, item=each.item_code,
            quantity=MeasuredOut(quantity=plain(each.quantity), unit=each.unit),
            open=MeasuredOut(quantity=plain(each.open_quantity), unit=each.unit), variance=each.variance,
            price=None if each.price is None else plain(each.price),
            ordered_price=None if each.ordered_price is None else plain(each.ordered_price),
        )
        for each in queries.invoice_lines(invoice_id, scope=scope)
    ]  # fmt: skip
    return InvoiceOut(
        id=row.id, number=row.number, supplier=NameOut(zh=row.supplier.zh, en=row.supplier.en, text=str(row.supplier)),
        supplier_number=row.supplier_number, kind=row.kind, state=row.state, invoiced_on=row.invoiced_on,
        currency=row.currency, net=None if row.net is None else str(row.net.amount),
        tax=None if row.tax is None else str(row.tax.amount), lines=lines,
    )  # fmt: skip


class SupplierInvoiceWhyIn(Body):
    """Why."""

    reason: Annotated[str, Field(min_length=1, max_length=200)]


@router.post("/invoices/{invoice_id}/approve", response={204: None}, summary="Agree to the difference")
@needs(permits.APPROVE_INVOICE)
def approve(request: ApiRequest, invoice_id: Id, body: SupplierInvoiceWhyIn) -> None:
    services.approve_invoice(invoice_id, reason=body.reason, by=request.actor, at=request.at)


@router.post("/invoices/{invoice_id}/cancel", response={204: None}, summary="It was wrong or not ours")
@needs(permits.BILL)
def cancel(request: ApiRequest, invoice_id: Id, body: SupplierInvoiceWhyIn) -> None:
    services.cancel_invoice(invoice_id, reason=body.reason, by=request.actor, at=request.at)


class ChasedOut(Schema):
    """A line to chase. risk: overdue, breaks, slipped, unsent, unanswered; days: by how many."""

    line: int
    order: str
    item: str
    open: MeasuredOut
    wanted: date
    expected: date
    risk: str
    days: int
    customer_order: str
    customer: NameOut | None


@router.get("/expedite", response=list[ChasedOut], summary="Open lines at risk, with the customers who wait")
@needs(permits.SEE)
def expedite(request: ApiRequest) -> list[ChasedOut]:
    found = []
    for each in flow.expedite_list(scope=request.actor.scope, at=request.at):
        line, cover = each.line, each.cover
        customer = (
            NameOut(zh=cover.customer.zh, en=cover.customer.en, text=str(cover.customer)) if cover else None
        )
        found.append(
            ChasedOut(
                line=line.id, order=line.order_number, item=line.item_code, wanted=line.due, expected=each.expected,
                open=MeasuredOut(quantity=plain(line.quantity - line.received), unit=line.unit), risk=each.risk.value,
                days=each.days, customer_order=cover.number if cover else "", customer=customer,
            )
        )  # fmt: skip
    return found


class SupplierInvoiceLinesIn(Body):
    """Lines to remind their suppliers of."""

    lines: Annotated[list[Id], Field(min_length=1, max_length=200)]


@router.post("/reminders", response={204: None}, summary="Mail the suppliers of these lines")
@needs(permits.ORDER)
def remind(request: ApiRequest, body: SupplierInvoiceLinesIn) -> None:
    flow.remind_suppliers(body.lines, by=request.actor, at=request.at)
