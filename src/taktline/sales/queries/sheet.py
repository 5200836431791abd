"""Everything the page of one order needs, in a constant number of queries."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_noop as N_

from taktline.kernel.errors import NotFound
from taktline.kernel.exact import Money
from taktline.kernel.naming import Name
from taktline.kernel.scope import Scope
from taktline.sales.models import ChangeRequest, Delivery, Hold, Order, OrderLine, SignOff, Verdict
from taktline.sales.models.visible import visible
from taktline.sales.queries.order_rows import (
    ChangeRow,
    DeliveryRow,
    HoldRow,
    LineRow,
    OrderSheet,
    SignOffRow,
    VerdictRow,
)
from taktline.sales.queries.wording import RULES, money_sentence, sentence


def order_id_of(number: str, *, scope: Scope) -> int:
    """The id of an order by its number. Raises NotFound."""
    found = visible(Order.objects.filter(number=number), scope).values_list("pk", flat=True).first()
    if found is None:
        raise NotFound(what=N_("order"), key=number)
    return found


def place_of_line(line_id: int, *, scope: Scope) -> tuple[int, int]:
    """The order a line is of, and its position there. Raises NotFound."""
    rows = visible(OrderLine.objects.filter(pk=line_id), scope, at="order__")
    found = rows.values_list("order_id", "position").first()
    if found is None:
        raise NotFound(what=N_("order line"), key=line_id)
    return found


def sheet(number: str, *, scope: Scope) -> OrderSheet:
    """One order by its number, in seven queries. Raises NotFound."""
    return _sheet(visible(Order.objects.filter(number=number), scope), number, scope)


def sheet_of(order_id: int, *, scope: Scope) -> OrderSheet:
    """One order by its id, in seven queries. Raises NotFound."""
    return _sheet(visible(Order.objects.filter(pk=order_id), scope), order_id, scope)


def _sheet(rows: Any, key: object, scope: Scope) -> OrderSheet:
    head = rows.select_related("customer", "site", "message", "quotation").first()
    if head is None:
        raise NotFound(what=N_("order"), key=key)
    lines = _lines(head, scope)
    positions = {line.id: line.position for line in lines}
    return OrderSheet(
        id=head.pk,
        site_code=head.site.code,
        customer_code=head.customer.code,
        customer_name=Name(head.customer.name, head.customer.name_en),
        holds=tuple(axis for axis in head.holds.split(",") if axis),
        net=Money(head.net_minor, head.currency) if scope.money else None,
        tax=Money(head.tax_minor, head.currency) if scope.money else None,
        gross=Money(head.gross_minor, head.currency) if scope.money else None,
        message_number=head.message.number if head.message else "",
        quotation_number=head.quotation.number if head.quotation else "",
        lines=lines,
        verdicts=verdicts(head.pk, scope=scope),
        hold_rows=_holds(head.pk),
        sign_offs=_sign_offs(head.pk, positions),
        changes=_changes(head.pk),
        **{name: getattr(head, name) for name in _PLAIN},
    )


_PLAIN = (
    "number", "site_id", "customer_id", "ship_to_id", "type", "state", "currency", "tax_included", "customer_number",
    "priority", "is_rush", "ordered_on", "note", "edition", "reviewed_edition", "requested_on", "promised_on",
    "projected_on", "production", "delivery", "billing", "offer_id", "created_at", "created_by", "reviewed_at",
    "confirmed_at", "end_reason",
)  # fmt: skip


def _lines(head: Order, scope: Scope) -> tuple[LineRow, ...]:
    parts: dict[int, list[DeliveryRow]] = {}
    for row in Delivery.objects.filter(line__order=head).order_by("line_id", "position").values_list(
        "pk", "line_id", "position", "quantity", "delivered_quantity", "billed_quantity", "requested_on",
        "promised_on", "first_promised_on", "projected_on", "actual_on", "is_cancelled",
    ):  # fmt: skip
        parts.setdefault(row[1], []).append(DeliveryRow(*row))
    rows = OrderLine.objects.filter(order=head).select_related("item__unit").order_by("position")
    return tuple(_line(line, head, tuple(parts.get(line.pk, ())), scope) for line in rows)


def _line(line: OrderLine, head: Order, deliveries: tuple[DeliveryRow, ...], scope: Scope) -> LineRow:
    money = scope.money
    return LineRow(
        id=line.pk,
        item_code=line.item.code if line.item else "",
        item_name=Name(line.item.name, line.item.name_en) if line.item else Name(line.text),
        stock_unit=line.item.unit.code if line.item else line.unit,
        price=line.price if money else None,
        discount=line.discount if money else None,
        agreed_price=line.agreed_price if money else None,
        floor_price=line.floor_price if money else None,
        net=Money(line.net_minor, head.currency) if money else None,
        tax=Money(line.tax_minor, head.currency) if money else None,
        gross=Money(line.gross_minor, head.currency) if money else None,
        planned=line.planned_quantity,
        finished=line.finished_quantity,
        shipped=line.shipped_quantity,
        deliveries=deliveries,
        **{name: getattr(line, name) for name in _LINE_PLAIN},
    )


_LINE_PLAIN = (
    "position", "item_id", "text", "customer_item_code", "drawing_revision", "quantity", "unit", "quantity_stock",
    "tax_rate", "over_tolerance", "under_tolerance", "note", "is_cancelled", "requested_on", "promised_on",
    "projected_on", "actual_on",
)  # fmt: skip


def verdicts(order_id: int, *, scope: Scope) -> tuple[VerdictRow, ...]:
    """What the last review found, in one query."""
    rows = Verdict.objects.filter(order_id=order_id).order_by("pk")
    return tuple(
        VerdictRow(
            rule=row.rule,
            label=str(RULES.get(row.rule, row.rule)),
            outcome=row.outcome,
            axis=row.axis,
            line_id=row.line_id,
            text=sentence(row.code, row.evidence),
            money=money_sentence(row.code, row.money) if scope.money else "",
            evidence=row.evidence,
        )
        for row in rows
    )


def _holds(order_id: int) -> tuple[HoldRow, ...]:
    return tuple(
        HoldRow(
            id=row.pk,
            axis=row.axis,
            axis_label=row.get_axis_display(),
            rules=", ".join(str(RULES.get(rule, rule)) for rule in row.rules.split(",")),
            raised_at=row.raised_at,
            released_at=row.released_at,
            released_by=row.released_by,
            release_reason=row.release_reason,
        )
        for row in Hold.objects.filter(order_id=order_id).order_by("-pk")
    )


def _sign_offs(order_id: int, positions: Mapping[int, int]) -> tuple[SignOffRow, ...]:
    return tuple(
        SignOffRow(
            line_id=row.line_id,
            position=positions.get(row.line_id, 0),
            department=row.department,
            label=row.get_department_display(),
            state=row.state,
            decided_by=row.decided_by,
            remark=row.remark,
        )
        for row in SignOff.objects.filter(line__order_id=order_id).order_by("line_id", "pk")
    )


def _changes(order_id: int) -> tuple[ChangeRow, ...]:
    rows = ChangeRequest.objects.filter(order_id=order_id).order_by("-pk")
    return tuple(
        ChangeRow(*row) for row in rows.values_list("pk", "number", "state", "reason", "created_at", "created_by")
    )
