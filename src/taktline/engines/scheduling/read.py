"""Read the public benchmark formats of the field: job shop, flexible job shop, with setups, with workers.

Text in, Problem out: whoever measures opens the files. Time is one window without a break, the objective is
the makespan, expressed as a single assembly job: every last operation leads to one of no length.
"""

from collections.abc import Iterator

import numpy as np

from taktline.engines.errors import EngineError
from taktline.engines.scheduling.draft import Alternative, Draft, Link, MachineSpec, OperationSpec
from taktline.engines.scheduling.problem import Problem, Timetable, Weights
from taktline.engines.timeline import WorkingTime

Route = list[tuple[Alternative, ...]]


def read_jsp(text: str) -> Problem:
    """Job shop: ``jobs machines``, then per job pairs ``machine duration``, machines from 0."""
    numbers = _numbers(text)
    jobs, machines = next(numbers), next(numbers)
    routes: list[Route] = [[] for _ in range(jobs)]
    for route in routes:
        for _ in range(machines):
            route.append((Alternative(next(numbers), next(numbers)),))
    return _problem(routes, machines)


def read_fjsp(text: str) -> Problem:
    """Flexible job shop: ``jobs machines [average]``, then a line per job, machines from 1.

    A job is its number of operations, then per operation the number of alternatives and pairs
    ``machine duration``.
    """
    lines = [line for line in text.splitlines() if line.strip()]
    jobs, machines = (int(part) for part in lines[0].split()[:2])
    numbers = _numbers("\n".join(lines[1:]))
    routes = []
    for _ in range(jobs):
        route: Route = []
        for _ in range(next(numbers)):
            count = next(numbers)
            route.append(tuple(Alternative(next(numbers) - 1, next(numbers)) for _ in range(count)))
        routes.append(route)
    return _problem(routes, machines)


def makespan(problem: Problem, timetable: Timetable) -> int:
    """When everything is done; the closing operation of no length included."""
    return int(timetable.end.max(initial=problem.now))


def _problem(routes: list[Route], machines: int) -> Problem:
    longest = sum(max(a.run for a in step) for route in routes for step in route) + 1
    draft = Draft(horizon=longest, weights=Weights(tardiness=1000, changeover=0, flow=0))
    always = draft.calendar(WorkingTime.always(0, longest))
    for m in range(machines):
        draft.machine(MachineSpec(str(m), always))
    finish = draft.machine(MachineSpec("finish", always, outside=True))
    job = draft.job("all", due=0)
    ends: list[Link] = []
    for j, route in enumerate(routes):
        before: tuple[Link, ...] = ()
        for step, alternatives in enumerate(route):
            o = draft.operation(job, OperationSpec(f"{j}/{step}", alternatives, after=before))
            before = (Link(o),)
        ends.extend(before)
    draft.operation(job, OperationSpec("done", (Alternative(finish, 0),), after=tuple(ends)))
    return draft.problem()


def _numbers(text: str) -> Iterator[int]:
    try:
        return iter(np.array(text.split(), dtype=np.float64).astype(np.int64).tolist())
    except ValueError as wrong:
        raise EngineError("scheduling.not_a_benchmark_file", {"text": text[:60]}) from wrong
