"""Lists of items, structures, prices and the small tables."""

from typing import TypeVar

from django.db.models import Count, Exists, Model, OuterRef, Q, QuerySet

from taktline.catalog.life import ItemState, StructureState
from taktline.catalog.models import (
    Bom,
    CurrencyRate,
    CustomerItem,
    Item,
    ItemClass,
    Price,
    PriceList,
    Routing,
    TaxCode,
    Unit,
)
from taktline.catalog.types import ClassKind, LotRule, RoundingRule, Supply, Tracking
from taktline.kernel.listing import Column, Filter, FilterKind, Kind, Listing
from taktline.kernel.scope import Scope

M = TypeVar("M", bound=Model)


def _without_bom(rows: "QuerySet[Item]", text: str) -> "QuerySet[Item]":
    there = Exists(Bom.objects.filter(item_id=OuterRef("pk"), state=StructureState.ACTIVE))
    made = rows.exclude(supply=Supply.BUY)
    return made.filter(~there) if text == "1" else rows.filter(there)


def _without_routing(rows: "QuerySet[Item]", text: str) -> "QuerySet[Item]":
    there = Exists(Routing.objects.filter(item_id=OuterRef("pk"), state=StructureState.ACTIVE))
    made = rows.exclude(supply=Supply.BUY).exclude(is_phantom=True)
    return made.filter(~there) if text == "1" else rows.filter(there)


def _own_customers(rows: "QuerySet[CustomerItem]", scope: Scope) -> "QuerySet[CustomerItem]":
    if scope.clerk is not None:
        rows = rows.filter(customer__clerk_id=scope.clerk)
    return rows if scope.party is None else rows.filter(customer_id=scope.party)


def _own_prices(rows: "QuerySet[Price]", scope: Scope) -> "QuerySet[Price]":
    return _own_lists(rows, scope, "price_list__customer")


def _own_price_lists(rows: "QuerySet[PriceList]", scope: Scope) -> "QuerySet[PriceList]":
    return _own_lists(rows, scope, "customer")


def _own_lists(rows: "QuerySet[M]", scope: Scope, path: str) -> "QuerySet[M]":
    if not scope.money:
        return rows.none()
    everybody = Q(**{f"{path}__isnull": True})
    if scope.clerk is not None:
        rows = rows.filter(everybody | Q(**{f"{path}__clerk_id": scope.clerk}))
    return rows if scope.party is None else rows.filter(everybody | Q(**{path: scope.party}))


