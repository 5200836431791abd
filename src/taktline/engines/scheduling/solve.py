"""Problem -> Result: construct at once, improve while allowed, say how far from the best it may be."""

import numpy as np

from taktline.engines.scheduling import columns
from taktline.engines.scheduling.bounds import bound_of
from taktline.engines.scheduling.construct import Built, build
from taktline.engines.scheduling.cost import cost_of
from taktline.engines.scheduling.improve import Stop, improve
from taktline.engines.scheduling.pack import pack
from taktline.engines.scheduling.pins import refuse_impossible_pins
from taktline.engines.scheduling.plant_kernel import Plant
from taktline.engines.scheduling.problem import Problem, Timetable
from taktline.engines.scheduling.result import Result
from taktline.engines.scheduling.validate import validate


def solve(problem: Problem, stop: Stop | None = None, seed: int = 0, *, iterations: int = 200_000) -> Result:
    """The best schedule found within ``iterations`` trial moves or until ``stop`` says so.

    Always answers. Raises EngineError as ``validate``, ``pack`` and ``refuse_impossible_pins`` say.
    """
    plant = _entered(problem)
    built = build(problem, plant)
    if problem.size < 2 or iterations <= 0:
        return report(problem, plant, built, (0, seed))
    improved = improve(plant, built, stop, seed, iterations)
    return report(problem, plant, improved.built, (improved.iterations, seed))


def construct(problem: Problem) -> Result:
    """The best of the dispatch rules, at once; raises as ``solve``."""
    plant = _entered(problem)
    return report(problem, plant, build(problem, plant), (0, 0))


def report(problem: Problem, plant: Plant, built: Built, effort: tuple[int, int]) -> Result:
    """A schedule in kernel form as a Result. effort: trial moves made, seed."""
    op = built.state.op
    timetable = Timetable(
        machine=op[:, columns.MACHINE].copy(),
        person=op[:, columns.PERSON].copy(),
        begin=op[:, columns.BEGIN].copy(),
        start=op[:, columns.START].copy(),
        end=op[:, columns.END].copy(),
    )
    setup = np.where(problem.commitments.frozen, 0, op[:, columns.SETUP])
    cost = cost_of(problem, timetable, setup)
    bound = bound_of(problem, plant)
    pinned = (problem.commitments.pin_start >= 0) & ~problem.commitments.frozen
    late = np.flatnonzero(pinned & (timetable.start > problem.commitments.pin_start))
    return Result(
        timetable=timetable,
        cost=cost,
        bound=bound,
        gap=(cost.total - bound.total) / cost.total if cost.total > 0 else 0.0,
        late_pins=tuple(late.tolist()),
        beyond=tuple(np.flatnonzero(timetable.end > problem.horizon).tolist()),
        rule=built.rule,
        iterations=effort[0],
        seed=effort[1],
    )


def _entered(problem: Problem) -> Plant:
    validate(problem)
    plant = pack(problem)
    refuse_impossible_pins(problem, plant)
    return plant
