"""What can be read of purchasing."""

from taktline.purchasing.queries.listings import (
    PURCHASE_LINES,
    PURCHASE_ORDERS,
    REQUISITIONS,
    SUPPLIER_ITEMS,
    SUPPLIER_PRICES,
)
from taktline.purchasing.queries.rows import (
    buy_now,
    describe_lines,
    describe_requisitions,
    line_rows,
    lines_of,
    purchase_order,
    purchase_order_id_of,
    requisition,
    requisition_id_of,
    requisition_rows,
    suggest_purchases,
)
from taktline.purchasing.queries.supplier_items import (
    preferred_lead_days,
    preferred_suppliers,
    supplier_item,
    supplier_item_draft,
    supplier_items_of,
    unapproved,
)

__all__ = [
    "PURCHASE_LINES",
    "PURCHASE_ORDERS",
    "REQUISITIONS",
    "SUPPLIER_ITEMS",
    "SUPPLIER_PRICES",
    "buy_now",
    "describe_lines",
    "describe_requisitions",
    "line_rows",
    "lines_of",
    "preferred_lead_days",
    "preferred_suppliers",
    "purchase_order",
    "purchase_order_id_of",
    "requisition",
    "requisition_id_of",
    "requisition_rows",
    "suggest_purchases",
    "supplier_item",
    "supplier_item_draft",
    "supplier_items_of",
    "unapproved",
]
