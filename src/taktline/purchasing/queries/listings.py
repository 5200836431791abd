"""Lists of purchasing."""

from typing import Any

from django.db.models import QuerySet

from taktline.kernel.listing import Column, Filter, FilterKind, Kind, Listing
from taktline.kernel.scope import Scope
from taktline.purchasing.life import PurchaseState, RequisitionState
from taktline.purchasing.models import PurchaseLine, PurchaseOrder, Requisition, SupplierItem, SupplierPrice
from taktline.purchasing.types import SUPPLIER_ITEM

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


def _supplier_items(rows: "QuerySet[Any]", scope: Scope) -> "QuerySet[Any]":
    return rows if scope.party is None else rows.filter(supplier_id=scope.party)


def _supplier_prices(rows: "QuerySet[Any]", scope: Scope) -> "QuerySet[Any]":
    if not scope.money:
        return rows.none()
    return rows if scope.party is None else rows.filter(supplier_item__supplier_id=scope.party)


SUPPLIER_ITEMS = Listing(
    key="purchasing.supplier-items",
    model=SupplierItem,
    columns=(
        Column("supplier", Kind.NAME, path="supplier__name"),
        Column("supplier_code", path="supplier__code"),
        Column("item_code", path="item__code"),
        Column("item_name", Kind.NAME, path="item__name"),
        Column("part_number"),
        Column("part_name"),
        Column("is_approved", Kind.FLAG),
        Column("is_preferred", Kind.FLAG),
        Column("minimum", Kind.QUANTITY, unit="item__unit__code"),
        Column("multiple", Kind.QUANTITY, unit="item__unit__code"),
        Column("lead_days", Kind.NUMBER),
        Column("inspect", Kind.FLAG),
        Column("over_share", Kind.RATIO),
        Column("under_share", Kind.RATIO),
        Column("currency"),
        Column("is_active", Kind.FLAG),
    ),
    filters=(
        Filter("supplier", FilterKind.ID, path="supplier_id"),
        Filter("item", FilterKind.ID, path="item_id"),
        Filter("is_approved", FilterKind.FLAG),
        Filter("is_preferred", FilterKind.FLAG),
        Filter("is_active", FilterKind.FLAG),
        Filter("part_number", FilterKind.TEXT),
    ),
    sort="item_code",
    search=SUPPLIER_ITEM,
    scope=_supplier_items,
)

SUPPLIER_PRICES = Listing(
    key="purchasing.supplier-prices",
    model=SupplierPrice,
    columns=(
        Column("supplier", Kind.NAME, path="supplier_item__supplier__name"),
        Column("item_code", path="supplier_item__item__code"),
        Column("item_name", Kind.NAME, path="supplier_item__item__name"),
        Column("part_number", path="supplier_item__part_number"),
        Column("from_quantity", Kind.QUANTITY, unit="supplier_item__item__unit__code"),
        Column("price", Kind.PRICE),
        Column("currency", path="supplier_item__currency"),
        Column("valid_from", Kind.DATE),
        Column("valid_until", Kind.DATE),
        Column("supplier_item_id", Kind.NUMBER, sort=False),
    ),
    filters=(
        Filter("supplier", FilterKind.ID, path="supplier_item__supplier_id"),
        Filter("item", FilterKind.ID, path="supplier_item__item_id"),
        Filter("valid_from", FilterKind.DAY),
    ),
    sort="item_code",
    search=SUPPLIER_ITEM,
    search_path="supplier_item_id",
    scope=_supplier_prices,
)

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
        Column("currency"),
        Column("site", path="site__code"),
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
