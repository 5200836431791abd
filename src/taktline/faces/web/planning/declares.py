"""What these pages are made of."""

from django.utils.translation import gettext_lazy as _

from taktline.catalog import queries as catalog
from taktline.faces.web.declare import (
    Action,
    Chip,
    Choice,
    Col,
    Empty,
    Endpoint,
    Field,
    FormSpec,
    HomeCard,
    Link,
    Lookup,
    Page,
    Pick,
    Screen,
)
from taktline.faces.web.planning import acts, pages, walk
from taktline.faces.web.planning.rule_screens import FORMS, KIND_TONES, RULES, RUNS
from taktline.identity import queries as identity
from taktline.kernel.actor import Actor
from taktline.planning import permits, queries
from taktline.planning.types import PROPOSAL, SAFETY, STOCK

_CALL_TONES = {
    "order": "blue", "expedite": "red", "past_due": "red", "defer": "amber", "increase": "amber", "decrease": "amber",
    "cancel": "purple",
}  # fmt: skip
_STATE_TONES = {"proposed": "blue", "firmed": "green", "dismissed": "grey", "withdrawn": "red"}
_REASON = FormSpec(fields=(Field("reason", _("Reason"), "textarea"),))
_ITEM_URL = "/planning/items/{item_code}/"
_ORDER_URL = "/sales/orders/{order_number}/"

_EXCEPTION_COLUMNS = (
    Col("call", _("To do"), "badge", tones=_CALL_TONES),
    Col("item_code", _("Item"), url=_ITEM_URL),
    Col("item_name", _("Name"), wide=True),
    Col("subject", _("Document"), url="/to/{subject_kind}/{subject_id}/"),
    Col("from_day", _("As it stands")),
    Col("to_day", _("As it should be")),
    Col("from_quantity", _("Quantity")),
    Col("to_quantity", _("New quantity")),
    Col("days", _("Days")),
    Col("money", _("At risk or tied up")),
    Col("order_number", _("Customer order"), url=_ORDER_URL),
    Col("customer", _("Customer")),
    Col("raised_at", _("Since"), "ago", hidden=True),
)
_EXCEPTION_FILTERS = (
    Pick("call", _("To do")),
    Pick("item", _("Item"), lookup="planning.item"),
    Pick("order", _("Customer order")),
    Pick("to_day", _("As it should be")),
)

EXCEPTIONS = Screen(
    key="planning.exceptions",
    title=_("Exceptions"),
    listing=queries.EXCEPTIONS,
    permit=permits.SEE,
    url="planning/exceptions/",
    group="planning",
    icon="alert-triangle",
    order=20,
    columns=_EXCEPTION_COLUMNS,
    filters=_EXCEPTION_FILTERS,
    chips=(
        Chip(_("Late"), {"call": "expedite,past_due"}),
        Chip(_("Too much"), {"call": "defer,decrease,cancel"}),
        Chip(_("Order now"), {"call": "order"}),
    ),
    actions=(
        Action(
            "dismiss", _("Dismiss"), permits.HANDLE, run_many=acts.dismiss, bulk=True, icon="eye-off", form=_REASON,
            says=_("Dismissed until it says something else."),
        ),
    ),
    links=(Link(_("Dismissed"), "/planning/dismissed/", permits.SEE),),
    row_url="/to/{subject_kind}/{subject_id}/",
    help=_(
        "Where the plan and what is already ordered disagree, worst first: money times days. A message goes away by"
        " itself when it no longer holds; a dismissed one comes back when its days or quantities change."
    ),
    empty=Empty(_("The plan and the orders agree. There is nothing to do here.")),
    live="planning.plan-changed",
)  # fmt: skip

DISMISSED = Screen(
    key="planning.dismissed",
    title=_("Dismissed exceptions"),
    listing=queries.DISMISSED_EXCEPTIONS,
    permit=permits.SEE,
    url="planning/dismissed/",
    group="planning",
    icon="eye-off",
    menu=False,
    columns=(*_EXCEPTION_COLUMNS, Col("dismissed_by", _("By")), Col("dismiss_reason", _("Reason"))),
    filters=_EXCEPTION_FILTERS,
    actions=(
        Action("reopen", _("Take up again"), permits.HANDLE, run_many=acts.reopen, bulk=True, icon="eye"),
    ),
    row_url="/to/{subject_kind}/{subject_id}/",
    help=_("Messages somebody put aside. Each comes back by itself when it says something else."),
    empty=Empty(_("Nothing is dismissed.")),
)

_PROPOSAL_COLUMNS = (
    Col("item_code", _("Item"), url="/planning/items/{item_code}/"),
    Col("item_name", _("Name"), wide=True),
    Col("kind", _("Make or buy"), "badge", tones=KIND_TONES),
    Col("started", _("Order quantity")),
    Col("quantity", _("Good quantity"), hidden=True),
    Col("start", _("Start"), "due"),
    Col("due", _("Due")),
    Col("wanted", _("Needed on"), hidden=True),
    Col("expected", _("Expected on"), hidden=True),
    Col("order_number", _("Customer order"), url=_ORDER_URL),
    Col("customer", _("Customer")),
    Col("promised", _("Promised"), hidden=True),
    Col("supplier", _("Supplier")),
)
_PROPOSAL_FILTERS = (
    Pick("kind", _("Make or buy")),
    Pick("start", _("Start")),
    Pick("due", _("Due")),
    Pick("item", _("Item"), lookup="planning.item"),
    Pick("order", _("Customer order")),
    Pick("past_due", _("Too late to be in time")),
)
_FIRM = Action(
    "firm", _("Firm"), permits.FIRM, run_many=acts.firm, bulk=True, icon="checks", tone="primary",
    confirm=_("Work orders and requisitions are made of these proposals."),
)  # fmt: skip
_DISMISS = Action(
    "dismiss", _("Dismiss"), permits.FIRM, run_many=acts.dismiss_proposals, bulk=True, icon="eye-off", form=_REASON,
    says=_("Dismissed until it changes."),
)  # fmt: skip
_REOPEN = Action("reopen", _("Take up again"), permits.FIRM, run_many=acts.reopen_proposals, icon="eye")

