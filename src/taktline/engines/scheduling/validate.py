"""The door: a problem that cannot be scheduled is refused with the data that make it so."""

import numpy as np

from taktline.engines.errors import EngineError, Fact
from taktline.engines.scheduling.problem import NONE, WHOLE, Ints, Problem

LONGEST = 1 << 40
"""Minutes beyond this (two million years) are a mistake and would overflow sums."""


def validate(problem: Problem) -> None:
    """Refuse a problem that is malformed or has no answer whatever the sequence.

    Raises EngineError: scheduling.bad_shape, .no_such_index, .bad_minutes (arrays);
    .operation_without_machine, .machine_without_working_time, .nobody_has_skill, .no_shared_working_time,
    .longer_than_any_window (resources); .cycle with its path; .frozen_without_place;
    .pin_machine_not_allowed, .pin_in_the_past, .pin_before_material (pins; what a pin needs from the
    calendars and from other pins is refused by ``pins.refuse_impossible_pins`` when solving).
    """
    _shapes(problem)
    _indexes(problem)
    _minutes(problem)
    _resources(problem)
    _commitments(problem)
    path = find_cycle(problem)
    if path:
        raise EngineError("scheduling.cycle", {"path": tuple(problem.keys.operation(o) for o in path)})


def _shapes(problem: Problem) -> None:
    n = problem.size
    for part in (problem.jobs, problem.modes, problem.machines, problem.people, problem.operations):
        sizes = {
            name: len(getattr(part, name))
            for name in part.__slots__
            if name not in ("changeover", "skilled") and not name.startswith("link_") and name != "offset"
        }
        if len(set(sizes.values())) > 1:
            raise EngineError("scheduling.bad_shape", {"table": type(part).__name__, **sizes})
    ops, modes, held = problem.operations, problem.modes, problem.commitments
    links = {len(ops.link_from), len(ops.link_wait), len(ops.link_lead), len(ops.link_tail)}
    for name, offset, rows in (("links", ops.link_offset, links), ("modes", modes.offset, {len(modes.run)})):
        wrong = len(offset) != n + 1 or offset[0] != 0 or bool(np.any(np.diff(offset) < 0))
        if wrong or rows != {int(offset[-1])}:
            raise EngineError("scheduling.bad_shape", {"table": name})
    table = held.published
    rows = {len(a) for a in (table.machine, table.person, table.begin, table.start, table.end)}
    rows |= {len(held.frozen), len(held.pin_machine), len(held.pin_start)}
    if rows != {n} or problem.machines.changeover.ndim != 3 or problem.people.skilled.ndim != 2:
        raise EngineError("scheduling.bad_shape", {"table": "commitments"})


def _indexes(problem: Problem) -> None:
    ops, machines, people, held = problem.operations, problem.machines, problem.people, problem.commitments
    families = problem.machines.changeover.shape[1]
    n_machines, n_calendars = len(machines.calendar), len(problem.calendars)
    for name, values, low, count in (
        ("operation.job", ops.job, 0, len(problem.jobs.due)),
        ("operation.family", ops.family, NONE, families),
        ("operation.skill", ops.skill, NONE, people.skilled.shape[1]),
        ("link.from", ops.link_from, 0, problem.size),
        ("mode.machine", problem.modes.machine, 0, n_machines),
        ("machine.calendar", machines.calendar, 0, n_calendars),
        ("machine.centre", machines.centre, 0, machines.changeover.shape[0]),
        ("machine.family", machines.family, NONE, families),
        ("machine.truck", machines.truck, NONE, n_calendars),
        ("person.calendar", people.calendar, 0, n_calendars),
        ("pin.machine", held.pin_machine, NONE, n_machines),
        ("published.machine", held.published.machine, NONE, n_machines),
        ("published.person", held.published.person, NONE, len(people.calendar)),
    ):
        wrong = np.flatnonzero((values < low) | (values >= count))
        if len(wrong):
            row = int(wrong[0])
            raise EngineError(
                "scheduling.no_such_index", {"array": name, "row": row, "value": int(values[row])}
            )


def _minutes(problem: Problem) -> None:
    ops, held = problem.operations, problem.commitments
    for name, values, low in (
        ("mode.run", problem.modes.run, 0),
        ("mode.setup", problem.modes.setup, 0),
        ("link.wait", ops.link_wait, 0),
        ("link.lead", ops.link_lead, WHOLE),
        ("link.tail", ops.link_tail, 0),
        ("changeover", problem.machines.changeover.ravel(), 0),
        ("job.weight", problem.jobs.weight, 0),
        ("job.due", problem.jobs.due, -LONGEST),
        ("job.release", problem.jobs.release, -LONGEST),
        ("operation.release", ops.release, -LONGEST),
        ("machine.ready", problem.machines.ready, -LONGEST),
        ("person.ready", problem.people.ready, -LONGEST),
        ("pin.start", held.pin_start, NONE),
    ):
        wrong = np.flatnonzero((values < low) | (values > LONGEST))
        if len(wrong):
            row = int(wrong[0])
            raise EngineError(
                "scheduling.bad_minutes", {"array": name, "row": row, "value": int(values[row])}
            )
    if not 0 <= problem.now <= problem.horizon <= LONGEST:
        raise EngineError("scheduling.bad_horizon", {"now": problem.now, "horizon": problem.horizon})


