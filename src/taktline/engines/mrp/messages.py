"""Exception messages: where the plan and what is already ordered disagree."""

import numpy as np

from taktline.engines.mrp.columns import join, take
from taktline.engines.mrp.frame import Frame
from taktline.engines.mrp.needs import Needs, full
from taktline.engines.mrp.peg_kernel import SAFETY
from taktline.engines.mrp.problem import Flags, Ints
from taktline.engines.mrp.result import Call, Messages, Pegs, Proposals, Source

FAR = 2**40


def messages(frame: Frame, proposals: Proposals, served: tuple[Needs, Pegs]) -> Messages:
    """All messages by (item id, call, supply, proposal). served: requirements and their pegs, refs by row."""
    said = [*_about_supplies(frame, served), *_about_proposals(frame, proposals, served)]
    every = join(said)
    return take(every, np.lexsort((every.proposal, every.supply, every.call, every.item)))


def _soonest(served: tuple[Needs, Pegs], source: Source, count: int) -> tuple[Ints, Ints]:
    """Per supply: the earliest due day it serves beside safety stock (FAR if none), and that requirement."""
    needs, pegs = served
    mine = (pegs.source == source) & (needs.rank[pegs.requirement] != SAFETY)
    ref, want = pegs.ref[mine], pegs.requirement[mine]
    order = np.lexsort((want, needs.due[want], ref))
    ref, want = ref[order], want[order]
    lead = np.ones(len(ref), np.bool_)
    lead[1:] = ref[1:] != ref[:-1]
    day, reason = np.full(count, FAR, np.int64), np.full(count, -1, np.int64)
    day[ref[lead]], reason[ref[lead]] = needs.due[want[lead]], want[lead]
    return day, reason


def _about_supplies(frame: Frame, served: tuple[Needs, Pegs]) -> list[Messages]:
    supplies = frame.problem.supplies
    count = len(supplies.id)
    needs, pegs = served
    day, reason = _soonest(served, Source.OPEN, count)
    mine = pegs.source == Source.OPEN
    used = np.zeros(count, np.int64)
    np.add.at(used, pegs.ref[mine], pegs.quantity[mine])
    guarding = np.zeros(count, np.bool_)
    guarding[pegs.ref[mine & (needs.rank[pegs.requirement] == SAFETY)]] = True
    due, loose, overdue = np.maximum(supplies.due, 0), ~supplies.firm, supplies.due < 0
    early = loose & ~guarding & ~overdue & (day < FAR)
    tolerance = frame.problem.items.tolerance[frame.supply_item]
    wanted = _workday(frame, np.minimum(np.maximum(day, 0), FAR))
    least, step = frame.lots.least[frame.supply_item], frame.lots.step[frame.supply_item]
    sized = -(-np.maximum(used, least) // step) * step
    by_call = {
        Call.PAST_DUE: (overdue, np.where(day < FAR, np.maximum(wanted, 0), 0), supplies.quantity),
        Call.EXPEDITE: ((day < FAR) & (np.maximum(day, 0) < due), np.maximum(day, 0), supplies.quantity),
        Call.DEFER: (early & (wanted > due + tolerance), wanted, supplies.quantity),
        Call.DECREASE: (loose & (used > 0) & (sized < supplies.quantity), due, sized),
        Call.CANCEL: (loose & (used == 0) & (supplies.quantity > 0), due, full(due, 0)),
    }
    return [
        _supply_rows(frame, call, which, (to_day, to_quantity, reason))
        for call, (which, to_day, to_quantity) in by_call.items()
    ]


def _supply_rows(frame: Frame, call: Call, which: Flags, says: tuple[Ints, Ints, Ints]) -> Messages:
    supplies = frame.problem.supplies
    to_day, to_quantity, reason = says
    every = Messages(
        full(supplies.id, call),
        supplies.item,
        supplies.id,
        full(supplies.id, -1),
        supplies.due,
        to_day,
        supplies.quantity,
        to_quantity,
        full(supplies.id, -1) if call in (Call.CANCEL, Call.DECREASE) else reason,
    )
    return take(every, which)


def _workday(frame: Frame, days: Ints) -> Ints:
    """The last working day on or before each supply's day (the day itself where there is none, or FAR)."""
    calendar = frame.problem.items.calendar[frame.supply_item]
    result = days.copy()
    for number, days_off in enumerate(frame.problem.calendars):
        mine = (calendar == number) & (days < FAR)
        ordinal = days_off.ordinal(days[mine] + 1) - 1
        floor = days_off.day(np.maximum(ordinal, 0))
        result[mine] = np.where(ordinal >= 0, floor, days[mine])
    return result


def _about_proposals(frame: Frame, proposals: Proposals, served: tuple[Needs, Pegs]) -> list[Messages]:
    count = len(proposals.item)
    items = frame.problem.items
    _, reason = _soonest(served, Source.PROPOSAL, count)
    rows = np.arange(count)
    item = items.id[proposals.item]
    none = full(item, -1)
    real = ~proposals.phantom
    order = Messages(
        full(item, Call.ORDER),
        item,
        none,
        rows,
        proposals.start,
        proposals.due,
        full(item, 0),
        proposals.started,
        reason,
    )
    late = Messages(
        full(item, Call.PAST_DUE),
        item,
        none,
        rows,
        proposals.wanted,
        proposals.due,
        proposals.quantity,
        proposals.quantity,
        reason,
    )
    now = real & (proposals.start <= items.fence[proposals.item])
    tardy = real & proposals.past_due
    return [take(order, now), take(late, tardy), _increase(frame, proposals, np.flatnonzero(tardy), reason)]


def _increase(frame: Frame, proposals: Proposals, tardy: Ints, reason: Ints) -> Messages:
    """Where a new order comes too late, an open one that comes sooner could be made larger instead."""
    supplies, lots = frame.problem.supplies, frame.lots
    loose = np.flatnonzero(~supplies.firm)
    day = np.maximum(supplies.due, 0)
    loose = loose[np.lexsort((supplies.id[loose], day[loose], frame.supply_item[loose]))]
    span = 2 * FAR
    keys = frame.supply_item[loose] * span + day[loose]
    item = proposals.item[tardy]
    at = np.searchsorted(keys, item * span + np.maximum(proposals.wanted[tardy], 0), side="right") - 1
    before = (at >= 0) & (frame.supply_item[loose][np.maximum(at, 0)] == item) if len(loose) else at >= 0
    at = np.where(before, at, at + 1)
    inside = at < len(loose)
    tardy, item, at = tardy[inside], item[inside], at[inside]
    open_row = loose[at]
    larger = supplies.quantity[open_row] + proposals.quantity[tardy]
    fits = (lots.most[item] == 0) | (larger <= lots.most[item])
    better = (frame.supply_item[open_row] == item) & (day[open_row] < proposals.due[tardy]) & fits
    tardy, open_row, larger = tardy[better], open_row[better], larger[better]
    return Messages(
        full(tardy, Call.INCREASE),
        supplies.item[open_row],
        supplies.id[open_row],
        tardy,
        supplies.due[open_row],
        day[open_row],
        supplies.quantity[open_row],
        larger,
        reason[tardy],
    )
