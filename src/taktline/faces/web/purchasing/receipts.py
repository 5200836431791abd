"""Receipts and returns: the page that books what came, the lists, the labels."""

from datetime import datetime
from decimal import Decimal
from typing import cast

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as now
from django.utils.translation import gettext_lazy as _

from taktline.faces.web.declare import (
    Action,
    Badge,
    Col,
    Detail,
    Done,
    Empty,
    Endpoint,
    Fact,
    Field,
    FormSpec,
    Hit,
    Lines,
    Link,
    Pick,
    Screen,
    Tab,
    Timeline,
    WebRequest,
)
from taktline.faces.web.filling import Data, listed
from taktline.faces.web.purchasing.order_acts import line_of, rows_of
from taktline.faces.web.purchasing.orders import pdf
from taktline.flows import buy_and_receive as flow
from taktline.inventory.types import Status
from taktline.kernel import journal
from taktline.kernel.actor import Actor
from taktline.kernel.listing import Measured
from taktline.purchasing import permits, queries, services
from taktline.purchasing.life import ReceiptState, ReturnOutcome
from taktline.purchasing.types import RECEIPT, ReturnedLine, ReturnRow

URL = "/purchasing/receipts/"
TONES = {"posted": "green", "reversed": "grey"}
STATUS_TONES = {"free": "green", "inspection": "amber", "quarantine": "red"}


def _reverse(receipt_id: int, by: Actor, at: datetime, data: Data) -> None:
    services.reverse_receipt(receipt_id, reason=str(data.get("reason") or ""), by=by, at=at)


def _to_return(key: str, by: Actor) -> Data:
    rows = queries.receipt_lines(int(key), scope=by.scope)
    return {
        "lines": [
            {"line": each.position, "item": f"{each.item_code} {each.lot_code}".strip(), "quantity": None}
            for each in rows
            if each.returned < each.quantity
        ]
    }


def _return(receipt_id: int, by: Actor, at: datetime, data: Data) -> Done:
    known = {each.position: each.id for each in queries.receipt_lines(receipt_id, scope=by.scope)}
    wanted = [
        ReturnedLine(line_of(row, known), cast("Decimal", row["quantity"])) for row in rows_of(data) if row.get("quantity")
    ]
    outcome, reason = str(data.get("outcome") or ""), str(data.get("reason") or "")
    made = services.return_goods(receipt_id, wanted, outcome=outcome, reason=reason, by=by, at=at)
    number = queries.supplier_return(made, scope=by.scope).number
    return Done(now("Return %(number)s is booked.") % {"number": number}, f"/purchasing/returns/{number}/")


_WHY = FormSpec(fields=(Field("reason", _("Reason"), "textarea", required=True),))
_RETURN = FormSpec(
    fields=(
        Field(
            "lines", _("What goes back"), "lines", rows=1, wide=True,
            fields=(
                Field("line", _("No."), "whole", required=True, readonly=True), Field("item", _("Item"), readonly=True),
                Field("quantity", _("Quantity"), "number"),
            ),
        ),
        Field("outcome", _("The supplier owes us"), "choice", choices=listed(ReturnOutcome), required=True),
        Field("reason", _("Reason"), "textarea", required=True, wide=True),
    ),
    load=_to_return,
)  # fmt: skip


def _detail(receipt_id: int, by: Actor) -> Detail:
    row = queries.receipt(receipt_id, scope=by.scope)
    back = queries.returns_of(row.id, scope=by.scope)
    labels = {"purchasing.receive": now("Received"), "purchasing.reverse-receipt": now("Reversed")}
    return Detail(
        title=row.number,
        subtitle=str(row.supplier),
        badges=(Badge(ReceiptState(row.state).label, TONES[row.state]),),
        facts=(
            Fact(now("Purchase order"), row.order_number, url=f"/purchasing/orders/{row.order_number}/"),
            Fact(now("Supplier's delivery note"), row.delivery_note),
            Fact(now("Received"), row.received_at, "datetime"),
            Fact(now("By"), row.received_by),
            Fact(now("Into place"), row.place_code),
        ),
        tabs=(
            Tab("lines", now("What came"), (_lines(receipt_id, by),)),
            Tab("returns", now("Returns"), (_returned(back),), count=len(back)),
            Tab("log", now("History"), (Timeline(journal.history("purchasing.goodsreceipt", row.id, scope=by.scope), labels=labels),)),
        ),
        links=(
            Link(now("Labels"), f"{URL}{row.number}/labels.pdf", permits.SEE, icon="qrcode", primary=True),
            Link(now("Labels in English"), f"{URL}{row.number}/labels.pdf?language=en", permits.SEE, icon="qrcode"),
        ),
        legal=frozenset({"reverse", "return"} if row.state == ReceiptState.POSTED else set()),
    )


def _lines(receipt_id: int, by: Actor) -> Lines:
    columns = (
        Col("position", now("No.")), Col("item_code", now("Item"), "code"), Col("item_name", now("Name"), wide=True),
        Col("quantity", now("Quantity"), "quantity"), Col("lot", now("Lot"), "code"),
        Col("supplier_lot", now("Supplier's lot")), Col("heat_number", now("Heat number")),
        Col("expires_on", now("Expires on"), "date"), Col("status", now("Status"), "badge"),
        Col("returned", now("Returned"), "quantity"),
    )  # fmt: skip
    shown = [
        {
            "position": each.position, "item_code": each.item_code, "item_name": each.item_name,
            "quantity": Measured(each.quantity, each.unit), "lot": each.lot_code, "supplier_lot": each.supplier_lot,
            "heat_number": each.attributes.get("heat_number", ""), "expires_on": each.expires_on,
            "status": Badge(Status(each.status).label, STATUS_TONES[each.status]),
            "returned": Measured(each.returned, each.unit),
        }
        for each in queries.receipt_lines(receipt_id, scope=by.scope)
    ]  # fmt: skip
    return Lines(columns, shown)


