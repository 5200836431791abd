"""What may be allowed in this room."""

from django.utils.translation import gettext_lazy as _

from taktline.kernel.permit import Permit

_CLERKS = (
    "sales_clerk",
    "planner",
    "buyer",
    "quality_engineer",
    "service_clerk",
    "finance_clerk",
    "engineer",
)
_HEADS = ("plant_manager", "owner", "admin")

SEE = Permit("parties.party.see", _("See customers and suppliers"), (*_CLERKS, *_HEADS, "warehouse_clerk"))
CHANGE_CUSTOMER = Permit(
    "parties.customer.change", _("Enter and change customers"), ("sales_clerk", "finance_clerk", *_HEADS)
)
CHANGE_SUPPLIER = Permit(
    "parties.supplier.change", _("Enter and change suppliers"), ("buyer", "finance_clerk", *_HEADS)
)
CREDIT = Permit("parties.credit.change", _("Set credit limits and payment terms"), ("finance_clerk", *_HEADS))
BLOCK = Permit("parties.party.block", _("Block and unblock parties"), ("finance_clerk", *_HEADS))
EXPOSURE = Permit(
    "parties.exposure.report",
    _("Report credit exposure"),
    ("sales_clerk", "planner", "finance_clerk", *_HEADS),
)

PERMITS = (SEE, CHANGE_CUSTOMER, CHANGE_SUPPLIER, CREDIT, BLOCK, EXPOSURE)
