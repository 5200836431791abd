"""Pages of purchasing that are more than a list."""

from collections.abc import Mapping, Sequence
from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from taktline.faces.web.access import WebRequest
from taktline.faces.web.declare import Badge, Col, Detail, Fact, Lazy, Lines, Tab, Timeline
from taktline.kernel import journal
from taktline.kernel.actor import Actor
from taktline.kernel.listing import Measured
from taktline.kernel.source import Source
from taktline.parties import queries as parties
from taktline.planning import queries as planning
from taktline.planning.types import Cover
from taktline.purchasing import queries
from taktline.purchasing.life import PurchaseState, RequisitionState
from taktline.purchasing.types import REQUISITION, PurchaseLineRow

REQUISITION_TONES = {"draft": "grey", "approved": "blue", "ordered": "green", "cancelled": "grey"}
STATE_TONES = {
    "draft": "grey", "approved": "blue", "sent": "blue", "acknowledged": "blue", "partly_received": "amber",
    "received": "green", "billed": "green", "closed": "green", "cancelled": "grey",
}  # fmt: skip
LEGAL_REQUISITION = {"draft": {"approve", "supplier", "cancel"}, "approved": {"order", "supplier", "cancel"}}
LEGAL_ORDER = {
    "draft": {"approve", "cancel"},
    "approved": {"send", "move", "cancel"},
    "sent": {"acknowledge", "move", "receive", "cancel"},
    "acknowledged": {"move", "receive", "cancel"},
    "partly_received": {"move", "receive"},
}


def requisition(requisition_id: int, by: Actor) -> Detail:
    """One requisition: what it is for, and what happened."""
    row = queries.requisition(requisition_id, scope=by.scope)
    source = Source(REQUISITION, row.id)
    supplier = parties.parties([row.supplier_id]).get(row.supplier_id) if row.supplier_id else None
    facts = [
        Fact(_("Quantity"), Measured(row.quantity, row.unit), "quantity"),
        Fact(_("Order by"), row.order_by, "due"),
        Fact(_("Due"), row.due, "date"),
        Fact(_("Supplier"), supplier.name if supplier else _("not chosen")),
        Fact(_("Item"), row.item_code, url=f"/planning/items/{row.item_code}/"),
    ]
    cover = planning.covers([source], scope=by.scope).get(source)
    if cover is not None:
        facts.append(Fact(_("For customer"), f"{cover.number} · {cover.customer}", url=f"/sales/orders/{cover.number}/"))
    actions = {"purchasing.create-requisition": _("Created"), "purchasing.approve-requisition": _("Approved"),
               "purchasing.cancel-requisition": _("Cancelled"), "purchasing.name-supplier": _("Supplier named")}  # fmt: skip
    history = journal.history("purchasing.requisition", row.id, scope=by.scope)
    return Detail(
        title=row.number,
        subtitle=f"{row.item_code} {row.item_name}",
        badges=(Badge(RequisitionState(row.state).label, REQUISITION_TONES[row.state]),),
        facts=facts,
        tabs=(
            Tab("pegs", _("What it is for"), (Lazy(f"/planning/chain/{REQUISITION}/{row.id}/"),)),
            Tab("log", _("History"), (Timeline(history, labels=actions),)),
        ),
        legal=frozenset(LEGAL_REQUISITION.get(row.state, set())),
    )


def purchase_order(order_id: int, by: Actor) -> Detail:
    """One purchase order: its lines with the customers they are for."""
    row = queries.purchase_order(order_id, scope=by.scope)
    rows = queries.lines_of(row.number, scope=by.scope)
    covers = planning.covers_of_lines({each.id: each.requisition_id for each in rows}, scope=by.scope)
    actions = {"purchasing.create-order": _("Created"), "purchasing.approve-order": _("Approved"),
               "purchasing.send-order": _("Sent"), "purchasing.acknowledge": _("Acknowledged"),
               "purchasing.move-date": _("Date moved"), "purchasing.receive": _("Goods received"),
               "purchasing.cancel-order": _("Cancelled")}  # fmt: skip
    history = journal.history("purchasing.purchaseorder", row.id, scope=by.scope)
    return Detail(
        title=row.number,
        subtitle=str(row.supplier),
        badges=(Badge(PurchaseState(row.state).label, STATE_TONES[row.state]),),
        facts=(Fact(_("Supplier"), row.supplier), Fact(_("Ordered on"), row.ordered_on, "date"),
               Fact(_("Currency"), row.currency)),
        tabs=(
            Tab("lines", _("Lines"), (_lines(rows, covers, money=by.scope.money),), count=len(rows)),
            Tab("log", _("History"), (Timeline(history, labels=actions),)),
        ),
        legal=frozenset(LEGAL_ORDER.get(row.state, set())),
    )  # fmt: skip


def _lines(rows: Sequence[PurchaseLineRow], covers: Mapping[int, Cover], *, money: bool) -> Lines:
    columns = [
        Col("position", _("No."), "number"),
        Col("item_code", _("Item"), url="/planning/items/{item_code}/"),
        Col("item_name", _("Name"), wide=True),
        Col("quantity", _("Quantity"), "quantity"),
        Col("received", _("Received so far"), "quantity"),
        Col("due", _("Wanted"), "date"),
        Col("promised", _("Promised by supplier"), "date"),
        Col("order_number", _("For customer"), url="/sales/orders/{order_number}/"),
        Col("customer", _("Customer")),
    ]
    if money:
        columns.insert(5, Col("price", _("Price"), "price"))
    shown: list[dict[str, Any]] = []
    for each in rows:
        cover = covers.get(each.id)
        shown.append(
            {
                "position": each.position, "item_code": each.item_code, "item_name": each.item_name,
                "quantity": Measured(each.quantity, each.unit), "received": Measured(each.received, each.unit),
                "due": each.due, "promised": each.promised, "price": each.price,
                "order_number": cover.number if cover else "", "customer": cover.customer if cover else "",
            }
        )  # fmt: skip
    return Lines(columns, shown, title=_("Lines"))


def _buying(by: Actor, limit: int) -> list[dict[str, Any]]:
    rows = queries.buy_now(scope=by.scope, limit=limit)
    covers = planning.covers([Source(REQUISITION, each.id) for each in rows], scope=by.scope)
    suppliers = parties.parties({each.supplier_id for each in rows if each.supplier_id})
    return [
        {
            "row": each, "quantity": Measured(each.quantity, each.unit),
            "supplier": suppliers[each.supplier_id].name if each.supplier_id in suppliers else "",
            "cover": covers.get(Source(REQUISITION, each.id)),
            "state": RequisitionState(each.state).label, "tone": REQUISITION_TONES[each.state],
        }
        for each in rows
    ]  # fmt: skip


def buy_now(request: HttpRequest) -> HttpResponse:
    """What must be ordered, in the order it must be, with the customer who waits for it."""
    by = cast(WebRequest, request).actor
    return render(request, "purchasing/buy_now.html", {"lines": _buying(by, 200)})


def buyer_card(*, by: Actor, at: object) -> dict[str, Any]:
    """The first things to order."""
    return {"lines": _buying(by, 8)}
