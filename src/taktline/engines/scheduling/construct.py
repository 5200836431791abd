"""A schedule at once: several dispatch rules, the best of them kept."""

from dataclasses import dataclass

import numpy as np

from taktline.engines.scheduling import columns
from taktline.engines.scheduling.dispatch_kernel import ATCS, EDD, FIFO, PRIORITY, WSPT, dispatch, replay
from taktline.engines.scheduling.pack import empty_state
from taktline.engines.scheduling.plant_kernel import Plant, State
from taktline.engines.scheduling.problem import Ints, Problem, Timetable
from taktline.engines.scheduling.retime_kernel import retime_all, total_cost


@dataclass(frozen=True, slots=True)
class Rule:
    """A dispatch rule; look_ahead and setup_scale are the ATCS parameters k1 and k2."""

    name: str
    code: int
    look_ahead: float = 2.0
    setup_scale: float = 0.5


RULES = (
    Rule("atcs 2", ATCS, 2.0, 0.5),
    Rule("edd", EDD),
    Rule("atcs 1", ATCS, 1.0, 0.3),
    Rule("priority", PRIORITY),
    Rule("wspt", WSPT),
    Rule("atcs 4", ATCS, 4.0, 0.5),
    Rule("atcs 0.5", ATCS, 0.5, 1.0),
    Rule("fifo", FIFO),
)
"""Tried in this order; a large problem tries fewer."""

PUBLISHED = "published"


@dataclass(frozen=True, slots=True)
class Built:
    """A complete schedule in kernel form, what it costs with missed pins, and the rule that made it."""

    state: State
    cost: int
    rule: str


def build(problem: Problem, plant: Plant) -> Built:
    """The cheapest of the dispatch rules and of the published schedule set right."""
    trials = len(RULES) if problem.size <= 1500 else 3 if problem.size <= 6000 else 1
    found = [dispatched(plant, rule) for rule in RULES[:trials]]
    if np.count_nonzero(problem.commitments.published.start >= 0) > problem.size // 2:
        found.append(republished(problem, plant))
    return min(found, key=lambda built: built.cost)


def dispatched(plant: Plant, rule: Rule) -> Built:
    """One dispatch rule."""
    state = empty_state(plant)
    dispatch(plant, state, rule.code, rule.look_ahead, rule.setup_scale, _mean_setup(plant))
    return compacted(plant, state, rule.name)


def republished(problem: Problem, plant: Plant) -> Built:
    """The published order of things, everything as early as it can be; what is new goes into the holes."""
    state = empty_state(plant)
    base = problem.commitments.published
    key = np.where(base.start >= 0, base.start, problem.horizon).astype(np.int64)
    modes, people = published_modes(problem, plant, base), published_people(problem, base)
    replay(plant, state, key, np.zeros(problem.size, np.int64), modes, people)
    return compacted(plant, state, PUBLISHED)


def compacted(plant: Plant, state: State, rule: str) -> Built:
    """Start everything as early as its sequence allows, and count the cost."""
    if retime_all(plant, state) < len(state.op):
        raise AssertionError("a constructed schedule has no circles")
    return Built(state, total_cost(plant, state, np.zeros(len(plant.job) - 1, np.int64)), rule)


def published_modes(problem: Problem, plant: Plant, base: Timetable) -> Ints:
    """For each operation the alternative on its machine in ``base``, -1 to choose: machine or person are gone."""
    n = problem.size
    modes = np.full(n, -1, dtype=np.int64)
    owner = np.repeat(np.arange(n), np.diff(plant.op[:, columns.MODES]))
    hit = np.flatnonzero(plant.mode[:, columns.ON] == base.machine[owner])
    modes[owner[hit]] = hit
    owner = np.repeat(np.arange(n), np.diff(plant.op[:, columns.ABLES]))
    able = np.bincount(owner[plant.able == base.person[owner]], minlength=n) > 0
    outside = problem.machines.outside[np.maximum(base.machine, 0)] if n else np.zeros(0, dtype=np.bool_)
    modes[(problem.operations.skill >= 0) & ~able & ~outside] = -1
    return modes


def published_people(problem: Problem, base: Timetable) -> Ints:
    """The person in ``base`` where an operation needs one, else -1."""
    outside = (
        problem.machines.outside[np.maximum(base.machine, 0)] if problem.size else np.zeros(0, dtype=np.bool_)
    )
    return np.where((problem.operations.skill < 0) | outside, -1, base.person).astype(np.int64)


def _mean_setup(plant: Plant) -> float:
    own = plant.mode[:, columns.OWN_SETUP]
    matrix = plant.changeover[plant.changeover > 0]
    return float(max(1.0, (own.mean() if len(own) else 0.0) + (matrix.mean() if len(matrix) else 0.0)))
