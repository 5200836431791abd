"""Improve a schedule by simulated annealing over the sequences, every trial re-timed exactly.

A move takes one operation, found by walking back along what holds a late job, and puts it elsewhere in its
machine's sequence, on another machine, or with another person. Only what the move touches is re-timed, and a
trial is given up as soon as it is too bad to be taken. Sources: Kirkpatrick, Gelatt, Vecchi, "Optimization by
simulated annealing", 1983; van Laarhoven, Aarts, Lenstra, "Job shop scheduling by simulated annealing", 1992;
insertion feasibility after Dell'Amico, Trubian, "Applying tabu search to the job-shop problem", 1993.
"""

# A cell of an int64 table is Any to the type checker and an int to the kernel.
# mypy: disable-error-code="no-any-return"

import math

from taktline.engines.compiled import kernel
from taktline.engines.scheduling.columns import (
    ABLES,
    AT_MACHINE,
    AT_PERSON,
    BEGIN,
    END,
    FROM,
    FROZEN,
    JOB,
    JOB_RELEASE,
    LINKS,
    MACHINE,
    MINUTES,
    MODE,
    MODES,
    NEXTS,
    NOW,
    ON,
    OUTSIDE,
    OVERLAPS,
    PERSON,
    PUSH,
    RELEASE,
    RUN,
    SETUP,
    SINKS,
    START,
    WAIT,
)
from taktline.engines.scheduling.dispatch_kernel import heap_pop, heap_push
from taktline.engines.scheduling.plant_kernel import FAR, Plant, State, lane_insert, lane_remove
from taktline.engines.scheduling.retime_kernel import (
    job_cost,
    job_end,
    lane_neighbour,
    operation_cost,
    times_of,
)
from taktline.engines.scheduling.trial_kernel import T_LATE, Search, draw, draw_below

CAP = 3000
"""Updates after which a trial is given up."""


@kernel
def holder_of(plant: Plant, state: State, o: int) -> int:
    """The operation whose end most likely holds o back, or -1 when none does."""
    held, latest = -1, plant.op[o, RELEASE]
    latest = max(latest, plant.job[plant.op[o, JOB], JOB_RELEASE], plant.const[NOW])
    for link in range(plant.op[o, LINKS], plant.op[o + 1, LINKS]):
        p = plant.link[link, FROM]
        done = state.op[p, END] + plant.link[link, WAIT]
        if done >= latest:
            held, latest = p, done
    for person in (0, 1):
        p = lane_neighbour(plant, state, o, person, -1)
        if p >= 0 and state.op[p, END] + state.op[o, SETUP] >= latest:
            held, latest = p, state.op[p, END] + state.op[o, SETUP]
    return held


@kernel
def choose_operation(plant: Plant, state: State, search: Search) -> int:
    """An operation worth moving: up the chain from a late job's end, or any."""
    if search.tally[T_LATE] > 0 and draw(search) < 0.85:
        j = search.late[draw_below(search, search.tally[T_LATE])]
        if plant.job[j, SINKS] < plant.job[j + 1, SINKS]:
            o = plant.sink[plant.job[j, SINKS]]
            for _ in range(int(-math.log(draw(search)) * 8)):
                p = holder_of(plant, state, o)
                if p < 0:
                    break
                o = p
            return o
    return draw_below(search, len(state.op))


@kernel
def count_before(plant: Plant, state: State, lane: int, minute: int, without: int) -> int:
    """Operations of a lane that start before ``minute``, not counting one."""
    first = plant.lane_offset[lane]
    low, high = 0, state.length[lane]
    while low < high:
        middle = (low + high) // 2
        if state.op[state.seq[first + middle], START] < minute:
            low = middle + 1
        else:
            high = middle
    if without >= 0 and low > 0 and state.op[without, START] < minute:
        low -= 1
    return low


@kernel
def lane_item(plant: Plant, state: State, lane: int, position: int, without: int) -> int:
    """The operation at a position of a lane as if one (its position, or FAR) were taken out; -1 outside."""
    if position < 0:
        return -1
    at = position if position < without else position + 1
    if at >= state.length[lane]:
        return -1
    return state.seq[plant.lane_offset[lane] + at]


