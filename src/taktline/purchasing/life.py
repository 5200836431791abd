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
        PurchaseState.PARTLY_RECEIVED: frozenset({PurchaseState.RECEIVED, PurchaseState.CLOSED}),
        PurchaseState.RECEIVED: frozenset({PurchaseState.BILLED, PurchaseState.CLOSED}),
        PurchaseState.BILLED: frozenset({PurchaseState.CLOSED}),
        PurchaseState.CLOSED: frozenset(),
        PurchaseState.CANCELLED: frozenset(),
    },
)

# Purchase orders whose goods are still to come.
COMING = (
    PurchaseState.APPROVED, PurchaseState.SENT, PurchaseState.ACKNOWLEDGED, PurchaseState.PARTLY_RECEIVED,
)
