"""What crosses the door of purchasing: kinds, drafts and frozen rows."""

from taktline.purchasing.types.documents import (
    APPROVAL,
    LINE,
    ORDER,
    REQUISITION,
    PurchaseLineDraft,
    PurchaseLineRow,
    PurchaseOrderRow,
    RequisitionDraft,
    RequisitionRow,
)
from taktline.purchasing.types.invoices import (
    INVOICE,
    BillableRow,
    InvoiceDraft,
    InvoiceLineDraft,
    InvoiceLineRow,
    InvoiceRow,
)
from taktline.purchasing.types.policies import ApprovalPolicy, MatchPolicy
from taktline.purchasing.types.receipts import (
    RECEIPT,
    RETURN,
    Arrived,
    ReceiptLineRow,
    ReceiptRow,
    ReturnedLine,
    ReturnRow,
)
from taktline.purchasing.types.supplier_items import (
    SUPPLIER_ITEM,
    SupplierItemDraft,
    SupplierItemRow,
    SupplierPriceDraft,
    SupplierPriceRow,
)

__all__ = [
    "APPROVAL",
    "INVOICE",
    "LINE",
    "ORDER",
    "RECEIPT",
    "REQUISITION",
    "RETURN",
    "SUPPLIER_ITEM",
    "ApprovalPolicy",
    "Arrived",
    "BillableRow",
    "InvoiceDraft",
    "InvoiceLineDraft",
    "InvoiceLineRow",
    "InvoiceRow",
    "MatchPolicy",
    "PurchaseLineDraft",
    "PurchaseLineRow",
    "PurchaseOrderRow",
    "ReceiptLineRow",
    "ReceiptRow",
    "RequisitionDraft",
    "RequisitionRow",
    "ReturnRow",
    "ReturnedLine",
    "SupplierItemDraft",
    "SupplierItemRow",
    "SupplierPriceDraft",
    "SupplierPriceRow",
]
