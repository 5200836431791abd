"""Purchase orders: the list, the page, its papers."""

from collections.abc import Mapping, Sequence
from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as now
from django.utils.translation import gettext_lazy as _

from taktline.faces.web.declare import (
    Action,
    Badge,
    Chip,
    Col,
    Detail,
    Empty,
    Endpoint,
    Fact,
    Field,
    FormSpec,
    Lines,
    Link,
    Notice,
    Pick,
    Screen,
    Tab,
    Timeline,
    WebRequest,
)
from taktline.faces.web.purchasing import invoices
from taktline.faces.web.purchasing import order_acts as acts
from taktline.faces.web.purchasing.pages import STATE_TONES
from taktline.flows import buy_and_receive as flow
from taktline.kernel import journal
from taktline.kernel.actor import Actor
from taktline.kernel.exact import Money, extend
from taktline.kernel.listing import Measured
from taktline.kernel.source import Source
from taktline.office import queries as office
from taktline.office.life import ApprovalState, MailState
from taktline.planning import queries as planning
from taktline.planning.types import Cover
from taktline.purchasing import permits, queries
from taktline.purchasing.life import PurchaseState, ReceiptState
from taktline.purchasing.types import ORDER, PurchaseLineRow, PurchaseOrderRow

URL = "/purchasing/orders/"
LEGAL = {
    "draft": {"approve", "ask", "change", "cancel"},
    "approved": {"send", "move", "cancel"},
    "sent": {"acknowledge", "move", "cancel"},
    "acknowledged": {"move", "cancel"},
    "partly_received": {"move", "close", "bill"},
    "received": {"close", "bill"},
    "billed": {"close", "bill"},
}
COMING = ("sent", "acknowledged", "partly_received", "received")
MAIL_TONES = {"queued": "amber", "sent": "green", "failed": "red"}
_REASON = FormSpec(fields=(Field("reason", _("Reason"), "textarea"),))
_WHY = FormSpec(fields=(Field("reason", _("Reason"), "textarea", required=True),))
_LINE = Field("line", _("No."), "whole", required=True, readonly=True)
_ITEM = Field("item", _("Item"), readonly=True)
_DATED = Field(
    "lines", _("Days the supplier names"), "lines", rows=1,
    fields=(_LINE, _ITEM, Field("promised", _("Promised by supplier"), "date", required=True)),
)  # fmt: skip
_ACKNOWLEDGE = FormSpec(fields=(Field("reference", _("Supplier's order number")), _DATED), load=acts.dates)
_MOVE = FormSpec(fields=(_DATED, Field("reason", _("Reason"), "textarea")), load=acts.dates)
_SEND = FormSpec(
    fields=(
        Field("to", _("Mail to"), help=_("Leave it empty where the order was handed over otherwise."), wide=True),
        Field("language", _("Language"), "choice", choices=(("zh-hans", "中文"), ("en", "English")), help=_("Empty: the supplier's.")),
    ),
    load=acts.address,
)  # fmt: skip
_CHANGE = FormSpec(
    fields=(
        Field(
            "lines", _("Lines"), "lines", rows=1,
            fields=(
                _LINE, _ITEM, Field("quantity", _("Quantity"), "number"), Field("price", _("Price"), "number"),
                Field("due", _("Wanted"), "date"),
            ),
        ),
        Field("note", _("Note to the supplier"), "textarea", wide=True),
    ),
    load=acts.standing,
)  # fmt: skip


def _detail(order_id: int, by: Actor) -> Detail:
    row = queries.purchase_order(order_id, scope=by.scope)
    rows = queries.lines_of(row.number, scope=by.scope)
    covers = planning.covers_of_lines({each.id: each.requisition_id for each in rows}, scope=by.scope)
    waiting = _request(row, by)
    legal = LEGAL.get(row.state, set()) | ({"reject"} if waiting and row.state == "draft" else set())
    return Detail(
        title=row.number,
        subtitle=str(row.supplier),
        badges=(
            Badge(PurchaseState(row.state).label, STATE_TONES[row.state]),
            *((Badge(now("waits for approval"), "amber"),) if waiting else ()),
        ),
        facts=_facts(row, rows, by),
        tabs=(
            Tab("lines", now("Lines"), (*((waiting,) if waiting else ()), _lines(rows, covers, money=by.scope.money)), count=len(rows)),
            _receipts(row, by),
            _mails(row, by),
            Tab("log", now("History"), (_history(row, by),)),
        ),
        links=_links(row, by),
        legal=frozenset(legal - ({"ask"} if waiting else set())),
    )


