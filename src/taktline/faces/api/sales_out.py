"""The shapes of orders and what becomes of messages as they go out."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from ninja import Schema

from taktline.faces.api.fields import MoneyOut, NameOut
from taktline.kernel.exact import Money, plain
from taktline.kernel.naming import Name
from taktline.sales.life import OrderState
from taktline.sales.queries import ChangeSheet, DeliveryRow, LineRow, OrderSheet, VerdictRow
from taktline.sales.services import Commitment


class ReceivedOut(Schema):
    """What became of a message. order: null while it waits in the inbox."""

    message: str
    order: str | None
    order_id: int | None
    state: str
    is_new: bool


class SalesChangeOut(Schema):
    """A change with its impact. money: empty for who may not see prices."""

    id: int
    number: str
    order: str
    state: str
    reason: str
    impact: dict[str, Any]
    money: dict[str, Any]


class ImpactOut(Schema):
    """What hangs on an order."""

    reservations: list[dict[str, Any]]
    work: list[dict[str, Any]]
    schedule: list[dict[str, Any]]
    promises: list[dict[str, Any]]


class DeliveryOut(Schema):
    """One dated delivery, in the stock unit."""

    id: int
    quantity: str
    delivered: str
    requested_on: date
    promised_on: date | None
    projected_on: date | None
    actual_on: date | None
    is_cancelled: bool


class PromisedOut(Schema):
    """One delivery as it is promised, in the stock unit."""

    id: int
    line_id: int
    item_id: int
    quantity: str
    requested_on: date
    promised_on: date


class ConfirmedOut(Schema):
    """What a confirmed order promises. promised_on: when the last of it leaves."""

    id: int
    number: str
    state: str
    promised_on: date | None
    deliveries: list[PromisedOut]


class OrderLineOut(Schema):
    """One line; prices and amounts are null for who may not see them."""

    id: int
    position: int
    item_id: int | None
    item: str
    name: NameOut
    text: str
    customer_item_code: str
    drawing_revision: str
    quantity: str
    unit: str
    quantity_stock: str
    stock_unit: str
    price: str | None
    discount: str | None
    tax_rate: str
    net: MoneyOut | None
    tax: MoneyOut | None
    gross: MoneyOut | None
    is_cancelled: bool
    deliveries: list[DeliveryOut]


class VerdictOut(Schema):
    """What one rule found. money: the part with amounts."""

    rule: str
    outcome: str
    axis: str
    line_id: int | None
    text: str
    money: str
    evidence: dict[str, Any]


class ReviewOut(Schema):
    """What a review found. clean: all green."""

    clean: bool
    holds: list[str]
    verdicts: list[VerdictOut]


class OrderOut(Schema):
    """One order."""

    id: int
    number: str
    site: str
    customer: str
    customer_name: NameOut
    customer_number: str
    type: str
    state: str
    holds: list[str]
    priority: int
    is_rush: bool
    currency: str
    tax_included: bool
    ordered_on: date
    requested_on: date | None
    promised_on: date | None
    projected_on: date | None
    net: MoneyOut | None
    tax: MoneyOut | None
    gross: MoneyOut | None
    production: int
    delivery: int
    billing: int
    confirmed_at: datetime | None
    lines: list[OrderLineOut]
    verdicts: list[VerdictOut]


def name_out(name: Name) -> NameOut:
    """A name as it goes out."""
    return NameOut(zh=name.zh, en=name.en, text=str(name))


def money_out(money: Money | None) -> MoneyOut | None:
    """An amount as it goes out."""
    if money is None:
        return None
    return MoneyOut(minor=money.minor, amount=str(money.amount), currency=money.currency)


def _text(value: Decimal | None) -> str | None:
    return None if value is None else plain(value)


def order_out(sheet: OrderSheet) -> OrderOut:
    """An order as it goes out."""
    same: Mapping[str, Any] = {
        name: getattr(sheet, name)
        for name in OrderOut.model_fields
        if name
        not in ("site", "customer", "customer_name", "holds", "net", "tax", "gross", "lines", "verdicts")
    }
    return OrderOut(
        **same,
        site=sheet.site_code,
        customer=sheet.customer_code,
        customer_name=name_out(sheet.customer_name),
        holds=list(sheet.holds),
        net=money_out(sheet.net),
        tax=money_out(sheet.tax),
        gross=money_out(sheet.gross),
        lines=[_line_out(line) for line in sheet.lines],
        verdicts=[verdict_out(each) for each in sheet.verdicts],
    )


def _line_out(line: LineRow) -> OrderLineOut:
    return OrderLineOut(
        id=line.id,
        position=line.position,
        item_id=line.item_id,
        item=line.item_code,
        name=name_out(line.item_name),
        text=line.text,
        customer_item_code=line.customer_item_code,
        drawing_revision=line.drawing_revision,
        quantity=plain(line.quantity),
        unit=line.unit,
        quantity_stock=plain(line.quantity_stock),
        stock_unit=line.stock_unit,
        price=_text(line.price),
        discount=_text(line.discount),
        tax_rate=plain(line.tax_rate),
        net=money_out(line.net),
        tax=money_out(line.tax),
        gross=money_out(line.gross),
        is_cancelled=line.is_cancelled,
        deliveries=[_delivery_out(each) for each in line.deliveries],
    )


def _delivery_out(row: DeliveryRow) -> DeliveryOut:
    return DeliveryOut(
        id=row.id,
        quantity=plain(row.quantity),
        delivered=plain(row.delivered),
        requested_on=row.requested_on,
        promised_on=row.promised_on,
        projected_on=row.projected_on,
        actual_on=row.actual_on,
        is_cancelled=row.is_cancelled,
    )


def verdict_out(row: VerdictRow) -> VerdictOut:
    """A verdict as it goes out."""
    return VerdictOut(
        rule=row.rule,
        outcome=row.outcome,
        axis=row.axis,
        line_id=row.line_id,
        text=row.text,
        money=row.money,
        evidence=dict(row.evidence),
    )


def change_out(sheet: ChangeSheet) -> SalesChangeOut:
    """A change as it goes out."""
    return SalesChangeOut(
        id=sheet.id,
        number=sheet.number,
        order=sheet.order_number,
        state=sheet.state,
        reason=sheet.reason,
        impact=dict(sheet.impact),
        money=dict(sheet.money),
    )


def confirmed_out(done: Commitment) -> ConfirmedOut:
    """A commitment as it goes out."""
    deliveries = [
        PromisedOut(
            id=row.delivery_id,
            line_id=row.line_id,
            item_id=row.item_id,
            quantity=plain(row.quantity),
            requested_on=row.requested_on,
            promised_on=row.promised_on or row.requested_on,
        )
        for row in done.demand
    ]
    return ConfirmedOut(
        id=done.order_id,
        number=done.number,
        state=OrderState.CONFIRMED.value,
        promised_on=max((each.promised_on for each in deliveries), default=None),
        deliveries=deliveries,
    )
