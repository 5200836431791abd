"""What can be done with work orders."""

from taktline.shopfloor.services.cancel import cancel
from taktline.shopfloor.services.change import change
from taktline.shopfloor.services.create import create_work_orders
from taktline.shopfloor.services.plan import clear_plan, set_clearance, set_plan
from taktline.shopfloor.services.release import release

__all__ = ["cancel", "change", "clear_plan", "create_work_orders", "release", "set_clearance", "set_plan"]
