"""What one may be allowed to do in promising."""

from django.utils.translation import gettext_lazy as _

from taktline.kernel.permit import Permit

QUOTE = Permit(
    "promising.quote",
    _("Ask when an order can be delivered"),
    ("sales_clerk", "planner", "plant_manager", "owner"),
)
ACCEPT = Permit(
    "promising.accept",
    _("Accept an offer as the promise of its order"),
    ("sales_clerk", "planner", "plant_manager", "owner"),
)
LET_GO = Permit(
    "promising.let-go",
    _("Let go of what an offer holds"),
    ("sales_clerk", "planner", "plant_manager", "owner"),
)
OVERTIME = Permit(
    "promising.overtime",
    _("Accept a promise that needs overtime"),
    ("sales_clerk", "planner", "plant_manager", "owner"),
)
PERMITS = (QUOTE, ACCEPT, LET_GO, OVERTIME)