@kernel
def may_lie_between(
    plant: Plant, state: State, o: int, before: tuple[int, int], after: tuple[int, int]
) -> bool:
    """No circle arises if o goes after the two ``before`` and ahead of the two ``after`` (-1: none).

    A path from y to x means that x starts no earlier than y releases its successors, so it is enough that
    every predecessor starts before every successor releases.
    """
    latest = -FAR
    for p in before:
        if p >= 0 and plant.op[p, FROZEN] == 0:
            latest = max(latest, state.op[p, START])
    for link in range(plant.op[o, LINKS], plant.op[o + 1, LINKS]):
        p = plant.link[link, FROM]
        if plant.op[p, FROZEN] == 0:
            latest = max(latest, state.op[p, START])
    for q in after:
        if q >= 0 and plant.op[q, FROZEN] == 0:
            if latest >= (state.op[q, START] if plant.op[q, OVERLAPS] else state.op[q, END]):
                return False
            for link in range(plant.op[o, LINKS], plant.op[o + 1, LINKS]):
                if plant.link[link, FROM] == q:
                    return False
    for x in range(plant.op[o, NEXTS], plant.op[o + 1, NEXTS]):
        q = plant.next_op[x]
        if plant.op[q, FROZEN] == 0:
            if latest >= (state.op[q, START] if plant.op[q, OVERLAPS] else state.op[q, END]):
                return False
            if q == before[0] or q == before[1]:
                return False
    return True


@kernel
def propose(plant: Plant, state: State, search: Search, o: int) -> tuple[int, int, int, int]:
    """A new place for o: alternative, person, machine position, person position (counted without o); mode -1: none."""
    nothing = (-1, -1, 0, 0)
    mode, person = state.op[o, MODE], state.op[o, PERSON]
    machine, at = state.op[o, MACHINE], state.op[o, AT_MACHINE]
    modes = plant.op[o + 1, MODES] - plant.op[o, MODES]
    people = plant.op[o + 1, ABLES] - plant.op[o, ABLES]
    dice = draw(search)
    if dice < 0.6 and (modes == 1 or dice < 0.5):
        k = 1 + int(-math.log(draw(search)) * 1.5)
        position = max(0, at - k) if dice < 0.4 else min(state.length[machine] - 1, at + k)
        if position == at:
            return nothing
    else:
        mode = plant.op[o, MODES] + draw_below(search, modes)
        machine = plant.mode[mode, ON]
        if plant.machine[machine, OUTSIDE]:
            return nothing
        target = state.op[o, START] - 60
        if draw(search) < 0.6:
            target = plant.op[o, RELEASE]
            for link in range(plant.op[o, LINKS], plant.op[o + 1, LINKS]):
                target = max(target, state.op[plant.link[link, FROM], END])
        same = machine == state.op[o, MACHINE]
        position = count_before(plant, state, machine, target, o if same else -1) + draw_below(search, 3) - 1
        position = min(max(position, 0), state.length[machine] - (1 if same else 0))
    without = at if machine == state.op[o, MACHINE] else FAR
    p = lane_item(plant, state, machine, position - 1, without)
    q = lane_item(plant, state, machine, position, without)
    if people > 0 and draw(search) < 0.4:
        person = plant.able[plant.op[o, ABLES] + draw_below(search, people)]
    place, before, after = 0, -1, -1
    if person >= 0:
        lane = len(plant.machine) + person
        aim = state.op[p, END] if p >= 0 else plant.op[o, RELEASE]
        for link in range(plant.op[o, LINKS], plant.op[o + 1, LINKS]):
            aim = max(aim, state.op[plant.link[link, FROM], END])
        same = person == state.op[o, PERSON]
        place = count_before(plant, state, lane, aim, o if same else -1)
        gone = state.op[o, AT_PERSON] if same else FAR
        before = lane_item(plant, state, lane, place - 1, gone)
        after = lane_item(plant, state, lane, place, gone)
    stays = mode == state.op[o, MODE] and person == state.op[o, PERSON] and position == at
    if stays and (person < 0 or place == state.op[o, AT_PERSON]):
        return nothing
    if not may_lie_between(plant, state, o, (p, before), (q, after)):
        return nothing
    return mode, person, position, place


