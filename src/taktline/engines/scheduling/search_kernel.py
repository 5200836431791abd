"""The annealing loop: try a move, keep it or take it back."""

# A cell of an int64 table is Any to the type checker and an int to the kernel.
# mypy: disable-error-code="no-any-return"

import math

from taktline.engines.compiled import kernel
from taktline.engines.scheduling.anneal_kernel import (
    choose_operation,
    note,
    note_moved,
    propose,
    put_at,
    settle,
)
from taktline.engines.scheduling.columns import (
    AT_MACHINE,
    AT_PERSON,
    BEGIN,
    DUE,
    END,
    FROZEN,
    JOB,
    MACHINE,
    MODE,
    OUTSIDE,
    PERSON,
    PIN,
    PUSH,
    SETUP,
    START,
)
from taktline.engines.scheduling.plant_kernel import Plant, State
from taktline.engines.scheduling.retime_kernel import job_end, lane_neighbour, operation_cost
from taktline.engines.scheduling.trial_kernel import T_ACCEPTED, T_BEST, T_COST, T_LATE, T_SAVED, Search, draw


@kernel
def take_back(
    plant: Plant, state: State, search: Search, o: int, place: tuple[int, int, int, int], rows: int
) -> None:
    """Undo a trial: o returns to its old place, every logged row is restored, newest first."""
    put_at(plant, state, o, place)
    for r in range(rows - 1, -1, -1):
        log = search.log[r]
        x = log[0]
        state.op[x, BEGIN], state.op[x, START], state.op[x, END] = log[1], log[2], log[3]
        state.op[x, SETUP], state.op[x, PUSH] = log[4], log[5]
    for r in range(rows):
        j = plant.op[search.log[r, 0], JOB]
        search.ends[j] = job_end(plant, state, j)


@kernel
def save_best(state: State, search: Search) -> None:
    """Keep a copy of the current schedule."""
    search.best.op[:] = state.op
    search.best.seq[:] = state.seq
    search.best.length[:] = state.length
    search.tally[T_SAVED] = 1


@kernel
def anneal(plant: Plant, state: State, search: Search, trials: int, hot: float, cold: float) -> None:
    """Make ``trials`` moves while the temperature falls from hot to cold (cost units); the best is saved."""
    temperature = hot
    for trial in range(trials):
        if trial % 64 == 0:
            temperature = hot * (cold / hot) ** (trial / trials)
        if trial % 512 == 0:
            found = 0
            for j in range(len(search.ends)):
                if search.ends[j] > plant.job[j, DUE]:
                    search.late[found] = j
                    found += 1
            search.tally[T_LATE] = found
        o = choose_operation(plant, state, search)
        if plant.op[o, FROZEN] != 0 or plant.op[o, PIN] >= 0 or plant.machine[state.op[o, MACHINE], OUTSIDE]:
            continue
        place = propose(plant, state, search, o)
        if place[0] < 0:
            continue
        old = (state.op[o, MODE], state.op[o, PERSON], state.op[o, AT_MACHINE], state.op[o, AT_PERSON])
        left_m, left_p = lane_neighbour(plant, state, o, 0, 1), lane_neighbour(plant, state, o, 1, 1)
        before = search.tally[T_COST]
        cost = before - operation_cost(plant, state, o)
        put_at(plant, state, o, place)
        cost += operation_cost(plant, state, o)
        size = note_moved(plant, search, state, 0, o)
        size = note(search, state, size, left_m)
        size = note(search, state, size, left_p)
        size = note(search, state, size, lane_neighbour(plant, state, o, 0, 1))
        size = note(search, state, size, lane_neighbour(plant, state, o, 1, 1))
        cost, rows = settle(plant, state, search, size, cost, before + 4.0 * temperature)
        worse = cost - before
        taken = rows >= 0 and (worse <= 0 or draw(search) < math.exp(-worse / temperature))
        if taken and worse > 0 and search.tally[T_SAVED] == 0:
            take_back(plant, state, search, o, old, rows)
            save_best(state, search)
            continue
        if not taken:
            take_back(plant, state, search, o, old, abs(rows))
            continue
        search.tally[T_COST] = cost
        search.tally[T_ACCEPTED] += 1
        if cost < search.tally[T_BEST]:
            search.tally[T_BEST] = cost
            search.tally[T_SAVED] = 0
    if search.tally[T_SAVED] == 0:
        save_best(state, search)
