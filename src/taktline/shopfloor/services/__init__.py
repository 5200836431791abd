"""What can be done with work orders."""

from taktline.shopfloor.services.cancel import cancel
from taktline.shopfloor.services.change import change
from taktline.shopfloor.services.complete import complete, time_value
from taktline.shopfloor.services.create import create_work_orders
from taktline.shopfloor.services.material import backflush, issue, reserve_materials
from taktline.shopfloor.services.plan import clear_plan, set_clearance, set_plan
from taktline.shopfloor.services.release import release
from taktline.shopfloor.services.report import report
from taktline.shopfloor.services.returns import return_material
from taktline.shopfloor.services.reverse import reverse_completion, reverse_issue, reverse_report
from taktline.shopfloor.services.split import split
from taktline.shopfloor.services.stops import call_for_help, end_stop, stop_machine
from taktline.shopfloor.services.verbs import (
    hold_order,
    lock_operation,
    pause_order,
    resume_order,
    unlock_operation,
)
from taktline.shopfloor.services.work import finish, pause, start

__all__ = [
    "backflush",
    "call_for_help",
    "cancel",
    "change",
    "clear_plan",
    "complete",
    "create_work_orders",
    "end_stop",
    "finish",
    "hold_order",
    "issue",
    "lock_operation",
    "pause",
    "pause_order",
    "release",
    "report",
    "reserve_materials",
    "resume_order",
    "return_material",
    "reverse_completion",
    "reverse_issue",
    "reverse_report",
    "set_clearance",
    "set_plan",
    "split",
    "start",
    "stop_machine",
    "time_value",
    "unlock_operation",
]
