"""Time at an operation: set up, run, pause, resume, finish. Several people at one job and several jobs for one person."""

from datetime import datetime

from django.db.models import QuerySet

from taktline.kernel import journal, outbox
from taktline.kernel.actor import Actor
from taktline.kernel.operation import operation
from taktline.shopfloor import permits
from taktline.shopfloor.errors import BeyondPredecessor, NothingReported, NotRunning, ReportKeyUsed
from taktline.shopfloor.facts import OperationStarted
from taktline.shopfloor.life import OPERATION_LIFE, OperationState
from taktline.shopfloor.models import Operation, TimeRecord
from taktline.shopfloor.services import standing
from taktline.shopfloor.types import TimeKind, Who

_STATE = {TimeKind.SETUP: OperationState.SETUP, TimeKind.RUN: OperationState.RUNNING}


@operation
def start(operation_id: int, kind: str, *, who: Who, by: Actor, at: datetime) -> int:
    """Begin to set up or to run, or go on with it. Returns the id of the time record; twice told is one record.

    Raises OrderNotOpen, OperationClosed, OperationLocked, BeyondPredecessor if nothing has come into it, IllegalMove,
    NotYourself, HappenedNever, ReportKeyUsed.
    """
    by.require(permits.REPORT)
    wanted = TimeKind(kind)
    if (known := _told(who, operation_id, wanted)) is not None:
        return known
    found = standing.standing(operation_id, by=by)
    standing.require_open(found)
    then = standing.moment(who, found.order, at)
    if wanted is TimeKind.RUN or found.operation.state == OperationState.WAITING:
        _require_pieces(found)
    person_id = standing.person(who, site_id=found.order.site_id, by=by)
    row = found.operation
    mine = _open_of(row, person_id)
    if (same := mine.filter(kind=wanted).first()) is not None:
        return same.pk
    standing.close_times(mine, at=then)
    _move(row, _STATE[wanted], by=by, at=at)
    standing.begin_order(found.order, by=by, at=then)
    machine_id = standing.machine(who, found, by=by)
    record = TimeRecord.objects.create(
        operation=row, person_id=person_id, machine_id=machine_id, kind=wanted, start=then, key=who.key,
        actor_name=by.name[:80],
    )  # fmt: skip
    after = {"kind": wanted, "person": person_id, "machine": machine_id, "start": then}
    journal.record("shopfloor.start", subject=row, by=by, at=at, after=after)
    outbox.publish(OperationStarted(row.pk, found.order.pk, found.order.site_id, wanted, machine_id), at=at)
    return record.pk


def _told(who: Who, operation_id: int, kind: TimeKind) -> int | None:
    known = TimeRecord.objects.filter(key=who.key).first() if who.key else None
    if known is None:
        return None
    if (known.operation_id, known.kind) != (operation_id, kind):
        raise ReportKeyUsed
    return known.pk


def _open_of(row: Operation, person_id: int | None) -> "QuerySet[TimeRecord]":
    """What runs of one person, or of those who did not say who they are."""
    open_ones = TimeRecord.objects.filter(operation=row, end=None)
    return open_ones.filter(person=None) if person_id is None else open_ones.filter(person_id=person_id)


def _require_pieces(found: standing.Standing) -> None:
    if found.came > 0:
        return
    before = found.operations[found.at - 1]
    raise BeyondPredecessor(before=before.number, delivered=0, taken=0, asked=1, unit=found.item.unit)


def _move(row: Operation, then: OperationState, *, by: Actor, at: datetime) -> None:
    """Go to set-up or running, by way of ready; a second person who joins leaves the state as it is."""
    now = OperationState(row.state)
    if now == then or (now is OperationState.RUNNING and then is OperationState.SETUP):
        return
    if now is OperationState.WAITING:
        now = OperationState.READY
    OPERATION_LIFE.require(row, now, then)
    before = {"state": row.state}
    row.state = then
    row.save(update_fields=["state"])
    journal.record(
        "shopfloor.operation-state", subject=row, by=by, at=at, before=before, after={"state": then}
    )


@operation
def pause(operation_id: int, *, everybody: bool = False, who: Who, by: Actor, at: datetime) -> int:
    """Stop one's time at an operation, or everybody's; it pauses when nobody is left. Returns how many records ended.

    Raises NotRunning, NotYourself, HappenedNever.
    """
    by.require(permits.REPORT)
    found = standing.standing(operation_id, by=by)
    row = found.operation
    then = standing.moment(who, found.order, at)
    open_ones = TimeRecord.objects.filter(operation=row, end=None)
    mine = open_ones
    if not everybody:
        mine = _open_of(row, standing.person(who, site_id=found.order.site_id, by=by))
    ended = standing.close_times(mine, at=then)
    if not ended and row.state not in (OperationState.SETUP, OperationState.RUNNING):
        raise NotRunning(number=row.number, order=found.order.number)
    if not TimeRecord.objects.filter(operation=row, end=None).exists() and row.state in (
        OperationState.SETUP,
        OperationState.RUNNING,
    ):
        _move(row, OperationState.PAUSED, by=by, at=at)
    journal.record("shopfloor.pause", subject=row, by=by, at=at, after={"ended": ended, "at": then})
    return ended


@operation
def finish(operation_id: int, *, who: Who, by: Actor, at: datetime) -> bool:
    """Nothing more will be made here, although less came out than went in. Returns whether the whole order has nothing left to do.

    Raises NothingReported if nothing was, OrderNotOpen, OperationClosed, OperationLocked.
    """
    by.require(permits.REPORT)
    found = standing.standing(operation_id, by=by)
    standing.require_open(found)
    then = standing.moment(who, found.order, at)
    if found.operation.good + found.operation.scrap <= 0:
        raise NothingReported
    standing.end_operation(found.operation, by=by, at=then)
    standing.settle(found, by=by, at=at)
    return standing.is_worked_off(found)