def _returned(rows: list[ReturnRow]) -> Lines:
    columns = (
        Col("number", now("Return"), url="/purchasing/returns/{number}/"), Col("returned_at", now("Returned on"), "datetime"),
        Col("outcome", now("The supplier owes us")), Col("reason", now("Reason"), wide=True), Col("returned_by", now("By")),
    )  # fmt: skip
    shown = [
        {name: getattr(each, name) for name in ("number", "returned_at", "reason", "returned_by")}
        | {"outcome": ReturnOutcome(each.outcome).label}
        for each in rows
    ]
    return Lines(columns, shown, empty=now("Nothing of it went back."))


def _labels(request: HttpRequest, number: str) -> HttpResponse:
    """A label for each lot that came; ?language=en or zh-hans, else the reader's."""
    by = cast(WebRequest, request).actor
    receipt_id = queries.receipt_id_of(number, scope=by.scope)
    language = request.GET.get("language", "") or by.language
    return pdf(flow.receipt_labels(receipt_id, language=language, scope=by.scope), f"{number}-labels")


def hits(text: str, by: Actor, limit: int) -> list[Hit]:
    """Receipts for the global search."""
    return [
        Hit(row.number, f"{URL}{row.number}/", f"{row.order_number} {row.supplier} {row.delivery_note}".strip(),
            badge=str(ReceiptState(row.state).label), tone=TONES[row.state])
        for row in queries.suggest_receipts(text, limit, scope=by.scope)
    ]  # fmt: skip


RECEIPTS = Screen(
    key="purchasing.receipts",
    title=_("Receipts"),
    listing=queries.RECEIPTS,
    permit=permits.SEE,
    url="purchasing/receipts/",
    group="purchasing",
    icon="package-import",
    order=50,
    columns=(
        Col("number", _("Receipt"), "link"),
        Col("order", _("Purchase order"), url="/purchasing/orders/{order}/"),
        Col("supplier", _("Supplier"), wide=True),
        Col("delivery_note", _("Supplier's delivery note")),
        Col("place", _("Into place"), "code"),
        Col("received_at", _("Received"), "datetime"),
        Col("received_by", _("By")),
        Col("state", _("State"), "badge", tones=TONES),
    ),
    filters=(
        Pick("state", _("State")),
        Pick("supplier", _("Supplier"), lookup="purchasing.supplier"),
        Pick("received_on", _("Received")),
        Pick("delivery_note", _("Supplier's delivery note")),
        Pick("order", _("Purchase order")),
    ),
    actions=(
        Action("return", _("Return to supplier"), permits.RETURN, run=_return, icon="truck-return", form=_RETURN),
        Action("reverse", _("Reverse"), permits.REVERSE_RECEIPT, run=_reverse, icon="arrow-back-up", tone="red", form=_WHY,
               says=_("Reversed; the goods are still to come.")),
    ),
    row_url=f"{URL}{{number}}/",
    find=lambda key, by: queries.receipt_id_of(key, scope=by.scope),
    detail=_detail,
    help=_("What came from suppliers, lot by lot. A receipt is undone as a whole, as long as nothing followed."),
    empty=Empty(_("Nothing has come yet. Goods are received from the page of their purchase order.")),
)  # fmt: skip
RECEIPT_LINES = Screen(
    key="purchasing.receipt-lines",
    title=_("Received lots"),
    listing=queries.RECEIPT_LINES,
    permit=permits.SEE,
    url="purchasing/receipt-lines/",
    group="purchasing",
    icon="barcode",
    order=52,
    columns=(
        Col("receipt", _("Receipt"), "link"),
        Col("supplier", _("Supplier")),
        Col("item_code", _("Item"), "code"),
        Col("item_name", _("Name"), wide=True),
        Col("quantity", _("Quantity")),
        Col("returned", _("Returned")),
        Col("lot", _("Lot"), "code"),
        Col("supplier_lot", _("Supplier's lot")),
        Col("received_at", _("Received"), "datetime"),
        Col("state", _("State"), "badge", tones=TONES),
    ),
    filters=(
        Pick("item", _("Item"), lookup="catalog.item"),
        Pick("supplier", _("Supplier"), lookup="purchasing.supplier"),
        Pick("lot", _("Lot")),
        Pick("received_on", _("Received")),
        Pick("state", _("State")),
    ),
    row_url=f"{URL}{{receipt}}/",
    help=_("Every lot that came, with the supplier's own number: where a bad lot is traced to."),
    empty=Empty(_("Nothing has come yet. Goods are received from the page of their purchase order.")),
)
SCREENS = (RECEIPTS, RECEIPT_LINES)
PAGES = (Endpoint("purchasing/receipts/<str:number>/labels.pdf", _labels, permits.SEE, "purchasing.labels"),)
SOURCES = {RECEIPT: lambda receipt_id, by: f"{URL}{queries.receipt(receipt_id, scope=by.scope).number}/"}
