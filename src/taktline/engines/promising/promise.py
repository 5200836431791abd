"""Capable to promise: put an order's operations into the holes of the published schedule."""

from dataclasses import dataclass, field, replace

import numpy as np

from taktline.engines.errors import EngineError
from taktline.engines.promising.insert_kernel import insert, lay
from taktline.engines.promising.request import Choice, Outcome, PlacedStep, Promise, Request
from taktline.engines.promising.snapshot import extended, with_overtime
from taktline.engines.scheduling import (
    Alternative,
    Binding,
    BindingKind,
    Problem,
    Slip,
    Timetable,
    columns,
    difference,
)
from taktline.engines.scheduling.audit import Audit, Clock
from taktline.engines.scheduling.explain import why_in
from taktline.engines.scheduling.pack import Calendars, empty_state, pack
from taktline.engines.scheduling.plant_kernel import State
from taktline.engines.scheduling.problem import Flags
from taktline.engines.scheduling.repair import right_shift
from taktline.engines.scheduling.validate import LONGEST
from taktline.engines.timeline import WorkingTime


@dataclass(frozen=True, slots=True, eq=False)
class Snapshot:
    """A published schedule to promise against: the problem it solves and its timetable."""

    problem: Problem
    timetable: Timetable


@dataclass(frozen=True, slots=True)
class _Hours:
    """The working time of a plant, worked out once for all requests put into it."""

    calendars: Calendars
    clocks: dict[tuple[int, int], Clock] = field(default_factory=dict)


def promise(snapshot: Snapshot, request: Request) -> Promise:
    """The earliest date without moving anything published (a published setup may begin earlier in idle time).

    Raises EngineError as ``extended`` and ``pack`` say.
    """
    return _inserted(snapshot, request, _Hours(Calendars(snapshot.problem)))[0]


def expedite(snapshot: Snapshot, request: Request) -> tuple[Promise, tuple[Slip, ...], Snapshot]:
    """The date if published jobs of less weight may be pushed aside, whom that makes later, and the schedule.

    Frozen and pinned operations and jobs of the same or more weight stand in the way as before; what they
    lose by the push is in the slips all the same. What would be late without the push, because time went by since
    the schedule was published, is not counted against it. In the schedule returned the steps are frozen in their place.
    """
    problem = snapshot.problem
    firm = problem.commitments.frozen | (problem.commitments.pin_start >= 0)
    firm |= problem.jobs.weight[problem.operations.job] >= request.weight
    answer, wide, table = _inserted(snapshot, request, _Hours(Calendars(problem)), kept=firm)
    n = problem.size
    fixed = wide.commitments.frozen.copy()
    fixed[n:] = True
    base = Timetable(
        *(
            np.concatenate((old, new[n:]))
            for old, new in (
                (snapshot.timetable.machine, table.machine),
                (snapshot.timetable.person, table.person),
                (snapshot.timetable.begin, table.begin),
                (snapshot.timetable.start, table.start),
                (snapshot.timetable.end, table.end),
            )
        )
    )
    pushed = replace(wide, commitments=replace(wide.commitments, frozen=fixed, published=base))
    after = right_shift(pushed).timetable
    held = replace(problem.commitments, published=snapshot.timetable)
    before = right_shift(replace(problem, commitments=held)).timetable if n else snapshot.timetable
    slips = difference(problem, before, _first(after, n)).slips
    return answer, tuple(s for s in slips if s.after > s.before), Snapshot(pushed, after)


def _first(table: Timetable, n: int) -> Timetable:
    """The rows of the published operations."""
    return Timetable(table.machine[:n], table.person[:n], table.begin[:n], table.start[:n], table.end[:n])


def evaluate(snapshot: Snapshot, choices: tuple[Choice, ...]) -> tuple[Outcome, ...]:
    """Each choice on its own against the same snapshot, in the order given."""
    return tuple(_evaluate(snapshot, choice) for choice in choices)


