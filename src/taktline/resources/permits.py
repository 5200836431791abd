"""What may be allowed in this room."""

from django.utils.translation import gettext_lazy as _

from taktline.kernel.permit import Permit

_HEADS = ("plant_manager", "owner", "admin")
_EVERYBODY = (
    "sales_clerk",
    "planner",
    "operator",
    "team_leader",
    "warehouse_clerk",
    "inspector",
    "quality_engineer",
    "buyer",
    "service_clerk",
    "finance_clerk",
    "engineer",
    *_HEADS,
)

SEE = Permit("resources.plant.see", _("See work centres, machines, people and calendars"), _EVERYBODY)
CHANGE = Permit(
    "resources.plant.change",
    _("Set up work centres, machines and changeovers"),
    ("planner", "engineer", *_HEADS),
)
PEOPLE = Permit("resources.people.change", _("Set up people and their skills"), ("planner", *_HEADS))
CALENDAR = Permit(
    "resources.calendar.change", _("Set up shifts, holidays and overtime"), ("planner", *_HEADS)
)
DOWNTIME = Permit(
    "resources.downtime.change", _("Enter downtimes and absences"), ("planner", "engineer", *_HEADS)
)
RATE = Permit("resources.rate.change", _("Set machine hour rates"), ("finance_clerk", *_HEADS))

PERMITS = (SEE, CHANGE, PEOPLE, CALENDAR, DOWNTIME, RATE)
