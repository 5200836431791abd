"""A computed plan with the documents behind its row numbers."""

from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from taktline.engines import mrp
from taktline.planning.load.inputs import Inputs
from taktline.sales.types import DELIVERY

Ints = NDArray[np.int64]
NOBODY = -1


@dataclass(frozen=True, slots=True)
class Checked:
    """How much of a plan the independent checker has judged. items of `of` that are needed; seed: of the draw."""

    items: int
    of: int
    seed: int


@dataclass(frozen=True, slots=True)
class Solved:
    """Inputs and plan. checked: None while it is not; steps: milliseconds by step, in order. needs_cover, proposal_cover: engine id of the demand each is for, NOBODY for none.

    supply_cover: the same by engine id of an open supply.
    """

    inputs: Inputs
    result: mrp.Result
    needs_cover: Ints
    proposal_cover: Ints
    supply_cover: dict[int, int]
    checked: Checked | None = None
    steps: tuple[tuple[str, int], ...] = ()

    def delivery(self, demand: int) -> int | None:
        """The customer delivery behind a demand, None where it is none."""
        source = self.inputs.demands.get(demand)
        return source.id if source is not None and source.kind == DELIVERY else None

    def projected(self) -> dict[int, date]:
        """The day each customer delivery will be complete, if all goes to plan."""
        needs = self.result.requirements
        days: dict[int, date] = {}
        for row in np.flatnonzero(needs.demand >= 0):
            delivery = self.delivery(int(needs.demand[row]))
            if delivery is not None:
                day = self.inputs.day(max(int(needs.expected[row]), int(needs.due[row]), 0))
                days[delivery] = max(day, days.get(delivery, day))
        return days


def understood(inputs: Inputs, result: mrp.Result) -> Solved:
    """Find for every requirement, proposal and open supply the demand it serves first, level by level.

    First is who is needed first; at equal days who comes first in the plan, which goes by priority.
    """
    needs, pegs, proposals = result.requirements, result.pegs, result.proposals
    level_of = dict(zip(result.items.tolist(), result.level.tolist(), strict=True))
    levels = np.array([level_of[item] for item in needs.item.tolist()], np.int64)
    cover = needs.demand.copy()
    feeding = needs.supply >= 0
    cover[feeding] = NOBODY  # a material's customer is the one its work order is for
    made = np.full(len(proposals.item), NOBODY, np.int64)
    opened: dict[int, int] = {}
    peg_level = levels[pegs.requirement]
    for depth in range(int(levels.max(initial=-1)) + 1):
        rows = np.flatnonzero(levels == depth)
        down = rows[needs.proposal[rows] >= 0]
        cover[down] = made[needs.proposal[down]]
        for row in rows[feeding[rows]]:
            cover[row] = opened.get(int(needs.supply[row]), NOBODY)
        mine = np.flatnonzero((peg_level == depth) & (cover[pegs.requirement] != NOBODY))
        mine = mine[np.lexsort((pegs.requirement[mine], needs.due[pegs.requirement[mine]]))]
        for peg in mine[pegs.source[mine] == mrp.Source.OPEN]:
            opened.setdefault(int(pegs.ref[peg]), int(cover[pegs.requirement[peg]]))
        plan = mine[pegs.source[mine] == mrp.Source.PROPOSAL][::-1]  # the first is written last and stays
        made[pegs.ref[plan]] = cover[pegs.requirement[plan]]
    return Solved(inputs, result, cover, made, opened)
