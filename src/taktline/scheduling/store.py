"""Keep what the engine found: slots in UTC, figures on the run; nothing is stored that the check doubts."""

from decimal import Decimal

from django.utils.translation import gettext

from taktline.engines.scheduling import Problem, Result, Timetable
from taktline.engines.scheduling.check import check
from taktline.engines.scheduling.repair import difference
from taktline.kernel.exact import quantize_quantity
from taktline.scheduling.errors import BrokenSchedule
from taktline.scheduling.models import ScheduleRun, Slot
from taktline.scheduling.queries.problem import Loaded
from taktline.scheduling.types import Slipped, SlotRow


def slots(loaded: Loaded, timetable: Timetable, dropped: int | None = None) -> list[SlotRow]:
    """The timetable as rows, numbered along each machine in order of time. dropped: an operation pinned just now."""
    rows = []
    turn: dict[int, int] = {}
    pinned = loaded.problem.commitments.pin_start >= 0
    for at in timetable.begin.argsort(kind="stable").tolist():
        if at >= len(loaded.operation_ids):  # room kept for a promise
            continue
        machine = int(timetable.machine[at])
        turn[machine] = turn.get(machine, 0) + 1
        person = int(timetable.person[at])
        operation_id = loaded.operation_ids[at]
        rows.append(
            SlotRow(
                operation_id=operation_id,
                work_order_id=loaded.rows[operation_id].work_order_id,
                machine_id=loaded.machine_ids[machine],
                person_id=loaded.person_ids[person] if person >= 0 else None,
                begin=loaded.clock.moment(int(timetable.begin[at])),
                start=loaded.clock.moment(int(timetable.start[at])),
                end=loaded.clock.moment(int(timetable.end[at])),
                sequence=turn[machine],
                is_pinned=bool(pinned[at]) or operation_id == dropped,
            )
        )
    return rows


def audited(problem: Problem, timetable: Timetable) -> None:
    """Refuse a schedule that breaks a rule. Raises BrokenSchedule."""
    found = [each for each in check(problem, timetable) if each.code != "pin_start"]
    if found:
        names = ", ".join(problem.keys.operation(at) for at in found[0].operations)
        raise BrokenSchedule(count=len(found), first=f"{gettext(found[0].code)} {names}")


def write(run: ScheduleRun, loaded: Loaded, result: Result, dropped: int | None = None) -> None:
    """Fill a locked run with a checked result; its state is the caller's. dropped: as in slots()."""
    audited(loaded.problem, result.timetable)
    rows = slots(loaded, result.timetable, dropped)
    Slot.objects.bulk_create(
        [Slot(run=run, **{n: getattr(row, n) for n in SlotRow.__slots__}) for row in rows]
    )
    changed = difference(loaded.problem, loaded.problem.commitments.published, result.timetable)
    run.stamp = loaded.stamp
    run.operations = len(rows)
    run.tardiness, run.changeover, run.flow = result.cost.tardiness, result.cost.changeover, result.cost.flow
    run.late_orders = result.cost.late_jobs
    run.bound, run.bound_kind = result.bound.tardiness, result.bound.kind.value
    run.gap = quantize_quantity(Decimal(str(result.gap)))
    run.rule, run.seed, run.iterations = result.rule, result.seed, result.iterations
    run.moved = sum(1 for at in changed.operations if loaded.operation_ids[at] in loaded.slots)
    run.save()


def slips(loaded: Loaded, before: Timetable, after: Timetable) -> list[Slipped]:
    """Work orders whose end changes, those that lose most first."""
    moment = loaded.clock.moment
    return [
        Slipped(
            work_order_id=loaded.order_ids[slip.job],
            before=moment(slip.before),
            after=moment(slip.after),
            late_before=slip.late_before,
            late_after=slip.late_after,
        )
        for slip in difference(loaded.problem, before, after).slips
        if slip.before >= 0
    ]
