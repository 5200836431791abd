"""Times from sequences: given the order on every machine and of every person, start all as early as they may."""

# A cell of an int64 table is Any to the type checker and an int to the kernel.
# mypy: disable-error-code="no-any-return"

import numpy as np

from taktline.engines.compiled import kernel
from taktline.engines.scheduling.columns import (
    ABLES,
    AT_MACHINE,
    AT_PERSON,
    BASE_END,
    BASE_MACHINE,
    BASE_START,
    BEGIN,
    COST_CHANGEOVER,
    COST_FLOW,
    COST_MOVED,
    COST_REASSIGNED,
    COST_TARDINESS,
    DUE,
    END,
    FAMILY,
    FREE_FROM,
    FROM,
    FROZEN,
    JOB,
    JOB_RELEASE,
    LEAD,
    LINKS,
    MACHINE,
    MINUTES,
    MODES,
    NEXTS,
    NOW,
    ON,
    ORDER,
    OUTSIDE,
    P_FREE_FROM,
    PERSON,
    PIN,
    PUSH,
    RELEASE,
    RUN,
    SETUP,
    SINKS,
    SPLIT,
    START,
    WAIT,
    WEIGHT,
)
from taktline.engines.scheduling.plant_kernel import (
    Plant,
    State,
    add_work,
    calendar_of,
    fit_work,
    machine_end,
    outside_times,
    person_end,
    ready_at,
    setup_minutes,
    subtract_work,
)
from taktline.engines.scheduling.problem import Ints
from taktline.engines.scheduling.slot_kernel import family_before, mode_setup_of

MISSED = 10**9
"""Cost of a minute by which a pin is missed or a frozen operation run into: never worth it."""


@kernel
def lane_free(plant: Plant, state: State, o: int) -> int:
    """When the machine and the person of o are free of what comes before o in their lanes."""
    machine, person = state.op[o, MACHINE], state.op[o, PERSON]
    at = state.op[o, AT_MACHINE]
    free = plant.machine[machine, FREE_FROM]
    if at > 0:
        free = machine_end(plant, state, state.seq[plant.lane_offset[machine] + at - 1])
    if person >= 0:
        lane = len(plant.machine) + person
        held = plant.person[person, P_FREE_FROM]
        if state.op[o, AT_PERSON] > 0:
            held = person_end(plant, state, state.seq[plant.lane_offset[lane] + state.op[o, AT_PERSON] - 1])
        free = max(free, held)
    return free


@kernel
def frozen_push(plant: Plant, state: State, o: int) -> int:
    """Minutes by which an unfrozen operation before frozen o runs into it, or lacks of its setup."""
    machine, person = state.op[o, MACHINE], state.op[o, PERSON]
    push = 0
    at = state.op[o, AT_MACHINE]
    if at > 0:
        p = state.seq[plant.lane_offset[machine] + at - 1]
        if plant.op[p, FROZEN] == 0:
            push += max(0, state.op[p, END] - state.op[o, BEGIN])
            push += max(0, setup_minutes(plant, plant.op[p, FAMILY], o, machine, 0) - state.op[o, SETUP])
    if person >= 0 and state.op[o, AT_PERSON] > 0:
        lane = len(plant.machine) + person
        p = state.seq[plant.lane_offset[lane] + state.op[o, AT_PERSON] - 1]
        if plant.op[p, FROZEN] == 0:
            push += max(0, state.op[p, END] - state.op[o, BEGIN])
    return push


@kernel
def times_of(plant: Plant, state: State, o: int) -> tuple[int, int, int, int, int]:
    """Begin, start, end, setup and push of o as its predecessors and lane neighbours now allow."""
    machine = state.op[o, MACHINE]
    pin = plant.op[o, PIN]
    if plant.op[o, FROZEN] != 0:
        push = 0 if plant.machine[machine, OUTSIDE] else frozen_push(plant, state, o)
        return state.op[o, BEGIN], state.op[o, START], state.op[o, END], state.op[o, SETUP], push
    calendar = calendar_of(plant, machine, state.op[o, PERSON])
    ready = ready_at(plant, state, o, machine, calendar)
    if pin >= 0:
        ready = max(ready, pin)
    run = state.op[o, RUN]
    if plant.machine[machine, OUTSIDE]:
        start, end = outside_times(plant, machine, ready, run)
        return start, start, end, 0, (start - pin if pin >= 0 else 0)
    before = family_before(plant, state, machine, state.op[o, AT_MACHINE])
    setup = setup_minutes(plant, before, o, machine, mode_setup_of(plant, state, o))
    free = max(lane_free(plant, state, o), plant.const[NOW])
    start = max(add_work(plant, calendar, free, setup), ready)
    start = fit_work(plant, calendar, start, run, plant.op[o, SPLIT])
    end = add_work(plant, calendar, start, run)
    begin = subtract_work(plant, calendar, start, setup)
    return begin, start, end, setup, (start - pin if pin >= 0 else 0)


@kernel
def lane_neighbour(plant: Plant, state: State, o: int, person: int, step: int) -> int:
    """The operation before (step -1) or after (1) o on its machine or with its person; -1 for none."""
    if plant.machine[state.op[o, MACHINE], OUTSIDE]:
        return -1
    if person != 0 and state.op[o, PERSON] < 0:
        return -1
    lane = len(plant.machine) + state.op[o, PERSON] if person != 0 else state.op[o, MACHINE]
    at = (state.op[o, AT_PERSON] if person != 0 else state.op[o, AT_MACHINE]) + step
    if at < 0 or at >= state.length[lane]:
        return -1
    return state.seq[plant.lane_offset[lane] + at]


