"""Rows of purchasing, locked for a change."""

from collections.abc import Iterable

from django.utils.translation import gettext_noop as N_

from taktline.kernel.errors import NotFound
from taktline.kernel.locks import lock_one, lock_rows
from taktline.kernel.scope import Scope
from taktline.purchasing.models import (
    GoodsReceipt,
    GoodsReceiptLine,
    PurchaseLine,
    PurchaseOrder,
    Requisition,
    SupplierInvoice,
    SupplierInvoiceLine,
    SupplierItem,
)


def requisitions(ids: Iterable[int], *, scope: Scope) -> list[Requisition]:
    """The requisitions, locked in key order. Raises NotFound naming the first that is missing or may not be seen."""
    wanted = sorted(set(ids))
    rows = Requisition.objects.filter(pk__in=wanted)
    found = lock_rows(rows if scope.sites is None else rows.filter(site_id__in=scope.sites))
    if missing := set(wanted) - {each.pk for each in found}:
        raise NotFound(what=N_("requisition"), key=min(missing))
    return found


def order(order_id: int, *, scope: Scope) -> PurchaseOrder:
    """The purchase order, locked. Raises NotFound if there is none that the actor may see."""
    rows = PurchaseOrder.objects.filter(pk=order_id)
    if scope.sites is not None:
        rows = rows.filter(site_id__in=scope.sites)
    return lock_one(rows, what=N_("purchase order"), key=order_id)


def lines(purchase: PurchaseOrder) -> list[PurchaseLine]:
    """The lines of a locked purchase order, locked in key order."""
    return lock_rows(PurchaseLine.objects.filter(order=purchase))


def supplier_items(ids: Iterable[int]) -> list[SupplierItem]:
    """Supplier items, locked in key order. Raises NotFound naming the first that is missing."""
    wanted = sorted(set(ids))
    found = lock_rows(SupplierItem.objects.filter(pk__in=wanted))
    if missing := set(wanted) - {each.pk for each in found}:
        raise NotFound(what=N_("supplier item"), key=min(missing))
    return found


def receipt(receipt_id: int, *, scope: Scope) -> tuple[GoodsReceipt, PurchaseOrder]:
    """The receipt and its order, both locked, the order first. Raises NotFound if the actor may not see it."""
    found = GoodsReceipt.objects.filter(pk=receipt_id).values_list("order_id", flat=True).first()
    if found is None:
        raise NotFound(what=N_("receipt"), key=receipt_id)
    purchase = order(found, scope=scope)
    return lock_one(GoodsReceipt.objects.filter(pk=receipt_id), what=N_("receipt"), key=receipt_id), purchase


def receipt_lines(receipt: GoodsReceipt) -> list[GoodsReceiptLine]:
    """The lines of a locked receipt, locked in key order."""
    return lock_rows(GoodsReceiptLine.objects.filter(receipt=receipt))


def lines_with_orders(
    line_ids: Iterable[int], *, scope: Scope
) -> tuple[dict[int, PurchaseOrder], dict[int, PurchaseLine]]:
    """Lines and their orders by id, locked in key order, the orders first. Raises NotFound naming what is missing."""
    wanted = sorted(set(line_ids))
    owners = dict(PurchaseLine.objects.filter(pk__in=wanted).values_list("pk", "order_id"))
    if missing := set(wanted) - owners.keys():
        raise NotFound(what=N_("line of a purchase order"), key=min(missing))
    orders = {pk: order(pk, scope=scope) for pk in sorted(set(owners.values()))}
    return orders, {line.pk: line for line in lock_rows(PurchaseLine.objects.filter(pk__in=wanted))}


def invoice(
    invoice_id: int, *, scope: Scope
) -> tuple[SupplierInvoice, dict[int, PurchaseOrder], dict[int, PurchaseLine]]:
    """A supplier's invoice and what it charges for, locked: orders, lines, then the invoice."""
    rows = SupplierInvoiceLine.objects.filter(invoice_id=invoice_id)
    charged = list(rows.values_list("line_id", flat=True))
    if not charged:
        raise NotFound(what=N_("supplier invoice"), key=invoice_id)
    orders, lines = lines_with_orders(charged, scope=scope)
    found = lock_one(
        SupplierInvoice.objects.filter(pk=invoice_id), what=N_("supplier invoice"), key=invoice_id
    )
    return found, orders, lines
