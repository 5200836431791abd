"""Buying and receiving: a purchase order goes out, goods come in, what is late is chased."""

from taktline.flows.buy_and_receive.expedite import (
    Chased,
    NoMailAddress,
    Risk,
    expedite_list,
    remind_suppliers,
)
from taktline.flows.buy_and_receive.labels import receipt_labels
from taktline.flows.buy_and_receive.paper import order_paper
from taktline.flows.buy_and_receive.send import mail_of, send_order

__all__ = [
    "Chased",
    "NoMailAddress",
    "Risk",
    "expedite_list",
    "mail_of",
    "order_paper",
    "receipt_labels",
    "remind_suppliers",
    "send_order",
]
