"""Pause, hold and resume a work order; lock and unlock an operation."""

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_

from taktline.kernel import journal, outbox
from taktline.kernel.actor import Actor
from taktline.kernel.errors import InvalidInput, NotFound
from taktline.kernel.moving import Move
from taktline.kernel.operation import operation
from taktline.shopfloor import locks, permits
from taktline.shopfloor.facts import WorkOrderStopped
from taktline.shopfloor.life import WORK_ORDER_LIFE, OperationState, WorkOrderState
from taktline.shopfloor.models import Operation, TimeRecord, WorkOrder
from taktline.shopfloor.services import standing

PAUSE = Move(WORK_ORDER_LIFE, WorkOrderState.PAUSED, "shopfloor.pause-order")
HOLD = Move(WORK_ORDER_LIFE, WorkOrderState.HELD, "shopfloor.hold-order")


@operation
def pause_order(work_order_id: int, *, reason: str, by: Actor, at: datetime) -> None:
    """Nobody works on it until it is resumed; material already issued stays in work in process. Raises IllegalMove."""
    _stop(PAUSE, work_order_id, reason, by=by, at=at)


@operation
def hold_order(work_order_id: int, *, reason: str, by: Actor, at: datetime) -> None:
    """Hold it for a decision, such as quality's or the customer's; also before its release. Raises IllegalMove."""
    _stop(HOLD, work_order_id, reason, by=by, at=at)


def _stop(move: Move[WorkOrderState], work_order_id: int, reason: str, *, by: Actor, at: datetime) -> None:
    by.require(permits.STOP)
    if not reason.strip():
        raise InvalidInput(field="reason", reason=_("Say why."))
    order = locks.work_order(work_order_id, scope=by.scope)
    move.make(order, by=by, at=at, reason=reason, also={"stopped_for": reason.strip()[:200]})
    standing.close_times(TimeRecord.objects.filter(operation__work_order=order, end=None), at=at)
    busy = Operation.objects.filter(
        work_order=order, state__in=[OperationState.SETUP, OperationState.RUNNING]
    )
    busy.update(state=OperationState.PAUSED)
    outbox.publish(WorkOrderStopped(order.pk, order.site_id, order.state), at=at)


@operation
def resume_order(work_order_id: int, *, by: Actor, at: datetime) -> None:
    """Go on where it was: planned, released or in progress. Raises IllegalMove."""
    by.require(permits.STOP)
    order = locks.work_order(work_order_id, scope=by.scope)
    Move(WORK_ORDER_LIFE, _was(order), "shopfloor.resume-order").make(
        order, by=by, at=at, also={"stopped_for": ""}
    )
    outbox.publish(WorkOrderStopped(order.pk, order.site_id, order.state), at=at)


def _was(order: WorkOrder) -> WorkOrderState:
    if order.started_at is not None:
        return WorkOrderState.IN_PROGRESS
    return WorkOrderState.RELEASED if order.released_at is not None else WorkOrderState.PLANNED


@operation
def lock_operation(operation_id: int, *, why: str, by: Actor, at: datetime) -> None:
    """It may not run until it is unlocked, for instance until its first piece has passed. why: shown on the terminal."""
    _lock(operation_id, why.strip()[:80] or _("waits for a decision"), by=by, at=at)


@operation
def unlock_operation(operation_id: int, *, by: Actor, at: datetime) -> None:
    """It may run again."""
    _lock(operation_id, "", by=by, at=at)


def _lock(operation_id: int, why: str, *, by: Actor, at: datetime) -> None:
    by.require(permits.LOCK)
    found = Operation.objects.filter(pk=operation_id).first()
    if found is None:
        raise NotFound(what=N_("operation"), key=operation_id)
    locks.work_order(found.work_order_id, scope=by.scope)
    before, found.locked_for = {"locked_for": found.locked_for}, why
    found.save(update_fields=["locked_for"])
    after = {"locked_for": why}
    journal.record("shopfloor.lock-operation", subject=found, by=by, at=at, before=before, after=after)
