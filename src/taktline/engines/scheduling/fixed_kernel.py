"""Place what may not move before anything else is placed: the frozen, then the pinned."""

# A cell of an int64 table is Any to the type checker and an int to the kernel.
# mypy: disable-error-code="no-any-return"

from taktline.engines.compiled import kernel
from taktline.engines.scheduling.columns import (
    ABLES,
    AT_MACHINE,
    AT_PERSON,
    BASE_BEGIN,
    BASE_END,
    BASE_MACHINE,
    BASE_PERSON,
    BASE_START,
    BEGIN,
    END,
    FROZEN,
    MACHINE,
    MODE,
    MODES,
    ON,
    OUTSIDE,
    PERSON,
    PIN,
    RUN,
    SETUP,
    START,
)
from taktline.engines.scheduling.plant_kernel import (
    FAR,
    Plant,
    State,
    calendar_of,
    lane_insert,
    lane_position,
    window_after,
)
from taktline.engines.scheduling.slot_kernel import find_slot, put


@kernel
def put_frozen(plant: Plant, state: State) -> None:
    """Place the frozen operations exactly where they were published."""
    for o in range(len(state.op)):
        if not plant.op[o, FROZEN]:
            continue
        machine, person = plant.op[o, BASE_MACHINE], plant.op[o, BASE_PERSON]
        state.op[o, MODE] = -2
        state.op[o, MACHINE], state.op[o, PERSON] = machine, person
        state.op[o, BEGIN], state.op[o, START], state.op[o, END] = (
            plant.op[o, BASE_BEGIN],
            plant.op[o, BASE_START],
            plant.op[o, BASE_END],
        )
        state.op[o, RUN] = state.op[o, END] - state.op[o, START]
        state.op[o, SETUP] = 0
        if plant.machine[machine, OUTSIDE]:
            continue
        state.op[o, SETUP] = work_in(
            plant, calendar_of(plant, machine, person), state.op[o, BEGIN], state.op[o, START]
        )
        at = lane_position(plant, state, machine, state.op[o, BEGIN] + 1)
        lane_insert(plant, state, machine, at, o, AT_MACHINE)
        if person >= 0:
            lane = len(plant.machine) + person
            lane_insert(
                plant, state, lane, lane_position(plant, state, lane, state.op[o, BEGIN] + 1), o, AT_PERSON
            )


@kernel
def work_in(plant: Plant, calendar: int, start: int, end: int) -> int:
    """Working minutes in [start, end)."""
    k = window_after(plant, calendar, start)
    last = plant.cal_offset[calendar + 1]
    work = 0
    while k < last and plant.window[k, 0] < end:
        work += max(0, min(end, plant.window[k, 1]) - max(start, plant.window[k, 0]))
        k += 1
    return work


@kernel
def put_pinned(plant: Plant, state: State) -> None:
    """Reserve the pinned starts, earliest first, before anything else may take their place."""
    while True:
        o = -1
        for x in range(len(state.op)):
            waits = plant.op[x, PIN] >= 0 and state.op[x, MODE] == -1
            if waits and (o < 0 or plant.op[x, PIN] < plant.op[o, PIN]):
                o = x
        if o < 0:
            return
        put(plant, state, o, pinned_slot(plant, state, o, plant.op[o, PIN]))


@kernel
def pinned_slot(
    plant: Plant, state: State, o: int, earliest: int
) -> tuple[int, int, int, int, int, int, int, int]:
    """The hole that starts soonest at or after ``earliest``, whatever the predecessors."""
    best = (FAR, FAR, FAR, 0, 0, 0, -1, -1)
    for mode in range(plant.op[o, MODES], plant.op[o + 1, MODES]):
        people = plant.op[o + 1, ABLES] - plant.op[o, ABLES]
        alone = people == 0 or plant.machine[plant.mode[mode, ON], OUTSIDE]
        for x in range(1 if alone else people):
            person = -1 if alone else plant.able[plant.op[o, ABLES] + x]
            s = find_slot(plant, state, o, mode, person, (earliest, FAR))
            if s[1] < best[1] or (s[1] == best[1] and s[2] < best[2]):
                best = (s[0], s[1], s[2], s[3], s[4], s[5], mode, person)
    return best
