"""What suppliers charge us, as rows and lists."""

from collections.abc import Iterable
from typing import Any

from django.db.models import F, QuerySet
from django.utils.translation import gettext_noop as N_

from taktline.kernel.errors import NotFound
from taktline.kernel.exact import Money
from taktline.kernel.listing import Column, Filter, FilterKind, Kind, Listing
from taktline.kernel.naming import Name
from taktline.kernel.scope import Scope
from taktline.purchasing.life import InvoiceKind, InvoiceState
from taktline.purchasing.models import PurchaseLine, SupplierInvoice, SupplierInvoiceLine
from taktline.purchasing.queries.rows import visible_orders
from taktline.purchasing.types import INVOICE, BillableRow, InvoiceLineRow, InvoiceRow

_INVOICE = (
    "id", "number", "supplier_id", "supplier__name", "supplier__name_en", "site_id", "kind", "state", "supplier_number",
    "invoiced_on", "currency", "note", "entered_by", "entered_at", "net_minor", "tax_minor",
)  # fmt: skip
_LINE = (
    "position", "line_id", "line__order__number", "line__position", "line__item__code", "line__item__name",
    "line__item__name_en", "line__item__unit__code", "quantity", "open_quantity", "variance", "price", "ordered_price",
)  # fmt: skip


def _seen(rows: "QuerySet[Any]", scope: Scope) -> "QuerySet[Any]":
    if scope.party is not None:
        rows = rows.filter(supplier_id=scope.party)
    return rows if scope.sites is None else rows.filter(site_id__in=scope.sites)


INVOICES = Listing(
    key="purchasing.invoices",
    model=SupplierInvoice,
    columns=(
        Column("number"),
        Column("supplier", Kind.NAME, path="supplier__name"),
        Column("supplier_number"),
        Column("kind", Kind.CHOICE, choices=dict(InvoiceKind.choices)),
        Column("state", Kind.CHOICE, choices=dict(InvoiceState.choices)),
        Column("invoiced_on", Kind.DATE),
        Column("net", Kind.MONEY, path="net_minor", currency="currency"),
        Column("tax", Kind.MONEY, path="tax_minor", currency="currency"),
        Column("entered_by"),
    ),
    filters=(
        Filter("state", FilterKind.CHOICE, choices=dict(InvoiceState.choices)),
        Filter("kind", FilterKind.CHOICE, choices=dict(InvoiceKind.choices)),
        Filter("supplier", FilterKind.ID, path="supplier_id"),
        Filter("invoiced_on", FilterKind.DAY),
        Filter("supplier_number", FilterKind.TEXT),
    ),
    sort="-id",
    search=INVOICE,
    scope=_seen,
)


def invoice(invoice_id: int, *, scope: Scope) -> InvoiceRow:
    """One supplier's invoice. Raises NotFound."""
    row = _seen(SupplierInvoice.objects.filter(pk=invoice_id), scope).values_list(*_INVOICE).first()
    if row is None:
        raise NotFound(what=N_("supplier invoice"), key=invoice_id)
    pk, number, supplier_id, zh, en, *rest, net, tax = row
    currency = rest[5]
    money = (Money(net, currency), Money(tax, currency)) if scope.money else (None, None)
    values: Any = (pk, number, supplier_id, Name(zh, en), *rest, *money)
    return InvoiceRow(*values)


def invoice_id_of(number: str, *, scope: Scope) -> int:
    """The id of a supplier's invoice by our number. Raises NotFound."""
    found: int | None = _seen(SupplierInvoice.objects.filter(number=number), scope).values_list("pk", flat=True).first()
    if found is None:
        raise NotFound(what=N_("supplier invoice"), key=number)
    return found


def invoice_lines(invoice_id: int, *, scope: Scope) -> list[InvoiceLineRow]:
    """The lines of a supplier's invoice with what they were matched with. Raises NotFound."""
    invoice(invoice_id, scope=scope)
    found = []
    rows = SupplierInvoiceLine.objects.filter(invoice_id=invoice_id).order_by("position").values_list(*_LINE)
    for position, line_id, order, order_position, code, zh, en, *rest, price, ordered in rows:
        money = (price, ordered) if scope.money else (None, None)
        values: Any = (position, line_id, order, order_position, code, Name(zh, en), *rest, *money)
        found.append(InvoiceLineRow(*values))
    return found


def billable(order_ids: Iterable[int], *, scope: Scope) -> list[BillableRow]:
    """What of orders came and is not charged yet; below zero, what is charged and went back."""
    rows = PurchaseLine.objects.filter(order__in=visible_orders(scope).filter(pk__in=list(order_ids)))
    rows = rows.exclude(received=F("returned") + F("billed")).order_by("order_id", "position")
    return [
        BillableRow(pk, number, position, code, Name(zh, en), unit, received - returned - billed,
                    price if scope.money else None)
        for pk, number, position, code, zh, en, unit, received, returned, billed, price in rows.values_list(
            "id", "order__number", "position", "item__code", "item__name", "item__name_en", "item__unit__code", "received",
            "returned", "billed", "price",
        )
    ]  # fmt: skip
