"""Lists of planning."""

from typing import Any

from django.db.models import Q, QuerySet

from taktline.kernel.listing import Column, Filter, FilterKind, Kind, Listing
from taktline.kernel.scope import Scope
from taktline.planning.life import ExceptionState, ProposalState
from taktline.planning.models import AutoFirmRule, ExceptionMessage, Proposal, Run
from taktline.planning.types import CallKind, SupplyKind

_CALLS = dict(CallKind.choices)
_KINDS = dict(SupplyKind.choices)
_STATES = dict(ProposalState.choices)


def at_sites(rows: "QuerySet[Any]", scope: Scope) -> "QuerySet[Any]":
    """Rows of the sites one may see."""
    return rows if scope.sites is None else rows.filter(site_id__in=sorted(scope.sites))


def seen(rows: "QuerySet[Any]", scope: Scope) -> "QuerySet[Any]":
    """Also: a clerk sees what is for own customers or for nobody in particular, a partner nothing."""
    rows = at_sites(rows, scope)
    if scope.party is not None:
        return rows.none()
    if scope.clerk is not None:
        rows = rows.filter(Q(cover=None) | Q(cover__line__order__customer__clerk_id=scope.clerk))
    return rows


def _live(rows: "QuerySet[Any]") -> "QuerySet[Any]":
    return rows.filter(is_phantom=False, state=ProposalState.PROPOSED)


def _real(rows: "QuerySet[Any]") -> "QuerySet[Any]":
    return rows.filter(is_phantom=False)


def _open(rows: "QuerySet[Any]") -> "QuerySet[Any]":
    return rows.filter(state=ExceptionState.OPEN)


def _dismissed(rows: "QuerySet[Any]") -> "QuerySet[Any]":
    return rows.filter(state=ExceptionState.DISMISSED)


_COVER = (
    Column("order_number", path="cover__line__order__number"),
    Column("customer", Kind.NAME, path="cover__line__order__customer__name"),
)
_PROPOSAL = (
    Column("item_code", path="item__code"),
    Column("item_name", Kind.NAME, path="item__name"),
    Column("kind", Kind.CHOICE, choices=_KINDS),
    Column("started", Kind.QUANTITY, unit="item__unit__code"),
    Column("quantity", Kind.QUANTITY, unit="item__unit__code"),
    Column("start", Kind.DATE),
    Column("due", Kind.DATE),
    Column("wanted", Kind.DATE),
    Column("expected", Kind.DATE),
    Column("past_due", Kind.FLAG),
    *_COVER,
    Column("promised", Kind.DATE, path="cover__promised_on"),
    Column("supplier", Kind.NAME, path="item__default_supplier__name"),
    Column("item", Kind.NUMBER, path="item_id"),
)
_PROPOSAL_FILTERS = (
    Filter("kind", FilterKind.CHOICE, choices=_KINDS),
    Filter("start", FilterKind.DAY),
    Filter("due", FilterKind.DAY),
    Filter("past_due", FilterKind.FLAG),
    Filter("item", FilterKind.ID, path="item_id"),
    Filter("supplier", FilterKind.ID, path="item__default_supplier_id"),
    Filter("order", FilterKind.TEXT, path="cover__line__order__number"),
    Filter("site", FilterKind.ID, path="site_id"),
)

PROPOSALS = Listing(
    key="planning.proposals",
    model=Proposal,
    columns=_PROPOSAL,
    filters=_PROPOSAL_FILTERS,
    sort="start",
    scope=seen,
    prepare=_live,
)

CHANGES = Listing(
    key="planning.changes",
    model=Proposal,
    columns=(
        Column("changed_at", Kind.DATETIME),
        Column("state", Kind.CHOICE, choices=_STATES),
        *_PROPOSAL,
        Column("was_due", Kind.DATE),
        Column("was_quantity", Kind.QUANTITY, unit="item__unit__code"),
        Column("created_at", Kind.DATETIME),
    ),
    filters=(
        *_PROPOSAL_FILTERS,
        Filter("state", FilterKind.CHOICE, choices=_STATES),
        Filter("since", FilterKind.DAY, path="changed_at__date"),
    ),
    sort="-changed_at",
    scope=seen,
    prepare=_real,
)


def _exceptions(key: str, narrowed: Any) -> Listing:
    return Listing(
        key=key,
        model=ExceptionMessage,
        columns=(
            Column("rank", Kind.NUMBER, money=True),  # money × days
            Column("call", Kind.CHOICE, choices=_CALLS),
            Column("item_code", path="item__code"),
            Column("item_name", Kind.NAME, path="item__name"),
            Column("subject", path="subject_text"),
            Column("subject_kind", sort=False),
            Column("subject_id", Kind.NUMBER, sort=False),
            Column("from_day", Kind.DATE),
            Column("to_day", Kind.DATE),
            Column("from_quantity", Kind.QUANTITY, unit="item__unit__code"),
            Column("to_quantity", Kind.QUANTITY, unit="item__unit__code"),
            Column("days", Kind.NUMBER),
            Column("money", Kind.MONEY, path="money_minor", currency="currency"),
            *_COVER,
            Column("raised_at", Kind.DATETIME),
            Column("dismissed_by"),
            Column("dismiss_reason"),
            Column("item", Kind.NUMBER, path="item_id"),
        ),
        filters=(
            Filter("call", FilterKind.CHOICE, choices=_CALLS),
            Filter("item", FilterKind.ID, path="item_id"),
            Filter("to_day", FilterKind.DAY),
            Filter("order", FilterKind.TEXT, path="cover__line__order__number"),
            Filter("site", FilterKind.ID, path="site_id"),
        ),
        sort="-rank",
        scope=seen,
        prepare=narrowed,
    )


EXCEPTIONS = _exceptions("planning.exceptions", _open)
DISMISSED_EXCEPTIONS = _exceptions("planning.dismissed-exceptions", _dismissed)

RUNS = Listing(
    key="planning.runs",
    model=Run,
    columns=(
        Column("started_at", Kind.DATETIME),
        Column("site", Kind.NAME, path="site__name"),
        Column("by"),
        Column("proposals_new", Kind.NUMBER),
        Column("proposals_changed", Kind.NUMBER),
        Column("proposals_gone", Kind.NUMBER),
        Column("pegs_changed", Kind.NUMBER),
        Column("exceptions_new", Kind.NUMBER),
        Column("exceptions_gone", Kind.NUMBER),
    ),
    filters=(Filter("started", FilterKind.DAY, path="started_at__date"), Filter("site", FilterKind.ID, path="site_id")),
    sort="-id",
    scope=at_sites,
)

RULES = Listing(
    key="planning.rules",
    model=AutoFirmRule,
    columns=(
        Column("site", Kind.NAME, path="site__name"),
        Column("item_class", Kind.NAME, path="item_class__name"),
        Column("kind", Kind.CHOICE, choices=_KINDS),
        Column("days", Kind.NUMBER),
        Column("is_active", Kind.FLAG),
    ),
    filters=(Filter("kind", FilterKind.CHOICE, choices=_KINDS),),
    sort="id",
    scope=at_sites,
)
