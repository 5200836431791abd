"""From a customer's message to a commitment: receive, resolve, review, confirm, change, cancel."""

from taktline.flows.take_order.cancel import cancel_order, close_order, preview_cancel
from taktline.flows.take_order.change import (
    Preview,
    apply_change,
    change_order,
    preview_change,
    reject_change,
)
from taktline.flows.take_order.confirm import confirm_order
from taktline.flows.take_order.edit import edit_order
from taktline.flows.take_order.hands_free import review_and_pass
from taktline.flows.take_order.holds import release_hold, sign_off
from taktline.flows.take_order.policies import ReviewPolicy
from taktline.flows.take_order.quotations import (
    accept_quotation,
    create_quotation,
    edit_quotation,
    expire_quotations,
    lose_quotation,
    revise_quotation,
    send_quotation,
)
from taktline.flows.take_order.quote import quote_order
from taktline.flows.take_order.receive import (
    answer_line,
    choose_customer,
    confirm_layout,
    read_message_again,
    receive_message,
    reject_message,
    resolve_message,
)
from taktline.flows.take_order.review import review_order
from taktline.flows.take_order.suggest import suggestions

__all__ = [
    "Preview",
    "ReviewPolicy",
    "accept_quotation",
    "answer_line",
    "apply_change",
    "cancel_order",
    "change_order",
    "choose_customer",
    "close_order",
    "confirm_layout",
    "confirm_order",
    "create_quotation",
    "edit_order",
    "edit_quotation",
    "expire_quotations",
    "lose_quotation",
    "preview_cancel",
    "preview_change",
    "quote_order",
    "read_message_again",
    "receive_message",
    "reject_change",
    "reject_message",
    "release_hold",
    "resolve_message",
    "review_and_pass",
    "review_order",
    "revise_quotation",
    "send_quotation",
    "sign_off",
    "suggestions",
]
