"""Tones and words that the pages of this room share."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from taktline.faces.web.access import Text
from taktline.sales.life import ChangeState
from taktline.sales.types import Axis

STATES: Mapping[str, str] = {
    "draft": "grey",
    "submitted": "blue",
    "reviewed": "amber",
    "confirmed": "green",
    "closed": "grey",
    "cancelled": "red",
}
MESSAGE_STATES: Mapping[str, str] = {
    "received": "grey",
    "parsed": "blue",
    "needs_review": "amber",
    "accepted": "green",
    "rejected": "red",
}
QUOTATION_STATES: Mapping[str, str] = {"draft": "grey", "sent": "blue", "won": "green", "lost": "red", "expired": "amber"}
OUTCOMES: Mapping[str, str] = {"green": "green", "amber": "amber", "red": "red"}
AXES: Mapping[str, Text] = dict(Axis.choices)
RELEASE: Mapping[str, Text] = {
    "credit": _("Release the credit hold"),
    "stock": _("Release the stock hold"),
    "date": _("Release the date hold"),
    "data": _("Release the data hold"),
    "terms": _("Release the terms hold"),
    "engineering": _("Release the engineering hold"),
}
AXIS_TONES: Mapping[str, str] = dict.fromkeys(AXES, "red")
LOG: Mapping[str, Text] = {
    "sales.draft": _("Entered"),
    "sales.edit": _("Edited"),
    "sales.submit": _("Submitted"),
    "sales.review": _("Reviewed"),
    "sales.hold": _("Put on hold"),
    "sales.release-hold": _("Hold released"),
    "sales.ask-sign-off": _("Sign-off asked"),
    "sales.sign-off": _("Signed off"),
    "sales.confirm": _("Confirmed"),
    "sales.draft-change": _("Change drafted"),
    "sales.change": _("Change applied"),
    "sales.promise-again": _("Promised anew"),
    "sales.cancel": _("Cancelled"),
    "sales.close": _("Order closed"),
    "sales.delivered": _("Delivered"),
    "sales.receive": _("Message received"),
    "sales.answer-line": _("Line answered"),
    "sales.choose-customer": _("Customer chosen"),
    "sales.accept-message": _("Made into an order"),
    "sales.reject-message": _("Turned away"),
    "sales.quote": _("Quoted"),
    "sales.edit-quotation": _("Edited"),
    "sales.send-quotation": _("Sent"),
    "sales.revise-quotation": _("Revised"),
    "sales.win-quotation": _("Won"),
    "sales.lose-quotation": _("Lost"),
    "sales.expire-quotation": _("Expired"),
}
# What a change touches, what follows from it, and where it stands.
CHANGES: Mapping[str, Text] = {
    "quantity": _("Quantity"),
    "requested_on": _("Requested"),
    "promised_on": _("Promised"),
    "drawing_revision": _("Drawing revision"),
    "item": _("Item"),
    "new": _("new line"),
    "cancel": _("line cancelled"),
    "priority": _("Priority"),
    "is_rush": _("Rush"),
    "customer_number": _("Customer's number"),
    "shopfloor.work-order": _("Work order"),
    "planning.proposal": _("Planned order"),
    "purchasing.requisition": _("Requisition"),
    "purchasing.order-line": _("Purchase order"),
} | dict(ChangeState.choices)
