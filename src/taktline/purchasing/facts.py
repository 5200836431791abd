"""What happened in purchasing."""

from dataclasses import dataclass
from typing import ClassVar

from taktline.kernel.outbox import Fact


@dataclass(frozen=True, slots=True)
class RequisitionCreated(Fact):
    """Something is wanted to be bought."""

    topic: ClassVar[str] = "purchasing.requisition-created"
    requisition_id: int
    item_id: int
    site_id: int


@dataclass(frozen=True, slots=True)
class RequisitionCancelled(Fact):
    """It is not wanted any more."""

    topic: ClassVar[str] = "purchasing.requisition-cancelled"
    requisition_id: int
    item_id: int
    site_id: int


@dataclass(frozen=True, slots=True)
class PurchaseOrderApproved(Fact):
    """A purchase order counts as supply from now on."""

    topic: ClassVar[str] = "purchasing.order-approved"
    purchase_order_id: int
    site_id: int


@dataclass(frozen=True, slots=True)
class SupplierDateMoved(Fact):
    """A supplier named another day for a line."""

    topic: ClassVar[str] = "purchasing.supplier-date-moved"
    purchase_order_id: int
    line_id: int
    item_id: int
    site_id: int


@dataclass(frozen=True, slots=True)
class PurchaseReceived(Fact):
    """Goods of a purchase order came in."""

    topic: ClassVar[str] = "purchasing.received"
    purchase_order_id: int
    line_id: int
    item_id: int
    site_id: int
    receipt_id: int


@dataclass(frozen=True, slots=True)
class PurchaseOrderCancelled(Fact):
    """What was still to come will not come."""

    topic: ClassVar[str] = "purchasing.order-cancelled"
    purchase_order_id: int
    site_id: int


@dataclass(frozen=True, slots=True)
class SupplierItemsChanged(Fact):
    """What suppliers sell us of these items changed: who, how fast, in which lots."""

    topic: ClassVar[str] = "purchasing.supplier-items-changed"
    item_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class PurchaseOrderSent(Fact):
    """A purchase order was given to its supplier."""

    topic: ClassVar[str] = "purchasing.order-sent"
    purchase_order_id: int
    site_id: int
    supplier_id: int


@dataclass(frozen=True, slots=True)
class PurchaseOrderClosed(Fact):
    """What was still to come of these items will not come; what came stays."""

    topic: ClassVar[str] = "purchasing.order-closed"
    purchase_order_id: int
    site_id: int
    item_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ReceiptReversed(Fact):
    """A receipt was undone; its goods are still to come again."""

    topic: ClassVar[str] = "purchasing.receipt-reversed"
    receipt_id: int
    purchase_order_id: int
    site_id: int


@dataclass(frozen=True, slots=True)
class GoodsReturned(Fact):
    """Goods went back to their supplier. outcome: replace or credit."""

    topic: ClassVar[str] = "purchasing.goods-returned"
    return_id: int
    purchase_order_id: int
    site_id: int
    outcome: str


@dataclass(frozen=True, slots=True)
class SupplierInvoiceMatched(Fact):
    """A supplier's invoice counts: it agrees with order and receipt, or somebody agreed to the difference."""

    topic: ClassVar[str] = "purchasing.invoice-matched"
    invoice_id: int
    site_id: int
    supplier_id: int


@dataclass(frozen=True, slots=True)
class SupplierInvoiceCancelled(Fact):
    """A supplier's invoice that counted does so no more."""

    topic: ClassVar[str] = "purchasing.invoice-cancelled"
    invoice_id: int
    site_id: int
    supplier_id: int
