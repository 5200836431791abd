"""Write what a published schedule or a clear-to-build check found onto operations and orders."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from taktline.kernel import outbox
from taktline.kernel.actor import Actor
from taktline.kernel.operation import operation
from taktline.shopfloor import locks, permits
from taktline.shopfloor.facts import OperationsPlanned
from taktline.shopfloor.life import OperationState
from taktline.shopfloor.models import Operation, WorkOrder
from taktline.shopfloor.types import PlannedSlot

_PLANNED = ("planned_machine_id", "planned_person_id", "planned_start", "planned_end", "sequence")


@operation
def set_plan(slots: Sequence[PlannedSlot], *, site_id: int, by: Actor, at: datetime) -> int:
    """Give operations their machine, person, times and place in the queue. Returns how many changed.

    Operations that are done or unknown are left alone: the floor moved on while the schedule was computed.
    """
    by.require(permits.PLAN)
    wanted = {slot.operation_id: slot for slot in slots}
    rows = Operation.objects.filter(pk__in=wanted, work_order__site_id=site_id)
    rows = rows.exclude(state__in=[OperationState.DONE, OperationState.SKIPPED]).order_by("pk")
    changed = []
    for row in rows:
        slot = wanted[row.pk]
        values = (slot.machine_id, slot.person_id, slot.start, slot.end, slot.sequence)
        if values != tuple(getattr(row, name) for name in _PLANNED):
            for name, value in zip(_PLANNED, values, strict=True):
                setattr(row, name, value)
            changed.append(row)
    names = [name.removesuffix("_id") for name in _PLANNED]
    Operation.objects.bulk_update(changed, names, batch_size=200)
    if changed:
        outbox.publish(OperationsPlanned(site_id), at=at)
    return len(changed)


@operation
def clear_plan(operation_ids: Sequence[int], *, by: Actor) -> None:
    """Take machine and times away from operations that the schedule no longer holds."""
    by.require(permits.PLAN)
    rows = Operation.objects.filter(pk__in=operation_ids)
    rows.update(
        planned_machine=None, planned_person=None, planned_start=None, planned_end=None, sequence=None
    )


@operation
def set_clearance(clearances: Mapping[int, str], *, by: Actor) -> None:
    """Write whether each work order is clear to build, by id. Raises NotFound for those of others' sites."""
    by.require(permits.PLAN)
    orders = locks.work_orders(clearances, scope=by.scope)
    for order in orders:
        order.clearance = clearances[order.pk]
    WorkOrder.objects.bulk_update(orders, ["clearance"])
