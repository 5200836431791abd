"""What can be done in purchasing."""

from taktline.purchasing.services.move_date import acknowledge, move_date
from taktline.purchasing.services.order import approve_order, cancel_order, order_requisitions, send_order
from taktline.purchasing.services.receive import LineReceipt, receive
from taktline.purchasing.services.requisition import approve, cancel, create_requisitions, name_supplier

__all__ = [
    "LineReceipt",
    "acknowledge",
    "approve",
    "approve_order",
    "cancel",
    "cancel_order",
    "create_requisitions",
    "move_date",
    "name_supplier",
    "order_requisitions",
    "receive",
    "send_order",
]
