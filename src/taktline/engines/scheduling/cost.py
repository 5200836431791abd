"""What a timetable costs, counted from the timetable alone."""

import numpy as np

from taktline.engines.scheduling.problem import Ints, Problem, Timetable
from taktline.engines.scheduling.result import Cost


def job_ends(problem: Problem, end: Ints) -> Ints:
    """When each job is complete, int64[J]; a job without operations is complete at its release."""
    ends = np.array(problem.jobs.release, dtype=np.int64)
    np.maximum.at(ends, problem.operations.job, end)
    return ends


def cost_of(problem: Problem, timetable: Timetable, setup: Ints) -> Cost:
    """setup: int64[N] setup minutes of each operation as scheduled."""
    ends = job_ends(problem, timetable.end)
    late = np.maximum(ends - problem.jobs.due, 0)
    published = problem.commitments.published
    known = published.start >= 0
    tardiness = int((late * problem.jobs.weight).sum())
    changeover = int(setup.sum())
    flow = int((ends - problem.jobs.release).sum())
    moved = int(np.abs(timetable.start - published.start)[known].sum())
    reassigned = int((timetable.machine != published.machine)[known].sum())
    w = problem.weights
    total = w.tardiness * tardiness + w.changeover * changeover + w.flow * flow
    total += w.moved * moved + w.reassigned * reassigned
    return Cost(tardiness, changeover, flow, moved, reassigned, int((late > 0).sum()), total)
