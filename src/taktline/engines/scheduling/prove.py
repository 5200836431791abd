"""Polish a small schedule and say how good any could be, by constraint programming.

Source: Laborie, Rogerie, Shaw, Vilim, IBM ILOG CP optimizer for scheduling, 2018, for the shape of the model; solved by
CP-SAT of OR-Tools with one worker and deterministic time, so that the same problem gives the same answer.
"""

import math
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np

from taktline.engines.scheduling.check import check
from taktline.engines.scheduling.cost import cost_of
from taktline.engines.scheduling.problem import Ints, Problem, Timetable
from taktline.engines.scheduling.prove_model import Model
from taktline.engines.scheduling.prove_reach import MOST_OPERATIONS, is_expressible, modes_of
from taktline.engines.scheduling.result import Bound, BoundKind, Result

PROVED = "cp-sat"


def prove(
    problem: Problem, result: Result, *, effort: float = 10.0, stop: Callable[[], bool] | None = None
) -> Result:
    """The result, perhaps with a better schedule and a higher bound; unchanged where the model knows not enough.

    effort: deterministic seconds. stop: asked at every better schedule. What the independent check doubts is not taken.
    """
    if effort <= 0 or result.late_pins or not is_expressible(problem):
        return result
    from ortools.sat.python import cp_model

    model = Model(problem, cp_model.CpModel())
    model.build()
    _hint(model, result.timetable)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = result.seed
    solver.parameters.max_deterministic_time = effort
    state = solver.solve(model.cp, _watch(cp_model, stop))
    if state not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return result
    return _better(problem, result, model, solver)


def _watch(cp_model: Any, stop: Callable[[], bool] | None) -> Any:
    """Ends the search when somebody asks for it."""
    if stop is None:
        return None
    asked: Callable[[], bool] = stop

    class Watch(cp_model.CpSolverSolutionCallback):  # type: ignore[misc]
        def on_solution_callback(self) -> None:
            if asked():
                self.stop_search()

    return Watch()


def _hint(model: Model, table: Timetable) -> None:
    """Begin at the schedule that is known."""
    for o, placed in model.op.items():
        model.cp.add_hint(placed.start, placed.work.own(int(table.start[o])))
        model.cp.add_hint(placed.end, placed.work.own(int(table.end[o])))
        for machine, literal in placed.on.items():
            model.cp.add_hint(literal, int(table.machine[o]) == machine)


def _better(problem: Problem, result: Result, model: Model, solver: Any) -> Result:
    table, setup = _timetable(problem, model, solver)
    cost = cost_of(problem, table, setup)
    if check(problem, table) or cost.total > round(solver.objective_value):
        return result  # the model and the rules disagree: claim nothing
    bound = math.ceil(solver.best_objective_bound - 1e-6)
    if bound > min(cost.total, result.cost.total):
        return result
    best = result
    if cost.total < result.cost.total:
        beyond = tuple(np.flatnonzero(table.end > problem.horizon).tolist())
        best = replace(result, timetable=table, cost=cost, beyond=beyond, rule=PROVED)
    kind = BoundKind.CP_SAT if bound >= best.bound.total else best.bound.kind
    total = max(bound, best.bound.total)
    tardiness = _tardiness(problem, best, total)
    gap = (best.cost.total - total) / best.cost.total if best.cost.total > 0 else 0.0
    return replace(best, bound=Bound(tardiness, total, kind), gap=gap)


def _tardiness(problem: Problem, best: Result, total: int) -> int:
    """Weighted tardiness that cannot be avoided: the old bound, or what is known where nothing else is weighed."""
    weights = problem.weights
    alone = not (weights.changeover or weights.flow or weights.moved or weights.reassigned)
    if alone and weights.tardiness:
        return max(best.bound.tardiness, -(-total // weights.tardiness))
    return best.bound.tardiness


def _timetable(problem: Problem, model: Model, solver: Any) -> tuple[Timetable, Ints]:
    table = problem.commitments.published
    machine, person = table.machine.copy(), table.person.copy()
    begin, start, end = table.begin.copy(), table.start.copy(), table.end.copy()
    setup = np.zeros(problem.size, dtype=np.int64)
    for o, placed in model.op.items():
        own, need = solver.value(placed.start), solver.value(placed.setup)
        machine[o] = next(m for m, literal in placed.on.items() if solver.value(literal))
        person[o], setup[o] = -1, need
        start[o] = placed.work.starts_at(own)
        begin[o] = placed.work.starts_at(own - need) if need else start[o]
        run = next(minutes for m, minutes, _ in modes_of(problem, o) if m == machine[o])
        end[o] = placed.work.ends_at(own + run) if run else start[o]
    return Timetable(machine, person, begin, start, end), setup


__all__ = ["MOST_OPERATIONS", "is_expressible", "prove"]
