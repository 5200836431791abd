"""Customers' messages and quotations: files and texts come in, questions are answered, offers are made."""

from datetime import date
from typing import Annotated, Any

from ninja import File, Form, Schema
from ninja.files import UploadedFile
from pydantic import Field

from taktline.faces.api.access import ApiRequest, needs
from taktline.faces.api.fields import Body, Code, Id, NameOut, Positive, Price
from taktline.faces.api.routing import RoomRouter
from taktline.faces.api.sales import Number, received_out, site_of
from taktline.faces.api.sales_in import Reason
from taktline.faces.api.sales_out import ReceivedOut, name_out
from taktline.flows import take_order
from taktline.kernel.exact import plain
from taktline.parties import queries as parties
from taktline.sales import permits, queries
from taktline.sales.queries import MessageLineRow
from taktline.sales.types import Channel, LineAnswer, MessageInput

router = RoomRouter(tags=["order messages"])

router.lists("/order-messages", queries.MESSAGES, permits.MESSAGES, summary="Customers' messages")
router.lists("/quotations", queries.QUOTATIONS, permits.SEE_QUOTATIONS, summary="Quotations")


class Came(Schema):
    """Whose a file is. customer, site: codes; leave customer out if nobody knows."""

    customer: Annotated[str, Field(max_length=60)] = ""
    site: Annotated[str, Field(max_length=12)] = ""
    sender: Annotated[str, Field(max_length=120)] = ""


@router.post("/order-messages", response={201: ReceivedOut}, summary="Send an order as an Excel or CSV file")
@needs(permits.MESSAGES)
def upload(
    request: ApiRequest, came: Annotated[Came, Form()], file: Annotated[UploadedFile, File()]
) -> ReceivedOut:
    """Columns are proposed by their headings, confirmed once, and remembered for the sender."""
    message = _message(request, came, Channel.FILE, file.read(), name=file.name or "")
    return received_out(take_order.receive_message(message, by=request.actor, at=request.at))


class PasteIn(Body):
    """A table copied from a spreadsheet."""

    customer: Annotated[str, Field(max_length=60)] = ""
    site: Annotated[str, Field(max_length=12)] = ""
    sender: Annotated[str, Field(max_length=120)] = ""
    text: Annotated[str, Field(min_length=1, max_length=2_000_000)]


@router.post("/order-messages/paste", response={201: ReceivedOut}, summary="Send an order as a pasted table")
@needs(permits.MESSAGES)
def paste(request: ApiRequest, body: PasteIn) -> ReceivedOut:
    came = Came(customer=body.customer, site=body.site, sender=body.sender)
    message = _message(request, came, Channel.PASTE, body.text.encode(), name="")
    return received_out(take_order.receive_message(message, by=request.actor, at=request.at))


def _message(request: ApiRequest, came: Came, channel: Channel, content: bytes, *, name: str) -> MessageInput:
    customer = parties.party_by_code(came.customer, scope=request.actor.scope) if came.customer else None
    return MessageInput(
        channel=channel,
        site_id=site_of(came.site, request),
        content=content,
        sender=came.sender,
        customer_id=customer.id if customer else None,
        name=name,
    )


class MessageLineOut(Schema):
    """One line as it was read. faults: why it waits; fault_codes: the same for programs."""

    id: int
    position: int
    source_row: int
    text: str
    customer_item_code: str
    quantity: str | None
    unit: str
    price: str | None
    requested_on: date | None
    item_id: int | None
    item: str
    ignored: bool
    faults: list[str]
    fault_codes: list[str]


class MessageOut(Schema):
    """A message with its lines."""

    id: int
    number: str
    channel: str
    sender: str
    state: str
    customer: str
    customer_name: NameOut
    customer_number: str
    order: str
    open_count: int
    faults: list[str]
    fault_codes: list[str]
    layout: dict[str, Any]
    lines: list[MessageLineOut]


