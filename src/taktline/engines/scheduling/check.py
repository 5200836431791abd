"""Is a timetable true to every rule? Plain Python that shares nothing with the solver but the problem."""

from collections.abc import Iterator

from taktline.engines.scheduling.audit import Audit, Clock
from taktline.engines.scheduling.problem import Problem, Timetable
from taktline.engines.scheduling.result import Violation


def check(problem: Problem, timetable: Timetable) -> list[Violation]:
    """Every broken rule, [] for a timetable that can be worked as it stands.

    Codes: no_such_machine, no_such_person, frozen_moved, machine_not_allowed, pin_machine, pin_start,
    person_missing, person_not_needed, person_lacks_skill, starts_in_the_past, before_material,
    before_release, times_disordered, starts_outside_calendar, wrong_duration, interrupted, setup_wrong,
    machine_overlap, machine_not_free, person_overlap, person_not_free, predecessor, first_batch, last_batch,
    truck. Facts among frozen operations are not questioned.
    """
    audit = Audit.of(problem, timetable)
    lost = list(_unplaced(audit))
    if lost:
        return lost
    found: list[Violation] = []
    for o in range(problem.size):
        if audit.frozen[o]:
            found.extend(_frozen(audit, o))
            continue
        found.extend(_choice(audit, o))
        found.extend(_earliest(audit, o))
        found.extend(_outside(audit, o) if audit.outside(o) else _duration(audit, o))
        found.extend(_links(audit, o))
    found.extend(_machine_lanes(audit))
    found.extend(_person_lanes(audit))
    return found


def _unplaced(audit: Audit) -> Iterator[Violation]:
    machines, people = len(audit.problem.machines.calendar), len(audit.problem.people.calendar)
    for o, (m, p) in enumerate(zip(audit.machine, audit.person, strict=True)):
        if not 0 <= m < machines:
            yield Violation("no_such_machine", (o,), machine=m)
        if not -1 <= p < people:
            yield Violation("no_such_person", (o,), person=p)


def _frozen(audit: Audit, o: int) -> Iterator[Violation]:
    table = audit.problem.commitments.published
    kept = (table.machine[o], table.person[o], table.begin[o], table.start[o], table.end[o])
    if kept != (audit.machine[o], audit.person[o], audit.begin[o], audit.start[o], audit.end[o]):
        yield Violation("frozen_moved", (o,), minutes=audit.start[o] - int(table.start[o]))


def _choice(audit: Audit, o: int) -> Iterator[Violation]:
    held, machine, person = audit.problem.commitments, audit.machine[o], audit.person[o]
    if audit.mode(o) is None:
        yield Violation("machine_not_allowed", (o,), machine=machine)
    if held.pin_machine[o] >= 0 and held.pin_machine[o] != machine:
        yield Violation("pin_machine", (o,), machine=machine)
    if held.pin_start[o] >= 0 and held.pin_start[o] != audit.start[o]:
        yield Violation("pin_start", (o,), minutes=audit.start[o] - int(held.pin_start[o]))
    skill = int(audit.problem.operations.skill[o])
    if skill < 0 or audit.outside(o):
        if person >= 0:
            yield Violation("person_not_needed", (o,), person=person)
    elif person < 0:
        yield Violation("person_missing", (o,))
    elif not audit.problem.people.skilled[person, skill]:
        yield Violation("person_lacks_skill", (o,), person=person)


def _earliest(audit: Audit, o: int) -> Iterator[Violation]:
    problem, start = audit.problem, audit.start[o]
    material, job = int(problem.operations.release[o]), int(problem.operations.job[o])
    if audit.begin[o] < problem.now:
        yield Violation("starts_in_the_past", (o,), minutes=problem.now - audit.begin[o])
    if start < material:
        yield Violation("before_material", (o,), minutes=material - start)
    if start < problem.jobs.release[job]:
        yield Violation("before_release", (o,), minutes=int(problem.jobs.release[job]) - start)
    if not audit.begin[o] <= start <= audit.end[o]:
        yield Violation("times_disordered", (o,))


def _duration(audit: Audit, o: int) -> Iterator[Violation]:
    mode, clock = audit.mode(o), audit.clock(o)
    start, end = audit.start[o], audit.end[o]
    if mode is None:
        return
    if not clock.works_at(start) or (end > start and not clock.works_at(end - 1)):
        yield Violation("starts_outside_calendar", (o,), machine=audit.machine[o])
    if clock.work(start, end) != mode[0]:
        yield Violation("wrong_duration", (o,), minutes=clock.work(start, end) - mode[0])
    if not audit.problem.operations.splittable[o] and not clock.unbroken(start, end):
        yield Violation("interrupted", (o,), machine=audit.machine[o])


