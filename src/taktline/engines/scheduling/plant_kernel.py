"""The arrays a kernel sees, and the arithmetic of calendars on them.

Calendars lie behind each other: windows cal_offset[c]:cal_offset[c + 1], the last one without an end, so that
every walk forward ends. ``bucket[c, t // width]`` is the first window that ends after the bucket's start.
"""

# A cell of an int64 table is Any to the type checker and an int to the kernel.
# mypy: disable-error-code="no-any-return"

from typing import NamedTuple

import numpy as np

from taktline.engines.compiled import kernel
from taktline.engines.scheduling.columns import (
    BEGIN,
    CALENDAR,
    CENTRE,
    END,
    FAMILY,
    FROM,
    JOB,
    JOB_RELEASE,
    LEAD,
    LINKS,
    MACHINE,
    NOW,
    OUTSIDE,
    P_CALENDAR,
    PERSON,
    REACH_MACHINE,
    REACH_PERSON,
    RELEASE,
    RUN,
    START,
    TAIL,
    TRUCK,
    WAIT,
    WIDTH,
)
from taktline.engines.scheduling.problem import Ints

FAR = 1 << 45
BEFORE = -(1 << 45)


class Plant(NamedTuple):
    """A problem, packed into tables of int64; the columns are named in columns.py, pack.py fills them."""

    cal_offset: Ints  # windows of calendar c are rows cal_offset[c]:cal_offset[c + 1]
    window: Ints  # [start, end)
    bucket: Ints
    pair: Ints  # [calendar, calendar + 1] -> calendar of machine and person together; column 0: machine alone
    op: Ints
    link: Ints
    next_op: Ints
    mode: Ints
    machine: Ints
    changeover: Ints
    person: Ints
    able: Ints  # people who can do an operation
    job: Ints
    sink: Ints  # operations that end a job
    lane_offset: Ints  # lanes: machines first, then people
    const: Ints
    stretch: float  # elapsed minutes per working minute, on average


class State(NamedTuple):
    """A schedule under construction: a row per operation, and the sequence of each lane.

    op column MODE: row of the chosen alternative, -1 unplaced, -2 frozen; PUSH: minutes by which a pin is
    missed or a frozen operation is run into; AT_MACHINE, AT_PERSON: position in the lane.
    seq, length: operations of lane l are seq[lane_offset[l]:][:length[l]].
    """

    op: Ints
    seq: Ints
    length: Ints


@kernel
def window_after(plant: Plant, calendar: int, minute: int) -> int:
    """The first window that ends after ``minute``."""
    k = plant.cal_offset[calendar]
    if minute > 0:
        b = minute // plant.const[WIDTH]
        if b >= plant.bucket.shape[1]:
            b = plant.bucket.shape[1] - 1
        k = plant.bucket[calendar, b]
    while plant.window[k, 1] <= minute:
        k += 1
    return k


@kernel
def next_work(plant: Plant, calendar: int, minute: int) -> int:
    """The first worked minute at or after ``minute``."""
    k = window_after(plant, calendar, minute)
    return max(minute, plant.window[k, 0])


@kernel
def add_work(plant: Plant, calendar: int, minute: int, work: int) -> int:
    """The moment ``work`` minutes after ``minute`` are done; 0 stays where it is."""
    if work <= 0:
        return minute
    k = window_after(plant, calendar, minute)
    at = max(minute, plant.window[k, 0])
    left = work
    while left > plant.window[k, 1] - at:
        left -= plant.window[k, 1] - at
        k += 1
        at = plant.window[k, 0]
    return at + left


@kernel
def subtract_work(plant: Plant, calendar: int, minute: int, work: int) -> int:
    """The latest moment from which ``work`` minutes are done by ``minute``; BEFORE if there is none."""
    if work <= 0:
        return minute
    first = plant.cal_offset[calendar]
    k = window_after(plant, calendar, minute)
    at = minute
    if at <= plant.window[k, 0]:
        k -= 1
        if k < first:
            return BEFORE
        at = plant.window[k, 1]
    left = work
    while left > at - plant.window[k, 0]:
        left -= at - plant.window[k, 0]
        k -= 1
        if k < first:
            return BEFORE
        at = plant.window[k, 1]
    return at - left


@kernel
def fit_work(plant: Plant, calendar: int, minute: int, work: int, split: int) -> int:
    """The first start at or after ``minute``: any worked minute, or one whose window holds all the work."""
    k = window_after(plant, calendar, minute)
    at = max(minute, plant.window[k, 0])
    if split == 0:
        while plant.window[k, 1] - at < work:
            k += 1
            at = plant.window[k, 0]
    return at


@kernel
def calendar_of(plant: Plant, machine: int, person: int) -> int:
    """The calendar of a machine, or of machine and person together."""
    column = 0 if person < 0 else plant.person[person, P_CALENDAR] + 1
    return plant.pair[plant.machine[machine, CALENDAR], column]


