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

SEE = Permit("catalog.item.see", _("See items, bills of material and routings"), _EVERYBODY)
CHANGE = Permit("catalog.item.change", _("Enter and change items"), ("engineer", "planner", "buyer", *_HEADS))
RELEASE = Permit("catalog.item.release", _("Release and retire items"), ("engineer", *_HEADS))
STRUCTURE = Permit(
    "catalog.structure.change", _("Edit bills of material and routings"), ("engineer", "planner", *_HEADS)
)
ACTIVATE = Permit(
    "catalog.structure.activate", _("Put bills of material and routings in force"), ("engineer", *_HEADS)
)
PRICE_SEE = Permit(
    "catalog.price.see",
    _("See price lists"),
    ("sales_clerk", "buyer", "service_clerk", "finance_clerk", *_HEADS),
)
PRICE_CHANGE = Permit("catalog.price.change", _("Change price lists"), ("finance_clerk", *_HEADS))
COST = Permit("catalog.cost.roll-up", _("Roll up costs"), ("finance_clerk", "engineer", *_HEADS))
LEARN = Permit(
    "catalog.customer-item.learn",
    _("Teach customers' own part numbers"),
    ("sales_clerk", "engineer", *_HEADS),
)
TABLES = Permit(
    "catalog.table.change",
    _("Change units, classes, taxes and currency rates"),
    ("finance_clerk", "engineer", *_HEADS),
)

PERMITS = (SEE, CHANGE, RELEASE, STRUCTURE, ACTIVATE, PRICE_SEE, PRICE_CHANGE, COST, LEARN, TABLES)
