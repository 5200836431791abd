"""What orders want, for those who decide and for those who point at a delivery."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import F, Sum

from taktline.kernel.naming import Name
from taktline.kernel.scope import Scope
from taktline.kernel.source import Source
from taktline.sales.life import OrderState
from taktline.sales.models import Delivery, Order, OrderLine, OrderMessage, Quotation
from taktline.sales.models.visible import visible, visible_messages
from taktline.sales.types import MESSAGE, ORDER, QUOTATION, DemandRow, Described, LastPrice


def demand_of(order_id: int) -> list[DemandRow]:
    """The open deliveries of an order whose lines name an item, in one query."""
    rows = Delivery.objects.filter(
        line__order_id=order_id, is_cancelled=False, line__is_cancelled=False, line__item__isnull=False
    ).order_by("line__position", "position")
    return [
        DemandRow(pk, line_id, item_id, quantity - delivered, requested, promised)
        for pk, line_id, item_id, quantity, delivered, requested, promised in rows.values_list(
            "pk", "line_id", "line__item_id", "quantity", "delivered_quantity", "requested_on", "promised_on"
        )
        if quantity > delivered
    ]


def describe(ids: Iterable[int]) -> dict[int, Described]:
    """Deliveries in words, by delivery id, in one query; unknown ids are left out."""
    rows = Delivery.objects.filter(pk__in=set(ids)).values_list(
        "pk",
        "line__order_id",
        "line__order__number",
        "line__position",
        "line__order__customer_id",
        "line__order__customer__name",
        "line__order__customer__name_en",
        "requested_on",
        "promised_on",
        "projected_on",
        "line__order__is_rush",
        "line__order__priority",
        "line__gross_minor",
        "line__order__currency",
    )
    return {
        row[0]: Described(*row[:5], Name(row[5], row[6]), row[7], row[8], row[9], row[10], row[11], row[12], row[13])
        for row in rows
    }


def numbers(sources: Iterable[Source], *, scope: Scope) -> dict[Source, str]:
    """Numbers of orders, quotations and messages one may see, by source; a query a kind."""
    ids: dict[str, set[int]] = {ORDER: set(), QUOTATION: set(), MESSAGE: set()}
    for source in sources:
        ids.get(source.kind, set()).add(source.id)
    rows: dict[str, Any] = {
        ORDER: visible(Order.objects.filter(pk__in=ids[ORDER]), scope),
        QUOTATION: visible(Quotation.objects.filter(pk__in=ids[QUOTATION]), scope),
        MESSAGE: visible_messages(OrderMessage.objects.filter(pk__in=ids[MESSAGE]), scope),
    }
    found: dict[Source, str] = {}
    for kind, seen in rows.items():
        if ids[kind]:
            found |= {Source(kind, pk): number for pk, number in seen.values_list("pk", "number")}
    return found


def open_deliveries(*, site_id: int) -> list[int]:
    """Ids of all deliveries of confirmed orders at a site that are not delivered yet."""
    rows = Delivery.objects.filter(
        line__order__site_id=site_id,
        line__order__state=OrderState.CONFIRMED,
        is_cancelled=False,
        line__is_cancelled=False,
        delivered_quantity__lt=F("quantity"),
    )
    return list(rows.order_by("pk").values_list("pk", flat=True))


def projected_dates(ids: Iterable[int]) -> dict[int, date | None]:
    """The expected day of deliveries, by delivery id, in one query."""
    return dict(Delivery.objects.filter(pk__in=set(ids)).values_list("pk", "projected_on"))


@dataclass(frozen=True, slots=True)
class LineOfDelivery:
    """Where a delivery belongs."""

    delivery_id: int
    line_id: int
    order_id: int
    item_id: int | None


def lines_of(delivery_ids: Iterable[int]) -> dict[int, LineOfDelivery]:
    """Line and order of deliveries, by delivery id, in one query."""
    rows = Delivery.objects.filter(pk__in=set(delivery_ids)).values_list(
        "pk", "line_id", "line__order_id", "line__item_id"
    )
    return {row[0]: LineOfDelivery(*row) for row in rows}


def last_prices(customer_id: int, item_ids: Iterable[int], *, before: int | None = None) -> dict[int, LastPrice]:
    """What the customer paid last for each item, from confirmed and closed orders, in one query.

    before: look only at orders with a smaller id, for an order's own page.
    """
    rows = OrderLine.objects.filter(
        order__customer_id=customer_id,
        order__state__in=[OrderState.CONFIRMED, OrderState.CLOSED],
        item_id__in=set(item_ids),
        is_cancelled=False,
        price__isnull=False,
    )
    if before is not None:
        rows = rows.filter(order_id__lt=before)
    found: dict[int, LastPrice] = {}
    for row in rows.order_by("-pk").values_list(
        "item_id", "price", "order__currency", "order__tax_included", "order__number", "order__ordered_on"
    )[:500]:
        item_id, price, currency, tax_included, number, on = row
        if item_id is not None and price is not None:
            found.setdefault(item_id, LastPrice(item_id, price, currency, tax_included, number, on))
    return found


def similar_orders(order_id: int, *, since: date) -> list[tuple[str, bool]]:
    """Numbers of the customer's other orders that may be the same one: (number, whether their number is the same).

    The same customer's order number, or the same items in the same quantities, ordered on or after `since`.
    """
    head = Order.objects.values_list("customer_id", "customer_number").get(pk=order_id)
    own = _shape(order_id)
    others = (
        Order.objects.filter(customer_id=head[0], ordered_on__gte=since)
        .exclude(pk=order_id)
        .exclude(state=OrderState.CANCELLED)
        .order_by("-pk")
        .values_list("pk", "number", "customer_number")[:50]
    )
    shapes = _shapes([pk for pk, _number, _theirs in others])
    found = []
    for pk, number, theirs in others:
        same_number = bool(head[1]) and theirs == head[1]
        if same_number or (own and shapes.get(pk) == own):
            found.append((number, same_number))
    return found


def _shape(order_id: int) -> frozenset[tuple[int, Decimal]]:
    return _shapes([order_id]).get(order_id, frozenset())


def _shapes(order_ids: Sequence[int]) -> dict[int, frozenset[tuple[int, Decimal]]]:
    rows = OrderLine.objects.filter(order_id__in=order_ids, is_cancelled=False, item_id__isnull=False)
    shapes: dict[int, set[tuple[int, Decimal]]] = {}
    for order_id, item_id, quantity in rows.values_list("order_id", "item_id", "quantity_stock"):
        shapes.setdefault(order_id, set()).add((item_id, quantity))
    return {order_id: frozenset(shape) for order_id, shape in shapes.items()}


def exposed_amounts(customer_ids: Iterable[int]) -> dict[int, int]:
    """What customers' confirmed orders add to their exposure, in minor units of each one's currency; one query."""
    rows = (
        Order.objects.filter(customer_id__in=set(customer_ids))
        .exclude(exposed_minor=0)
        .values_list("customer_id")
        .annotate(total=Sum("exposed_minor"))
    )
    return dict(rows)
