"""Move an operation on the board: first see what follows, then keep exactly that or leave it."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from taktline.engines.errors import EngineError
from taktline.engines.scheduling import Result
from taktline.engines.scheduling.repair import Move, consequence
from taktline.kernel import journal, outbox
from taktline.kernel.actor import Actor
from taktline.kernel.errors import StaleSnapshot
from taktline.kernel.operation import operation
from taktline.scheduling import locks, permits, store
from taktline.scheduling.errors import AlreadyFrozen, NotOnTheBoard
from taktline.scheduling.facts import SchedulePublished
from taktline.scheduling.life import RunState
from taktline.scheduling.models import Pin, Publication, ScheduleRun
from taktline.scheduling.queries.problem import Loaded, load
from taktline.scheduling.refuse import refused
from taktline.scheduling.services.publish import put_in_force
from taktline.scheduling.types import BoardMove, KeptRoom, Moved, SlotRow


def preview_move(
    site_id: int, move: BoardMove, *, kept: Sequence[KeptRoom] = (), by: Actor, at: datetime
) -> Moved:
    """What would follow if the operation stood on that machine from that moment; nothing is written.

    kept: time that was promised; the operation goes behind it. Raises NotOnTheBoard, AlreadyFrozen, CannotSchedule with the engine's reason.
    """
    by.require(permits.MOVE)
    locks.require_site(site_id, scope=by.scope)
    loaded, result, index = _moved(site_id, move, kept, at)
    base: Mapping[int, SlotRow] = loaded.slots
    rows = [row for row in store.slots(loaded, result.timetable) if _differs(row, base.get(row.operation_id))]
    return Moved(
        slots=rows,
        slips=store.slips(loaded, loaded.problem.commitments.published, result.timetable),
        stamp=loaded.stamp,
        pinned_late=index in result.late_pins,
    )


@operation
def keep_move(
    site_id: int, move: BoardMove, *, stamp: str, kept: Sequence[KeptRoom] = (), by: Actor, at: datetime
) -> int:
    """Pin the operation there and put the resulting schedule into force. Returns the new run's id.

    kept: as in preview_move. stamp: of the preview; raises StaleSnapshot if anything it rests on has changed since.
    """
    by.require(permits.MOVE)
    locks.publication(site_id, scope=by.scope)  # before it is read: of two moves on one stamp the second is stale
    loaded, result, index = _moved(site_id, move, kept, at)
    row = loaded.rows[move.operation_id]
    name = f"{loaded.orders[row.work_order_id].number}/{row.number}"
    if loaded.stamp != stamp:
        raise StaleSnapshot(what=name)
    # Where it really stands: a pin that the next run could not keep would refuse every run after it.
    start = loaded.clock.moment(int(result.timetable.start[index]))
    Pin.objects.update_or_create(
        operation_id=move.operation_id,
        defaults={
            "site_id": site_id,
            "machine_id": move.machine_id,
            "start": start,
            "by_name": by.name[:80],
        },
    )
    run = ScheduleRun.objects.create(
        site_id=site_id,
        state=RunState.PUBLISHED,
        created_at=at,
        published_at=at,
        created_by=by.name[:80],
        note=name,
    )
    store.write(run, loaded, result, move.operation_id)
    put_in_force(run)
    journal.record(
        "scheduling.keep-move",
        subject=run,
        by=by,
        at=at,
        after={"operation": name, "machine": move.machine_id, "start": start, "moved": run.moved},
    )
    outbox.publish(SchedulePublished(run.pk, site_id), at=at)
    return run.pk


def _moved(
    site_id: int, move: BoardMove, kept: Sequence[KeptRoom], at: datetime
) -> tuple[Loaded, Result, int]:
    if not Publication.objects.filter(site_id=site_id).exists():
        raise NotOnTheBoard
    loaded = load(site_id, at=at, kept=kept)
    index = loaded.index_of(move.operation_id)
    if index is None or move.operation_id not in loaded.slots:
        raise NotOnTheBoard
    if move.operation_id in loaded.frozen:
        raise AlreadyFrozen(operation=loaded.problem.keys.operation(index))
    try:
        drag = _drag(loaded, index, move)
        result = consequence(loaded.problem, loaded.problem.commitments.published, drag)
    except EngineError as error:
        raise refused(error) from error
    return loaded, result, index


def _drag(loaded: Loaded, index: int, move: BoardMove) -> Move:
    """The drop as the engine's: its run starts when the changeover that now stands before it is done.

    A drop outside the machine's hours is refused; one that capacity, people or predecessors make late is not: the
    result shows the next possible minute.
    """
    problem, name = loaded.problem, {"operation": loaded.problem.keys.operation(index)}
    machine = loaded.shop.floor.index.get(move.machine_id)
    if machine is None:
        raise EngineError("scheduling.pin_machine_not_allowed", name)
    dropped = loaded.clock.minute(move.start)
    if dropped < problem.now:
        raise EngineError("scheduling.pin_in_the_past", name)
    working = problem.calendars[int(problem.machines.calendar[machine])]
    if problem.machines.outside[machine]:
        return Move(index, dropped, machine)
    if not working.works_at(dropped):
        raise EngineError("scheduling.pin_outside_calendar", name)
    slot = loaded.slots[move.operation_id]
    setup = loaded.clock.minute(slot.start) - loaded.clock.minute(slot.begin)
    return Move(index, working.add_work(dropped, setup) if setup else dropped, machine)


def _differs(row: SlotRow, before: SlotRow | None) -> bool:
    return before is None or (row.machine_id, row.begin, row.end) != (
        before.machine_id,
        before.begin,
        before.end,
    )
