"""What crosses the door of purchasing: kinds, drafts and frozen rows."""

from taktline.purchasing.types.documents import (
    LINE,
    ORDER,
    REQUISITION,
    PurchaseLineDraft,
    PurchaseLineRow,
    PurchaseOrderRow,
    RequisitionDraft,
    RequisitionRow,
)
from taktline.purchasing.types.supplier_items import (
    SUPPLIER_ITEM,
    SupplierItemDraft,
    SupplierItemRow,
    SupplierPriceDraft,
    SupplierPriceRow,
)

__all__ = [
    "LINE",
    "ORDER",
    "REQUISITION",
    "SUPPLIER_ITEM",
    "PurchaseLineDraft",
    "PurchaseLineRow",
    "PurchaseOrderRow",
    "RequisitionDraft",
    "RequisitionRow",
    "SupplierItemDraft",
    "SupplierItemRow",
    "SupplierPriceDraft",
    "SupplierPriceRow",
]
