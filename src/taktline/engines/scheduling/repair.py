"""The published schedule after something moved: only what must give way gives way, and it goes later."""

from dataclasses import dataclass, replace

import numpy as np

from taktline.engines.errors import EngineError
from taktline.engines.scheduling.construct import Built, published_modes, published_people
from taktline.engines.scheduling.cost import job_ends
from taktline.engines.scheduling.dispatch_kernel import replay
from taktline.engines.scheduling.pack import empty_state, pack
from taktline.engines.scheduling.problem import NONE, Problem, Timetable
from taktline.engines.scheduling.result import Difference, Result, Slip
from taktline.engines.scheduling.retime_kernel import total_cost
from taktline.engines.scheduling.solve import report
from taktline.engines.scheduling.validate import validate


@dataclass(frozen=True, slots=True)
class Move:
    """A bar dragged: an operation to a start and, unless NONE, to a machine."""

    operation: int
    start: int
    machine: int = NONE


def consequence(problem: Problem, base: Timetable, move: Move) -> Result:
    """The schedule ``base`` with one operation where the planner dropped it, everything else right-shifted.

    The dropped operation is pinned there; if its predecessors or the calendar do not allow it, it stands at
    the next possible minute and is in ``late_pins``. Nothing else starts earlier than in base.
    Raises EngineError scheduling.frozen_cannot_move, .pin_in_the_past, .pin_machine_not_allowed, .pin_before_material.
    """
    o = move.operation
    if problem.commitments.frozen[o]:
        raise EngineError("scheduling.frozen_cannot_move", {"operation": problem.keys.operation(o)})
    pin_machine, pin_start = problem.commitments.pin_machine.copy(), problem.commitments.pin_start.copy()
    pin_machine[o] = move.machine if move.machine != NONE else base.machine[o]
    pin_start[o] = move.start
    held = replace(problem.commitments, pin_machine=pin_machine, pin_start=pin_start)
    moved = replace(problem, commitments=held)
    validate(moved)
    return _shifted(moved, base)


def right_shift(problem: Problem) -> Result:
    """The published schedule made feasible again: after a breakdown, a late delivery, a longer run.

    Operations keep machine and person where they still may, and never start before their published start;
    what was not published goes into the holes.
    """
    validate(problem)
    return _shifted(problem, problem.commitments.published)


def difference(problem: Problem, before: Timetable, after: Timetable) -> Difference:
    """What changes from one timetable to another; slips in order of the minutes lost, worst first."""
    differs = (before.start != after.start) | (before.machine != after.machine)
    was, becomes = job_ends(problem, before.end), job_ends(problem, after.end)
    due = problem.jobs.due
    slips = [
        Slip(
            job=int(j),
            before=int(was[j]),
            after=int(becomes[j]),
            late_before=max(0, int(was[j] - due[j])),
            late_after=max(0, int(becomes[j] - due[j])),
        )
        for j in np.flatnonzero(was != becomes)
    ]
    slips.sort(key=lambda slip: (slip.late_before - slip.late_after, slip.before - slip.after, slip.job))
    return Difference(tuple(np.flatnonzero(differs).tolist()), tuple(slips))


def _shifted(problem: Problem, base: Timetable) -> Result:
    plant = pack(problem)
    state = empty_state(plant)
    known = base.start >= 0
    key = np.where(known, base.start, problem.horizon).astype(np.int64)
    floor = np.where(known, base.start, 0).astype(np.int64)
    replay(plant, state, key, floor, published_modes(problem, plant, base), published_people(problem, base))
    cost = total_cost(plant, state, np.zeros(len(problem.jobs.due), np.int64))
    return report(problem, plant, Built(state, cost, "right shift"), (0, 0))
