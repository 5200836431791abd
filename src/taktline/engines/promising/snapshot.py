"""The published schedule with a request laid beside it, as one problem; the published part is never changed."""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from taktline.engines.errors import EngineError
from taktline.engines.promising.request import Extra, Request
from taktline.engines.scheduling import NONE, OperationSpec, Problem, Timetable
from taktline.engines.scheduling.problem import Commitments, Ints, Jobs, Keys, Modes, Operations
from taktline.engines.scheduling.validate import closed_path


def extended(problem: Problem, table: Timetable, request: Request, due: int) -> Problem:
    """The problem with the request as its last job; ``table`` becomes the published schedule.

    Raises EngineError promising.unknown_skill, .step_without_machine, .no_such_machine, .bad_link,
    .cycle with its path.
    """
    jobs, steps = problem.jobs, request.steps
    _refuse_malformed(problem, steps)
    modes = [mode for step in steps for mode in step.alternatives]
    held = problem.commitments
    nothing = [NONE] * len(steps)
    return replace(
        problem,
        jobs=Jobs(
            due=_more(jobs.due, [due]),
            release=_more(jobs.release, [max(problem.now, request.earliest)]),
            weight=_more(jobs.weight, [request.weight]),
        ),
        operations=_operations(problem, steps, len(jobs.due)),
        modes=Modes(
            offset=_more_offsets(problem.modes.offset, [len(step.alternatives) for step in steps]),
            machine=_more(problem.modes.machine, [mode.machine for mode in modes]),
            run=_more(problem.modes.run, [mode.run for mode in modes]),
            setup=_more(problem.modes.setup, [mode.setup for mode in modes]),
        ),
        commitments=Commitments(
            frozen=np.append(held.frozen, np.zeros(len(steps), dtype=np.bool_)).astype(np.bool_),
            pin_machine=_more(held.pin_machine, nothing),
            pin_start=_more(held.pin_start, nothing),
            published=Timetable(
                *(
                    _more(c, nothing)
                    for c in (table.machine, table.person, table.begin, table.start, table.end)
                )
            ),
        ),
        keys=_keys(problem, steps),
    )


def with_overtime(problem: Problem, overtime: tuple[Extra, ...]) -> Problem:
    """The same plant with more working time for some machines and people."""
    calendars = list(problem.calendars)
    machine, person = problem.machines.calendar.copy(), problem.people.calendar.copy()
    for extra in overtime:
        wider: dict[int, int] = {}  # one for all who worked alike before
        for column, members in ((machine, extra.machines), (person, extra.people)):
            for member in members:
                before = int(column[member])
                if before not in wider:
                    calendars.append(calendars[before].union(extra.windows))
                    wider[before] = len(calendars) - 1
                column[member] = wider[before]
    return replace(
        problem,
        calendars=tuple(calendars),
        machines=replace(problem.machines, calendar=machine),
        people=replace(problem.people, calendar=person),
    )


def _operations(problem: Problem, steps: tuple[OperationSpec, ...], job: int) -> Operations:
    n, ops = problem.size, problem.operations
    links = [link for step in steps for link in step.after]
    families = {name: i for i, name in enumerate(problem.keys.families)}
    skills = {name: i for i, name in enumerate(problem.keys.skills)}
    return Operations(
        job=_more(ops.job, [job] * len(steps)),
        release=_more(ops.release, [step.release for step in steps]),
        family=_more(ops.family, [families.get(step.family, NONE) for step in steps]),
        skill=_more(ops.skill, [skills.get(step.skill, NONE) for step in steps]),
        splittable=np.append(ops.splittable, [step.splittable for step in steps]).astype(np.bool_),
        link_offset=_more_offsets(ops.link_offset, [len(step.after) for step in steps]),
        link_from=_more(ops.link_from, [n + link.operation for link in links]),
        link_wait=_more(ops.link_wait, [link.wait for link in links]),
        link_lead=_more(ops.link_lead, [link.lead for link in links]),
        link_tail=_more(ops.link_tail, [link.tail for link in links]),
    )


def _refuse_malformed(problem: Problem, steps: tuple[OperationSpec, ...]) -> None:
    for index, step in enumerate(steps):
        if not step.alternatives:
            raise EngineError("promising.step_without_machine", {"step": step.key})
        for mode in step.alternatives:
            if not 0 <= mode.machine < len(problem.machines.calendar):
                raise EngineError("promising.no_such_machine", {"step": step.key, "machine": mode.machine})
        if step.skill and step.skill not in problem.keys.skills:
            raise EngineError("promising.unknown_skill", {"step": step.key, "skill": step.skill})
        for link in step.after:
            if not 0 <= link.operation < len(steps) or link.operation == index:
                raise EngineError("promising.bad_link", {"step": step.key, "link": link.operation})
    offset = _more_offsets(np.zeros(1, dtype=np.int64), [len(step.after) for step in steps])
    path = closed_path(
        offset, np.array([link.operation for step in steps for link in step.after], dtype=np.int64)
    )
    if path:
        raise EngineError("promising.cycle", {"path": tuple(steps[o].key for o in path)})


def _keys(problem: Problem, steps: tuple[OperationSpec, ...]) -> Keys:
    keys = problem.keys
    if not keys.operations and problem.size:
        return keys
    return replace(
        keys,
        operations=(*keys.operations, *(step.key for step in steps)),
        jobs=(*keys.jobs, "request") if keys.jobs or not len(problem.jobs.due) else (),
    )


def _more(column: NDArray[np.int64], values: list[int]) -> Ints:
    return np.concatenate((column, np.array(values, dtype=np.int64)))


def _more_offsets(offset: NDArray[np.int64], counts: list[int]) -> Ints:
    return np.concatenate((offset, offset[-1] + np.cumsum(np.array(counts, dtype=np.int64))))
