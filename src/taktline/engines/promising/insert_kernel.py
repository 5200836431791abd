"""Lay a timetable into a state, and put new operations into its holes."""

from taktline.engines.compiled import kernel
from taktline.engines.scheduling.columns import (
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
    ORDER,
    OUTSIDE,
    PERSON,
    RUN,
    SETUP,
    START,
)
from taktline.engines.scheduling.fixed_kernel import work_in
from taktline.engines.scheduling.plant_kernel import Plant, State, calendar_of, lane_insert
from taktline.engines.scheduling.problem import Flags, Ints
from taktline.engines.scheduling.slot_kernel import best_slot, put


@kernel
def lay(plant: Plant, state: State, order: Ints, kept: Flags) -> None:
    """Place the published operations that are ``kept`` as published; order: operations by begin."""
    for o in order:
        if not kept[o]:
            continue
        machine, person = plant.op[o, BASE_MACHINE], plant.op[o, BASE_PERSON]
        state.op[o, MODE] = -2
        for mode in range(plant.op[o, MODES], plant.op[o + 1, MODES]):
            if plant.mode[mode, ON] == machine and plant.op[o, FROZEN] == 0:
                state.op[o, MODE] = mode
        state.op[o, MACHINE], state.op[o, PERSON] = machine, person
        state.op[o, BEGIN], state.op[o, START] = plant.op[o, BASE_BEGIN], plant.op[o, BASE_START]
        state.op[o, END] = plant.op[o, BASE_END]
        calendar = calendar_of(plant, machine, person)
        state.op[o, RUN] = work_in(plant, calendar, state.op[o, START], state.op[o, END])
        if plant.machine[machine, OUTSIDE]:
            continue
        state.op[o, SETUP] = work_in(plant, calendar, state.op[o, BEGIN], state.op[o, START])
        lane_insert(plant, state, machine, state.length[machine], o, AT_MACHINE)
        if person >= 0:
            lane = len(plant.machine) + person
            lane_insert(plant, state, lane, state.length[lane], o, AT_PERSON)


@kernel
def insert(plant: Plant, state: State, first: int) -> None:
    """Place the operations from index ``first`` on, predecessors first, each into its earliest hole."""
    for i in range(len(state.op)):
        o = plant.op[i, ORDER]
        if o >= first:
            put(plant, state, o, best_slot(plant, state, o, 0))
