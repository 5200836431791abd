"""Buying and receiving: a purchase order goes out, goods come in, what is late is chased."""

from taktline.flows.buy_and_receive.labels import receipt_labels
from taktline.flows.buy_and_receive.paper import order_paper
from taktline.flows.buy_and_receive.send import mail_of, send_order

__all__ = ["mail_of", "order_paper", "receipt_labels", "send_order"]
