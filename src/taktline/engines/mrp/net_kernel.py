"""Netting one level: requirement days against stock and open supply, in lots, offset by lead time."""

from typing import NamedTuple

from taktline.engines.compiled import kernel
from taktline.engines.mrp.calendar import PackedCalendars
from taktline.engines.mrp.problem import Ints

MOST_PIECES = 2000
"""One requirement may not fall apart into more orders than this; a lot that small is a slip of data."""


class NetItems(NamedTuple):
    """Columns by position in the level; meanings as in ``Items`` and ``Lots``; phantom is 0/1."""

    on_hand: Ints
    safety: Ints
    least: Ints
    step: Ints
    most: Ints
    period: Ints
    quantum: Ints
    scrap: Ints
    lead: Ints
    phantom: Ints
    calendar: Ints
    window: Ints


class Flow(NamedTuple):
    """Requirements or supplies sorted by (item, day): at = CSR by position; movable 0/1 (supplies only)."""

    at: Ints
    day: Ints
    quantity: Ints
    movable: Ints


class Drafts(NamedTuple):
    """Proposals being written: item = position in the level; wanted = the day the projection runs short."""

    item: Ints
    quantity: Ints
    started: Ints
    start: Ints
    due: Ints
    wanted: Ints
    moved: Ints


@kernel
def net(
    items: NetItems, needs: Flow, supplies: Flow, calendars: PackedCalendars, out: Drafts
) -> tuple[int, int]:
    """Write drafts for every item; returns (count, -1), or (count, position) of an item with too many pieces.

    If count exceeds the room in ``out`` only the first rows were written: call again with more room.
    Day 0 is looked at first even without requirements, for the safety stock.
    """
    count = 0
    for i in range(len(items.on_hand)):
        c = items.calendar[i]
        first, last = calendars.first[c], calendars.last[c]
        base = calendars.index_at[c] - first
        days = calendars.day_at[c]
        known = calendars.day_at[c + 1] - days
        here = calendars.ordinal[base]
        pab, safety = items.on_hand[i], items.safety[i]
        j, j_end = needs.at[i], needs.at[i + 1]
        s, s_end = supplies.at[i], supplies.at[i + 1]
        earliest = 0
        if items.phantom[i] == 0:
            k = here + items.lead[i]
            earliest = calendars.day[days + k] if k < known else last + 1 + k - known
        t = 0
        while True:
            while j < j_end and needs.day[j] <= t:
                pab -= needs.quantity[j]
                j += 1
            while s < s_end and supplies.day[s] <= t:
                pab += supplies.quantity[s]
                s += 1
            # Too late for anything new, or within the window: count on a later open supply being pulled in.
            while s < s_end and pab < safety:
                reach = earliest
                if supplies.movable[s] == 1 and t + items.window[i] > reach:
                    reach = t + items.window[i]
                if supplies.day[s] > reach:
                    break
                pab += supplies.quantity[s]
                s += 1
            need = safety - pab
            if need > 0 and items.period[i] > 0:
                ahead, jj, ss, until = pab, j, s, t + items.period[i]
                while jj < j_end and needs.day[jj] < until:
                    while ss < s_end and supplies.day[ss] <= needs.day[jj]:
                        ahead += supplies.quantity[ss]
                        ss += 1
                    ahead -= needs.quantity[jj]
                    jj += 1
                    need = max(need, safety - ahead)
            pieces = 0
            while need > 0:
                q = max(items.least[i], need)
                q = -(-q // items.step[i]) * items.step[i]
                if items.most[i] > 0 and q > items.most[i]:
                    q = items.most[i]
                sound = 1_000_000 - items.scrap[i]
                started = q // sound * 1_000_000 + -(-(q % sound * 1_000_000) // sound)
                if items.scrap[i] > 0:
                    started = -(-started // items.quantum[i]) * items.quantum[i]
                start, due, moved = t, t, 0
                if items.phantom[i] == 0:
                    lead = items.lead[i]
                    k = known - 1 + t - last if t > last else calendars.ordinal[base + t + 1] - 1
                    start = -1
                    if k - lead >= 0:
                        k2 = k - lead
                        start = calendars.day[days + k2] if k2 < known else last + 1 + k2 - known
                    if start < 0:
                        moved = 1
                        start = calendars.day[days + here] if here < known else last + 1 + here - known
                        k = here + lead
                    due = calendars.day[days + k] if k < known else last + 1 + k - known
                if count < len(out.item):
                    out.item[count] = i
                    out.quantity[count] = q
                    out.started[count] = started
                    out.start[count] = start
                    out.due[count] = due
                    out.wanted[count] = t
                    out.moved[count] = moved
                count += 1
                pieces += 1
                if pieces > MOST_PIECES:
                    return count, i
                need -= q
                pab += q
            if j >= j_end:
                break
            t = needs.day[j]
    return count, -1
