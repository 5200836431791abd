"""Orders of the past, brought in closed and in bulk: for price history, forecasts and on-time figures."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from taktline.identity import queries as identity
from taktline.kernel import journal, numbering, search
from taktline.kernel.actor import Actor
from taktline.kernel.operation import operation
from taktline.parties import queries as parties
from taktline.parties.types import CustomerRow
from taktline.sales import permits
from taktline.sales.life import OrderState
from taktline.sales.models import Delivery, Order, OrderLine
from taktline.sales.rules import pricing
from taktline.sales.rules.pricing import Amounts, Pricing
from taktline.sales.types import OrderType

_CHUNK = 500


@dataclass(frozen=True, slots=True)
class PastLine:
    """One line as it was delivered: quantity in the item's stock unit, price per stock unit as the head says."""

    item_id: int
    unit: str
    quantity: Decimal
    price: Decimal
    tax_rate: Decimal
    requested_on: date
    promised_on: date
    delivered_on: date
    customer_item_code: str = ""


@dataclass(frozen=True, slots=True)
class PastOrder:
    """An order that is over. closed_at: when the last of it had left."""

    customer_id: int
    customer_number: str
    ordered_on: date
    closed_at: datetime
    currency: str
    tax_included: bool
    lines: tuple[PastLine, ...]


@operation
def load_history(site_id: int, orders: Sequence[PastOrder], *, by: Actor, at: datetime) -> int:
    """Write closed orders with their lines and deliveries, in the order given. Returns how many lines there were.

    Nothing is reviewed, reserved or told to others: it is over. Raises NotFound for an unknown customer.
    """
    by.require(permits.ENTER)
    by.require(permits.CLOSE)
    if not orders:
        return 0
    code = identity.site(site_id).code
    customers = {pk: parties.customer(pk) for pk in {each.customer_id for each in orders}}
    heads = [
        _head(each, site_id, numbering.draw("SO", site=code, year=each.ordered_on.year), by)
        for each in orders
    ]
    every, deliveries = [], []
    for head, order in zip(heads, orders, strict=True):
        own = [_line(head, number, row) for number, row in enumerate(order.lines, start=1)]
        deliveries += [_delivery(line, row) for line, row in zip(own, order.lines, strict=True)]
        _total(head, own)
        every += own
    Order.objects.bulk_create(heads, batch_size=_CHUNK)
    OrderLine.objects.bulk_create(every, batch_size=_CHUNK)
    Delivery.objects.bulk_create(deliveries, batch_size=_CHUNK)
    search.index_many("sales.order", {head.pk: _texts(head, customers[head.customer_id]) for head in heads})
    after = {"orders": len(heads), "lines": len(every)}
    journal.record("sales.load-history", subject=heads[-1], by=by, at=at, after=after)
    return len(every)


def _head(order: PastOrder, site_id: int, number: str, by: Actor) -> Order:
    return Order(
        number=number,
        site_id=site_id,
        customer_id=order.customer_id,
        type=OrderType.STANDARD,
        state=OrderState.CLOSED,
        currency=order.currency,
        tax_included=order.tax_included,
        customer_number=order.customer_number[:60],
        ordered_on=order.ordered_on,
        reviewed_edition=1,
        created_at=order.closed_at,
        created_by=by.name[:80],
        reviewed_at=order.closed_at,
        confirmed_at=order.closed_at,
        ended_at=order.closed_at,
    )


def _total(head: Order, lines: Sequence[OrderLine]) -> None:
    """All of it was made, delivered and billed: no open line is left that would give the head a date."""
    sums = pricing.total(Amounts(line.net_minor, line.tax_minor, line.gross_minor) for line in lines)
    head.net_minor, head.tax_minor, head.gross_minor = sums.net, sums.tax, sums.gross
    head.line_count = len(lines)
    head.production = head.delivery = head.billing = 100


def _line(head: Order, position: int, row: PastLine) -> OrderLine:
    amounts = pricing.amounts(
        Pricing(row.quantity, row.price, Decimal(0), row.tax_rate, head.tax_included, head.currency)
    )
    return OrderLine(
        order=head,
        position=position,
        item_id=row.item_id,
        customer_item_code=row.customer_item_code[:80],
        quantity=row.quantity,
        unit=row.unit,
        quantity_stock=row.quantity,
        price=row.price,
        agreed_price=row.price,
        tax_rate=row.tax_rate,
        net_minor=amounts.net,
        tax_minor=amounts.tax,
        gross_minor=amounts.gross,
        planned_quantity=row.quantity,
        finished_quantity=row.quantity,
        shipped_quantity=row.quantity,
        billed_quantity=row.quantity,
        received_minor=amounts.gross,
        requested_on=row.requested_on,
        promised_on=row.promised_on,
        projected_on=row.delivered_on,
        actual_on=row.delivered_on,
    )


def _delivery(line: OrderLine, row: PastLine) -> Delivery:
    return Delivery(
        line=line,
        quantity=row.quantity,
        requested_on=row.requested_on,
        promised_on=row.promised_on,
        first_promised_on=row.promised_on,
        projected_on=row.delivered_on,
        actual_on=row.delivered_on,
        delivered_quantity=row.quantity,
        billed_quantity=row.quantity,
    )


def _texts(head: Order, customer: CustomerRow) -> tuple[str, ...]:
    return (head.number, head.customer_number, customer.code, customer.name.zh, customer.name.en)