def _facts(row: PurchaseOrderRow, rows: Sequence[PurchaseLineRow], by: Actor) -> list[Fact]:
    facts = [
        Fact(now("Supplier"), row.supplier), Fact(now("Ordered on"), row.ordered_on, "date"),
        Fact(now("Supplier's order number"), row.supplier_reference), Fact(now("Sent"), row.sent_at, "datetime"),
    ]  # fmt: skip
    if by.scope.money:
        total = sum((_amount(each, row) for each in rows), Money(0, row.currency))
        facts.append(Fact(now("Amount"), total, "money"))
    if row.note:
        facts.append(Fact(now("Note to the supplier"), row.note))
    return facts


def _links(row: PurchaseOrderRow, by: Actor) -> list[Link]:
    links = [
        Link(now("Print"), f"{URL}{row.number}/order.pdf", permits.SEE, icon="printer"),
        Link(now("Print in English"), f"{URL}{row.number}/order.pdf?language=en", permits.SEE, icon="printer"),
    ]
    if row.state in COMING:
        links.insert(0, Link(now("Receive goods"), f"{URL}{row.number}/receive/", permits.RECEIVE, icon="package-import", primary=True))
    return links


def _request(row: PurchaseOrderRow, by: Actor) -> Notice | None:
    """What was asked about a draft and waits."""
    asked = office.approvals_of(Source(ORDER, row.id), scope=by.scope)
    found = next((each for each in asked if each.state == ApprovalState.REQUESTED), None)
    if found is None:
        return None
    told = {"who": found.asked_by, "reason": found.reason}
    return Notice(now("%(who)s asks for approval: %(reason)s") % told, "amber")


def _receipts(row: PurchaseOrderRow, by: Actor) -> Tab:
    found = queries.receipts_of(row.id, scope=by.scope)
    columns = (
        Col("number", now("Receipt"), url="/purchasing/receipts/{number}/"), Col("received_at", now("Received"), "datetime"),
        Col("delivery_note", now("Supplier's delivery note")), Col("received_by", now("By")), Col("state", now("State"), "badge"),
    )  # fmt: skip
    shown = [
        {
            "number": each.number, "received_at": each.received_at, "delivery_note": each.delivery_note,
            "received_by": each.received_by,
            "state": Badge(ReceiptState(each.state).label, "green" if each.state == "posted" else "grey"),
        }
        for each in found
    ]  # fmt: skip
    return Tab("receipts", now("Receipts"), (Lines(columns, shown, empty=now("Nothing has come yet.")),), count=len(found))


def _mails(row: PurchaseOrderRow, by: Actor) -> Tab:
    found = office.mails_of(Source(ORDER, row.id), scope=by.scope)
    columns = (
        Col("subject", now("Subject"), url="/mails/{id}/", wide=True), Col("to", now("To")),
        Col("written", now("Written"), "datetime"), Col("state", now("State"), "badge"),
    )  # fmt: skip
    shown = [
        {
            "id": each.id, "subject": each.subject, "to": each.to, "written": each.created_at,
            "state": Badge(MailState(each.state).label, MAIL_TONES[each.state]),
        }
        for each in found
    ]  # fmt: skip
    return Tab("mails", now("Mails"), (Lines(columns, shown, empty=now("No mail about this order.")),), count=len(found))


def _history(row: PurchaseOrderRow, by: Actor) -> Timeline:
    labels = {
        "purchasing.create-order": now("Created"), "purchasing.change-order": now("Changed"),
        "purchasing.approve-order": now("Approved"), "purchasing.send-order": now("Sent"),
        "purchasing.acknowledge": now("Acknowledged"), "purchasing.move-date": now("Date moved"),
        "purchasing.receive": now("Goods received"), "purchasing.reopen-order": now("Open again"),
        "purchasing.return-goods": now("Goods returned"), "purchasing.match-invoice": now("Invoice matched"), "purchasing.remind": now("Supplier reminded"),
        "purchasing.close-order": now("Closed"), "purchasing.cancel-order": now("Cancelled"),
    }  # fmt: skip
    return Timeline(journal.history("purchasing.purchaseorder", row.id, scope=by.scope), labels=labels)


def _amount(each: PurchaseLineRow, row: PurchaseOrderRow) -> Money:
    return Money(0, row.currency) if each.price is None else extend(each.price, each.quantity, row.currency)


