"""What one wanted change does to one line and its dated deliveries, in memory."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_

from taktline.kernel.errors import InvalidInput, NotFound
from taktline.kernel.exact import plain
from taktline.sales.errors import AlreadyDelivered, BelowDelivered
from taktline.sales.models import Delivery, Order, OrderLine
from taktline.sales.rules import changing
from taktline.sales.rules.changing import Dated
from taktline.sales.services.priced import PriceTerms, fits, price_amounts, priced_lines
from taktline.sales.types import DeliveryWish, LineChange, LineInput


@dataclass(slots=True)
class Altered:
    """A line and its deliveries as they should be."""

    line: OrderLine
    deliveries: list[Delivery]


def _terms(order: Order) -> PriceTerms:
    return PriceTerms(
        order.customer_id, order.currency, order.tax_included, order.ordered_on, is_free=order.type == "replacement"
    )


def new_line(order: Order, wanted: LineChange, *, position: int) -> Altered:
    """A line that was not there before, promised as the change says."""
    assert wanted.new is not None  # noqa: S101 - draft_change refused anything else
    ((line, parts),) = priced_lines(OrderLine, (wanted.new,), _terms(order))
    line.order, line.position = order, position
    deliveries = [
        Delivery(
            position=number,
            quantity=part.quantity,
            requested_on=part.requested_on,
            promised_on=wanted.promised_on,
            first_promised_on=wanted.promised_on,
            projected_on=wanted.promised_on,
        )
        for number, part in enumerate(parts, start=1)
    ]
    line.requested_on = min(part.requested_on for part in parts)
    return Altered(line, deliveries)


def alter_line(order: Order, line: OrderLine, deliveries: list[Delivery], wanted: LineChange) -> Altered:
    """A line with another quantity, date, price, revision or item, or without what is not delivered.

    Raises BelowDelivered, AlreadyDelivered when another item is wanted after some left.
    """
    delivered = sum((each.delivered_quantity for each in deliveries), Decimal(0))
    if wanted.cancel:
        return _cancelled(line, deliveries, delivered)
    if wanted.item_id is not None and wanted.item_id != line.item_id:
        if delivered > 0:
            raise AlreadyDelivered(order=order)
        _replace_item(order, line, deliveries, wanted)
    elif wanted.quantity is not None:
        _resize(order, line, deliveries, wanted.quantity)
    if wanted.price is not None:
        if wanted.price < 0 or not fits(wanted.price):
            raise InvalidInput(field="price", reason=_("A price is not below zero, with at most six decimal places."))
        line.price = wanted.price
        price_amounts(line, _terms(order))
    if wanted.drawing_revision is not None:
        line.drawing_revision = wanted.drawing_revision[:40]
    for each in deliveries:
        _redate(each, wanted)
    return Altered(line, deliveries)


def _redate(delivery: Delivery, wanted: LineChange) -> None:
    if delivery.is_cancelled or delivery.delivered_quantity >= delivery.quantity:
        return
    delivery.requested_on = wanted.requested_on or delivery.requested_on
    if wanted.promised_on is not None:
        delivery.promised_on = delivery.projected_on = wanted.promised_on


def alter_delivery(order: Order, line: OrderLine, deliveries: list[Delivery], wanted: LineChange) -> Altered:
    """A line of which one dated delivery has another quantity or day, or is dropped; the others stay.

    Raises BelowDelivered, InvalidInput, NotFound for a delivery of another line.
    """
    live = [each for each in deliveries if not each.is_cancelled]
    one = next((each for each in live if each.pk == wanted.delivery_id), None)
    if one is None:
        raise NotFound(what=N_("delivery"), key=wanted.delivery_id)
    if wanted.cancel and (len(live) == 1 or one.delivered_quantity > 0):
        return _cancelled(line, deliveries, one.delivered_quantity)
    if wanted.cancel:
        _give(order, line, live, one, Decimal(0))
        one.is_cancelled = True
    elif wanted.quantity is not None:
        if wanted.quantity <= 0:
            raise InvalidInput(field="quantity", reason=_("A quantity is above zero; cancel the line instead."))
        _give(order, line, live, one, wanted.quantity)
    _redate(one, wanted)
    return Altered(line, deliveries)


def _give(order: Order, line: OrderLine, live: list[Delivery], one: Delivery, quantity: Decimal) -> None:
    """Make one delivery `quantity` (line unit) and the line the sum of all; a dropped delivery keeps its own."""
    before = (one.quantity * line.quantity / line.quantity_stock).quantize(Decimal("0.000001"))
    whole = line.quantity - before + quantity
    ((fresh, _parts),) = priced_lines(OrderLine, (_as_input(line, whole, line.item_id),), _terms(order))
    left = fresh.quantity_stock - sum((each.quantity for each in live if each is not one), Decimal(0))
    if left < one.delivered_quantity:
        raise BelowDelivered(line=line.position, delivered=plain(one.delivered_quantity))
    if quantity > 0:
        one.quantity = left
    _take_amounts(line, fresh)


def _cancelled(line: OrderLine, deliveries: list[Delivery], delivered: Decimal) -> Altered:
    if delivered > 0:
        raise BelowDelivered(line=line.position, delivered=plain(delivered))
    line.is_cancelled = True
    for each in deliveries:
        each.is_cancelled = True
    return Altered(line, deliveries)


def _resize(order: Order, line: OrderLine, deliveries: list[Delivery], quantity: Decimal) -> None:
    if quantity <= 0:
        raise InvalidInput(field="quantity", reason=_("A quantity is above zero; cancel the line instead."))
    ((fresh, _parts),) = priced_lines(OrderLine, (_as_input(line, quantity, line.item_id),), _terms(order))
    dated = [Dated(each.quantity, each.delivered_quantity, each.is_cancelled) for each in deliveries]
    changing.resize(dated, fresh.quantity_stock, line=line.position)
    for each, now in zip(deliveries, dated, strict=True):
        each.quantity, each.is_cancelled = now.quantity, now.is_cancelled
    _take_amounts(line, fresh)


def _replace_item(order: Order, line: OrderLine, deliveries: list[Delivery], wanted: LineChange) -> None:
    quantity = wanted.quantity or line.quantity
    source = _as_input(line, quantity, wanted.item_id)
    ((fresh, _parts),) = priced_lines(OrderLine, (source,), _terms(order))
    changing_to = [Dated(each.quantity, each.delivered_quantity, each.is_cancelled) for each in deliveries]
    changing.resize(changing_to, fresh.quantity_stock, line=line.position)
    for each, now in zip(deliveries, changing_to, strict=True):
        each.quantity, each.is_cancelled = now.quantity, now.is_cancelled
    line.item_id, line.agreed_price, line.floor_price = fresh.item_id, fresh.agreed_price, fresh.floor_price
    _take_amounts(line, fresh)


def _take_amounts(line: OrderLine, fresh: OrderLine) -> None:
    line.quantity, line.quantity_stock = fresh.quantity, fresh.quantity_stock
    line.net_minor, line.tax_minor, line.gross_minor = fresh.net_minor, fresh.tax_minor, fresh.gross_minor


def _as_input(line: OrderLine, quantity: Decimal, item_id: int | None) -> LineInput:
    """The line as if it were entered now, keeping its price and terms."""
    return LineInput(
        quantity=quantity,
        item_id=item_id,
        text=line.text or line.customer_item_code,
        customer_item_code=line.customer_item_code,
        drawing_revision=line.drawing_revision,
        unit=line.unit,
        price=line.price,
        discount=line.discount,
        tax_rate=line.tax_rate,
        over_tolerance=line.over_tolerance,
        under_tolerance=line.under_tolerance,
        note=line.note,
        deliveries=(DeliveryWish(line.requested_on),),
    )
