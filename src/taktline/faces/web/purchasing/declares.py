"""What these pages are made of."""

from django.utils.translation import gettext_lazy as _

from taktline.faces.web.declare import (
    Action,
    Chip,
    Choice,
    Col,
    Empty,
    Field,
    FormSpec,
    Hit,
    HomeCard,
    Link,
    Lookup,
    Page,
    Pick,
    Screen,
    Search,
)
from taktline.faces.web.purchasing import (
    acts,
    expedite,
    invoices,
    orders,
    pages,
    receipts,
    receiving,
    returns,
    settings,
    supplier_items,
)
from taktline.inventory import queries as inventory
from taktline.inventory.types import STORAGE
from taktline.kernel.actor import Actor
from taktline.kernel.scope import EVERYTHING
from taktline.parties import queries as parties
from taktline.purchasing import permits, queries
from taktline.purchasing.life import PurchaseState
from taktline.purchasing.types import LINE, ORDER, REQUISITION

_REASON = FormSpec(fields=(Field("reason", _("Reason"), "textarea"),))
_SUPPLIER = FormSpec(
    fields=(Field("supplier", _("Supplier"), "ref", lookup="purchasing.supplier", required=True),)
)

REQUISITIONS = Screen(
    key="purchasing.requisitions",
    title=_("Requisitions"),
    listing=queries.REQUISITIONS,
    permit=permits.SEE,
    url="purchasing/requisitions/",
    group="purchasing",
    icon="file-plus",
    order=20,
    columns=(
        Col("number", _("Requisition"), "link"),
        Col("item_code", _("Item"), "code"),
        Col("item_name", _("Name"), wide=True),
        Col("quantity", _("Quantity")),
        Col("order_by", _("Order by"), "due", done=lambda row: row.values["state"] in ("ordered", "cancelled")),
        Col("due", _("Due")),
        Col("supplier", _("Supplier")),
        Col("state", _("State"), "badge", tones=pages.REQUISITION_TONES),
    ),
    filters=(
        Pick("state", _("State")),
        Pick("due", _("Due")),
        Pick("item", _("Item"), lookup="planning.item"),
        Pick("supplier", _("Supplier"), lookup="purchasing.supplier"),
    ),
    chips=(Chip(_("To approve"), {"state": "draft"}), Chip(_("To order"), {"state": "approved"})),
    actions=(
        Action("approve", _("Approve"), permits.APPROVE_REQUISITION, run_many=acts.approve, bulk=True, icon="check",
               tone="primary", says=_("Approved.")),
        Action("order", _("Make purchase order"), permits.ORDER, run_many=acts.order, bulk=True, icon="shopping-cart"),
        Action("supplier", _("Choose supplier"), permits.ORDER, run_many=acts.name_supplier, bulk=True, icon="truck",
               form=_SUPPLIER, says=_("Supplier chosen.")),
        Action("cancel", _("Cancel requisition"), permits.REQUEST, run_many=acts.cancel, bulk=True, icon="x", tone="red",
               form=_REASON, says=_("Cancelled.")),
    ),
    links=(Link(_("Buy now"), "/purchasing/", permits.SEE, icon="shopping-cart"),),
    row_url="/purchasing/requisitions/{number}/",
    find=lambda key, by: queries.requisition_id_of(key, scope=by.scope),
    detail=pages.requisition,
    help=_(
        "What is wanted to be bought, by the last day to order it. Approved ones of one supplier become a purchase"
        " order together; each names the customer who needs it first."
    ),
    empty=Empty(
        _("Nothing has to be bought. Firm planned orders to buy, and they stand here."),
        Link(_("Planned orders"), "/planning/proposals/?kind=buy", permits.SEE),
    ),
)  # fmt: skip

