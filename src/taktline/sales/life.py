"""Which state follows which, for every document of this room."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from taktline.kernel.life import Life


class MessageState(TextChoices):
    """Where a customer's message stands."""

    RECEIVED = "received", _("received")
    PARSED = "parsed", _("parsed")
    NEEDS_REVIEW = "needs_review", _("needs a look")
    ACCEPTED = "accepted", _("accepted")
    REJECTED = "rejected", _("rejected")


MESSAGE_LIFE = Life(
    "order message",
    {
        MessageState.RECEIVED: frozenset(
            {MessageState.PARSED, MessageState.NEEDS_REVIEW, MessageState.ACCEPTED, MessageState.REJECTED}
        ),
        MessageState.PARSED: frozenset(
            {MessageState.PARSED, MessageState.NEEDS_REVIEW, MessageState.ACCEPTED, MessageState.REJECTED}
        ),
        MessageState.NEEDS_REVIEW: frozenset(
            {MessageState.PARSED, MessageState.NEEDS_REVIEW, MessageState.ACCEPTED, MessageState.REJECTED}
        ),
    },
)


class QuotationState(TextChoices):
    """Where a quotation stands."""

    DRAFT = "draft", _("draft")
    SENT = "sent", _("sent")
    WON = "won", _("won")
    LOST = "lost", _("lost")
    EXPIRED = "expired", _("expired")


# A revised quotation is a draft again, one version further; what was sent is kept.
QUOTATION_LIFE = Life(
    "quotation",
    {
        QuotationState.DRAFT: frozenset({QuotationState.SENT, QuotationState.LOST}),
        QuotationState.SENT: frozenset(
            {QuotationState.WON, QuotationState.LOST, QuotationState.EXPIRED, QuotationState.DRAFT}
        ),
        QuotationState.EXPIRED: frozenset({QuotationState.DRAFT, QuotationState.LOST}),
    },
)


class OrderState(TextChoices):
    """Where a sales order stands."""

    DRAFT = "draft", _("draft")
    SUBMITTED = "submitted", _("submitted")
    REVIEWED = "reviewed", _("reviewed")
    CONFIRMED = "confirmed", _("confirmed")
    CLOSED = "closed", _("closed")
    CANCELLED = "cancelled", _("cancelled")


# Editing a submitted or reviewed order makes it a draft again: what was reviewed is no longer what stands there.
ORDER_LIFE = Life(
    "sales order",
    {
        OrderState.DRAFT: frozenset({OrderState.SUBMITTED, OrderState.CANCELLED}),
        OrderState.SUBMITTED: frozenset({OrderState.REVIEWED, OrderState.DRAFT, OrderState.CANCELLED}),
        OrderState.REVIEWED: frozenset(
            {OrderState.CONFIRMED, OrderState.REVIEWED, OrderState.DRAFT, OrderState.CANCELLED}
        ),
        OrderState.CONFIRMED: frozenset({OrderState.CLOSED, OrderState.CANCELLED}),
    },
)
EDITABLE = frozenset({OrderState.DRAFT, OrderState.SUBMITTED, OrderState.REVIEWED})


class ChangeState(TextChoices):
    """Where a change request stands."""

    DRAFT = "draft", _("draft")
    ASSESSED = "assessed", _("assessed")
    APPLIED = "applied", _("applied")
    REJECTED = "rejected", _("rejected")


CHANGE_LIFE = Life(
    "change request",
    {
        ChangeState.DRAFT: frozenset({ChangeState.ASSESSED, ChangeState.REJECTED}),
        ChangeState.ASSESSED: frozenset({ChangeState.ASSESSED, ChangeState.APPLIED, ChangeState.REJECTED}),
    },
)


class SignOffState(TextChoices):
    """Where a department's sign-off of a new line stands."""

    OPEN = "open", pgettext_lazy("sign-off", "open")
    APPROVED = "approved", _("approved")
    REJECTED = "rejected", _("rejected")


SIGN_OFF_LIFE = Life(
    "sign-off",
    {
        SignOffState.OPEN: frozenset({SignOffState.APPROVED, SignOffState.REJECTED}),
        SignOffState.REJECTED: frozenset({SignOffState.APPROVED}),
    },
)
