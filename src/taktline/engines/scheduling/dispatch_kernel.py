"""Construct a schedule at once: ready operations compete for the machine that is free first.

The index of an operation is that of apparent tardiness cost with setups (ATCS; Lee, Bhaskaran, Pinedo, "A
heuristic to minimize the total weighted tardiness with sequence-dependent setups", 1997), or a plain rule.
Operations go into the earliest hole, so frozen and pinned ones are worked around.
"""

# A cell of an int64 table is Any to the type checker and an int to the kernel.
# mypy: disable-error-code="no-any-return"

import math
from typing import NamedTuple

import numpy as np

from taktline.engines.compiled import kernel
from taktline.engines.scheduling.columns import (
    BASE_END,
    BASE_START,
    CALENDAR,
    DUE,
    FAMILY,
    FROM,
    FROZEN,
    JOB,
    LAST_FAMILY,
    LINKS,
    MACHINE,
    MINUTES,
    MODE,
    MODES,
    NEXTS,
    ON,
    ORDER,
    OUTSIDE,
    OWN_SETUP,
    P_CALENDAR,
    PERSON,
    PIN,
    RUN,
    START,
    WEIGHT,
)
from taktline.engines.scheduling.fixed_kernel import put_frozen, put_pinned
from taktline.engines.scheduling.plant_kernel import FAR, Plant, State, lane_position, ready_at, setup_minutes
from taktline.engines.scheduling.problem import Ints
from taktline.engines.scheduling.slot_kernel import best_slot, find_slot, put, take_out

ATCS, EDD, PRIORITY, WSPT, FIFO = 0, 1, 2, 3, 4


class Contest(NamedTuple):
    """Who waits where, and how they are judged.

    waiting: operations by machine, in the lanes' places; queue: how many per machine; done, ready, due,
    weight: int64[N]; rule: one of the above; run_scale, setup_scale: minutes, for ATCS.
    """

    waiting: Ints
    queue: Ints
    done: Ints
    ready: Ints
    due: Ints
    weight: Ints
    rule: int
    run_scale: float
    setup_scale: float


@kernel
def heap_push(key: Ints, item: Ints, size: int, k: int, x: int) -> int:
    """Binary heap on two arrays; equal keys come out by item. Returns the new size."""
    i = size
    while i > 0:
        up = (i - 1) // 2
        if key[up] < k or (key[up] == k and item[up] <= x):
            break
        key[i], item[i] = key[up], item[up]
        i = up
    key[i], item[i] = k, x
    return size + 1


@kernel
def heap_pop(key: Ints, item: Ints, size: int) -> int:
    """Take the root out (read it before); returns the new size."""
    size -= 1
    k, x = key[size], item[size]
    i = 0
    while True:
        c = 2 * i + 1
        if c >= size:
            break
        if c + 1 < size and (key[c + 1] < key[c] or (key[c + 1] == key[c] and item[c + 1] < item[c])):
            c += 1
        if key[c] > k or (key[c] == k and item[c] >= x):
            break
        key[i], item[i] = key[c], item[c]
        i = c
    key[i], item[i] = k, x
    return size


@kernel
def urgency(plant: Plant) -> tuple[Ints, Ints, Ints]:
    """Per operation: latest sensible end, greatest weight of the jobs it feeds, its shortest run."""
    n = len(plant.op) - 1
    due = np.zeros(n, np.int64)
    weight = np.zeros(n, np.int64)
    shortest = np.zeros(n, np.int64)
    for o in range(n):
        least = FAR
        for mode in range(plant.op[o, MODES], plant.op[o + 1, MODES]):
            least = min(least, plant.mode[mode, MINUTES])
        shortest[o] = least if least < FAR else max(plant.op[o, BASE_END] - plant.op[o, BASE_START], 0)
        due[o] = plant.job[plant.op[o, JOB], DUE]
        weight[o] = plant.job[plant.op[o, JOB], WEIGHT]
    for i in range(n - 1, -1, -1):
        o = plant.op[i, ORDER]
        for x in range(plant.op[o, NEXTS], plant.op[o + 1, NEXTS]):
            s = plant.next_op[x]
            due[o] = min(due[o], due[s] - int(shortest[s] * plant.stretch))
            weight[o] = max(weight[o], weight[s])
    return due, weight, shortest


