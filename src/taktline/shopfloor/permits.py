"""What one may be allowed to do on the shop floor."""

from django.utils.translation import gettext_lazy as _

from taktline.kernel.permit import Permit

SEE = Permit(
    "shopfloor.see",
    _("See work orders"),
    (
        "planner", "operator", "warehouse_clerk", "inspector", "quality_engineer", "plant_manager", "owner",
        "sales_clerk", "buyer", "engineer", "service_clerk",
    ),
)
PLAN = Permit("shopfloor.work-order.plan", _("Create, change and cancel work orders"), ("planner", "plant_manager", "owner"))
RELEASE = Permit("shopfloor.work-order.release", _("Release work orders"), ("planner", "plant_manager", "owner"))
PERMITS = (SEE, PLAN, RELEASE)
