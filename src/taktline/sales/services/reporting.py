"""What flows write onto orders: projected dates, progress, what was delivered and billed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from taktline.kernel import bulk, journal, outbox
from taktline.kernel.actor import Actor
from taktline.kernel.locks import lock_rows
from taktline.kernel.operation import operation
from taktline.sales import permits, store
from taktline.sales.facts import ProjectionMoved
from taktline.sales.models import Delivery, Order, OrderLine
from taktline.sales.models.visible import visible
from taktline.sales.types import ProgressRow


@dataclass(frozen=True, slots=True)
class DeliveredRow:
    """What left for a delivery in all, in the stock unit; None leaves a figure as it is."""

    delivery_id: int
    delivered: Decimal | None = None
    billed: Decimal | None = None
    on: date | None = None


@operation
def set_projected(rows: Mapping[int, date | None], *, by: Actor, at: datetime) -> int:
    """Write expected dates by delivery id; only what differs is written. Returns how many moved."""
    by.require(permits.REPORT)
    found = {each.pk: each for each in Delivery.objects.filter(pk__in=list(rows), is_cancelled=False)}
    moved = [each for each in found.values() if each.projected_on != rows[each.pk]]
    if not moved:
        return 0
    lines = dict(OrderLine.objects.filter(pk__in={each.line_id for each in moved}).values_list("pk", "order_id"))
    orders = lock_rows(visible(Order.objects.filter(pk__in=set(lines.values())), by.scope))
    writable = {order.pk for order in orders}
    moved = [each for each in moved if lines[each.line_id] in writable]
    for each in moved:
        each.projected_on = rows[each.pk]
    bulk.update_rows(moved, ("projected_on",))
    _settle(orders)
    late = {
        lines[each.line_id]
        for each in moved
        if each.projected_on and each.promised_on and each.projected_on > each.promised_on
    }
    outbox.publish(*(ProjectionMoved(order.pk, late=order.pk in late) for order in orders), at=at)
    return len(moved)


def _settle(orders: Sequence[Order]) -> None:
    """Carry the deliveries' figures up for locked orders, whatever their number, in four queries."""
    lines = list(OrderLine.objects.filter(order__in=orders).order_by("order_id", "position"))
    deliveries = list(Delivery.objects.filter(line__order__in=orders).order_by("line_id", "position"))
    own: dict[int, list[OrderLine]] = {}
    for line in lines:
        own.setdefault(line.order_id, []).append(line)
    parts: dict[int, list[Delivery]] = {}
    order_of = {line.pk: line.order_id for line in lines}
    for delivery in deliveries:
        parts.setdefault(order_of[delivery.line_id], []).append(delivery)
    for order in orders:
        store.settle(order, own.get(order.pk, []), parts.get(order.pk, []))
    bulk.update_rows(lines, store.LINE_FIGURES)
    bulk.update_rows(orders, store.HEAD_FIGURES)


@operation
def set_progress(rows: Sequence[ProgressRow], *, by: Actor) -> None:
    """Write how far lines are: planned, finished, made by operation, money received. Six queries for any number.

    No journal lines: the figures follow from documents that have theirs.
    """
    by.require(permits.REPORT)
    wanted = {row.line_id: row for row in rows}
    heads = set(OrderLine.objects.filter(pk__in=wanted).values_list("order_id", flat=True))
    orders = lock_rows(visible(Order.objects.filter(pk__in=heads), by.scope))
    lines = list(OrderLine.objects.filter(pk__in=wanted, order__in=orders))
    for line in lines:
        row = wanted[line.pk]
        line.planned_quantity = line.planned_quantity if row.planned is None else row.planned
        line.finished_quantity = line.finished_quantity if row.finished is None else row.finished
        line.billed_quantity = line.billed_quantity if row.billed is None else row.billed
        line.received_minor = line.received_minor if row.received_minor is None else row.received_minor
        if row.made is not None:
            line.made = [[number, name, name_en, str(quantity)] for number, name, name_en, quantity in row.made]
    fields = ["planned_quantity", "finished_quantity", "billed_quantity", "received_minor", "made"]
    OrderLine.objects.bulk_update(lines, fields, batch_size=500)
    _settle(orders)


@operation
def set_delivered(rows: Sequence[DeliveredRow], *, by: Actor, at: datetime) -> None:
    """Write what was delivered and billed in all, by delivery. actual date: the day the last of it left."""
    by.require(permits.REPORT)
    wanted = {row.delivery_id: row for row in rows}
    heads = set(Delivery.objects.filter(pk__in=wanted).values_list("line__order_id", flat=True))
    orders = lock_rows(visible(Order.objects.filter(pk__in=heads), by.scope))
    deliveries = list(Delivery.objects.filter(pk__in=wanted, line__order__in=orders))
    for each in deliveries:
        row = wanted[each.pk]
        each.delivered_quantity = each.delivered_quantity if row.delivered is None else row.delivered
        each.billed_quantity = each.billed_quantity if row.billed is None else row.billed
        if each.delivered_quantity >= each.quantity and row.on is not None:
            each.actual_on = row.on
    Delivery.objects.bulk_update(
        deliveries, ["delivered_quantity", "billed_quantity", "actual_on"], batch_size=500
    )
    _settle(orders)
    for order in orders:
        journal.record(
            "sales.delivered",
            subject=order,
            by=by,
            at=at,
            after={"delivery": order.delivery, "billing": order.billing},
        )
