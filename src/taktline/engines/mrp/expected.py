"""When things will really be there: lateness of components carried up to the orders that wait for them.

Netting offsets each proposal by its own lead time only. Here, from the deepest level up, a proposal starts
no earlier than its last component arrives. By-products keep the day their parent was planned for.
"""

from dataclasses import replace

import numpy as np

from taktline.engines.mrp.columns import starts
from taktline.engines.mrp.frame import Frame
from taktline.engines.mrp.needs import Needs
from taktline.engines.mrp.peg_kernel import SAFETY
from taktline.engines.mrp.problem import Ints
from taktline.engines.mrp.result import Pegs, Proposals, Source

NEVER = -(2**40)


def expect(frame: Frame, proposals: Proposals, needs: Needs, pegs: Pegs) -> tuple[Proposals, Ints, Ints]:
    """Return proposals with ``expected``, the day each requirement is met, and the days each peg is late."""
    known = frame.problem.supplies
    opened = np.maximum(known.due, 0)
    expected = proposals.due.copy()
    ready = np.full(len(needs.item), NEVER, np.int64)
    there = _day_at_first(pegs, opened, expected)
    feeds = np.where(needs.supply >= 0, np.searchsorted(known.id, needs.supply), -1)
    depths = int(frame.level.max(initial=-1)) + 1
    of_proposals = starts(frame.level[proposals.item], depths)
    of_needs = starts(frame.level[needs.item], depths)
    of_pegs = np.searchsorted(pegs.requirement, of_needs)
    arrival = np.full(len(expected), NEVER, np.int64)
    slip = np.zeros(len(opened), np.int64)
    for depth in range(depths - 1, -1, -1):
        made = slice(int(of_proposals[depth]), int(of_proposals[depth + 1]))
        expected[made] = _pushed(frame, proposals, made, arrival)
        part = slice(int(of_pegs[depth]), int(of_pegs[depth + 1]))
        source, ref = pegs.source[part], pegs.ref[part]
        mine = source == Source.PROPOSAL
        there[part][mine] = expected[ref[mine]]
        mine = source == Source.OPEN
        there[part][mine] = (opened + slip)[ref[mine]]
        np.maximum.at(ready, pegs.requirement[part], there[part])
        rows = np.arange(of_needs[depth], of_needs[depth + 1])
        down = rows[needs.proposal[rows] >= 0]
        np.maximum.at(arrival, needs.proposal[down], ready[down])
        fed = rows[feeds[rows] >= 0]
        fed = fed[frame.level[frame.supply_item[feeds[fed]]] < depth]
        np.maximum.at(slip, feeds[fed], ready[fed] - np.maximum(needs.due[fed], 0))
    late = np.maximum(there - needs.due[pegs.requirement], 0)
    late[needs.rank[pegs.requirement] == SAFETY] = 0
    ready = np.where(ready == NEVER, needs.due, ready)
    return replace(proposals, expected=expected), ready, late


def _day_at_first(pegs: Pegs, opened: Ints, due: Ints) -> Ints:
    """The day each peg's supply is planned to be there; stock is there today."""
    day = np.zeros(len(pegs.ref), np.int64)
    for source, days in ((Source.OPEN, opened), (Source.PROPOSAL, due)):
        mine = pegs.source == source
        day[mine] = days[pegs.ref[mine]]
    return day


def _pushed(frame: Frame, proposals: Proposals, made: slice, arrival: Ints) -> Ints:
    """Due days, later where the last component arrives after the planned start."""
    due, start = proposals.due[made].copy(), proposals.start[made]
    waiting = np.flatnonzero(arrival[made] > start)
    if not len(waiting):
        return due
    items = frame.problem.items
    item = proposals.item[made][waiting]
    begin = arrival[made][waiting]
    lead = items.lead[item]
    end = begin.copy()
    for number, calendar in enumerate(frame.problem.calendars):
        mine = (items.calendar[item] == number) & ~items.phantom[item]
        end[mine] = calendar.after(begin[mine], lead[mine])
    due[waiting] = np.maximum(due[waiting], end)
    return due
