"""Releasing what holds an order, and signing off what is new to the factory."""

from datetime import datetime

from taktline.flows.take_order.grown import require_released
from taktline.flows.take_order.review import review_order
from taktline.flows.take_order.tasks import settled
from taktline.kernel.actor import Actor, system
from taktline.kernel.operation import operation
from taktline.kernel.scope import EVERYTHING
from taktline.sales import permits, services
from taktline.sales import queries as sales
from taktline.sales.types import Axis, Department

_HOUSE = system("take_order")


@operation
def release_hold(order_id: int, *, axis: Axis, reason: str, by: Actor, at: datetime) -> None:
    """Take a hold away with a reason.

    A price below the floor needs its own permit; an engineering hold goes only when item, BOM and routing of every
    line are released. Raises NotPermitted, ReasonNeeded, EngineeringGap, NotFound.
    """
    order = sales.sheet_of(order_id, scope=by.scope)
    if axis is Axis.TERMS and any(each.rule == "price" and each.axis == axis for each in order.verdicts):
        by.require(permits.BELOW_FLOOR)
    if axis is Axis.ENGINEERING:
        require_released(order.id, at=at)
    services.release_hold(order_id, axis=axis, reason=reason, by=by, at=at)
    settled(f"hold.{axis.value}", order_id, by=by, at=at)


@operation
def sign_off(
    line_id: int, *, department: Department, approved: bool, remark: str, by: Actor, at: datetime
) -> bool:
    """A department's word on a new line. When all have approved and it is released, the review is run again.

    Returns whether all departments have approved. Raises what decide_sign_off raises.
    """
    order_id, position = sales.place_of_line(line_id, scope=by.scope)
    complete = services.decide_sign_off(
        line_id, department=department, approved=approved, remark=remark, by=by, at=at
    )
    settled(f"sign-off.{department.value}", order_id, line=position, by=by, at=at)
    if complete and sales.sheet_of(order_id, scope=EVERYTHING).state in ("submitted", "reviewed"):
        # Who signs off need not be who has orders reviewed: the house looks again by itself.
        review_order(order_id, by=by if by.may(permits.REVIEW) else _HOUSE, at=at)
    return complete
