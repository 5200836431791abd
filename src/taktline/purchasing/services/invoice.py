"""A supplier's invoice is matched with what was ordered and what came; what differs waits for somebody to agree."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_

from taktline.identity import queries as identity
from taktline.kernel import journal, numbering, outbox, search
from taktline.kernel.actor import Actor, ActorKind
from taktline.kernel.errors import InvalidInput
from taktline.kernel.exact import Money, extend
from taktline.kernel.moving import Move
from taktline.kernel.operation import operation
from taktline.kernel.source import Source
from taktline.office import queries as desk
from taktline.office import services as office
from taktline.parties import queries as parties
from taktline.purchasing import locks, permits, rules
from taktline.purchasing.errors import AlreadyBilled, MixedInvoice, NothingToBuy, OwnInvoice
from taktline.purchasing.facts import SupplierInvoiceCancelled, SupplierInvoiceMatched
from taktline.purchasing.life import INVOICE_LIFE, InvoiceKind, InvoiceState, PurchaseState
from taktline.purchasing.models import PurchaseLine, PurchaseOrder, SupplierInvoice, SupplierInvoiceLine
from taktline.purchasing.services.approve_order import in_house
from taktline.purchasing.types import INVOICE, InvoiceDraft, InvoiceLineDraft, MatchPolicy

VARIANCE_TASK = "purchasing.invoice-variance"
LARGEST = Decimal(10**9)
COUNTED = (InvoiceState.MATCHED, InvoiceState.APPROVED)
_APPROVE = Move(INVOICE_LIFE, InvoiceState.APPROVED, "purchasing.approve-invoice")
_CANCEL = Move(INVOICE_LIFE, InvoiceState.CANCELLED, "purchasing.cancel-invoice")


@operation
def enter_invoice(draft: InvoiceDraft, *, by: Actor, at: datetime) -> int:
    """Enter what a supplier charges and match it: within tolerance it counts at once, else somebody has to agree.

    Lines may be of several orders of one supplier, site and currency. Returns the invoice's id.
    Raises AlreadyBilled for a number that was entered before, MixedInvoice, NothingToBuy, InvalidInput, NotFound.
    """
    by.require(permits.BILL)
    orders, lines = locks.lines_with_orders([each.line_id for each in draft.lines], scope=by.scope)
    first = _one_party(orders)
    _require_sound(draft, first, at)
    same = SupplierInvoice.objects.filter(
        supplier_id=first.supplier_id, supplier_number=draft.supplier_number.strip()
    )
    if same.exclude(state=InvoiceState.CANCELLED).exists():
        raise AlreadyBilled(number=draft.supplier_number.strip())
    policy = desk.policy(MatchPolicy, at=at, site_id=first.site_id)
    rows = [
        _line(position, each, lines[each.line_id], draft.kind, policy, first)
        for position, each in enumerate(draft.lines, start=1)
    ]
    net = Money.of(draft.net, first.currency)
    charged = sum((extend(row.price, row.quantity, first.currency) for row in rows), Money(0, first.currency))
    differs = abs(_house(net - charged, first)) > policy.amount
    fine = not differs and not any(row.variance for row in rows)
    invoice = _document(draft, first, net, InvoiceState.MATCHED if fine else InvoiceState.VARIANCE, by, at)
    for row in rows:
        row.invoice = invoice
    SupplierInvoiceLine.objects.bulk_create(rows)
    _tell(invoice, rows, by, at)
    if fine:
        _count(invoice, orders, lines, by, at)
    else:
        office.open_task(
            VARIANCE_TASK, role="plant_manager", key=str(invoice.pk), source=Source(INVOICE, invoice.pk),
            title=N_("Invoice %(number)s differs from what was ordered or received: decide"),
            site_id=invoice.site_id, data={"number": invoice.number}, by=by, at=at,
        )  # fmt: skip
    return invoice.pk


def _one_party(orders: Mapping[int, PurchaseOrder]) -> PurchaseOrder:
    """Any of the orders. Raises MixedInvoice unless all are of one supplier, site and currency."""
    kinds = {(order.supplier_id, order.site_id, order.currency) for order in orders.values()}
    if len(kinds) != 1:
        raise MixedInvoice
    return next(iter(orders.values()))


def _require_sound(draft: InvoiceDraft, order: PurchaseOrder, at: datetime) -> None:
    today = identity.site_day(order.site_id, at)
    if not draft.supplier_number.strip() or len(draft.supplier_number.strip()) > 60:
        raise InvalidInput(field="supplier_number", reason=_("Enter the number on the supplier's invoice."))
    if draft.kind not in InvoiceKind.values:
        raise InvalidInput(field="kind", reason=_("Choose invoice or credit note."))
    if not today - timedelta(days=3 * 366) <= draft.invoiced_on <= today + timedelta(days=1):
        raise InvalidInput(
            field="invoiced_on", reason=_("This day cannot be right: it lies years back, or ahead.")
        )
    for name, amount in (("net", draft.net), ("tax", draft.tax)):
        if not amount.is_finite() or not 0 <= amount <= LARGEST:
            raise InvalidInput(field=name, reason=_("Zero or more."))
    if len({each.line_id for each in draft.lines}) != len(draft.lines):
        raise InvalidInput(field="lines", reason=_("A line stands there twice."))
    for each in draft.lines:
        if not each.quantity.is_finite() or not 0 < each.quantity <= LARGEST:
            raise NothingToBuy(item=order, quantity=each.quantity)
        if not each.price.is_finite() or not 0 <= each.price <= LARGEST:
            raise InvalidInput(field="price", reason=_("Zero or more."))


def _line(
    position: int,
    each: InvoiceLineDraft,
    line: PurchaseLine,
    kind: str,
    policy: MatchPolicy,
    order: PurchaseOrder,
) -> SupplierInvoiceLine:
    left = line.received - line.returned - line.billed
    left = -left if kind == InvoiceKind.CREDIT else left
    more = _house(
        extend(each.price, each.quantity, order.currency) - extend(line.price, each.quantity, order.currency),
        order,
    )
    found = []
    if abs(each.price - line.price) > line.price * policy.price_share and abs(more) > policy.amount:
        found.append("price")
    if each.quantity > max(left, Decimal(0)) * (1 + policy.quantity_share):
        found.append("quantity")
    return SupplierInvoiceLine(
        position=position, line=line, quantity=each.quantity, price=each.price, ordered_price=line.price,
        open_quantity=max(left, Decimal(0)), variance=" ".join(found),
    )  # fmt: skip


def _house(amount: Money, order: PurchaseOrder) -> Decimal:
    return in_house(amount, order.site_id, order.ordered_on).amount


def _document(
    draft: InvoiceDraft,
    order: PurchaseOrder,
    net: Money,
    state: InvoiceState,
    by: Actor,
    at: datetime,
) -> SupplierInvoice:
    site = identity.site(order.site_id)
    invoice = SupplierInvoice.objects.create(
        number=numbering.draw("SI", site=site.code, year=identity.site_day(site.id, at).year),
        supplier_id=order.supplier_id, site_id=site.id, kind=draft.kind, currency=order.currency,
        state=state, supplier_number=draft.supplier_number.strip(),
        invoiced_on=draft.invoiced_on, net_minor=net.minor, tax_minor=Money.of(draft.tax, order.currency).minor,
        note=draft.note.strip()[:400], entered_by=by.name[:80], entered_at=at,
        entered_by_id=by.id if by.kind is ActorKind.USER else 0,
    )  # fmt: skip
    supplier = parties.party(order.supplier_id)
    search.index(
        INVOICE, invoice.pk, invoice.number, invoice.supplier_number, supplier.name.zh, supplier.name.en
    )
    return invoice


def _tell(invoice: SupplierInvoice, rows: Sequence[SupplierInvoiceLine], by: Actor, at: datetime) -> None:
    differing = {str(row.position): row.variance for row in rows if row.variance}
    after = {"supplier_number": invoice.supplier_number, "state": invoice.state, "variance": differing}
    journal.record(
        "purchasing.enter-invoice",
        subject=invoice,
        by=by,
        at=at,
        after=after,
        money={"net": invoice.net_minor},
    )


def _count(
    invoice: SupplierInvoice,
    orders: Mapping[int, PurchaseOrder],
    lines: Mapping[int, PurchaseLine],
    by: Actor,
    at: datetime,
) -> None:
    """The invoice counts: its lines are billed, orders wholly received and billed are so."""
    _bill(lines)
    for order in orders.values():
        _settle(order, invoice, by, at)
    outbox.publish(SupplierInvoiceMatched(invoice.pk, invoice.site_id, invoice.supplier_id), at=at)


def _bill(lines: Mapping[int, PurchaseLine]) -> None:
    """Lines are billed by the invoices that count, less the credit notes that do; never below nothing."""
    billed = dict.fromkeys(lines, Decimal(0))
    rows = SupplierInvoiceLine.objects.filter(line__in=lines, invoice__state__in=COUNTED)
    for line_id, quantity, kind in rows.values_list("line_id", "quantity", "invoice__kind"):
        billed[line_id] += -quantity if kind == InvoiceKind.CREDIT else quantity
    for pk, line in lines.items():
        line.billed = max(billed[pk], Decimal(0))
    PurchaseLine.objects.bulk_update(lines.values(), ["billed"])


def _settle(order: PurchaseOrder, invoice: SupplierInvoice, by: Actor, at: datetime) -> None:
    whole = rules.is_billed((line.received - line.returned, line.billed) for line in order.lines.all())
    then = (
        {PurchaseState.RECEIVED: PurchaseState.BILLED}
        if whole
        else {PurchaseState.BILLED: PurchaseState.RECEIVED}
    )
    before = PurchaseState(order.state)
    if before in then:
        order.state = then[before]
        order.save(update_fields=["state"])
    journal.record(
        "purchasing.match-invoice", subject=order, by=by, at=at, before={"state": before},
        after={"invoice": invoice.number, "state": order.state},
    )  # fmt: skip


@operation
def approve_invoice(invoice_id: int, *, reason: str, by: Actor, at: datetime) -> None:
    """Let an invoice count although it differs. Raises OwnInvoice for who entered it, IllegalMove, InvalidInput."""
    by.require(permits.APPROVE_INVOICE)
    if not reason.strip():
        raise InvalidInput(field="reason", reason=_("Say why."))
    invoice, orders, lines = locks.invoice(invoice_id, scope=by.scope)
    if by.kind is ActorKind.USER and invoice.entered_by_id == by.id:
        raise OwnInvoice
    _APPROVE.make(invoice, by=by, at=at, reason=reason)
    _count(invoice, orders, lines, by, at)
    office.close_tasks(VARIANCE_TASK, key=str(invoice.pk), by=by, at=at)


@operation
def cancel_invoice(invoice_id: int, *, reason: str, by: Actor, at: datetime) -> None:
    """It was wrong or not ours: what it had billed is open again. Raises IllegalMove, InvalidInput."""
    by.require(permits.BILL)
    if not reason.strip():
        raise InvalidInput(field="reason", reason=_("Say why."))
    invoice, orders, lines = locks.invoice(invoice_id, scope=by.scope)
    counted = invoice.state in COUNTED
    _CANCEL.make(invoice, by=by, at=at, reason=reason)
    office.close_tasks(VARIANCE_TASK, key=str(invoice.pk), by=by, at=at)
    if not counted:
        return
    _bill(lines)
    for order in orders.values():
        _settle(order, invoice, by, at)
    outbox.publish(SupplierInvoiceCancelled(invoice.pk, invoice.site_id, invoice.supplier_id), at=at)
