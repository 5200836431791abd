"""What one may be allowed to do with stock."""

from django.utils.translation import gettext_lazy as _

from taktline.kernel.permit import Permit

_STORE = ("warehouse_clerk", "admin")
_CHIEF = ("plant_manager", "admin")

SEE = Permit(
    "inventory.stock.see",
    _("See stock"),
    (
        "sales_clerk", "planner", "operator", "team_leader", "warehouse_clerk", "inspector", "quality_engineer", "buyer",
        "service_clerk", "finance_clerk", "plant_manager", "owner", "engineer", "admin",
    ),
)  # fmt: skip
RECEIVE = Permit("inventory.stock.receive", _("Receive stock"), _STORE)
ISSUE = Permit("inventory.stock.issue", _("Issue stock"), _STORE)
TRANSFER = Permit("inventory.stock.transfer", _("Transfer stock"), _STORE)
ADJUST = Permit("inventory.stock.adjust", _("Adjust stock"), (*_STORE, "plant_manager"))
FOUND = Permit(
    "inventory.stock.found", _("Book found stock"), ("operator", "team_leader", *_STORE, "plant_manager")
)
HOLD = Permit(
    "inventory.stock.hold",
    _("Hold and release stock"),
    ("inspector", "quality_engineer", "warehouse_clerk", "admin"),
)
REVERSE = Permit("inventory.move.reverse", _("Reverse a stock move"), (*_STORE, "plant_manager"))
RESERVE = Permit(
    "inventory.reservation.make",
    _("Reserve stock"),
    ("sales_clerk", "planner", "warehouse_clerk", "service_clerk", "plant_manager", "admin"),
)
BY_HAND = Permit(
    "inventory.reservation.by-hand",
    _("Reserve and let go by hand"),
    ("planner", "warehouse_clerk", "plant_manager", "admin"),
)
COUNT = Permit("inventory.count.record", _("Count stock"), _STORE)
POST_COUNT = Permit(
    "inventory.count.post", _("Post count differences"), ("finance_clerk", "plant_manager", "admin")
)
PLACES = Permit("inventory.place.change", _("Change places"), ("warehouse_clerk", *_CHIEF))
CLOSE = Permit("inventory.period.close", _("Close a stock period"), ("finance_clerk", *_CHIEF))
OPEN_BOOKS = Permit("inventory.opening.post", _("Bring in opening stock"), ("admin", "finance_clerk"))

PERMITS = (
    SEE, RECEIVE, ISSUE, TRANSFER, ADJUST, FOUND, HOLD, REVERSE, RESERVE, BY_HAND, COUNT, POST_COUNT, PLACES, CLOSE, OPEN_BOOKS,
)  # fmt: skip
