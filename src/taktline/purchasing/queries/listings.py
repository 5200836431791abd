"""Lists of purchasing."""

from typing import Any

from django.db.models import QuerySet

from taktline.kernel.listing import Column, Filter, FilterKind, Kind, Listing
from taktline.kernel.scope import Scope
from taktline.purchasing.life import PurchaseState, RequisitionState
from taktline.purchasing.models import PurchaseLine, PurchaseOrder, Requisition

_REQUISITION_STATES = dict(RequisitionState.choices)
_STATES = dict(PurchaseState.choices)


def _requisitions(rows: "QuerySet[Any]", scope: Scope) -> "QuerySet[Any]":
    return rows if scope.sites is None else rows.filter(site_id__in=scope.sites)


def _orders(rows: "QuerySet[Any]", scope: Scope) -> "QuerySet[Any]":
    if scope.party is not None:
        rows = rows.filter(supplier_id=scope.party)
    return rows if scope.sites is None else rows.filter(site_id__in=scope.sites)


def _lines(rows: "QuerySet[Any]", scope: Scope) -> "QuerySet[Any]":
    if scope.party is not None:
        rows = rows.filter(order__supplier_id=scope.party)
    return rows if scope.sites is None else rows.filter(order__site_id__in=scope.sites)


REQUISITIONS = Listing(
    key="purchasing.requisitions",
    model=Requisition,
    columns=(
        Column("number"),
        Column("item_code", path="item__code"),
        Column("item_name", Kind.NAME, path="item__name"),
        Column("quantity", Kind.QUANTITY, unit="item__unit__code"),
        Column("order_by", Kind.DATE),
        Column("due", Kind.DATE),
        Column("supplier", Kind.NAME, path="supplier__name"),
        Column("state", Kind.CHOICE, choices=_REQUISITION_STATES),
        Column("demand_kind", sort=False),
        Column("demand_id", Kind.NUMBER, sort=False),
    ),
    filters=(
        Filter("state", FilterKind.CHOICE, choices=_REQUISITION_STATES),
        Filter("due", FilterKind.DAY),
        Filter("item", FilterKind.ID, path="item_id"),
        Filter("supplier", FilterKind.ID, path="supplier_id"),
    ),
    sort="order_by",
    search="purchasing.requisition",
    scope=_requisitions,
)

PURCHASE_ORDERS = Listing(
    key="purchasing.orders",
    model=PurchaseOrder,
    columns=(
        Column("number"),
        Column("supplier", Kind.NAME, path="supplier__name"),
        Column("state", Kind.CHOICE, choices=_STATES),
        Column("ordered_on", Kind.DATE),
    ),
    filters=(
        Filter("state", FilterKind.CHOICE, choices=_STATES),
        Filter("ordered_on", FilterKind.DAY),
        Filter("supplier", FilterKind.ID, path="supplier_id"),
    ),
    sort="-ordered_on",
    search="purchasing.order",
    scope=_orders,
)

PURCHASE_LINES = Listing(
    key="purchasing.lines",
    model=PurchaseLine,
    columns=(
        Column("order", path="order__number"),
        Column("supplier", Kind.NAME, path="order__supplier__name"),
        Column("item_code", path="item__code"),
        Column("item_name", Kind.NAME, path="item__name"),
        Column("quantity", Kind.QUANTITY, unit="item__unit__code"),
        Column("received", Kind.QUANTITY, unit="item__unit__code"),
        Column("price", Kind.PRICE),
        Column("due", Kind.DATE),
        Column("promised", Kind.DATE),
        Column("state", Kind.CHOICE, path="order__state", choices=_STATES),
    ),
    filters=(
        Filter("state", FilterKind.CHOICE, path="order__state", choices=_STATES),
        Filter("due", FilterKind.DAY),
        Filter("item", FilterKind.ID, path="item_id"),
    ),
    sort="due",
    scope=_lines,
)