@kernel
def retime_all(plant: Plant, state: State) -> int:
    """Start every operation as early as its sequences allow. Returns how many could be timed (all, if acyclic)."""
    n = len(state.op)
    missing = np.zeros(n, np.int64)
    stack = np.zeros(n, np.int64)
    size, timed = 0, 0
    for o in range(n):
        if plant.op[o, FROZEN] == 0:
            missing[o] = plant.op[o + 1, LINKS] - plant.op[o, LINKS]
            missing[o] += 1 if lane_neighbour(plant, state, o, 0, -1) >= 0 else 0
            missing[o] += 1 if lane_neighbour(plant, state, o, 1, -1) >= 0 else 0
        if missing[o] == 0:
            stack[size] = o
            size += 1
    while size > 0:
        size -= 1
        o = stack[size]
        timed += 1
        if plant.op[o, FROZEN] == 0:
            t = times_of(plant, state, o)
            state.op[o, BEGIN], state.op[o, START], state.op[o, END] = t[0], t[1], t[2]
            state.op[o, SETUP], state.op[o, PUSH] = t[3], t[4]
        for x in range(plant.op[o, NEXTS], plant.op[o + 1, NEXTS] + 2):
            if x < plant.op[o + 1, NEXTS]:
                q = plant.next_op[x]
            else:
                q = lane_neighbour(plant, state, o, x - plant.op[o + 1, NEXTS], 1)
            if q >= 0 and plant.op[q, FROZEN] == 0:
                missing[q] -= 1
                if missing[q] == 0:
                    stack[size] = q
                    size += 1
    for o in range(n):
        if plant.op[o, FROZEN] != 0:
            state.op[o, PUSH] = times_of(plant, state, o)[4]
    return timed


@kernel
def job_end(plant: Plant, state: State, j: int) -> int:
    """When the last operation of a job ends."""
    end = plant.job[j, JOB_RELEASE]
    for x in range(plant.job[j, SINKS], plant.job[j + 1, SINKS]):
        end = max(end, state.op[plant.sink[x], END])
    return end


@kernel
def job_cost(plant: Plant, j: int, end: int) -> int:
    """What a job that ends at ``end`` adds to the total."""
    late = max(0, end - plant.job[j, DUE])
    flow = end - plant.job[j, JOB_RELEASE]
    return plant.const[COST_TARDINESS] * plant.job[j, WEIGHT] * late + plant.const[COST_FLOW] * flow


@kernel
def operation_cost(plant: Plant, state: State, o: int) -> int:
    """What an operation itself adds: its setup, what it moved, pins missed."""
    cost = plant.const[COST_CHANGEOVER] * state.op[o, SETUP] + MISSED * state.op[o, PUSH]
    if plant.op[o, BASE_START] >= 0:
        cost += plant.const[COST_MOVED] * abs(state.op[o, START] - plant.op[o, BASE_START])
        if state.op[o, MACHINE] != plant.op[o, BASE_MACHINE]:
            cost += plant.const[COST_REASSIGNED]
    return cost


@kernel
def total_cost(plant: Plant, state: State, ends: Ints) -> int:
    """The whole objective with missed pins; fills ``ends`` with the end of each job."""
    cost = 0
    for j in range(len(ends)):
        ends[j] = job_end(plant, state, j)
        cost += job_cost(plant, j, ends[j])
    for o in range(len(state.op)):
        cost += operation_cost(plant, state, o)
    return cost


@kernel
def earliest_ends(plant: Plant, state: State) -> int:
    """Times of each operation if no machine and no person were ever busy: the path bound. state: empty.

    Chooses for each operation the alternative and person that end first; frozen ones stay. Overlap links
    count only their first batch, so that the times never exceed those of a feasible schedule.
    """
    for i in range(len(state.op)):
        o = plant.op[i, ORDER]
        if plant.op[o, FROZEN] != 0:
            state.op[o, START], state.op[o, END] = plant.op[o, BASE_START], plant.op[o, BASE_END]
            continue
        ready = max(
            plant.const[NOW], plant.op[o, RELEASE], plant.job[plant.op[o, JOB], JOB_RELEASE], plant.op[o, PIN]
        )
        for link in range(plant.op[o, LINKS], plant.op[o + 1, LINKS]):
            p = plant.link[link, FROM]
            before = state.op[p, END] if plant.link[link, LEAD] < 0 else state.op[p, START]
            ready = max(ready, before + plant.link[link, WAIT])
        first_start, first_end = 1 << 60, 1 << 60
        for mode in range(plant.op[o, MODES], plant.op[o + 1, MODES]):
            machine, run = plant.mode[mode, ON], plant.mode[mode, MINUTES]
            if plant.machine[machine, OUTSIDE]:
                start, end = outside_times(plant, machine, ready, run)
                first_start, first_end = min(first_start, start), min(first_end, end)
                continue
            people = plant.op[o + 1, ABLES] - plant.op[o, ABLES]
            last = -1
            for x in range(max(people, 1)):
                person = plant.able[plant.op[o, ABLES] + x] if people > 0 else -1
                calendar = calendar_of(plant, machine, person)
                if calendar == last:
                    continue
                last = calendar
                start = fit_work(plant, calendar, ready, run, plant.op[o, SPLIT])
                first_start = min(first_start, start)
                first_end = min(first_end, add_work(plant, calendar, start, run))
        state.op[o, START], state.op[o, END] = first_start, first_end
    return 0
