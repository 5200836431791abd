"""Pages of purchasing that are more than a list."""

from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from taktline.faces.web.access import WebRequest
from taktline.faces.web.declare import Badge, Detail, Fact, Lazy, Tab, Timeline
from taktline.kernel import journal
from taktline.kernel.actor import Actor
from taktline.kernel.listing import Measured
from taktline.kernel.source import Source
from taktline.parties import queries as parties
from taktline.planning import queries as planning
from taktline.purchasing import queries
from taktline.purchasing.life import RequisitionState
from taktline.purchasing.types import REQUISITION

REQUISITION_TONES = {"draft": "grey", "approved": "blue", "ordered": "green", "cancelled": "grey"}
STATE_TONES = {
    "draft": "grey", "approved": "blue", "sent": "blue", "acknowledged": "blue", "partly_received": "amber",
    "received": "green", "billed": "green", "closed": "green", "cancelled": "grey",
}  # fmt: skip
LEGAL_REQUISITION = {"draft": {"approve", "supplier", "cancel"}, "approved": {"order", "supplier", "cancel"}}


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
