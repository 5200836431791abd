"""Rows of purchasing; only its own services write them."""

from taktline.purchasing.models.order import PurchaseLine, PurchaseOrder
from taktline.purchasing.models.receipt import (
    GoodsReceipt,
    GoodsReceiptLine,
    SupplierReturn,
    SupplierReturnLine,
)
from taktline.purchasing.models.requisition import Requisition
from taktline.purchasing.models.supplier_invoice import SupplierInvoice, SupplierInvoiceLine
from taktline.purchasing.models.supplier_item import SupplierItem, SupplierPrice

__all__ = [
    "GoodsReceipt",
    "GoodsReceiptLine",
    "PurchaseLine",
    "PurchaseOrder",
    "Requisition",
    "SupplierInvoice",
    "SupplierInvoiceLine",
    "SupplierItem",
    "SupplierPrice",
    "SupplierReturn",
    "SupplierReturnLine",
]
