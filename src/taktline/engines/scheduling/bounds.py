"""What no schedule can beat, and how that is known."""

import numpy as np

from taktline.engines.scheduling import columns
from taktline.engines.scheduling.cost import job_ends
from taktline.engines.scheduling.pack import empty_state, pack
from taktline.engines.scheduling.plant_kernel import Plant
from taktline.engines.scheduling.problem import Ints, Problem
from taktline.engines.scheduling.result import Bound, BoundKind
from taktline.engines.scheduling.retime_kernel import earliest_ends
from taktline.engines.timeline import WorkingTime


def bound_of(problem: Problem, plant: Plant | None = None) -> Bound:
    """The better of the path bound and the machine-load bound.

    Path: every job as if it were alone, through its calendars, without setups. Machine load: on the machines
    that only serve each other, the most urgent work of any due date cannot all be done before it; weak, for
    it charges only the least weight.
    """
    plant = plant or pack(problem)
    state = empty_state(plant)
    earliest_ends(plant, state)
    ends = job_ends(problem, state.op[:, columns.END])
    path = int((np.maximum(ends - problem.jobs.due, 0) * problem.jobs.weight).sum())
    load = _load_bound(problem, plant, state.op[:, columns.START])
    flow = int((ends - problem.jobs.release).sum())
    best = max(path, load)
    kind = BoundKind.PATH if path >= load else BoundKind.MACHINE_LOAD
    return Bound(best, problem.weights.tardiness * best + problem.weights.flow * flow, kind)


def _load_bound(problem: Problem, plant: Plant, earliest: Ints) -> int:
    """Weighted tardiness forced by the fullest group of machines (Jackson's rule over working time, 1955)."""
    groups: dict[frozenset[int], list[int]] = {}
    offset, machine = plant.op[:, columns.MODES], plant.mode[:, columns.ON]
    for o in range(problem.size):
        if not problem.commitments.frozen[o]:
            key = frozenset(machine[offset[o] : offset[o + 1]].tolist())
            groups.setdefault(key, []).append(o)
    best = 0
    for members, operations in groups.items():
        if not any(problem.machines.outside[m] for m in members):
            best = max(best, _group_bound(problem, plant, sorted(members), (operations, earliest)))
    return best


def _group_bound(problem: Problem, plant: Plant, members: list[int], work: tuple[list[int], Ints]) -> int:
    operations, earliest = np.array(work[0], dtype=np.int64), work[1]
    jobs = problem.operations.job[operations]
    weight = int(problem.jobs.weight[jobs].min())
    if weight == 0:
        return 0
    offset, minutes = plant.op[:, columns.MODES], plant.mode[:, columns.MINUTES]
    run = np.array([minutes[offset[o] : offset[o + 1]].min() for o in operations], dtype=np.int64)
    due, first = problem.jobs.due[jobs], int(earliest[operations].min())
    order = np.argsort(due, kind="stable")
    need = np.cumsum(run[order])
    last = np.flatnonzero(np.append(np.diff(due[order]) > 0, True))
    calendars = [problem.calendars[int(problem.machines.calendar[m])] for m in members]
    done = _when_done(calendars, first, need[last], problem.horizon)
    return weight * max(0, int((done - due[order][last]).max()))


def _when_done(calendars: list[WorkingTime], first: int, need: Ints, horizon: int) -> Ints:
    """The earliest minutes by which the machines together can have worked ``need`` minutes from ``first``."""
    edges = np.unique(
        np.concatenate([[first, max(horizon, first)], *(np.append(c.starts, c.ends) for c in calendars)])
    )
    edges = edges[(edges >= first) & (edges <= max(horizon, first))]
    total = np.zeros(len(edges), dtype=np.int64)
    for calendar in calendars:
        total += calendar.elapsed_works(edges)
    total -= total[0]
    k = np.clip(np.searchsorted(total, need, side="left"), 1, max(len(edges) - 1, 1))
    if len(edges) < 2:
        return np.full(len(need), first, dtype=np.int64)
    width, work = edges[k] - edges[k - 1], total[k] - total[k - 1]
    share = np.minimum(need - total[k - 1], work)
    return np.asarray(edges[k - 1] + -(-share * width // np.maximum(work, 1)), dtype=np.int64)
