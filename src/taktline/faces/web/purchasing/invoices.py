"""Suppliers' invoices: entered from their orders, matched, and decided where they differ."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import cast

from django.utils.translation import gettext as now
from django.utils.translation import gettext_lazy as _

from taktline.faces.web.declare import (
    Action,
    Badge,
    Chip,
    Col,
    Detail,
    Done,
    Empty,
    Fact,
    Field,
    FormSpec,
    Lines,
    Notice,
    Pick,
    Screen,
    Tab,
    Timeline,
)
from taktline.faces.web.filling import Data, listed
from taktline.faces.web.purchasing.order_acts import rows_of
from taktline.kernel import journal
from taktline.kernel.actor import Actor
from taktline.kernel.errors import InvalidInput
from taktline.kernel.exact import plain
from taktline.kernel.listing import Measured
from taktline.purchasing import permits, queries, services
from taktline.purchasing.life import InvoiceKind, InvoiceState
from taktline.purchasing.types import INVOICE, BillableRow, InvoiceDraft, InvoiceLineDraft, InvoiceLineRow

URL = "/purchasing/invoices/"
TONES = {"matched": "green", "variance": "amber", "approved": "blue", "cancelled": "grey"}


def start(ids: Sequence[int], by: Actor, at: datetime, data: Data) -> str:
    """Go and enter an invoice of these orders."""
    numbers = [queries.purchase_order(each, scope=by.scope).number for each in ids]
    return f"/purchasing/orders/{','.join(numbers)}/invoice/"


def _billable(key: str, by: Actor) -> list[BillableRow]:
    numbers = [each for each in key.split(",") if each][:50]
    return queries.billable([queries.purchase_order_id_of(each, scope=by.scope) for each in numbers], scope=by.scope)


def _load(key: str, by: Actor) -> Data:
    rows = [row for row in _billable(key, by) if row.open_quantity > 0]
    return {
        "lines": [
            {
                "line": f"{row.order_number}/{row.position}", "item": row.item_code, "quantity": row.open_quantity,
                "price": row.price,
            }
            for row in rows
        ]
    }  # fmt: skip


def _enter(data: Data, by: Actor, at: datetime, key: str) -> Done:
    known = _known(key, by)
    lines = tuple(_line(row, known) for row in rows_of(data) if row.get("quantity"))
    if not lines:
        raise InvalidInput(field="lines", reason=now("An invoice charges at least one line."))
    draft = InvoiceDraft(
        supplier_number=str(data.get("supplier_number") or ""), invoiced_on=cast("date", data["invoiced_on"]), lines=lines,
        net=cast("Decimal", data["net"]), tax=cast("Decimal | None", data.get("tax")) or Decimal(0),
        kind=str(data.get("kind") or InvoiceKind.INVOICE), note=str(data.get("note") or ""),
    )  # fmt: skip
    row = queries.invoice(services.enter_invoice(draft, by=by, at=at), scope=by.scope)
    told = {"number": row.number, "state": str(InvoiceState(row.state).label)}
    return Done(now("Invoice %(number)s is entered: %(state)s.") % told, f"{URL}{row.number}/")


def _known(key: str, by: Actor) -> dict[str, int]:
    """Every line of the orders, by its name in the form: what went back may be credited too."""
    return {
        f"{line.order_number}/{line.position}": line.id
        for number in [each for each in key.split(",") if each][:50]
        for line in queries.lines_of(number, scope=by.scope)
    }


def _line(row: Mapping[str, object], known: Mapping[str, int]) -> InvoiceLineDraft:
    name = str(row.get("line") or "").strip()
    if name not in known:
        raise InvalidInput(field="lines", reason=now("There is no line %(number)s.") % {"number": name})
    price = row.get("price")
    return InvoiceLineDraft(
        known[name], cast("Decimal", row["quantity"]), price if isinstance(price, Decimal) else Decimal(0)
    )


FORMS = (
    FormSpec(
        "purchasing.invoice-new",
        _("Supplier's invoice for order"),
        permits.BILL,
        "purchasing/orders/<str:key>/invoice/",
        (
            Field("kind", _("Kind"), "choice", choices=listed(InvoiceKind), initial="invoice", required=True),
            Field("supplier_number", _("Supplier's invoice number"), required=True),
            Field("invoiced_on", _("Invoice date"), "date", required=True),
            Field("net", _("Net total"), "number", required=True, help=_("As it stands on the paper, without tax.")),
            Field("tax", _("Tax"), "number"),
            Field(
                "lines", _("What is charged"), "lines", rows=1, wide=True,
                help=_("What came and is not charged yet. Clear the quantity of what the invoice does not charge."),
                fields=(
                    Field("line", _("Order line"), required=True),
                    Field("item", _("Item"), readonly=True),
                    Field("quantity", _("Quantity"), "number"),
                    Field("price", _("Price"), "number"),
                ),
            ),
            Field("note", _("Note"), "textarea", wide=True),
        ),
        _enter,
        _load,
        submit=_("Enter and match"),
        back="/purchasing/invoices/",
    ),
)  # fmt: skip


def _approve(invoice_id: int, by: Actor, at: datetime, data: Data) -> None:
    services.approve_invoice(invoice_id, reason=str(data.get("reason") or ""), by=by, at=at)


def _cancel(invoice_id: int, by: Actor, at: datetime, data: Data) -> None:
    services.cancel_invoice(invoice_id, reason=str(data.get("reason") or ""), by=by, at=at)


def _detail(invoice_id: int, by: Actor) -> Detail:
    row = queries.invoice(invoice_id, scope=by.scope)
    rows = queries.invoice_lines(row.id, scope=by.scope)
    facts = [
        Fact(now("Supplier's invoice number"), row.supplier_number), Fact(now("Kind"), InvoiceKind(row.kind).label),
        Fact(now("Invoice date"), row.invoiced_on, "date"), Fact(now("Entered by"), row.entered_by),
    ]  # fmt: skip
    if row.net is not None and row.tax is not None:
        facts += [Fact(now("Net total"), row.net, "money"), Fact(now("Tax"), row.tax, "money"), Fact(now("Total"), row.net + row.tax, "money")]
    labels = {
        "purchasing.enter-invoice": now("Entered"), "purchasing.approve-invoice": now("Difference agreed"),
        "purchasing.cancel-invoice": now("Cancelled"),
    }  # fmt: skip
    legal = {"variance": {"approve", "cancel"}, "matched": {"cancel"}, "approved": {"cancel"}}
    return Detail(
        title=row.number,
        subtitle=str(row.supplier),
        badges=(Badge(InvoiceState(row.state).label, TONES[row.state]),),
        facts=facts,
        tabs=(
            Tab("lines", now("Three-way match"), (*_why(row.state, rows), _table(rows, money=by.scope.money)), count=len(rows)),
            Tab("log", now("History"), (Timeline(journal.history("purchasing.supplierinvoice", row.id, scope=by.scope), labels=labels),)),
        ),
        legal=frozenset(legal.get(row.state, set())),
    )


def _why(state: str, rows: Sequence[InvoiceLineRow]) -> tuple[Notice, ...]:
    """What differs, in words."""
    if state != InvoiceState.VARIANCE:
        return ()
    said = [_difference(row) for row in rows if row.variance]
    said = said or [now("The net total is not the sum of the lines.")]
    return (Notice(" ".join(said), "amber", title=now("The invoice differs")),)


def _difference(row: InvoiceLineRow) -> str:
    told = {"line": f"{row.order_number}/{row.order_position}"}
    parts = []
    if "price" in row.variance.split():
        parts.append(now("%(line)s: another price than ordered.") % told)
    if "quantity" in row.variance.split():
        parts.append(now("%(line)s: %(quantity)s charged, %(open)s came and are not charged.") % (
            told | {"quantity": plain(row.quantity), "open": plain(row.open_quantity)}
        ))  # fmt: skip
    return " ".join(parts)


def _table(rows: Sequence[InvoiceLineRow], *, money: bool) -> Lines:
    columns = [
        Col("order", now("Purchase order"), url="/purchasing/orders/{order}/"), Col("item_code", now("Item"), "code"),
        Col("item_name", now("Name"), wide=True), Col("quantity", now("Charged"), "quantity"),
        Col("open", now("Came, not charged"), "quantity"), Col("variance", now("Match"), "badge"),
    ]  # fmt: skip
    if money:
        columns[5:5] = [Col("price", now("Price"), "price"), Col("ordered", now("Ordered at"), "price")]
    shown = [
        {
            "order": row.order_number, "item_code": row.item_code, "item_name": row.item_name,
            "quantity": Measured(row.quantity, row.unit), "open": Measured(row.open_quantity, row.unit),
            "price": row.price, "ordered": row.ordered_price,
            "variance": Badge(now("differs"), "amber") if row.variance else Badge(now("agrees"), "green"),
        }
        for row in rows
    ]  # fmt: skip
    return Lines(columns, shown)


_WHY = FormSpec(fields=(Field("reason", _("Reason"), "textarea", required=True),))
INVOICES = Screen(
    key="purchasing.invoices",
    title=_("Suppliers' invoices"),
    listing=queries.INVOICES,
    permit=permits.SEE_INVOICES,
    url="purchasing/invoices/",
    group="purchasing",
    icon="file-invoice",
    order=60,
    columns=(
        Col("number", _("Number"), "link"),
        Col("supplier", _("Supplier"), wide=True),
        Col("supplier_number", _("Supplier's invoice number")),
        Col("kind", _("Kind")),
        Col("state", _("State"), "badge", tones=TONES),
        Col("invoiced_on", _("Invoice date")),
        Col("net", _("Net total")),
        Col("tax", _("Tax")),
        Col("entered_by", _("Entered by"), hidden=True),
    ),
    filters=(
        Pick("state", _("State")),
        Pick("kind", _("Kind")),
        Pick("supplier", _("Supplier"), lookup="purchasing.supplier"),
        Pick("invoiced_on", _("Invoice date")),
        Pick("supplier_number", _("Supplier's invoice number")),
    ),
    chips=(Chip(_("To decide"), {"state": "variance"}),),
    actions=(
        Action("approve", _("Agree to the difference"), permits.APPROVE_INVOICE, run=_approve, icon="check",
               tone="primary", form=_WHY, says=_("Agreed.")),
        Action("cancel", _("Cancel invoice"), permits.BILL, run=_cancel, icon="x", tone="red", form=_WHY, says=_("Cancelled.")),
    ),
    row_url=f"{URL}{{number}}/",
    find=lambda key, by: queries.invoice_id_of(key, scope=by.scope),
    detail=_detail,
    help=_(
        "Invoices of suppliers, matched with what was ordered and what came. Within tolerance they count at once; what"
        " differs waits for somebody else to agree."
    ),
    empty=Empty(_("No supplier's invoice yet. Enter one from its purchase order, or choose several orders.")),
)  # fmt: skip
SCREENS = (INVOICES,)
SOURCES = {INVOICE: lambda invoice_id, by: f"{URL}{queries.invoice(invoice_id, scope=by.scope).number}/"}
