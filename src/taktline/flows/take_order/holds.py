"""Releasing what holds an order, and signing off what is new to the factory."""

from datetime import datetime

from taktline.catalog import queries as catalog
from taktline.flows.take_order.days import site_day
from taktline.flows.take_order.review import review_order
from taktline.flows.take_order.tasks import settled
from taktline.kernel.actor import Actor
from taktline.kernel.operation import operation
from taktline.kernel.scope import EVERYTHING
from taktline.sales import permits, services
from taktline.sales import queries as sales
from taktline.sales.errors import EngineeringGap
from taktline.sales.queries import OrderSheet
from taktline.sales.types import Axis, Department, OrderType


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
        _require_released(order, at)
    services.release_hold(order_id, axis=axis, reason=reason, by=by, at=at)
    settled(f"hold.{axis.value}", order_id, by=by, at=at)


def _require_released(order: OrderSheet, at: datetime) -> None:
    live = [line for line in order.lines if not line.is_cancelled]
    ids = sorted({line.item_id for line in live if line.item_id is not None})
    gaps = {} if order.type == OrderType.REWORK else catalog.engineering_gaps(ids, site_day(order.site_id, at))
    faulty = [line.position for line in live if line.item_id is None or gaps.get(line.item_id)]
    if faulty:
        raise EngineeringGap(order=order.number, lines=", ".join(map(str, faulty)))


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
        review_order(order_id, by=by if by.may(permits.REVIEW) else _reviewer(by), at=at)
    return complete


def _reviewer(by: Actor) -> Actor:
    """The house reviewing on behalf of whoever gave the last sign-off."""
    return Actor(kind=by.kind, id=by.id, name=by.name, permits=by.permits | {permits.REVIEW.code}, scope=by.scope)
