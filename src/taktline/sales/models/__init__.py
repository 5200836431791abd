"""Rows of the room `sales`; only its own services write them."""

from taktline.sales.models.change import ChangeRequest
from taktline.sales.models.line import Delivery, OrderLine, PricedLine
from taktline.sales.models.message import MessageLine, MessagePayload, OrderMessage, SenderLayout
from taktline.sales.models.order import Order
from taktline.sales.models.quotation import Quotation, QuotationLine, QuotationVersion
from taktline.sales.models.review import Hold, SignOff, Verdict

__all__ = [
    "ChangeRequest",
    "Delivery",
    "Hold",
    "MessageLine",
    "MessagePayload",
    "Order",
    "OrderLine",
    "OrderMessage",
    "PricedLine",
    "Quotation",
    "QuotationLine",
    "QuotationVersion",
    "SenderLayout",
    "SignOff",
    "Verdict",
]