@kernel
def dispatch(
    plant: Plant, state: State, rule: int, look_ahead: float, setup_scale: float, mean_setup: float
) -> int:
    """Place every operation. state: empty. Returns how many pinned starts could not be kept.

    look_ahead, setup_scale: the ATCS parameters k1 and k2, in mean run and mean setup times.
    """
    n = len(state.op)
    due, weight, shortest = urgency(plant)
    mean_run = max(1.0, shortest.sum() / max(n, 1) * plant.stretch)
    put_frozen(plant, state)
    put_pinned(plant, state)
    missing = np.zeros(n, np.int64)
    ready = np.zeros(n, np.int64)
    waiting = np.full(plant.lane_offset[len(plant.machine)], -1, np.int64)
    queue = np.zeros(len(plant.machine), np.int64)
    done = np.zeros(n, np.int64)
    contest = Contest(
        waiting, queue, done, ready, due, weight, rule, look_ahead * mean_run, setup_scale * mean_setup
    )
    key, item = np.zeros(n + 1, np.int64), np.zeros(n + 1, np.int64)
    size, late = 0, 0
    fresh = np.zeros(n, np.int64)
    n_fresh = 0
    for i in range(n):
        o = plant.op[i, ORDER]
        if plant.op[o, FROZEN]:
            done[o] = 1
    for i in range(n):
        o = plant.op[i, ORDER]
        for link in range(plant.op[o, LINKS], plant.op[o + 1, LINKS]):
            if done[plant.link[link, FROM]] == 0:
                missing[o] += 1
        if missing[o] == 0 and done[o] == 0:
            fresh[n_fresh] = o
            n_fresh += 1
    while True:
        while n_fresh > 0:
            n_fresh -= 1
            o = fresh[n_fresh]
            first, machine = plant.op[o, MODES], plant.mode[plant.op[o, MODES], ON]
            state.op[o, RUN] = plant.mode[first, MINUTES]
            ready[o] = ready_at(plant, state, o, machine, plant.pair[plant.machine[machine, CALENDAR], 0])
            size = heap_push(key, item, size, ready[o], o)
            for mode in range(first, plant.op[o + 1, MODES]):
                m = plant.mode[mode, ON]
                waiting[plant.lane_offset[m] + queue[m]] = o
                queue[m] += 1
        if size == 0:
            return late
        at, o = key[0], item[0]
        if done[o] != 0:
            size = heap_pop(key, item, size)
            continue
        if state.op[o, MODE] >= 0:
            late += keep_pin(plant, state, o)
        else:
            slot = best_slot(plant, state, o, ready[o])
            if slot[1] > at:
                size = heap_pop(key, item, size)
                size = heap_push(key, item, size, slot[1], o)
                continue
            machine = plant.mode[slot[6], ON]
            chosen = o
            if not plant.machine[machine, OUTSIDE]:
                chosen = pick(plant, state, contest, machine, slot[1])
            if chosen != o:
                o = chosen
                slot = best_slot(plant, state, o, ready[o])
            put(plant, state, o, slot)
        done[o] = 1
        for x in range(plant.op[o, NEXTS], plant.op[o + 1, NEXTS]):
            s = plant.next_op[x]
            missing[s] -= 1
            if missing[s] == 0 and done[s] == 0:
                fresh[n_fresh] = s
                n_fresh += 1


@kernel
def keep_pin(plant: Plant, state: State, o: int) -> int:
    """A pinned operation whose predecessors are placed: leave it, or place it late. Returns 1 if late."""
    machine, person = state.op[o, MACHINE], state.op[o, PERSON]
    column = 0 if person < 0 else plant.person[person, P_CALENDAR] + 1
    need = ready_at(plant, state, o, machine, plant.pair[plant.machine[machine, CALENDAR], column])
    if need > state.op[o, START]:
        take_out(plant, state, o)
        put(plant, state, o, best_slot(plant, state, o, plant.op[o, PIN]))
    return 1 if state.op[o, START] > plant.op[o, PIN] else 0