ITEMS = Listing(
    key="catalog.items",
    model=Item,
    columns=(
        Column("code"),
        Column("name", Kind.NAME),
        Column("specification"),
        Column("item_class", Kind.NAME, path="item_class__name"),
        Column("unit", path="unit__code"),
        Column("supply", Kind.CHOICE, choices=dict(Supply.choices)),
        Column("tracking", Kind.CHOICE, choices=dict(Tracking.choices)),
        Column("state", Kind.CHOICE, choices=dict(ItemState.choices)),
        Column("lead_days", Kind.NUMBER),
        Column("lot_rule", Kind.CHOICE, choices=dict(LotRule.choices)),
        Column("safety_stock", Kind.QUANTITY, unit="unit__code"),
        Column("supplier", Kind.NAME, path="default_supplier__name"),
        Column("drawing"),
        Column("is_phantom", Kind.FLAG),
        Column("is_customer_supplied", Kind.FLAG),
        Column("purchase_price", Kind.PRICE, currency="purchase_currency"),
        Column("standard_cost", Kind.PRICE),
    ),
    filters=(
        Filter("code", FilterKind.TEXT),
        Filter("state", FilterKind.CHOICE, choices=dict(ItemState.choices)),
        Filter("supply", FilterKind.CHOICE, choices=dict(Supply.choices)),
        Filter("tracking", FilterKind.CHOICE, choices=dict(Tracking.choices)),
        Filter("item_class", FilterKind.ID, path="item_class_id"),
        Filter("supplier", FilterKind.ID, path="default_supplier_id"),
        Filter("is_phantom", FilterKind.FLAG),
        Filter("no_bom", FilterKind.FLAG, narrow=_without_bom),
        Filter("no_routing", FilterKind.FLAG, narrow=_without_routing),
    ),
    sort="code",
    search="catalog.item",
)
_STRUCTURE = (
    Column("item", path="item__code"),
    Column("item_name", Kind.NAME, path="item__name"),
    Column("code"),
    Column("state", Kind.CHOICE, choices=dict(StructureState.choices)),
    Column("effective_from", Kind.DATE),
    Column("effective_until", Kind.DATE),
)
_STRUCTURE_FILTERS = (
    Filter("item", FilterKind.ID, path="item_id"),
    Filter("code", FilterKind.TEXT, path="item__code"),
    Filter("state", FilterKind.CHOICE, choices=dict(StructureState.choices)),
    Filter("effective_from", FilterKind.DAY),
)
BOMS = Listing(
    key="catalog.boms",
    model=Bom,
    columns=(
        *_STRUCTURE,
        Column("revision", path="revision__code"),
        Column("base", Kind.QUANTITY, unit="item__unit__code"),
        Column("lines", Kind.NUMBER, expression=Count("lines")),
    ),
    filters=(*_STRUCTURE_FILTERS, Filter("component", FilterKind.ID, path="lines__component_id")),
    sort="item",
    search="catalog.bom",
)
ROUTINGS = Listing(
    key="catalog.routings",
    model=Routing,
    columns=(*_STRUCTURE, Column("operations", Kind.NUMBER, expression=Count("operations"))),
    filters=(*_STRUCTURE_FILTERS, Filter("centre", FilterKind.ID, path="operations__centre_id")),
    sort="item",
    search="catalog.routing",
)
PRICE_LISTS = Listing(
    key="catalog.price-lists",
    model=PriceList,
    columns=(
        Column("code"),
        Column("name", Kind.NAME),
        Column("customer", Kind.NAME, path="customer__name"),
        Column("currency"),
        Column("tax_included", Kind.FLAG),
        Column("prices", Kind.NUMBER, expression=Count("prices")),
        Column("is_active", Kind.FLAG),
    ),
    filters=(
        Filter("customer", FilterKind.ID, path="customer_id"),
        Filter("currency", FilterKind.TEXT),
        Filter("is_active", FilterKind.FLAG),
    ),
    sort="code",
    search="catalog.price-list",
    scope=_own_price_lists,
)
PRICES = Listing(
    key="catalog.prices",
    model=Price,
    columns=(
        Column("price_list", path="price_list__code"),
        Column("customer", Kind.NAME, path="price_list__customer__name"),
        Column("item", path="item__code"),
        Column("item_name", Kind.NAME, path="item__name"),
        Column("from_quantity", Kind.QUANTITY, unit="item__unit__code"),
        Column("price", Kind.PRICE, currency="price_list__currency"),
        Column("currency", path="price_list__currency", money=True),
        Column("discount", Kind.RATIO, money=True),
        Column("floor_price", Kind.PRICE, currency="price_list__currency"),
        Column("tax_included", Kind.FLAG, path="price_list__tax_included"),
        Column("valid_from", Kind.DATE),
        Column("valid_until", Kind.DATE),
    ),
    filters=(
        Filter("price_list", FilterKind.ID, path="price_list_id"),
        Filter("item", FilterKind.ID, path="item_id"),
        Filter("code", FilterKind.TEXT, path="item__code"),
        Filter("customer", FilterKind.ID, path="price_list__customer_id"),
        Filter("valid_from", FilterKind.DAY),
    ),
    sort="item",
    scope=_own_prices,
)
CUSTOMER_ITEMS = Listing(
    key="catalog.customer-items",
    model=CustomerItem,
    columns=(
        Column("customer", Kind.NAME, path="customer__name"),
        Column("code"),
        Column("name"),
        Column("item", path="item__code"),
        Column("item_name", Kind.NAME, path="item__name"),
        Column("unit"),
        Column("numerator", Kind.NUMBER),
        Column("denominator", Kind.NUMBER),
        Column("learnt_at", Kind.DATETIME),
    ),
    filters=(
        Filter("customer", FilterKind.ID, path="customer_id"),
        Filter("item", FilterKind.ID, path="item_id"),
        Filter("code", FilterKind.TEXT),
    ),
    sort="-learnt_at",
    search="catalog.customer-item",
    scope=_own_customers,
)
UNITS = Listing(
    key="catalog.units",
    model=Unit,
    columns=(
        Column("code"),
        Column("name", Kind.NAME),
        Column("places", Kind.NUMBER),
        Column("rounding", Kind.CHOICE, choices=dict(RoundingRule.choices)),
    ),
    filters=(Filter("code", FilterKind.TEXT),),
    sort="code",
)
CLASSES = Listing(
    key="catalog.classes",
    model=ItemClass,
    columns=(
        Column("code"),
        Column("name", Kind.NAME),
        Column("kind", Kind.CHOICE, choices=dict(ClassKind.choices)),
        Column("items", Kind.NUMBER, expression=Count("items")),
    ),
    filters=(Filter("kind", FilterKind.CHOICE, choices=dict(ClassKind.choices)),),
    sort="code",
)
TAXES = Listing(
    key="catalog.taxes",
    model=TaxCode,
    columns=(Column("code"), Column("name", Kind.NAME), Column("rate", Kind.RATIO)),
    filters=(Filter("code", FilterKind.TEXT),),
    sort="code",
)
RATES = Listing(
    key="catalog.rates",
    model=CurrencyRate,
    columns=(Column("currency"), Column("on", Kind.DATE), Column("rate", Kind.PRICE)),
    filters=(Filter("currency", FilterKind.TEXT), Filter("on", FilterKind.DAY)),
    sort="-on",
)
