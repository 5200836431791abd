"""What one may be allowed to do on the shop floor."""

from django.utils.translation import gettext_lazy as _

from taktline.kernel.permit import Permit

SEE = Permit(
    "shopfloor.see",
    _("See work orders"),
    (
        "planner",
        "operator",
        "warehouse_clerk",
        "inspector",
        "quality_engineer",
        "plant_manager",
        "owner",
        "sales_clerk",
        "buyer",
        "engineer",
        "service_clerk",
        "team_leader",
    ),
)
PLAN = Permit(
    "shopfloor.work-order.plan",
    _("Create, change and cancel work orders"),
    ("planner", "plant_manager", "owner"),
)
RELEASE = Permit(
    "shopfloor.work-order.release", _("Release work orders"), ("planner", "plant_manager", "owner")
)
_LEADERS = ("team_leader", "planner", "plant_manager", "owner")
REPORT = Permit(
    "shopfloor.report", _("Report time, quantities and stops from the floor"), ("operator", *_LEADERS)
)
REPORT_FOR_OTHERS = Permit("shopfloor.report-for-others", _("Report for other people"), _LEADERS)
OVER_PRODUCE = Permit("shopfloor.over-produce", _("Make more than the order and its tolerance"), _LEADERS)
MEND = Permit(
    "shopfloor.mend", _("Reverse reports, issues and completions"), ("team_leader", "plant_manager", "owner")
)
LOCK = Permit(
    "shopfloor.operation.lock",
    _("Lock and unlock operations"),
    ("inspector", "quality_engineer", "plant_manager", "owner"),
)
ISSUE = Permit(
    "shopfloor.material.issue",
    _("Issue and return material"),
    ("warehouse_clerk", "team_leader", "planner", "plant_manager"),
)
OVER_ISSUE = Permit(
    "shopfloor.material.over-issue",
    _("Issue more than the frozen bill of material"),
    ("team_leader", "planner", "plant_manager", "owner"),
)
COMPLETE = Permit("shopfloor.complete", _("Book products into stock"), ("warehouse_clerk", *_LEADERS))
STOP = Permit("shopfloor.work-order.stop", _("Pause, hold and resume work orders"), _LEADERS)
TERMINAL = (SEE, REPORT, REPORT_FOR_OTHERS, OVER_PRODUCE, COMPLETE)  # what four digits at the terminal open
PERMITS = (
    SEE,
    PLAN,
    RELEASE,
    REPORT,
    REPORT_FOR_OTHERS,
    OVER_PRODUCE,
    MEND,
    LOCK,
    ISSUE,
    OVER_ISSUE,
    COMPLETE,
    STOP,
)