@kernel
def setup_minutes(plant: Plant, before: int, o: int, machine: int, own: int) -> int:
    """Setup of operation o when the machine last ran family ``before``; own: the alternative's setup."""
    family = plant.op[o, FAMILY]
    if family >= 0 and before == family:
        return 0
    if family >= 0 and before >= 0:
        return own + plant.changeover[plant.machine[machine, CENTRE], before, family]
    return own


@kernel
def ready_at(plant: Plant, state: State, o: int, machine: int, calendar: int) -> int:
    """The earliest start that releases, ``now`` and predecessors allow; its calendar matters for overlaps."""
    ready = max(plant.const[NOW], plant.op[o, RELEASE], plant.job[plant.op[o, JOB], JOB_RELEASE])
    run = state.op[o, RUN]
    for link in range(plant.op[o, LINKS], plant.op[o + 1, LINKS]):
        p = plant.link[link, FROM]
        done = state.op[p, END] + plant.link[link, WAIT]
        lead = plant.link[link, LEAD]
        if lead < 0 or plant.machine[machine, OUTSIDE] or plant.machine[state.op[p, MACHINE], OUTSIDE]:
            ready = max(ready, done)
            continue
        lead = min(lead, state.op[p, RUN])
        first = add_work(
            plant, calendar_of(plant, state.op[p, MACHINE], state.op[p, PERSON]), state.op[p, START], lead
        )
        ready = max(ready, min(first + plant.link[link, WAIT], done))
        ready = max(ready, subtract_work(plant, calendar, done, max(run - plant.link[link, TAIL], 0)))
    return ready


@kernel
def outside_times(plant: Plant, machine: int, ready: int, run: int) -> tuple[int, int]:
    """Start and end at a subcontractor: by truck there, work on its calendar, by truck back."""
    calendar = plant.pair[plant.machine[machine, CALENDAR], 0]
    truck = plant.machine[machine, TRUCK]
    start = next_work(plant, calendar if truck < 0 else truck, ready)
    end = add_work(plant, calendar, start, run)
    if truck >= 0:
        end = next_work(plant, truck, end)
    return start, end


@kernel
def machine_end(plant: Plant, state: State, o: int) -> int:
    """Until when operation o holds its machine."""
    return max(state.op[o, END], plant.op[o, REACH_MACHINE])


@kernel
def person_end(plant: Plant, state: State, o: int) -> int:
    """Until when operation o holds its person."""
    return max(state.op[o, END], plant.op[o, REACH_PERSON])


@kernel
def lane_position(plant: Plant, state: State, lane: int, minute: int) -> int:
    """How many operations of a lane begin before ``minute``."""
    first = plant.lane_offset[lane]
    low, high = 0, state.length[lane]
    while low < high:
        middle = (low + high) // 2
        if state.op[state.seq[first + middle], BEGIN] < minute:
            low = middle + 1
        else:
            high = middle
    return low


@kernel
def lane_insert(plant: Plant, state: State, lane: int, position: int, o: int, at: int) -> None:
    """Put o into a lane; at: column AT_MACHINE or AT_PERSON, kept in step."""
    first = plant.lane_offset[lane]
    for x in range(state.length[lane], position, -1):
        moved = state.seq[first + x - 1]
        state.seq[first + x] = moved
        state.op[moved, at] = x
    state.seq[first + position] = o
    state.op[o, at] = position
    state.length[lane] += 1


@kernel
def lane_remove(plant: Plant, state: State, lane: int, position: int, at: int) -> None:
    """Take the operation at a position out of a lane."""
    first = plant.lane_offset[lane]
    for x in range(position, state.length[lane] - 1):
        moved = state.seq[first + x + 1]
        state.seq[first + x] = moved
        state.op[moved, at] = x
    state.length[lane] -= 1


@kernel
def topological(link_offset: Ints, link_from: Ints) -> tuple[Ints, Ints, Ints]:
    """Successor CSR (offset, operation) and an order in which predecessors come first."""
    n = len(link_offset) - 1
    offset = np.zeros(n + 1, np.int64)
    for p in link_from:
        offset[p + 1] += 1
    for o in range(n):
        offset[o + 1] += offset[o]
    fill = offset.copy()
    after = np.zeros(len(link_from), np.int64)
    missing = np.zeros(n, np.int64)
    for o in range(n):
        missing[o] = link_offset[o + 1] - link_offset[o]
        for link in range(link_offset[o], link_offset[o + 1]):
            p = link_from[link]
            after[fill[p]] = o
            fill[p] += 1
    order = np.zeros(n, np.int64)
    tail = 0
    for o in range(n):
        if missing[o] == 0:
            order[tail] = o
            tail += 1
    head = 0
    while head < tail:
        o = order[head]
        head += 1
        for x in range(offset[o], offset[o + 1]):
            missing[after[x]] -= 1
            if missing[after[x]] == 0:
                order[tail] = after[x]
                tail += 1
    return offset, after, order
