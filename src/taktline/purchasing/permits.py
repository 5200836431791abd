"""What one may be allowed to do in purchasing."""

from django.utils.translation import gettext_lazy as _

from taktline.kernel.permit import Permit

SEE = Permit(
    "purchasing.see",
    _("See requisitions and purchase orders"),
    ("buyer", "planner", "warehouse_clerk", "plant_manager", "owner", "finance_clerk", "inspector", "quality_engineer"),
)
REQUEST = Permit("purchasing.requisition.create", _("Ask for something to be bought"), ("planner", "buyer", "plant_manager", "owner", "warehouse_clerk"))
APPROVE_REQUISITION = Permit("purchasing.requisition.approve", _("Approve requisitions"), ("buyer", "plant_manager", "owner"))
ORDER = Permit("purchasing.order.create", _("Make and send purchase orders"), ("buyer", "owner"))
APPROVE_ORDER = Permit("purchasing.order.approve", _("Approve purchase orders"), ("plant_manager", "owner", "buyer"))
RECEIVE = Permit("purchasing.order.receive", _("Receive purchased goods"), ("warehouse_clerk", "admin"))
PERMITS = (SEE, REQUEST, APPROVE_REQUISITION, ORDER, APPROVE_ORDER, RECEIVE)
