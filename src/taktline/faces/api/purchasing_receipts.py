"""What came of purchase orders, and what went back."""

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

from ninja import Schema
from pydantic import Field

from taktline.faces.api.access import ApiRequest, needs
from taktline.faces.api.fields import Body, Id, Made, MeasuredOut, NameOut, Positive
from taktline.faces.api.routing import RoomRouter
from taktline.inventory.types import LotGiven
from taktline.kernel.exact import plain
from taktline.purchasing import permits, queries, services
from taktline.purchasing.types import Arrived, ReturnedLine

router = RoomRouter(tags=["purchasing"])

router.lists("/receipts", queries.RECEIPTS, permits.SEE, summary="Receipts of purchased goods")
router.lists("/receipt-lines", queries.RECEIPT_LINES, permits.SEE, summary="Every lot that came")
router.lists("/returns", queries.RETURNS, permits.SEE, summary="Returns to suppliers")


class CameIn(Body):
    """What came of a line, in the item's stock unit; several of one line are several lots. lot: empty for a new number."""

    line: Id
    quantity: Positive
    lot: Annotated[str, Field(max_length=60)] = ""
    supplier_lot: Annotated[str, Field(max_length=60)] = ""
    heat_number: Annotated[str, Field(max_length=60)] = ""
    expires_on: date | None = None

    def given(self) -> LotGiven | None:
        """The lot as told; None where nothing was."""
        if not (self.lot or self.supplier_lot or self.heat_number or self.expires_on):
            return None
        heat = {"heat_number": self.heat_number} if self.heat_number else {}
        return LotGiven(self.lot, expires_on=self.expires_on, supplier_lot=self.supplier_lot, attributes=heat)


class PurchaseReceiptIn(Body):
    """What came, into one place."""

    place: Id
    for_inspection: bool = False
    delivery_note: Annotated[str, Field(max_length=60)] = ""
    note: Annotated[str, Field(max_length=400)] = ""
    lines: Annotated[list[CameIn], Field(min_length=1, max_length=500)]


@router.post("/orders/{order_id}/receive", response={201: Made}, summary="Put what came into a place")
@needs(permits.RECEIVE)
def receive(request: ApiRequest, order_id: Id, body: PurchaseReceiptIn) -> Made:
    receipts = [services.LineReceipt(each.line, each.quantity, each.given()) for each in body.lines]
    arrived = Arrived(body.delivery_note, body.note, body.for_inspection)
    made = services.receive(
        order_id, receipts, place_id=body.place, arrived=arrived, by=request.actor, at=request.at
    )
    return Made(id=made)


class LotOut(Schema):
    """A lot that came."""

    id: int
    line: int
    item: str
    quantity: MeasuredOut
    returned: MeasuredOut
    status: str
    lot: str
    supplier_lot: str
    heat_number: str
    expires_on: date | None


class ReceiptOut(Schema):
    """One receipt."""

    id: int
    number: str
    order: str
    supplier: NameOut
    state: str
    delivery_note: str
    place: str
    received_by: str
    lots: list[LotOut]


@router.get("/receipts/{receipt_id}", response=ReceiptOut, summary="One receipt")
@needs(permits.SEE)
def receipt(request: ApiRequest, receipt_id: Id) -> ReceiptOut:
    row = queries.receipt(receipt_id, scope=request.actor.scope)
    lots = [
        LotOut(
            id=each.id, line=each.line_id, item=each.item_code, quantity=_measured(each.quantity, each.unit),
            returned=_measured(each.returned, each.unit), status=each.status, lot=each.lot_code,
            supplier_lot=each.supplier_lot, heat_number=each.attributes.get("heat_number", ""), expires_on=each.expires_on,
        )
        for each in queries.receipt_lines(receipt_id, scope=request.actor.scope)
    ]  # fmt: skip
    name = NameOut(zh=row.supplier.zh, en=row.supplier.en, text=str(row.supplier))
    return ReceiptOut(
        id=row.id, number=row.number, order=row.order_number, supplier=name, state=row.state,
        delivery_note=row.delivery_note, place=row.place_code, received_by=row.received_by, lots=lots,
    )  # fmt: skip


def _measured(quantity: Decimal, unit: str) -> MeasuredOut:
    return MeasuredOut(quantity=plain(quantity), unit=unit)


class ReverseIn(Body):
    """Why."""

    reason: Annotated[str, Field(min_length=1, max_length=200)]


@router.post(
    "/receipts/{receipt_id}/reverse", response={204: None}, summary="Undo a receipt by counter-moves"
)
@needs(permits.REVERSE_RECEIPT)
def reverse(request: ApiRequest, receipt_id: Id, body: ReverseIn) -> None:
    services.reverse_receipt(receipt_id, reason=body.reason, by=request.actor, at=request.at)


class BackIn(Body):
    """How much of a received lot goes back. receipt_line: the lot's id on the receipt."""

    receipt_line: Id
    quantity: Positive


class PurchaseReturnIn(ReverseIn):
    """What goes back, and whether it is to come again or to be credited."""

    outcome: Literal["replace", "credit"]
    lines: Annotated[list[BackIn], Field(min_length=1, max_length=500)]


@router.post(
    "/receipts/{receipt_id}/return", response={201: Made}, summary="Send goods back to their supplier"
)
@needs(permits.RETURN)
def return_goods(request: ApiRequest, receipt_id: Id, body: PurchaseReturnIn) -> Made:
    wanted = [ReturnedLine(each.receipt_line, each.quantity) for each in body.lines]
    made = services.return_goods(
        receipt_id, wanted, outcome=body.outcome, reason=body.reason, by=request.actor, at=request.at
    )
    return Made(id=made)
