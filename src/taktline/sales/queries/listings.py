"""The lists of this room."""

from typing import Any

from django.db.models import F, QuerySet

from taktline.kernel.listing import Column, Filter, FilterKind, Kind, Listing
from taktline.kernel.scope import Scope
from taktline.sales.life import MessageState, OrderState, QuotationState
from taktline.sales.models import Order, OrderLine, OrderMessage, Quotation
from taktline.sales.models.visible import visible, visible_messages
from taktline.sales.types import Axis, Channel, OrderType


def _orders(rows: "QuerySet[Any]", scope: Scope) -> "QuerySet[Any]":
    return visible(rows, scope)


def _lines(rows: "QuerySet[Any]", scope: Scope) -> "QuerySet[Any]":
    return visible(rows, scope, at="order__")


def _messages(rows: "QuerySet[Any]", scope: Scope) -> "QuerySet[Any]":
    return visible_messages(rows, scope)


def _late(prefix: str) -> Any:
    def narrow(rows: "QuerySet[Any]", value: str) -> "QuerySet[Any]":
        is_late = {f"{prefix}state": OrderState.CONFIRMED, "projected_on__gt": F("promised_on")}
        return rows.filter(**is_late) if value in ("1", "true") else rows.exclude(**is_late)

    return narrow


def _held(rows: "QuerySet[Any]", value: str) -> "QuerySet[Any]":
    return rows.exclude(holds="") if value in ("1", "true") else rows.filter(holds="")


def _axis(rows: "QuerySet[Any]", value: str) -> "QuerySet[Any]":
    return rows.filter(holds__contains=value)


def _open(rows: "QuerySet[Any]", value: str) -> "QuerySet[Any]":
    ended = [OrderState.CLOSED, OrderState.CANCELLED]
    return rows.exclude(state__in=ended) if value in ("1", "true") else rows.filter(state__in=ended)


_HEAD_FILTERS = (
    Filter("customer", FilterKind.ID, path="customer_id"),
    Filter("site", FilterKind.ID, path="site_id"),
)

ORDERS = Listing(
    key="sales.orders",
    model=Order,
    columns=(
        Column("number"),
        Column("customer", Kind.NAME, path="customer__name"),
        Column("customer_code", path="customer__code"),
        Column("customer_number"),
        Column("type", Kind.CHOICE, choices=dict(OrderType.choices)),
        Column("state", Kind.CHOICE, choices=dict(OrderState.choices)),
        Column("holds", sort=False),
        Column("priority", Kind.NUMBER),
        Column("is_rush", Kind.FLAG),
        Column("lines", Kind.NUMBER, path="line_count"),
        Column("ordered_on", Kind.DATE),
        Column("requested_on", Kind.DATE),
        Column("promised_on", Kind.DATE),
        Column("projected_on", Kind.DATE),
        Column("net", Kind.MONEY, path="net_minor", currency="currency"),
        Column("gross", Kind.MONEY, path="gross_minor", currency="currency"),
        Column("production", Kind.NUMBER),
        Column("delivery", Kind.NUMBER),
        Column("billing", Kind.NUMBER),
        Column("clerk", Kind.NAME, path="customer__clerk__name"),
        Column("site", path="site__code"),
        Column("created_by"),
        Column("created_at", Kind.DATETIME),
        Column("confirmed_at", Kind.DATETIME),
    ),
    filters=(
        Filter("state", FilterKind.CHOICE, choices=dict(OrderState.choices)),
        Filter("type", FilterKind.CHOICE, choices=dict(OrderType.choices)),
        *_HEAD_FILTERS,
        Filter("open", FilterKind.FLAG, narrow=_open),
        Filter("late", FilterKind.FLAG, narrow=_late("")),
        Filter("held", FilterKind.FLAG, narrow=_held),
        Filter("axis", FilterKind.CHOICE, choices=dict(Axis.choices), narrow=_axis),
        Filter("is_rush", FilterKind.FLAG),
        Filter("requested_on", FilterKind.DAY),
        Filter("promised_on", FilterKind.DAY),
        Filter("ordered_on", FilterKind.DAY),
        Filter("customer_number", FilterKind.TEXT),
        Filter("clerk", FilterKind.ID, path="customer__clerk_id"),
    ),
    search="sales.order",
    scope=_orders,
)


def _progress(rows: "QuerySet[Any]") -> "QuerySet[Any]":
    return rows.filter(is_cancelled=False).exclude(order__state=OrderState.CANCELLED)