def _resources(problem: Problem) -> None:
    ops, modes, keys = problem.operations, problem.modes, problem.keys
    bare = np.flatnonzero((np.diff(modes.offset) == 0) & ~problem.commitments.frozen)
    if len(bare):
        raise EngineError("scheduling.operation_without_machine", {"operation": keys.operation(int(bare[0]))})
    left = np.array([c.work_between(problem.now, problem.horizon) for c in problem.calendars], dtype=np.int64)
    works = (
        left[problem.machines.calendar] > 0 if len(problem.machines.calendar) else np.zeros(0, dtype=np.bool_)
    )
    if len(modes.machine):
        alive = np.add.reduceat(
            np.append(works[modes.machine], False), np.minimum(modes.offset[:-1], len(modes.machine))
        )
        dead = np.flatnonzero((alive == 0) & ~problem.commitments.frozen)
        if len(dead):
            o = int(dead[0])
            machine = keys.machine(int(modes.machine[modes.offset[o]]))
            raise EngineError(
                "scheduling.machine_without_working_time",
                {"machine": machine, "operation": keys.operation(o)},
            )
    for o in np.flatnonzero((ops.skill >= 0) & ~problem.commitments.frozen).tolist():
        skill = int(ops.skill[o])
        if not problem.people.skilled[:, skill].any():
            facts = {"operation": keys.operation(o), "skill": keys.skill(skill)}
            raise EngineError("scheduling.nobody_has_skill", facts)


def _commitments(problem: Problem) -> None:
    held, keys, modes = problem.commitments, problem.keys, problem.modes
    table = held.published
    lost = np.flatnonzero(
        held.frozen & ((table.machine < 0) | (table.begin > table.start) | (table.start > table.end))
    )
    if len(lost):
        raise EngineError("scheduling.frozen_without_place", {"operation": keys.operation(int(lost[0]))})
    for o in np.flatnonzero((held.pin_machine >= 0) & ~held.frozen):
        allowed = modes.machine[modes.offset[o] : modes.offset[o + 1]]
        if held.pin_machine[o] not in allowed:
            named: dict[str, Fact] = {
                "operation": keys.operation(int(o)),
                "machine": keys.machine(int(held.pin_machine[o])),
                "allowed": tuple(keys.machine(int(m)) for m in allowed),
            }
            raise EngineError("scheduling.pin_machine_not_allowed", named)
    for o in np.flatnonzero((held.pin_start >= 0) & ~held.frozen):
        pin, there = int(held.pin_start[o]), int(problem.operations.release[o])
        there = max(there, int(problem.jobs.release[problem.operations.job[o]]))
        if pin < problem.now:
            past: dict[str, Fact] = {"operation": keys.operation(int(o)), "pin": pin, "now": problem.now}
            raise EngineError("scheduling.pin_in_the_past", past)
        if pin < there:
            raise EngineError(
                "scheduling.pin_before_material",
                {"operation": keys.operation(int(o)), "pin": pin, "material": there},
            )


def find_cycle(problem: Problem) -> tuple[int, ...]:
    """A closed path of operations each of which must precede the next, or () when there is none."""
    return closed_path(problem.operations.link_offset, problem.operations.link_from)


def closed_path(offset: Ints, before: Ints) -> tuple[int, ...]:
    """``find_cycle`` on the links alone: CSR of predecessors."""
    left = _left_after_peeling(offset, before)
    if not len(left):
        return ()
    inside = set(left.tolist())
    path = [int(left[0])]
    seen = {path[0]: 0}
    while True:
        o = path[-1]
        step = next(int(p) for p in before[offset[o] : offset[o + 1]] if int(p) in inside)
        if step in seen:
            return tuple(reversed([*path[seen[step] :], step]))
        seen[step] = len(path)
        path.append(step)


def _left_after_peeling(offset: Ints, before: Ints) -> Ints:
    """Operations that never become free of predecessors (Kahn's algorithm, 1962)."""
    n = len(offset) - 1
    waiting = np.diff(offset).astype(np.int64)
    after = np.repeat(np.arange(n), waiting)
    order = np.argsort(before, kind="stable")
    first = np.searchsorted(before[order], np.arange(n + 1)).tolist()
    targets, count = after[order].tolist(), waiting.tolist()
    stack = [o for o in range(n) if count[o] == 0]
    while stack:
        o = stack.pop()
        for s in targets[first[o] : first[o + 1]]:
            count[s] -= 1
            if count[s] == 0:
                stack.append(s)
    return np.flatnonzero(np.array(count, dtype=np.int64) > 0)
