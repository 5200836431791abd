"""Orders as they are entered: drafting and editing until they are confirmed."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_

from taktline.identity import queries as identity
from taktline.kernel import journal, numbering, outbox, search
from taktline.kernel.actor import Actor
from taktline.kernel.errors import IllegalMove, InvalidInput, NotFound
from taktline.kernel.operation import operation
from taktline.parties import queries as parties
from taktline.parties.types import CustomerRow
from taktline.sales import locks, permits, store
from taktline.sales.errors import EmptyOrder
from taktline.sales.facts import OrderDrafted
from taktline.sales.life import EDITABLE, ORDER_LIFE, OrderState
from taktline.sales.models import Delivery, Order, OrderLine
from taktline.sales.rules.dated import Part
from taktline.sales.services.priced import PriceTerms, priced_lines
from taktline.sales.types import OrderInput


@dataclass(frozen=True, slots=True)
class Drafted:
    """A new order."""

    order_id: int
    number: str


@operation
def create_order(order: OrderInput, *, by: Actor, at: datetime) -> Drafted:
    """Write an order down as a draft: lines with agreed prices, amounts to the coin, and dated deliveries.

    Raises NotFound (customer, site, item), EmptyOrder, UnknownConversion, DeliveriesDoNotAddUp, InvalidInput.
    """
    by.require(permits.ENTER)
    if not order.lines:
        raise EmptyOrder(order=_("The new order"))
    if not by.scope.covers_site(order.site_id):
        raise NotFound(what=N_("site"), key=order.site_id)
    site = identity.site(order.site_id)
    customer = parties.customer(order.customer_id, scope=by.scope)
    day = order.ordered_on or identity.site_day(site.id, at)
    head = _head(order, customer, day, by, at)
    built = priced_lines(OrderLine, order.lines, _terms(head, day))
    head.number = numbering.draw("SO", site=site.code, year=day.year)
    _total(head, built)
    head.save(force_insert=True)
    _write_lines(head, built)
    search.index_many("sales.order", {head.pk: _findable(head, customer)})
    journal.record("sales.draft", subject=head, by=by, at=at, after=_said(head), money=_money(head))
    outbox.publish(OrderDrafted(head.pk, head.site_id), at=at)
    return Drafted(head.pk, head.number)


def _head(order: OrderInput, customer: CustomerRow, day: date, by: Actor, at: datetime) -> Order:
    if not 1 <= order.priority <= 9:
        raise InvalidInput(field="priority", reason=_("A priority is a number from 1 (most urgent) to 9."))
    return Order(
        site_id=order.site_id,
        customer_id=customer.id,
        ship_to_id=order.ship_to_id,
        message_id=order.message_id,
        quotation_id=order.quotation_id,
        type=order.type,
        currency=order.currency or customer.currency,
        tax_included=order.tax_included,
        customer_number=order.customer_number[:60],
        priority=order.priority,
        is_rush=order.is_rush,
        ordered_on=day,
        note=order.note[:1000],
        created_at=at,
        created_by=by.name[:80],
    )


def _terms(head: Order, day: date) -> PriceTerms:
    return PriceTerms(
        customer_id=head.customer_id,
        currency=head.currency,
        tax_included=head.tax_included,
        on=day,
        is_free=head.type == "replacement",
    )


def _total(head: Order, built: Sequence[tuple[OrderLine, tuple[Part, ...]]]) -> None:
    """Number the lines and carry their dates and amounts to the head; nothing is promised yet."""
    for number, (line, parts) in enumerate(built, start=1):
        line.position = number
        line.requested_on = min(part.requested_on for part in parts)
    store.settle(head, [line for line, _parts in built], ())


def _findable(head: Order, customer: CustomerRow) -> tuple[str, ...]:
    return head.number, head.customer_number, customer.code, customer.name.zh, customer.name.en


def _write_lines(head: Order, built: Sequence[tuple[OrderLine, tuple[Part, ...]]]) -> None:
    """Insert lines and deliveries in two statements."""
    for line, _parts in built:
        line.order = head
    OrderLine.objects.bulk_create([line for line, _parts in built])
    deliveries = [
        Delivery(line=line, position=number, quantity=part.quantity, requested_on=part.requested_on)
        for line, parts in built
        for number, part in enumerate(parts, start=1)
    ]
    Delivery.objects.bulk_create(deliveries)


@operation
def edit_order(order_id: int, order: OrderInput, *, by: Actor, at: datetime) -> None:
    """Replace what an unconfirmed order says; a reviewed order becomes a draft again.

    Customer and site stay. Raises IllegalMove once it is confirmed, and what create_order raises.
    """
    by.require(permits.ENTER)
    head = locks.order(order_id, scope=by.scope)
    if head.state not in EDITABLE:
        raise IllegalMove(what=head, now=OrderState(head.state).label, then=OrderState.DRAFT.label)
    if not order.lines:
        raise EmptyOrder(order=head)
    before, money = _said(head), _money(head)
    customer = parties.customer(head.customer_id, scope=by.scope)
    fresh = _head(replace(order, customer_id=head.customer_id, site_id=head.site_id), customer, head.ordered_on, by, at)
    for name in ("ship_to_id", "type", "currency", "tax_included", "customer_number", "priority", "is_rush", "note"):
        setattr(head, name, getattr(fresh, name))
    built = priced_lines(OrderLine, order.lines, _terms(head, head.ordered_on))
    if head.state != OrderState.DRAFT:
        ORDER_LIFE.require(head, OrderState(head.state), OrderState.DRAFT)
        head.state = OrderState.DRAFT
    head.edition += 1
    OrderLine.objects.filter(order=head).delete()
    _total(head, built)
    head.save()
    _write_lines(head, built)
    search.index("sales.order", head.pk, *_findable(head, customer))
    journal.record(
        "sales.edit", subject=head, by=by, at=at, before=before, after=_said(head), money={"before": money, "after": _money(head)}
    )
    outbox.publish(OrderDrafted(head.pk, head.site_id), at=at)


def _said(head: Order) -> dict[str, object]:
    return {
        "type": head.type,
        "state": head.state,
        "customer_number": head.customer_number,
        "lines": head.line_count,
        "requested_on": head.requested_on,
        "priority": head.priority,
        "is_rush": head.is_rush,
    }


def _money(head: Order) -> dict[str, object]:
    return {"gross_minor": head.gross_minor, "currency": head.currency}