@kernel
def pick(plant: Plant, state: State, contest: Contest, machine: int, at: int) -> int:
    """Of the operations that wait for a machine at a moment, the one with the highest index."""
    first = plant.lane_offset[machine]
    position = lane_position(plant, state, machine, at)
    before = plant.machine[machine, LAST_FAMILY]
    if position > 0:
        before = plant.op[state.seq[first + position - 1], FAMILY]
    best, chosen = -1e300, -1
    i = 0
    while i < contest.queue[machine]:
        o = contest.waiting[first + i]
        if contest.done[o] != 0:
            contest.queue[machine] -= 1
            contest.waiting[first + i] = contest.waiting[first + contest.queue[machine]]
            continue
        i += 1
        if contest.ready[o] > at or state.op[o, MODE] >= 0:
            continue
        mode = plant.op[o, MODES]
        while plant.mode[mode, ON] != machine:
            mode += 1
        run = max(1, plant.mode[mode, MINUTES])
        setup = setup_minutes(plant, before, o, machine, plant.mode[mode, OWN_SETUP])
        slack = max(0.0, contest.due[o] - run * plant.stretch - at)
        if contest.rule == ATCS:
            index = (
                math.log(max(contest.weight[o], 0.01) / run)
                - slack / contest.run_scale
                - setup / contest.setup_scale
            )
        elif contest.rule == EDD:
            index = -float(contest.due[o]) - 1e-3 * setup
        elif contest.rule == PRIORITY:
            index = contest.weight[o] * 1e9 - float(contest.due[o]) - 1e-3 * setup
        elif contest.rule == WSPT:
            index = contest.weight[o] / float(run) - 1e-6 * setup
        else:
            index = -float(contest.ready[o]) - 1e-6 * setup
        if index > best or (index == best and o < chosen):
            best, chosen = index, o
    return chosen


@kernel
def replay(plant: Plant, state: State, key: Ints, floor: Ints, mode: Ints, person: Ints) -> int:
    """Place operations in order of ``key``, never before their ``floor``, each where it is told.

    mode: row of the alternative, or -1 to choose; person: index or -1, used only with a mode. Predecessors
    go first whatever their key. Returns how many pinned starts could not be kept.
    """
    n = len(state.op)
    put_frozen(plant, state)
    put_pinned(plant, state)
    missing = np.zeros(n, np.int64)
    heap, item = np.zeros(n + 1, np.int64), np.zeros(n + 1, np.int64)
    size, late = 0, 0
    for o in range(n):
        for link in range(plant.op[o, LINKS], plant.op[o + 1, LINKS]):
            if not plant.op[plant.link[link, FROM], FROZEN]:
                missing[o] += 1
        if missing[o] == 0 and not plant.op[o, FROZEN]:
            size = heap_push(heap, item, size, key[o], o)
    while size > 0:
        o = item[0]
        size = heap_pop(heap, item, size)
        if state.op[o, MODE] >= 0:
            late += keep_pin(plant, state, o)
        elif mode[o] < 0:
            put(plant, state, o, best_slot(plant, state, o, floor[o]))
        else:
            machine = plant.mode[mode[o], ON]
            state.op[o, RUN] = plant.mode[mode[o], MINUTES]
            column = 0 if person[o] < 0 else plant.person[person[o], P_CALENDAR] + 1
            ready = ready_at(plant, state, o, machine, plant.pair[plant.machine[machine, CALENDAR], column])
            s = find_slot(plant, state, o, mode[o], person[o], (max(ready, floor[o]), FAR))
            put(plant, state, o, (s[0], s[1], s[2], s[3], s[4], s[5], mode[o], person[o]))
        for x in range(plant.op[o, NEXTS], plant.op[o + 1, NEXTS]):
            missing[plant.next_op[x]] -= 1
            if missing[plant.next_op[x]] == 0 and not plant.op[plant.next_op[x], FROZEN]:
                size = heap_push(heap, item, size, key[plant.next_op[x]], plant.next_op[x])
    return late