def split(
    request: Request, shares: tuple[int, ...], whole_on: frozenset[int] = frozenset()
) -> tuple[Request, ...]:
    """The request in parts, run minutes in proportion to ``shares`` and rounded up, setups in full.

    whole_on: machines on which a part takes as long as the whole, such as subcontractors. Raises promising.bad_shares.
    """
    if not shares or any(share <= 0 for share in shares):
        raise EngineError("promising.bad_shares", {"shares": shares})
    whole = sum(shares)

    def run(mode: Alternative, share: int) -> int:
        return mode.run if mode.machine in whole_on else -(-mode.run * share // whole)

    return tuple(
        replace(
            request,
            steps=tuple(
                replace(
                    step,
                    alternatives=tuple(replace(each, run=run(each, share)) for each in step.alternatives),
                )
                for step in request.steps
            ),
        )
        for share in shares
    )


def _evaluate(snapshot: Snapshot, choice: Choice) -> Outcome:
    at = Snapshot(with_overtime(snapshot.problem, choice.overtime), snapshot.timetable)
    hours = _Hours(Calendars(at.problem))
    promises: list[Promise] = []
    slips: tuple[Slip, ...] = ()
    for request in choice.requests:
        if choice.expedite:
            answer, lost, at = expedite(at, request)
            slips = _merged(slips, lost, len(snapshot.problem.jobs.due))
        else:
            answer, wide, table = _inserted(at, request, hours)
            at = Snapshot(wide, table)
        promises.append(answer)
    return Outcome(
        name=choice.name,
        promises=tuple(promises),
        finish=max((p.finish for p in promises), default=snapshot.problem.now),
        setup=sum(p.setup for p in promises),
        overtime=_overtime_used(snapshot.problem, choice, promises),
        slips=slips,
    )


def _merged(before: tuple[Slip, ...], after: tuple[Slip, ...], published: int) -> tuple[Slip, ...]:
    """Slips of published jobs over several pushes: from the first end to the last."""
    known = {slip.job: slip for slip in before}
    for slip in after:
        if slip.job < published:
            first = known.get(slip.job, slip)
            known[slip.job] = replace(slip, before=first.before, late_before=first.late_before)
    return tuple(sorted(known.values(), key=lambda s: (s.late_before - s.late_after, s.job)))


def _overtime_used(problem: Problem, choice: Choice, promises: list[Promise]) -> int:
    used = 0
    for extra in choice.overtime:
        for machine in extra.machines:
            own = problem.calendars[int(problem.machines.calendar[machine])]
            taken = WorkingTime.of(
                (s.begin, s.end) for p in promises for s in p.steps if s.machine == machine
            )
            used += extra.windows.subtract(own).intersect(taken).total
    return used


def _inserted(
    snapshot: Snapshot, request: Request, hours: _Hours, kept: Flags | None = None
) -> tuple[Promise, Problem, Timetable]:
    """Insert among the ``kept`` published operations (all, if None): the promise, the wide problem, its timetable."""
    n = snapshot.problem.size
    wide = extended(snapshot.problem, snapshot.timetable, request, LONGEST)
    plant = pack(wide, hours.calendars)
    state = empty_state(plant)
    there = snapshot.timetable.start >= 0
    if kept is not None:
        there = there & kept
    flags = np.append(there, np.zeros(len(request.steps), dtype=np.bool_)).astype(np.bool_)
    order = np.lexsort((snapshot.timetable.end, snapshot.timetable.begin)).astype(np.int64)
    lay(plant, state, order, flags)
    insert(plant, state, n)
    table = _timetable(snapshot, state)
    return _answer(wide, table, state, n, hours), wide, table


def _timetable(snapshot: Snapshot, state: State) -> Timetable:
    """Published operations where they were (their setup may begin earlier), steps where they were put."""
    n, old, op = snapshot.problem.size, snapshot.timetable, state.op
    laid = op[:n, columns.MACHINE] >= 0
    return Timetable(
        machine=np.concatenate((old.machine, op[n:, columns.MACHINE])),
        person=np.concatenate((old.person, op[n:, columns.PERSON])),
        begin=np.concatenate((np.where(laid, op[:n, columns.BEGIN], old.begin), op[n:, columns.BEGIN])),
        start=np.concatenate((old.start, op[n:, columns.START])),
        end=np.concatenate((old.end, op[n:, columns.END])),
    )


def _answer(wide: Problem, table: Timetable, state: State, n: int, hours: _Hours) -> Promise:
    steps = tuple(
        PlacedStep(
            step=o - n,
            machine=int(table.machine[o]),
            person=int(table.person[o]),
            begin=int(table.begin[o]),
            start=int(table.start[o]),
            end=int(table.end[o]),
        )
        for o in range(n, wide.size)
    )
    finish = max((step.end for step in steps), default=wide.now)
    return Promise(
        finish=finish,
        steps=steps,
        bindings=_bindings(Audit.of(wide, table, hours.clocks), wide, table, n),
        published=n,
        setup=int(state.op[n:, columns.SETUP].sum()),
        beyond=finish > wide.horizon,
    )


def _bindings(audit: Audit, wide: Problem, table: Timetable, n: int) -> tuple[Binding, ...]:
    """From the step that ends last back along what holds each, as long as that is a step of the request.

    Behind a full machine or a busy person it goes on to the step's own latest predecessor: the longer wait may be there.
    """
    if wide.size == n:
        return ()
    o, found = n + int(np.argmax(table.end[n:])), list[Binding]()
    while o >= n and len(found) <= wide.size - n:
        binding = why_in(audit, o)
        found.append(binding)
        if binding.other < n and binding.kind in (BindingKind.MACHINE, BindingKind.PERSON):
            o = _latest_predecessor(wide, table, o)
        else:
            o = binding.other if binding.kind is not BindingKind.FREE else -1
    return tuple(found)


def _latest_predecessor(wide: Problem, table: Timetable, o: int) -> int:
    ops = wide.operations
    before = ops.link_from[int(ops.link_offset[o]) : int(ops.link_offset[o + 1])]
    return int(before[np.argmax(table.end[before])]) if len(before) else -1
