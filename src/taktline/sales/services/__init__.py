"""What may be done with messages, quotations and orders."""

from taktline.sales.services.changing import Applied, apply_change, assess_change, draft_change, reject_change
from taktline.sales.services.committing import Commitment, cancel, close, confirm
from taktline.sales.services.drafting import Drafted, create_order, edit_order
from taktline.sales.services.intake import (
    accept_message,
    answer_line,
    choose_customer,
    confirm_layout,
    read_again,
    receive_message,
    reject_message,
    remember_layout,
)
from taktline.sales.services.load_history import PastLine, PastOrder, load_history
from taktline.sales.services.pricing_ahead import LineAhead, PricesAhead, prices_ahead
from taktline.sales.services.quoting import (
    QuotationInput,
    create_quotation,
    edit_quotation,
    expire_quotations,
    lose_quotation,
    revise_quotation,
    send_quotation,
    win_quotation,
)
from taktline.sales.services.reporting import DeliveredRow, set_delivered, set_progress, set_projected
from taktline.sales.services.repromising import promise_again
from taktline.sales.services.reviewing import (
    Reviewed,
    answer_for,
    ask_sign_offs,
    decide_sign_off,
    put_hold,
    record_review,
    release_hold,
    submit,
)
from taktline.sales.services.splitting import split_deliveries
from taktline.sales.services.taking_over import lower_exposure
from taktline.sales.services.writing import order_content

__all__ = [
    "Applied",
    "Commitment",
    "DeliveredRow",
    "Drafted",
    "LineAhead",
    "PastLine",
    "PastOrder",
    "PricesAhead",
    "QuotationInput",
    "Reviewed",
    "accept_message",
    "answer_for",
    "answer_line",
    "apply_change",
    "ask_sign_offs",
    "assess_change",
    "cancel",
    "choose_customer",
    "close",
    "confirm",
    "confirm_layout",
    "create_order",
    "create_quotation",
    "decide_sign_off",
    "draft_change",
    "edit_order",
    "edit_quotation",
    "expire_quotations",
    "load_history",
    "lose_quotation",
    "lower_exposure",
    "order_content",
    "prices_ahead",
    "promise_again",
    "put_hold",
    "read_again",
    "receive_message",
    "record_review",
    "reject_change",
    "reject_message",
    "release_hold",
    "remember_layout",
    "revise_quotation",
    "send_quotation",
    "set_delivered",
    "set_progress",
    "set_projected",
    "split_deliveries",
    "submit",
    "win_quotation",
]