@router.get("/order-messages/{number}", response=MessageOut, summary="One message with the reasons it waits")
@needs(permits.MESSAGES)
def message(request: ApiRequest, number: Number) -> MessageOut:
    scope = request.actor.scope
    return _message_out(queries.message(queries.message_id_of(number, scope=scope), scope=scope))


def _message_out(sheet: queries.MessageSheet) -> MessageOut:
    return MessageOut(
        id=sheet.id,
        number=sheet.number,
        channel=sheet.channel,
        sender=sheet.sender,
        state=sheet.state,
        customer=sheet.customer_code,
        customer_name=name_out(sheet.customer_name),
        customer_number=sheet.customer_number,
        order=sheet.order_number,
        open_count=sheet.open_count,
        faults=list(sheet.faults),
        fault_codes=list(sheet.fault_codes),
        layout=dict(sheet.layout),
        lines=[_line_out(line) for line in sheet.lines],
    )


def _line_out(line: MessageLineRow) -> MessageLineOut:
    return MessageLineOut(
        id=line.id,
        position=line.position,
        source_row=line.source_row,
        text=line.text,
        customer_item_code=line.customer_item_code,
        quantity=None if line.quantity is None else plain(line.quantity),
        unit=line.unit,
        price=None if line.price is None else plain(line.price),
        requested_on=line.requested_on,
        item_id=line.item_id,
        item=line.item_code,
        ignored=line.ignored,
        faults=list(line.faults),
        fault_codes=list(line.fault_codes),
    )


class AnswerIn(Body):
    """What a line means. as_new: a part we never made. ignored: leave it out of the order."""

    item_id: Id | None = None
    quantity: Positive | None = None
    unit: Annotated[str, Field(max_length=12)] | None = None
    unit_factor: Positive | None = None
    requested_on: date | None = None
    price: Price | None = None
    ignored: bool | None = None
    as_new: bool = False
    learn: bool = True


class ResolvedOut(Schema):
    """order: the number, once nothing is open any more."""

    order: str | None


@router.post("/order-message-lines/{line_id}/answer", response=ResolvedOut, summary="Answer a waiting line")
@needs(permits.MESSAGES)
def answer(request: ApiRequest, line_id: Id, body: AnswerIn) -> ResolvedOut:
    given = LineAnswer(**body.model_dump())
    drafted = take_order.answer_line(line_id, answer=given, by=request.actor, at=request.at)
    return ResolvedOut(order=drafted.number if drafted else None)


class CustomerIn(Body):
    """Whose message it is."""

    customer: Code


@router.post("/order-messages/{number}/customer", response=ResolvedOut, summary="Say whose message it is")
@needs(permits.MESSAGES)
def choose_customer(request: ApiRequest, number: Number, body: CustomerIn) -> ResolvedOut:
    scope = request.actor.scope
    customer = parties.party_by_code(body.customer, scope=scope)
    message_id = queries.message_id_of(number, scope=scope)
    drafted = take_order.choose_customer(message_id, customer_id=customer.id, by=request.actor, at=request.at)
    return ResolvedOut(order=drafted.number if drafted else None)


class LayoutIn(Body):
    """Column index, from 0, by field: item, name, spec, drawing, quantity, unit, price, requested, note."""

    columns: dict[Annotated[str, Field(max_length=20)], Annotated[int, Field(ge=0, le=400)]]


@router.post("/order-messages/{number}/columns", response=ReceivedOut, summary="Say which column is which")
@needs(permits.MESSAGES)
def confirm_layout(request: ApiRequest, number: Number, body: LayoutIn) -> ReceivedOut:
    message_id = queries.message_id_of(number, scope=request.actor.scope)
    return received_out(
        take_order.confirm_layout(message_id, columns=body.columns, by=request.actor, at=request.at)
    )


@router.post("/order-messages/{number}/reject", response={204: None}, summary="Turn a message away")
@needs(permits.MESSAGES)
def reject(request: ApiRequest, number: Number, body: Reason) -> None:
    message_id = queries.message_id_of(number, scope=request.actor.scope)
    take_order.reject_message(message_id, reason=body.reason, by=request.actor, at=request.at)
