"""Writing an order's figures so that head, lines and deliveries agree."""

from collections.abc import Iterable, Sequence

from django.db.models import QuerySet

from taktline.kernel.composed import Given, composed
from taktline.sales.models import Delivery, Order, OrderLine
from taktline.sales.rules import dated, pricing
from taktline.sales.rules.pricing import Amounts

LINE_DATES = ("requested_on", "promised_on", "projected_on", "actual_on")
HEAD_DATES = ("requested_on", "promised_on", "projected_on")


def settle(order: Order, lines: Sequence[OrderLine], deliveries: Iterable[Delivery]) -> None:
    """Carry dates and totals from deliveries to lines to the head, in memory; the caller writes."""
    by_line: dict[int, list[Delivery]] = {}
    for delivery in deliveries:
        by_line.setdefault(delivery.line_id, []).append(delivery)
    for line in lines:
        _settle_line(line, by_line.get(line.pk, []))
    live = [line for line in lines if not line.is_cancelled]
    open_lines = [line for line in live if line.shipped_quantity < line.quantity_stock]
    order.requested_on = min((line.requested_on for line in open_lines if line.requested_on), default=None)
    order.promised_on = max((line.promised_on for line in open_lines if line.promised_on), default=None)
    order.projected_on = max((line.projected_on for line in open_lines if line.projected_on), default=None)
    sums = pricing.total(Amounts(line.net_minor, line.tax_minor, line.gross_minor) for line in live)
    order.net_minor, order.tax_minor, order.gross_minor = sums.net, sums.tax, sums.gross
    order.line_count = len(live)
    wanted = [line.quantity_stock for line in live]
    order.production = dated.share((min(line.finished_quantity, line.quantity_stock) for line in live), wanted)
    order.delivery = dated.share((min(line.shipped_quantity, line.quantity_stock) for line in live), wanted)
    order.billing = dated.share((min(line.billed_quantity, line.quantity_stock) for line in live), wanted)


def _settle_line(line: OrderLine, deliveries: Sequence[Delivery]) -> None:
    live = [each for each in deliveries if not each.is_cancelled]
    still = [each for each in live if each.delivered_quantity < each.quantity] or live
    line.requested_on = min((each.requested_on for each in still), default=line.requested_on)
    line.promised_on = max((each.promised_on for each in still if each.promised_on), default=None)
    line.projected_on = max((each.projected_on for each in still if each.projected_on), default=None)
    line.actual_on = max((each.actual_on for each in live if each.actual_on), default=None)
    line.shipped_quantity = sum((each.delivered_quantity for each in deliveries), type(line.quantity)(0))
    line.billed_quantity = sum((each.billed_quantity for each in deliveries), type(line.quantity)(0))


def of_order(order_id: int) -> tuple[list[OrderLine], list[Delivery]]:
    """An order's lines and deliveries, in order: two queries. Call with the order locked."""
    return _lines().rows({"order": order_id}), _deliveries().rows({"order": order_id})


@composed
def _lines() -> "QuerySet[OrderLine]":
    return OrderLine.objects.filter(order=Given("order")).order_by("position")


@composed
def _deliveries() -> "QuerySet[Delivery]":
    return Delivery.objects.filter(line__order=Given("order")).order_by("line_id", "position")


HEAD_FIGURES = (
    *HEAD_DATES,
    "net_minor",
    "tax_minor",
    "gross_minor",
    "line_count",
    "production",
    "delivery",
    "billing",
)
LINE_FIGURES = (*LINE_DATES, "shipped_quantity", "billed_quantity")