@kernel
def put_at(plant: Plant, state: State, o: int, place: tuple[int, int, int, int]) -> None:
    """Move o from where it is to a proposed place, in the lanes only."""
    people = len(plant.machine)
    lane_remove(plant, state, state.op[o, MACHINE], state.op[o, AT_MACHINE], AT_MACHINE)
    if state.op[o, PERSON] >= 0:
        lane_remove(plant, state, people + state.op[o, PERSON], state.op[o, AT_PERSON], AT_PERSON)
    state.op[o, MODE], state.op[o, PERSON] = place[0], place[1]
    state.op[o, MACHINE], state.op[o, RUN] = plant.mode[place[0], ON], plant.mode[place[0], MINUTES]
    lane_insert(plant, state, state.op[o, MACHINE], place[2], o, AT_MACHINE)
    if place[1] >= 0:
        lane_insert(plant, state, people + place[1], place[3], o, AT_PERSON)


@kernel
def note(search: Search, state: State, size: int, o: int) -> int:
    """Mark o for re-timing; -1 and a full heap are ignored."""
    if o < 0 or size >= len(search.heap):
        return size
    return heap_push(search.heap, search.item, size, state.op[o, START], o)


@kernel
def note_moved(plant: Plant, search: Search, state: State, size: int, o: int) -> int:
    """Mark the moved operation itself: its old start says nothing, so right after its new predecessors."""
    key = 0
    for person in (0, 1):
        p = lane_neighbour(plant, state, o, person, -1)
        if p >= 0:
            key = max(key, state.op[p, START])
    for link in range(plant.op[o, LINKS], plant.op[o + 1, LINKS]):
        key = max(key, state.op[plant.link[link, FROM], START])
    return heap_push(search.heap, search.item, size, key, o)


@kernel
def settle(plant: Plant, state: State, search: Search, size: int, cost: int, limit: float) -> tuple[int, int]:
    """Re-time what is marked and what follows from it. Returns the new cost and rows logged; -1 rows: given up."""
    rows = 0
    while size > 0:
        o = search.item[0]
        size = heap_pop(search.heap, search.item, size)
        t = times_of(plant, state, o)
        changed = t[1] != state.op[o, START] or t[2] != state.op[o, END]
        if (
            not changed
            and t[0] == state.op[o, BEGIN]
            and t[3] == state.op[o, SETUP]
            and t[4] == state.op[o, PUSH]
        ):
            continue
        log = search.log[rows]
        log[0], log[1], log[2], log[3] = o, state.op[o, BEGIN], state.op[o, START], state.op[o, END]
        log[4], log[5] = state.op[o, SETUP], state.op[o, PUSH]
        rows += 1
        cost -= operation_cost(plant, state, o)
        state.op[o, BEGIN], state.op[o, START], state.op[o, END] = t[0], t[1], t[2]
        state.op[o, SETUP], state.op[o, PUSH] = t[3], t[4]
        cost += operation_cost(plant, state, o)
        j = plant.op[o, JOB]
        end = job_end(plant, state, j)
        if end != search.ends[j]:
            cost += job_cost(plant, j, end) - job_cost(plant, j, search.ends[j])
            search.ends[j] = end
        if cost > limit or rows >= CAP or size + 64 >= len(search.heap):
            return cost, -rows
        if changed:
            for x in range(plant.op[o, NEXTS], plant.op[o + 1, NEXTS]):
                if plant.op[plant.next_op[x], FROZEN] == 0:
                    size = note(search, state, size, plant.next_op[x])
            size = note(search, state, size, lane_neighbour(plant, state, o, 0, 1))
            size = note(search, state, size, lane_neighbour(plant, state, o, 1, 1))
    return cost, rows
