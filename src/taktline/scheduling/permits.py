"""What one may be allowed to do in scheduling."""

from django.utils.translation import gettext_lazy as _

from taktline.kernel.permit import Permit

SEE = Permit(
    "scheduling.see",
    _("See schedules and the board"),
    (
        "planner",
        "plant_manager",
        "owner",
        "sales_clerk",
        "operator",
        "team_leader",
        "warehouse_clerk",
        "buyer",
        "quality_engineer",
        "engineer",
    ),
)
RUN = Permit("scheduling.run", _("Compute schedules"), ("planner", "plant_manager", "owner"))
PUBLISH = Permit(
    "scheduling.publish", _("Publish or discard schedules"), ("planner", "plant_manager", "owner")
)
MOVE = Permit(
    "scheduling.move", _("Move and pin operations on the board"), ("planner", "plant_manager", "owner")
)
PERMITS = (SEE, RUN, PUBLISH, MOVE)