PROPOSALS = Screen(
    key="planning.proposals",
    title=_("Planned orders"),
    listing=queries.PROPOSALS,
    permit=permits.SEE,
    url="planning/proposals/",
    group="planning",
    icon="clipboard-list",
    order=30,
    columns=_PROPOSAL_COLUMNS,
    filters=_PROPOSAL_FILTERS,
    chips=(
        Chip(_("To make"), {"kind": "make"}),
        Chip(_("To buy"), {"kind": "buy"}),
        Chip(_("Too late to be in time"), {"past_due": "1"}),
    ),
    actions=(_FIRM, _DISMISS, _REOPEN),
    links=(
        Link(_("What changed"), "/planning/changes/", permits.SEE, icon="history"),
        Link(_("Firming by rule"), "/planning/rules/", permits.RULES, icon="robot"),
    ),
    row_url="/planning/proposals/{id}/",
    detail=pages.proposal,
    help=_(
        "What must be made or bought, computed anew by itself after every change. Firming makes a work order with its"
        " own copy of materials and operations, or a requisition. The customer named is the one who needs it first."
    ),
    empty=Empty(_("Nothing has to be made or bought beyond what is ordered already.")),
    live="planning.plan-changed",
)

CHANGES = Screen(
    key="planning.changes",
    title=_("What changed"),
    listing=queries.CHANGES,
    permit=permits.SEE,
    url="planning/changes/",
    group="planning",
    icon="history",
    order=40,
    columns=(
        Col("changed_at", _("Last change"), "ago"),
        Col("state", _("State"), "badge", tones=_STATE_TONES),
        *_PROPOSAL_COLUMNS,
        Col("was_due", _("Due before")),
        Col("was_quantity", _("Quantity before")),
    ),
    filters=(Pick("since", _("Last change")), Pick("state", _("State")), *_PROPOSAL_FILTERS),
    chips=(Chip(_("Withdrawn"), {"state": "withdrawn"}), Chip(_("Firmed"), {"state": "firmed"})),
    row_url="/planning/proposals/{id}/",
    help=_("Planned orders by the time they last changed: new, moved, firmed or no longer needed."),
    empty=Empty(_("The plan has not changed.")),
)

__all__ = ["FORMS", "HOME_CARDS", "LOOKUPS", "PAGES", "SCREENS", "SOURCES"]

SCREENS = (EXCEPTIONS, DISMISSED, PROPOSALS, CHANGES, RUNS, RULES)
PAGES = (
    Page("planning.desk", _("Planning desk"), permits.SEE, "planning/", pages.desk, "planning", "layout-dashboard", 10),
    Endpoint("planning/progress/", pages.progress, permits.SEE, "planning.progress"),
    Endpoint("planning/run/", acts.run, permits.RUN, "planning.run", ("POST",)),
    Endpoint("planning/run/<int:job_id>/stop/", acts.stop, permits.RUN, "planning.stop", ("POST",)),
    Endpoint("planning/item-pegs/<path:code>/", pages.item_pegs, permits.SEE, "planning.item-pegs"),
    Endpoint("planning/items/<path:code>/", pages.item, permits.SEE, "planning.item"),
    Endpoint("planning/pegs/<str:kind>/<int:thing_id>/", walk.show, permits.SEE, "planning.pegs"),
    Endpoint("planning/chain/<str:kind>/<int:thing_id>/", walk.fragment, permits.SEE, "planning.chain"),
)
HOME_CARDS = (
    HomeCard(
        "planning.exceptions", _("Exceptions by money and days"), permits.SEE, "planning/card.html", pages.planner_card,
        roles=("planner", "plant_manager", "owner"), width=2, order=20, icon="alert-triangle", more="/planning/exceptions/",
        topics=("planning.plan-changed",),
    ),
)  # fmt: skip


def _site_label(key: str, by: Actor) -> str:
    return str(identity.site(int(key)).name)


def _sites(text: str, by: Actor, limit: int) -> list[Choice]:
    wanted = text.strip().lower()
    rows = identity.sites(scope=by.scope)
    return [
        Choice(row.id, str(row.name), row.code) for row in rows if wanted in f"{row.code} {row.name}".lower()
    ][:limit]


def _proposal_url(proposal_id: int, by: Actor) -> str:
    return f"/planning/proposals/{proposal_id}/"


def _item_url(item_id: int, by: Actor) -> str:
    return f"/planning/items/{catalog.item(item_id).code}/"


def _items(text: str, by: Actor, limit: int) -> list[Choice]:
    return [Choice(row.id, row.code, str(row.name)) for row in catalog.suggest_items(text, limit)]


def _item_label(key: str, by: Actor) -> str:
    return catalog.item(int(key)).code


LOOKUPS = (
    Lookup("planning.site", permits.SEE, find=_sites, label=_site_label),
    Lookup("planning.item", permits.SEE, find=_items, label=_item_label),
)
SOURCES = {
    PROPOSAL: _proposal_url,
    STOCK: _item_url,
    SAFETY: _item_url,
}