def _lines(rows: Sequence[PurchaseLineRow], covers: Mapping[int, Cover], *, money: bool) -> Lines:
    columns = [
        Col("position", now("No."), "number"),
        Col("item_code", now("Item"), url="/planning/items/{item_code}/"),
        Col("item_name", now("Name"), wide=True),
        Col("part_number", now("Supplier's part number"), "code"),
        Col("quantity", now("Quantity"), "quantity"),
        Col("received", now("Received so far"), "quantity"),
        Col("due", now("Wanted"), "date"),
        Col("promised", now("Promised by supplier"), "date"),
        Col("order_number", now("For customer"), url="/sales/orders/{order_number}/"),
        Col("customer", now("Customer")),
    ]
    if money:
        columns.insert(6, Col("price", now("Price"), "price"))
    shown: list[dict[str, Any]] = []
    for each in rows:
        cover = covers.get(each.id)
        shown.append(
            {
                "position": each.position, "item_code": each.item_code, "item_name": each.item_name,
                "part_number": each.part_number, "quantity": Measured(each.quantity, each.unit),
                "received": Measured(each.received, each.unit), "due": each.due, "promised": each.promised,
                "price": each.price, "order_number": cover.number if cover else "", "customer": cover.customer if cover else "",
            }
        )  # fmt: skip
    return Lines(columns, shown, title=now("Lines"))


def _paper(request: HttpRequest, number: str) -> HttpResponse:
    """The order as a PDF; ?language=en or zh-hans, else the supplier's."""
    scope = cast(WebRequest, request).actor.scope
    order_id = queries.purchase_order_id_of(number, scope=scope)
    content = flow.order_paper(order_id, language=request.GET.get("language", ""), scope=scope)
    return pdf(content, number)


def pdf(content: bytes, name: str) -> HttpResponse:
    """A PDF to look at in the browser."""
    return HttpResponse(
        content, content_type="application/pdf", headers={"Content-Disposition": f'inline; filename="{name}.pdf"'}
    )


ORDERS = Screen(
    key="purchasing.orders",
    title=_("Purchase orders"),
    listing=queries.PURCHASE_ORDERS,
    permit=permits.SEE,
    url="purchasing/orders/",
    group="purchasing",
    icon="shopping-cart",
    order=30,
    columns=(
        Col("number", _("Purchase order"), "link"),
        Col("supplier", _("Supplier"), wide=True),
        Col("state", _("State"), "badge", tones=STATE_TONES),
        Col("ordered_on", _("Ordered on")),
        Col("currency", _("Currency"), hidden=True),
        Col("site", _("Site"), hidden=True),
    ),
    filters=(
        Pick("state", _("State")),
        Pick("ordered_on", _("Ordered on")),
        Pick("supplier", _("Supplier"), lookup="purchasing.supplier"),
    ),
    chips=(
        Chip(_("To approve"), {"state": "draft"}),
        Chip(_("To send"), {"state": "approved"}),
        Chip(_("Still to come"), {"state": "approved,sent,acknowledged,partly_received"}),
    ),
    actions=(
        Action("approve", _("Approve"), permits.APPROVE_ORDER, run=acts.approve, bulk=True, icon="check",
               tone="primary", says=_("Approved.")),
        Action("ask", _("Ask for approval"), permits.ORDER, run=acts.ask, icon="hand-stop", form=_WHY, says=_("Asked.")),
        Action("reject", _("Send back"), permits.APPROVE_ORDER, run=acts.reject, icon="arrow-back-up", tone="red",
               form=_WHY, says=_("Sent back.")),
        Action("change", _("Change lines"), permits.ORDER, run=acts.change, icon="edit", form=_CHANGE, says=_("Saved.")),
        Action("send", _("Send to supplier"), permits.ORDER, run=acts.send, icon="send", tone="primary", form=_SEND),
        Action("acknowledge", _("Supplier accepts"), permits.ORDER, run=acts.acknowledge, icon="checks",
               form=_ACKNOWLEDGE, says=_("Acknowledged; the plan follows.")),
        Action("move", _("Other days"), permits.ORDER, run=acts.move_date, icon="calendar", form=_MOVE,
               says=_("Days changed; the plan follows.")),
        Action("bill", _("Enter invoice"), permits.BILL, run_many=invoices.start, bulk=True, icon="file-invoice"),
        Action("close", _("Close order"), permits.ORDER, run=acts.close, icon="lock", form=_WHY, says=_("Closed.")),
        Action("cancel", _("Cancel purchase order"), permits.ORDER, run=acts.cancel, icon="x", tone="red",
               form=_REASON, says=_("Cancelled.")),
    ),
    row_url="/purchasing/orders/{number}/",
    find=lambda key, by: queries.purchase_order_id_of(key, scope=by.scope),
    detail=_detail,
    help=_("Orders to suppliers, with the days they promise. A day that moves changes the plan by itself."),
    empty=Empty(_("No purchase order yet. Make one of approved requisitions.")),
)  # fmt: skip

PAGES = (Endpoint("purchasing/orders/<str:number>/order.pdf", _paper, permits.SEE, "purchasing.order-paper"),)
