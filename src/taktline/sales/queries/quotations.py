"""Quotations and change requests as their pages show them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_noop as N_

from taktline.kernel.errors import NotFound
from taktline.kernel.exact import Money
from taktline.kernel.naming import Name
from taktline.kernel.scope import Scope
from taktline.sales.models import ChangeRequest, Quotation, QuotationLine, QuotationVersion
from taktline.sales.models.visible import visible


@dataclass(frozen=True, slots=True)
class QuotationLineRow:
    """One thing offered; prices None for who may not see money."""

    id: int
    position: int
    item_id: int | None
    item_code: str
    item_name: Name
    text: str
    customer_item_code: str
    drawing_revision: str
    quantity: Decimal
    unit: str
    quantity_stock: Decimal
    price: Decimal | None
    discount: Decimal | None
    tax_rate: Decimal
    over_tolerance: Decimal
    under_tolerance: Decimal
    note: str
    gross: Money | None
    requested_on: date | None
    promised_on: date | None


@dataclass(frozen=True, slots=True)
class VersionRow:
    """A version that was sent. money: empty for who may not see it."""

    version: int
    sent_at: datetime
    content: Mapping[str, Any]
    money: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class QuotationSheet:
    """One quotation as a person sees it."""

    id: int
    number: str
    version: int
    site_id: int
    customer_id: int
    customer_code: str
    customer_name: Name
    state: str
    currency: str
    tax_included: bool
    customer_number: str
    valid_until: date
    note: str
    holds_stock: bool
    order_number: str
    lost_reason: str
    created_by: str
    sent_at: datetime | None
    net: Money | None
    tax: Money | None
    gross: Money | None
    lines: tuple[QuotationLineRow, ...]
    versions: tuple[VersionRow, ...]


def quotation_id_of(number: str, *, scope: Scope) -> int:
    """The id of a quotation by its number. Raises NotFound."""
    found = visible(Quotation.objects.filter(number=number), scope).values_list("pk", flat=True).first()
    if found is None:
        raise NotFound(what=N_("quotation"), key=number)
    return found


_PLAIN = (
    "number", "version", "site_id", "customer_id", "state", "currency", "tax_included", "customer_number",
    "valid_until", "note", "holds_stock", "order_number", "lost_reason", "created_by", "sent_at",
)  # fmt: skip


def quotation(quotation_id: int, *, scope: Scope) -> QuotationSheet:
    """One quotation, in three queries. Raises NotFound."""
    row = visible(Quotation.objects.filter(pk=quotation_id), scope).select_related("customer").first()
    if row is None:
        raise NotFound(what=N_("quotation"), key=quotation_id)
    lines = QuotationLine.objects.filter(quotation=row).select_related("item").order_by("position")
    versions = QuotationVersion.objects.filter(quotation=row).order_by("-version")
    seen = scope.money
    return QuotationSheet(
        id=row.pk,
        customer_code=row.customer.code,
        customer_name=Name(row.customer.name, row.customer.name_en),
        net=Money(row.net_minor, row.currency) if seen else None,
        tax=Money(row.tax_minor, row.currency) if seen else None,
        gross=Money(row.gross_minor, row.currency) if seen else None,
        lines=tuple(_line(line, row.currency, scope) for line in lines),
        versions=tuple(
            VersionRow(version, sent_at, content, money if seen else {})
            for version, sent_at, content, money in versions.values_list("version", "sent_at", "content", "money")
        ),
        **{name: getattr(row, name) for name in _PLAIN},
    )


def _line(line: QuotationLine, currency: str, scope: Scope) -> QuotationLineRow:
    return QuotationLineRow(
        id=line.pk,
        position=line.position,
        item_id=line.item_id,
        item_code=line.item.code if line.item else "",
        item_name=Name(line.item.name, line.item.name_en) if line.item else Name(line.text),
        text=line.text,
        customer_item_code=line.customer_item_code,
        drawing_revision=line.drawing_revision,
        quantity=line.quantity,
        unit=line.unit,
        quantity_stock=line.quantity_stock,
        price=line.price if scope.money else None,
        discount=line.discount if scope.money else None,
        tax_rate=line.tax_rate,
        over_tolerance=line.over_tolerance,
        under_tolerance=line.under_tolerance,
        note=line.note,
        gross=Money(line.gross_minor, currency) if scope.money else None,
        requested_on=line.requested_on,
        promised_on=line.promised_on,
    )


@dataclass(frozen=True, slots=True)
class ChangeSheet:
    """A change request with its impact. money: empty for who may not see it."""

    id: int
    number: str
    order_id: int
    order_number: str
    state: str
    reason: str
    edition: int
    wanted: Mapping[str, Any]
    impact: Mapping[str, Any]
    money: Mapping[str, Any]
    created_at: datetime
    created_by: str


def change(change_id: int, *, scope: Scope) -> ChangeSheet:
    """One change request, in one query. Raises NotFound."""
    rows = visible(ChangeRequest.objects.filter(pk=change_id), scope, at="order__")
    row = rows.select_related("order").first()
    if row is None:
        raise NotFound(what=N_("change request"), key=change_id)
    return ChangeSheet(
        id=row.pk,
        number=row.number,
        order_id=row.order_id,
        order_number=row.order.number,
        state=row.state,
        reason=row.reason,
        edition=row.edition,
        wanted=row.wanted,
        impact=row.impact,
        money=row.money if scope.money else {},
        created_at=row.created_at,
        created_by=row.created_by,
    )
