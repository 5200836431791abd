"""What can be done in purchasing."""

from taktline.purchasing.services.approve_order import (
    approve_order,
    ask_approval,
    reject_order,
    settle_approval,
)
from taktline.purchasing.services.change_order import LineChange, change_order
from taktline.purchasing.services.invoice import approve_invoice, cancel_invoice, enter_invoice
from taktline.purchasing.services.make_order import order_by_supplier, order_requisitions
from taktline.purchasing.services.move_date import acknowledge, move_date
from taktline.purchasing.services.order import cancel_order, close_order, send_order
from taktline.purchasing.services.receive import LineReceipt, receive
from taktline.purchasing.services.remind import remind
from taktline.purchasing.services.requisition import approve, cancel, create_requisitions, name_supplier
from taktline.purchasing.services.return_goods import return_goods
from taktline.purchasing.services.reverse_receipt import reverse_receipt
from taktline.purchasing.services.supplier_items import (
    approve_supplier_items,
    change_supplier_item,
    create_supplier_item,
    set_supplier_prices,
)
from taktline.purchasing.services.supplier_sheet import SUPPLIER_ITEM_SHEET

__all__ = [
    "SUPPLIER_ITEM_SHEET",
    "LineChange",
    "LineReceipt",
    "acknowledge",
    "approve",
    "approve_invoice",
    "approve_order",
    "approve_supplier_items",
    "ask_approval",
    "cancel",
    "cancel_invoice",
    "cancel_order",
    "change_order",
    "change_supplier_item",
    "close_order",
    "create_requisitions",
    "create_supplier_item",
    "enter_invoice",
    "move_date",
    "name_supplier",
    "order_by_supplier",
    "order_requisitions",
    "receive",
    "reject_order",
    "remind",
    "return_goods",
    "reverse_receipt",
    "send_order",
    "set_supplier_prices",
    "settle_approval",
]
