"""What can be read of purchasing."""

from taktline.purchasing.queries.listings import PURCHASE_LINES, PURCHASE_ORDERS, REQUISITIONS
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

__all__ = [
    "PURCHASE_LINES",
    "PURCHASE_ORDERS",
    "REQUISITIONS",
    "buy_now",
    "describe_lines",
    "describe_requisitions",
    "line_rows",
    "lines_of",
    "purchase_order",
    "purchase_order_id_of",
    "requisition",
    "requisition_id_of",
    "requisition_rows",
    "suggest_purchases",
]