def _outside(audit: Audit, o: int) -> Iterator[Violation]:
    problem, mode = audit.problem, audit.mode(o)
    if mode is None:
        return
    machine, start, end = audit.machine[o], audit.start[o], audit.end[o]
    clock, truck = (
        Clock.of(problem, int(problem.machines.calendar[machine])),
        int(problem.machines.truck[machine]),
    )
    if audit.begin[o] != start:
        yield Violation("setup_wrong", (o,), machine=machine, minutes=start - audit.begin[o])
    if truck < 0:
        if not clock.works_at(start):
            yield Violation("starts_outside_calendar", (o,), machine=machine)
        if clock.work(start, end) != mode[0] or (end > start and not clock.works_at(end - 1)):
            yield Violation("wrong_duration", (o,), machine=machine)
        return
    road = Clock.of(problem, truck)
    if not road.works_at(start) or not road.works_at(end):
        yield Violation("truck", (o,), machine=machine)
    if clock.work(start, end) < mode[0]:
        yield Violation("wrong_duration", (o,), minutes=clock.work(start, end) - mode[0])


def _links(audit: Audit, o: int) -> Iterator[Violation]:
    ops, start = audit.problem.operations, audit.start[o]
    for link in range(int(ops.link_offset[o]), int(ops.link_offset[o + 1])):
        p, wait, lead = int(ops.link_from[link]), int(ops.link_wait[link]), int(ops.link_lead[link])
        done = audit.end[p] + wait
        if lead < 0 or audit.outside(o) or audit.outside(p):
            if start < done:
                yield Violation("predecessor", (p, o), minutes=done - start)
            continue
        if start < done:
            batch = audit.clock(p).work(audit.start[p], start - wait)
            mode = audit.mode(p)
            if batch < (lead if mode is None or audit.frozen[p] else min(lead, mode[0])):
                yield Violation("first_batch", (p, o), minutes=lead - batch)
            mine = audit.mode(o)
            if mine is not None:
                left = mine[0] - audit.clock(o).work(start, done)
                if left < min(int(ops.link_tail[link]), mine[0]):
                    yield Violation("last_batch", (p, o), minutes=int(ops.link_tail[link]) - left)


def _machine_lanes(audit: Audit) -> Iterator[Violation]:
    problem = audit.problem
    for machine in range(len(problem.machines.calendar)):
        if problem.machines.outside[machine]:
            continue
        lane = [o for o in range(problem.size) if audit.machine[o] == machine]
        lane.sort(key=lambda o: (audit.begin[o], audit.end[o], audit.start[o]))
        before, family = -1, int(problem.machines.family[machine])
        for o in lane:
            free = int(problem.machines.ready[machine]) if before < 0 else audit.end[before]
            both_frozen = audit.frozen[o] and (before < 0 or audit.frozen[before])
            if audit.begin[o] < free and not both_frozen:
                code = "machine_not_free" if before < 0 else "machine_overlap"
                yield Violation(
                    code, (o,) if before < 0 else (before, o), machine=machine, minutes=free - audit.begin[o]
                )
            if not both_frozen:
                yield from _setup(audit, o, before, family)
            if before < 0 or audit.end[o] >= audit.end[before] or not audit.frozen[before]:
                before = o
            family = int(problem.operations.family[o])


def _setup(audit: Audit, o: int, before: int, last: int) -> Iterator[Violation]:
    machines, family = audit.problem.machines, int(audit.problem.operations.family[o])
    mode = audit.mode(o)
    held = audit.clock(o).work(audit.begin[o], audit.start[o])
    need = 0 if mode is None or audit.frozen[o] else mode[1]
    if family >= 0 and last == family:
        need = 0
    elif family >= 0 and last >= 0:
        need += int(machines.changeover[int(machines.centre[audit.machine[o]]), last, family])
    wrong = held < need if audit.frozen[o] else held != need
    starts_idle = (
        not audit.frozen[o]
        and audit.begin[o] < audit.start[o]
        and not audit.clock(o).works_at(audit.begin[o])
    )
    if wrong or starts_idle:
        pair = (o,) if before < 0 else (before, o)
        yield Violation("setup_wrong", pair, machine=audit.machine[o], minutes=need - held)


def _person_lanes(audit: Audit) -> Iterator[Violation]:
    for person in range(len(audit.problem.people.calendar)):
        lane = [o for o in range(audit.problem.size) if audit.person[o] == person]
        lane.sort(key=lambda o: (audit.begin[o], audit.end[o], audit.start[o]))
        before = -1
        for o in lane:
            free = int(audit.problem.people.ready[person]) if before < 0 else audit.end[before]
            facts = audit.frozen[o] and (before < 0 or audit.frozen[before])
            if audit.begin[o] < free and not facts:
                code = "person_not_free" if before < 0 else "person_overlap"
                yield Violation(
                    code, (o,) if before < 0 else (before, o), person=person, minutes=free - audit.begin[o]
                )
            if before < 0 or audit.end[o] >= audit.end[before] or not audit.frozen[before]:
                before = o
