"""What others may ask about messages, quotations and orders."""

from taktline.sales.queries.demand import (
    LineOfDelivery,
    demand_of,
    describe,
    exposed_amounts,
    last_prices,
    lines_of,
    numbers,
    open_deliveries,
    projected_dates,
    similar_orders,
)
from taktline.sales.queries.listings import MESSAGES, ORDER_LINES, ORDERS, QUOTATIONS
from taktline.sales.queries.messages import (
    MessageLineRow,
    MessageSheet,
    PayloadRow,
    message,
    message_id_of,
    message_of_line,
    payload,
)
from taktline.sales.queries.order_rows import DeliveryRow, LineRow, OrderSheet, VerdictRow
from taktline.sales.queries.quotations import (
    ChangeSheet,
    QuotationLineRow,
    QuotationSheet,
    change,
    quotation,
    quotation_id_of,
)
from taktline.sales.queries.sheet import order_id_of, place_of_line, sheet, sheet_of, verdicts
from taktline.sales.queries.wording import FIELDS, RULES

__all__ = [
    "FIELDS",
    "MESSAGES",
    "ORDERS",
    "ORDER_LINES",
    "QUOTATIONS",
    "RULES",
    "ChangeSheet",
    "DeliveryRow",
    "LineOfDelivery",
    "LineRow",
    "MessageLineRow",
    "MessageSheet",
    "OrderSheet",
    "PayloadRow",
    "QuotationLineRow",
    "QuotationSheet",
    "VerdictRow",
    "change",
    "demand_of",
    "describe",
    "exposed_amounts",
    "last_prices",
    "lines_of",
    "message",
    "message_id_of",
    "message_of_line",
    "numbers",
    "open_deliveries",
    "order_id_of",
    "payload",
    "place_of_line",
    "projected_dates",
    "quotation",
    "quotation_id_of",
    "sheet",
    "sheet_of",
    "similar_orders",
    "verdicts",
]
