"""A work order with its operations as they stand, locked: what every report starts from."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from django.utils.translation import gettext_noop as N_

from taktline.catalog import queries as catalog
from taktline.catalog.types import ItemRow
from taktline.kernel import journal, outbox
from taktline.kernel.actor import Actor
from taktline.kernel.errors import NotFound
from taktline.resources import queries as resources
from taktline.shopfloor import locks, permits
from taktline.shopfloor.errors import (
    HappenedNever,
    NotYourself,
    OperationClosed,
    OperationLocked,
    OrderNotOpen,
)
from taktline.shopfloor.facts import OperationFinished
from taktline.shopfloor.life import OPERATION_LIFE, OperationState, WorkOrderState
from taktline.shopfloor.models import Operation, TimeRecord, WorkOrder
from taktline.shopfloor.rules import flow
from taktline.shopfloor.types import Who

# A tablet's clock may be a little ahead of ours.
CLOCK_SLACK = timedelta(minutes=10)
ON_THE_FLOOR = (WorkOrderState.RELEASED, WorkOrderState.IN_PROGRESS)


@dataclass(slots=True)
class Standing:
    """One operation among those of its order. steps: as the rules see them, in the order's order."""

    order: WorkOrder
    operations: list[Operation]
    at: int
    item: ItemRow

    @property
    def operation(self) -> Operation:
        """The operation it is about."""
        return self.operations[self.at]

    @property
    def steps(self) -> list[flow.Step]:
        """What every operation has done."""
        return [step_of(each) for each in self.operations]

    @property
    def is_last(self) -> bool:
        """Whether good pieces go into stock from here."""
        return self.at == len(self.operations) - 1

    @property
    def came(self) -> Decimal:
        """Pieces that have come into the operation."""
        return flow.inputs(self.steps, started=self.order.quantity)[self.at]


def is_worked_off(found: Standing) -> bool:
    """Whether no operation of the order has anything left to do."""
    ended = (OperationState.DONE, OperationState.SKIPPED)
    return all(each.state in ended for each in found.operations)


def step_of(row: Operation) -> flow.Step:
    """The operation as the rules see it."""
    return flow.Step(row.good, row.scrap, row.rework, row.transfer_quantity, row.state == OperationState.DONE)


def standing(operation_id: int, *, by: Actor) -> Standing:
    """The operation with its order, locked. Raises NotFound."""
    order_id = Operation.objects.filter(pk=operation_id).values_list("work_order_id", flat=True).first()
    if order_id is None:
        raise NotFound(what=N_("operation"), key=operation_id)
    order = locks.work_order(order_id, scope=by.scope)
    rows = Operation.objects.filter(work_order=order).exclude(state=OperationState.SKIPPED).order_by("number")
    operations = list(rows)
    at = next((place for place, each in enumerate(operations) if each.pk == operation_id), None)
    if at is None:
        raise NotFound(what=N_("operation"), key=operation_id)
    return Standing(order, operations, at, catalog.items([order.item_id])[order.item_id])


def require_open(found: Standing) -> None:
    """Refuse what is not on the floor. Raises OrderNotOpen, OperationClosed, OperationLocked."""
    order, row = found.order, found.operation
    if order.state not in ON_THE_FLOOR:
        raise OrderNotOpen(order=order.number, state=order.get_state_display())
    if row.state == OperationState.DONE:
        raise OperationClosed(number=row.number, order=order.number, state=row.get_state_display())
    if row.locked_for:
        raise OperationLocked(number=row.number, order=order.number, why=row.locked_for)


def moment(who: Who, order: WorkOrder, at: datetime) -> datetime:
    """When it happened. Raises HappenedNever for what lies in the future or before the release."""
    then = who.happened_at or at
    if then > at + CLOCK_SLACK or (order.released_at is not None and then < order.released_at - CLOCK_SLACK):
        raise HappenedNever
    return min(then, at)


def person(who: Who, *, site_id: int, by: Actor) -> int | None:
    """Who was at it: the person named, else the one the actor is. Raises NotYourself, NotFound."""
    people = resources.people(scope=by.scope)
    own = next((each for each in people if by.kind == "user" and each.user_id == by.id), None)
    if who.person_id is None:
        return own.id if own else None
    named = next((each for each in people if each.id == who.person_id and each.site_id == site_id), None)
    if named is None:
        raise NotFound(what=N_("person"), key=who.person_id)
    if (own is None or own.id != named.id) and not by.may(permits.REPORT_FOR_OTHERS):
        raise NotYourself(person=str(named.name))
    return named.id


def machine(who: Who, found: Standing, *, by: Actor) -> int | None:
    """The machine named, else the planned one. Raises NotFound."""
    if who.machine_id is None:
        return found.operation.planned_machine_id
    known = {each.id for each in resources.machines(site_id=found.order.site_id, scope=by.scope)}
    if who.machine_id not in known:
        raise NotFound(what=N_("machine"), key=who.machine_id)
    return who.machine_id


def begin_order(order: WorkOrder, *, by: Actor, at: datetime) -> None:
    """The first thing that happens on the floor puts the order to work."""
    if order.state != WorkOrderState.RELEASED:
        return
    before = {"state": order.state}
    order.state, order.started_at = WorkOrderState.IN_PROGRESS, order.started_at or at
    order.save(update_fields=["state", "started_at"])
    journal.record(
        "shopfloor.begin", subject=order, by=by, at=at, before=before, after={"state": order.state}
    )


def settle(found: Standing, *, by: Actor, at: datetime) -> None:
    """After pieces moved: end what has worked off all that will come, make ready what got its first pieces."""
    started = found.order.quantity
    for at_place, row in enumerate(found.operations):
        steps = found.steps
        begun = row.state in (OperationState.SETUP, OperationState.RUNNING, OperationState.PAUSED)
        if begun and row.good + row.scrap > 0 and flow.is_through(steps, at_place, started=started):
            end_operation(row, by=by, at=at)
        came = flow.inputs(found.steps, started=started)[at_place]
        if row.state == OperationState.WAITING and came > 0:
            _move(row, OperationState.READY)
        elif came == 0 and at_place > 0 and row.state in (OperationState.WAITING, OperationState.READY):
            before = found.operations[at_place - 1]
            if before.state in (OperationState.DONE, OperationState.SKIPPED):  # everything was lost before it
                _move(row, OperationState.SKIPPED)


def _move(row: Operation, then: OperationState) -> None:
    OPERATION_LIFE.require(row, OperationState(row.state), then)
    row.state = then
    row.save(update_fields=["state"])


def end_operation(row: Operation, *, by: Actor, at: datetime) -> None:
    """Nothing more is to be done here: running time ends, the state is done."""
    close_times(TimeRecord.objects.filter(operation=row, end=None), at=at)
    before = {"state": row.state}
    if row.state in (OperationState.READY, OperationState.SETUP):
        row.state = OperationState.RUNNING
    OPERATION_LIFE.require(row, OperationState(row.state), OperationState.DONE)
    row.state = OperationState.DONE
    row.save(update_fields=["state"])
    journal.record(
        "shopfloor.finish-operation", subject=row, by=by, at=at, before=before, after={"state": row.state}
    )
    outbox.publish(OperationFinished(row.pk, row.work_order_id, row.work_order.site_id), at=at)


def close_times(rows: Iterable[TimeRecord], *, at: datetime) -> int:
    """End open time records; one that began after `at` (a clock ahead) ends where it began. Returns how many."""
    found = list(rows)
    for row in found:
        row.end = max(at, row.start)
        row.save(update_fields=["end"])
    return len(found)
