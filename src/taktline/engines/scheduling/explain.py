"""Why an operation starts when it does, and no earlier."""

from collections.abc import Iterator

from taktline.engines.scheduling.audit import Audit
from taktline.engines.scheduling.problem import Problem, Timetable
from taktline.engines.scheduling.result import Binding, BindingKind


def why(problem: Problem, timetable: Timetable, operation: int) -> Binding:
    """The constraint that held an operation's start; of several that bind alike, the most tangible."""
    return why_in(Audit.of(problem, timetable), operation)


def chain(problem: Problem, timetable: Timetable, operation: int) -> list[Binding]:
    """From an operation back to the origin of its start: each binding leads to the operation in the way."""
    audit, found, seen = Audit.of(problem, timetable), list[Binding](), set[int]()
    while operation >= 0 and operation not in seen:
        seen.add(operation)
        found.append(why_in(audit, operation))
        operation = found[-1].other
    return found


def why_in(audit: Audit, o: int) -> Binding:
    """``why``, on an audit already made."""
    held, start = audit.problem.commitments, audit.start[o]
    if audit.frozen[o]:
        return Binding(BindingKind.FROZEN, o, -1, -1, start)
    if held.pin_start[o] == start:
        return Binding(BindingKind.PIN, o, -1, -1, start)
    strongest = max(_candidates(audit, o), key=lambda found: found[0])
    implied, binding = strongest
    opens = _opens(audit, o, implied)
    if opens < start:
        return Binding(BindingKind.FREE, o, -1, -1, opens)
    if opens > implied and binding.other < 0 and binding.kind is not BindingKind.MATERIAL:
        kind = BindingKind.TRUCK if _has_truck(audit, o) else BindingKind.CALENDAR
        return Binding(kind, o, -1, audit.machine[o], start, opens - implied)
    return Binding(binding.kind, o, binding.other, binding.resource, binding.until, opens - implied)


def _candidates(audit: Audit, o: int) -> Iterator[tuple[int, Binding]]:
    """(earliest start it implies, binding); later ones in this list lose a tie."""
    yield from _machine_and_person(audit, o)
    yield from _predecessors(audit, o)
    ops, job = audit.problem.operations, int(audit.problem.operations.job[o])
    for kind, minute in (
        (BindingKind.MATERIAL, int(ops.release[o])),
        (BindingKind.RELEASE, int(audit.problem.jobs.release[job])),
        (BindingKind.NOW, audit.problem.now),
    ):
        if minute > audit.problem.now or kind is BindingKind.NOW:
            yield minute, Binding(kind, o, -1, -1, minute)


def _machine_and_person(audit: Audit, o: int) -> Iterator[tuple[int, Binding]]:
    if audit.outside(o):
        return
    machine, person, clock = audit.machine[o], audit.person[o], audit.clock(o)
    setup = clock.work(audit.begin[o], audit.start[o])
    for kind, resource, of, free_from in (
        (BindingKind.MACHINE, machine, audit.machine, audit.problem.machines.ready[machine]),
        (BindingKind.PERSON, person, audit.person, audit.problem.people.ready[person] if person >= 0 else 0),
    ):
        if resource < 0:
            continue
        before = [
            x for x in range(len(of)) if of[x] == resource and x != o and audit.end[x] <= audit.begin[o]
        ]
        last = max(before, key=lambda x: audit.end[x], default=-1)
        free = audit.end[last] if last >= 0 else int(free_from)
        yield clock.after(free, setup), Binding(kind, o, last, resource, free)


def _predecessors(audit: Audit, o: int) -> Iterator[tuple[int, Binding]]:
    ops = audit.problem.operations
    for link in range(int(ops.link_offset[o]), int(ops.link_offset[o + 1])):
        p, wait, lead = int(ops.link_from[link]), int(ops.link_wait[link]), int(ops.link_lead[link])
        done = audit.end[p] + wait
        mode = audit.mode(o)
        if lead >= 0 and mode is not None and not audit.outside(o) and not audit.outside(p):
            run = audit.mode(p)
            lead = lead if run is None else min(lead, run[0])
            first = min(audit.clock(p).after(audit.start[p], lead) + wait, done)
            left = max(mode[0] - int(ops.link_tail[link]), 0)
            done = max(first, audit.clock(o).before(done, left))
        yield done, Binding(BindingKind.PREDECESSOR, o, p, -1, done)


def _opens(audit: Audit, o: int, minute: int) -> int:
    mode = audit.mode(o)
    run = mode[0] if mode else 0
    clock = audit.calendar(audit.truck(o)) if _has_truck(audit, o) else audit.clock(o)
    split = bool(audit.problem.operations.splittable[o]) or audit.outside(o)
    return clock.first_start(minute, run, split=split)


def _has_truck(audit: Audit, o: int) -> bool:
    return audit.outside(o) and audit.truck(o) >= 0