LINES = Screen(
    key="purchasing.lines",
    title=_("Supplier promises"),
    listing=queries.PURCHASE_LINES,
    permit=permits.SEE,
    url="purchasing/lines/",
    group="purchasing",
    icon="calendar-due",
    order=40,
    columns=(
        Col("order", _("Purchase order"), url="/purchasing/orders/{order}/"),
        Col("supplier", _("Supplier")),
        Col("item_code", _("Item"), "code"),
        Col("item_name", _("Name"), wide=True),
        Col("quantity", _("Quantity")),
        Col("received", _("Received so far")),
        Col("price", _("Price")),
        Col("due", _("Wanted"), "due", done=lambda row: row.values["state"] in ("received", "closed", "cancelled")),
        Col("promised", _("Promised by supplier")),
        Col("state", _("State"), "badge", tones=pages.STATE_TONES),
    ),
    filters=(Pick("state", _("State")), Pick("due", _("Wanted")), Pick("item", _("Item"), lookup="planning.item")),
    chips=(Chip(_("Still to come"), {"state": "approved,sent,acknowledged,partly_received"}),),
    actions=(
        Action("remind", _("Remind supplier"), permits.ORDER, run_many=expedite.remind, bulk=True, icon="mail"),
    ),
    links=(Link(_("Expedite list"), "/purchasing/expedite/", permits.SEE, icon="urgent"),),
    row_url="/purchasing/orders/{order}/",
    help=_("Every line of every purchase order: what we want when, and when the supplier says it comes."),
    empty=Empty(_("No purchase order yet. Make one of approved requisitions.")),
)


def _suppliers(text: str, by: Actor, limit: int) -> list[Choice]:
    return [
        Choice(row.id, str(row.name), row.code) for row in parties.suggest_parties(text, limit=limit, customers=False, suppliers=True)
    ]


def _supplier_label(key: str, by: Actor) -> str:
    found = parties.parties([int(key)])
    return str(found[int(key)].name) if int(key) in found else key


def _places(text: str, by: Actor, limit: int) -> list[Choice]:
    wanted = text.strip().lower()
    rows = inventory.places(scope=by.scope, kinds=STORAGE)
    return [Choice(row.id, row.code, str(row.name)) for row in rows if wanted in f"{row.code} {row.name}".lower()][:limit]


def _place_label(key: str, by: Actor) -> str:
    return inventory.place(int(key), scope=by.scope).code


def _hits(text: str, by: Actor, limit: int) -> list[Hit]:
    return [
        Hit(row.number, f"/purchasing/orders/{row.number}/", str(row.supplier),
            badge=str(PurchaseState(row.state).label), tone=pages.STATE_TONES[row.state])
        for row in queries.suggest_purchases(text, limit, scope=by.scope)
    ]  # fmt: skip


def _requisition_url(requisition_id: int, by: Actor) -> str:
    return f"/purchasing/requisitions/{queries.describe_requisitions([requisition_id])[requisition_id]}/"


def _line_url(line_id: int, by: Actor) -> str:
    return f"/purchasing/orders/{queries.line_rows([line_id], scope=EVERYTHING)[line_id].order_number}/"


def _order_url(order_id: int, by: Actor) -> str:
    return f"/purchasing/orders/{queries.purchase_order(order_id, scope=by.scope).number}/"


SCREENS = (REQUISITIONS, orders.ORDERS, LINES, *receipts.SCREENS, *returns.SCREENS, *invoices.SCREENS, *supplier_items.SCREENS)
FORMS = (*invoices.FORMS, *receiving.FORMS, *supplier_items.FORMS, *settings.FORMS)
PAGES = (
    Page("purchasing.buy-now", _("Buy now"), permits.SEE, "purchasing/", pages.buy_now, "purchasing", "alarm", 10),
    *orders.PAGES,
    *expedite.PAGES,
    *receipts.PAGES,
)
LOOKUPS = (
    Lookup("purchasing.supplier", permits.SEE, find=_suppliers, label=_supplier_label),
    Lookup("purchasing.place", permits.RECEIVE, find=_places, label=_place_label),
)
SEARCHES = (
    Search("purchasing.orders", _("Purchase orders"), permits.SEE, find=_hits, icon="shopping-cart", order=50),
    Search("purchasing.receipts", _("Receipts"), permits.SEE, find=receipts.hits, icon="package-import", order=52),
)
HOME_CARDS = (
    *expedite.HOME_CARDS,
    HomeCard(
        "purchasing.buy-now", _("Buy now"), permits.SEE, "purchasing/card.html", pages.buyer_card,
        roles=("buyer", "planner"), width=2, order=30, icon="shopping-cart", more="/purchasing/",
        topics=("planning.plan-changed", "planning.proposals-firmed"),
    ),
)  # fmt: skip
SOURCES = {REQUISITION: _requisition_url, LINE: _line_url, ORDER: _order_url, **receipts.SOURCES, **returns.SOURCES, **invoices.SOURCES}
