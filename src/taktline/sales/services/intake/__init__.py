"""From a customer's message to a draft, or to a place in the inbox with the reasons."""

from taktline.sales.services.intake.accept import accept_message, reject_message
from taktline.sales.services.intake.answer import answer_line, choose_customer, confirm_layout
from taktline.sales.services.intake.layouts import remember_layout
from taktline.sales.services.intake.receive import read_again, receive_message

__all__ = [
    "accept_message",
    "answer_line",
    "choose_customer",
    "confirm_layout",
    "read_again",
    "receive_message",
    "reject_message",
    "remember_layout",
]
