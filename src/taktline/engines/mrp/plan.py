"""The run: level by level from what is sold to what is bought."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field, replace

import numpy as np

from taktline.engines.errors import EngineError
from taktline.engines.mrp.columns import join, take
from taktline.engines.mrp.expected import expect
from taktline.engines.mrp.explode import explode
from taktline.engines.mrp.frame import Frame, frame
from taktline.engines.mrp.level import LevelPlan, plan_level
from taktline.engines.mrp.messages import messages
from taktline.engines.mrp.needs import Extras, Needs, independent, no_extras, safety
from taktline.engines.mrp.problem import Ints, Problem
from taktline.engines.mrp.result import ByProducts, Pegs, Proposals, Requirements, Result


@dataclass(slots=True)
class Run:
    """What is known so far. waiting: requirements by level; given: by-products, in the order they were made."""

    waiting: defaultdict[int, list[Needs]] = field(default_factory=lambda: defaultdict(list))
    given: Extras = field(default_factory=no_extras)
    proposals: list[Proposals] = field(default_factory=list)
    needs: list[Needs] = field(default_factory=list)
    pegs: list[Pegs] = field(default_factory=list)
    made: int = 0
    asked: int = 0

    def ask(self, frame: Frame, needs: Needs) -> None:
        """File requirements under the level of their item."""
        level = frame.level[needs.item]
        for depth in np.unique(level):
            self.waiting[int(depth)].append(take(needs, level == depth))

    def keep(self, frame: Frame, plan: LevelPlan) -> None:
        """Take over a finished level and hand its requirements down."""
        down, back = explode(frame, plan.proposals, self.made)
        self.given = join([self.given, back])
        self.ask(frame, down)
        self.ask(frame, plan.asking)
        self.proposals.append(plan.proposals)
        self.pegs.append(replace(plan.pegs, requirement=plan.pegs.requirement + self.asked))
        self.needs.append(plan.needs)
        self.made += len(plan.proposals.item)
        self.asked += len(plan.needs.item)


def solve(problem: Problem, stop: Callable[[], bool] | None = None, seed: int = 0) -> Result:
    """Plan everything anew (regeneratively).

    stop: asked before each level; when it says yes, EngineError("mrp.stopped") is raised, for half a plan is
    none. seed: part of every engine's shape; nothing here is left to chance. Deterministic, independent of
    the order of rows. Raises EngineError as ``validate`` and ``frame`` do.

    Source: J. Orlicky, Material Requirements Planning, 1975; G. Plossl, Orlicky's MRP, 2nd ed., 1994.
    """
    del seed
    known = frame(problem)
    run = Run()
    run.ask(known, independent(known))
    run.ask(known, safety(known))
    for depth in range(int(known.level.max(initial=-1)) + 1):
        if stop is not None and stop():
            raise EngineError("mrp.stopped", {"level": depth})
        run.keep(known, _level(known, run, depth))
    return finish(known, run)


def _level(known: Frame, run: Run, depth: int) -> LevelPlan:
    rows = np.flatnonzero(known.level == depth).astype(np.int64)
    back = np.flatnonzero(known.level[run.given.item] == depth).astype(np.int64)
    waiting = run.waiting.pop(depth, [])
    needs = join(waiting) if waiting else take(independent(known), np.zeros(0, np.int64))
    return plan_level(known, rows, needs, (take(run.given, back), back), run.made)


def finish(known: Frame, run: Run) -> Result:
    """Put the levels together, name items by id, and work out who waits for whom."""
    problem = known.problem
    if not run.proposals:
        run.keep(
            known, plan_level(known, np.zeros(0, np.int64), independent(known), (no_extras(), known.level), 0)
        )
    proposals, needs, pegs = join(run.proposals), join(run.needs), join(run.pegs)
    proposals, ready, late = expect(known, proposals, needs, pegs)
    pegs = replace(pegs, late=late)
    said = messages(known, proposals, (needs, pegs))
    ids = problem.items.id
    line_ids = np.append(known.lines.id, -1)
    pegs = replace(pegs, ref=_supply_ids(known, pegs))
    return Result(
        ids,
        known.level,
        replace(proposals, item=ids[proposals.item]),
        Requirements(
            ids[needs.item],
            needs.kind,
            needs.due,
            needs.quantity,
            needs.priority,
            needs.demand,
            needs.supply,
            needs.proposal,
            line_ids[needs.line],
            needs.portion,
            ready,
        ),
        ByProducts(
            ids[run.given.item],
            run.given.quantity,
            run.given.day,
            run.given.proposal,
            line_ids[run.given.line],
        ),
        pegs,
        said,
    )


def _supply_ids(known: Frame, pegs: Pegs) -> Ints:
    """Open supplies by id instead of row."""
    ref = pegs.ref.copy()
    opened = pegs.source == 1
    ref[opened] = known.problem.supplies.id[pegs.ref[opened]]
    return ref
