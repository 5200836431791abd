"""The lives of requisitions and purchase orders."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from taktline.kernel.life import Life


class RequisitionState(TextChoices):
    """Where a requisition stands."""

    DRAFT = "draft", _("draft")
    APPROVED = "approved", _("approved")
    ORDERED = "ordered", _("ordered")
    CANCELLED = "cancelled", _("cancelled")


REQUISITION_LIFE = Life(
    "requisition",
    {
        RequisitionState.DRAFT: frozenset({RequisitionState.APPROVED, RequisitionState.CANCELLED}),
        RequisitionState.APPROVED: frozenset({RequisitionState.ORDERED, RequisitionState.CANCELLED}),
        RequisitionState.ORDERED: frozenset(),
        RequisitionState.CANCELLED: frozenset(),
    },
)


class PurchaseState(TextChoices):
    """Where a purchase order stands."""

    DRAFT = "draft", _("draft")
    APPROVED = "approved", _("approved")
    SENT = "sent", pgettext_lazy("purchase order", "sent")
    ACKNOWLEDGED = "acknowledged", _("acknowledged")
    PARTLY_RECEIVED = "partly_received", _("partly received")
    RECEIVED = "received", pgettext_lazy("purchase order", "received")
    BILLED = "billed", _("billed")
    CLOSED = "closed", _("closed")
    CANCELLED = "cancelled", _("cancelled")


PURCHASE_LIFE = Life(
    "purchase order",
    {
        PurchaseState.DRAFT: frozenset({PurchaseState.APPROVED, PurchaseState.CANCELLED}),
        PurchaseState.APPROVED: frozenset({PurchaseState.SENT, PurchaseState.CANCELLED}),
        PurchaseState.SENT: frozenset(
            {
                PurchaseState.ACKNOWLEDGED, PurchaseState.PARTLY_RECEIVED, PurchaseState.RECEIVED,
                PurchaseState.CANCELLED,
            }
        ),
        PurchaseState.ACKNOWLEDGED: frozenset(
            {PurchaseState.PARTLY_RECEIVED, PurchaseState.RECEIVED, PurchaseState.CANCELLED}
        ),
        # What was received may be reversed or go back, and an invoice may be cancelled.
        PurchaseState.PARTLY_RECEIVED: frozenset(
            {PurchaseState.RECEIVED, PurchaseState.CLOSED, PurchaseState.ACKNOWLEDGED, PurchaseState.SENT}
        ),
        PurchaseState.RECEIVED: frozenset(
            {
                PurchaseState.BILLED, PurchaseState.CLOSED, PurchaseState.PARTLY_RECEIVED, PurchaseState.ACKNOWLEDGED,
                PurchaseState.SENT,
            }
        ),
        PurchaseState.BILLED: frozenset({PurchaseState.CLOSED, PurchaseState.RECEIVED, PurchaseState.PARTLY_RECEIVED}),
        PurchaseState.CLOSED: frozenset(),
        PurchaseState.CANCELLED: frozenset(),
    },
)


class ReceiptState(TextChoices):
    """Where a receipt stands."""

    POSTED = "posted", pgettext_lazy("receipt", "posted")
    REVERSED = "reversed", pgettext_lazy("receipt", "reversed")


RECEIPT_LIFE = Life(
    "receipt", {ReceiptState.POSTED: frozenset({ReceiptState.REVERSED}), ReceiptState.REVERSED: frozenset()}
)


class ReturnOutcome(TextChoices):
    """What a supplier owes us for what went back."""

    REPLACE = "replace", _("replacement")
    CREDIT = "credit", _("credit note")


class InvoiceKind(TextChoices):
    """What a supplier's paper is."""

    INVOICE = "invoice", pgettext_lazy("supplier", "invoice")
    CREDIT = "credit", _("credit note")


class InvoiceState(TextChoices):
    """Where a supplier's invoice stands."""

    MATCHED = "matched", _("matched")
    VARIANCE = "variance", _("differs")
    APPROVED = "approved", _("approved")
    CANCELLED = "cancelled", _("cancelled")


INVOICE_LIFE = Life(
    "supplier invoice",
    {
        InvoiceState.MATCHED: frozenset({InvoiceState.CANCELLED}),
        InvoiceState.VARIANCE: frozenset({InvoiceState.APPROVED, InvoiceState.CANCELLED}),
        InvoiceState.APPROVED: frozenset({InvoiceState.CANCELLED}),
        InvoiceState.CANCELLED: frozenset(),
    },
)


# Purchase orders whose goods are still to come.
COMING = (
    PurchaseState.APPROVED, PurchaseState.SENT, PurchaseState.ACKNOWLEDGED, PurchaseState.PARTLY_RECEIVED,
)