ORDER_LINES = Listing(
    key="sales.progress",
    model=OrderLine,
    columns=(
        Column("number", path="order__number"),
        Column("position", Kind.NUMBER),
        Column("customer", Kind.NAME, path="order__customer__name"),
        Column("customer_number", path="order__customer_number"),
        Column("customer_item_code"),
        Column("item", path="item__code"),
        Column("item_name", Kind.NAME, path="item__name"),
        Column("text"),
        Column("drawing_revision"),
        Column("state", Kind.CHOICE, path="order__state", choices=dict(OrderState.choices)),
        Column("is_rush", Kind.FLAG, path="order__is_rush"),
        Column("ordered", Kind.QUANTITY, path="quantity_stock", unit="item__unit__code"),
        Column("planned", Kind.QUANTITY, path="planned_quantity", unit="item__unit__code"),
        Column("made", path="made", sort=False),
        Column("finished", Kind.QUANTITY, path="finished_quantity", unit="item__unit__code"),
        Column("shipped", Kind.QUANTITY, path="shipped_quantity", unit="item__unit__code"),
        Column("billed", Kind.QUANTITY, path="billed_quantity", unit="item__unit__code"),
        Column("gross", Kind.MONEY, path="gross_minor", currency="order__currency"),
        Column("received", Kind.MONEY, path="received_minor", currency="order__currency"),
        Column("ordered_on", Kind.DATE, path="order__ordered_on"),
        Column("requested_on", Kind.DATE),
        Column("promised_on", Kind.DATE),
        Column("projected_on", Kind.DATE),
        Column("actual_on", Kind.DATE),
    ),
    filters=(
        Filter("state", FilterKind.CHOICE, path="order__state", choices=dict(OrderState.choices)),
        Filter("customer", FilterKind.ID, path="order__customer_id"),
        Filter("item", FilterKind.ID, path="item_id"),
        Filter("late", FilterKind.FLAG, narrow=_late("order__")),
        Filter("is_rush", FilterKind.FLAG, path="order__is_rush"),
        Filter("promised_on", FilterKind.DAY),
        Filter("requested_on", FilterKind.DAY),
        Filter("number", FilterKind.TEXT, path="order__number"),
        Filter("order", FilterKind.ID, path="order_id"),
    ),
    search="sales.order",
    search_path="order_id",
    scope=_lines,
    prepare=_progress,
)

MESSAGES = Listing(
    key="sales.messages",
    model=OrderMessage,
    columns=(
        Column("number"),
        Column("channel", Kind.CHOICE, choices=dict(Channel.choices)),
        Column("customer", Kind.NAME, path="customer__name"),
        Column("sender"),
        Column("subject"),
        Column("customer_number"),
        Column("state", Kind.CHOICE, choices=dict(MessageState.choices)),
        Column("lines", Kind.NUMBER, path="line_count"),
        Column("open", Kind.NUMBER, path="open_count"),
        Column("order_number"),
        Column("received_at", Kind.DATETIME),
        Column("received_by"),
    ),
    filters=(
        Filter("state", FilterKind.CHOICE, choices=dict(MessageState.choices)),
        Filter("channel", FilterKind.CHOICE, choices=dict(Channel.choices)),
        *_HEAD_FILTERS,
        Filter("subject", FilterKind.TEXT),
        Filter("customer_number", FilterKind.TEXT),
    ),
    search="sales.message",
    scope=_messages,
)

QUOTATIONS = Listing(
    key="sales.quotations",
    model=Quotation,
    columns=(
        Column("number"),
        Column("version", Kind.NUMBER),
        Column("customer", Kind.NAME, path="customer__name"),
        Column("customer_number"),
        Column("state", Kind.CHOICE, choices=dict(QuotationState.choices)),
        Column("valid_until", Kind.DATE),
        Column("gross", Kind.MONEY, path="gross_minor", currency="currency"),
        Column("order_number"),
        Column("lost_reason"),
        Column("created_by"),
        Column("created_at", Kind.DATETIME),
        Column("sent_at", Kind.DATETIME),
    ),
    filters=(
        Filter("state", FilterKind.CHOICE, choices=dict(QuotationState.choices)),
        *_HEAD_FILTERS,
        Filter("valid_until", FilterKind.DAY),
    ),
    search="sales.quotation",
    scope=_orders,
)
