"""Find the earliest hole for one operation among what is already placed, and put it there.

A hole must hold the setup and the run on the machine and on the person at once, and must leave the next
operation on the machine its own, perhaps changed, setup. Nothing already placed moves.
"""

# A cell of an int64 table is Any to the type checker and an int to the kernel.
# mypy: disable-error-code="no-any-return"

from taktline.engines.compiled import kernel
from taktline.engines.scheduling.columns import (
    ABLES,
    AT_MACHINE,
    AT_PERSON,
    BEGIN,
    CALENDAR,
    END,
    FAMILY,
    FREE_FROM,
    FROZEN,
    LAST_FAMILY,
    MACHINE,
    MINUTES,
    MODE,
    MODES,
    NOW,
    ON,
    OUTSIDE,
    OWN_SETUP,
    P_FREE_FROM,
    PERSON,
    RUN,
    SETUP,
    SPLIT,
    START,
)
from taktline.engines.scheduling.plant_kernel import (
    FAR,
    Plant,
    State,
    add_work,
    calendar_of,
    fit_work,
    lane_insert,
    lane_position,
    lane_remove,
    machine_end,
    outside_times,
    person_end,
    ready_at,
    setup_minutes,
    subtract_work,
)


@kernel
def family_before(plant: Plant, state: State, machine: int, position: int) -> int:
    """The family the machine last ran before a position of its lane."""
    if position == 0:
        return plant.machine[machine, LAST_FAMILY]
    return plant.op[state.seq[plant.lane_offset[machine] + position - 1], FAMILY]


@kernel
def mode_setup_of(plant: Plant, state: State, o: int) -> int:
    """The own setup of the alternative an operation was given; 0 when frozen."""
    return plant.mode[state.op[o, MODE], OWN_SETUP] if state.op[o, MODE] >= 0 else 0


@kernel
def leaves_room(plant: Plant, state: State, o: int, machine: int, end: int, q: int) -> bool:
    """Whether o may end at ``end`` right before q on a machine, given the setup q then needs."""
    if end > state.op[q, START]:
        return False
    setup = setup_minutes(plant, plant.op[o, FAMILY], q, machine, mode_setup_of(plant, state, q))
    if plant.op[q, FROZEN]:
        return end <= state.op[q, BEGIN] and setup <= state.op[q, SETUP]
    calendar = calendar_of(plant, machine, state.op[q, PERSON])
    begin = subtract_work(plant, calendar, state.op[q, START], setup)
    if begin < end:
        return False
    if setup > state.op[q, SETUP] and state.op[q, PERSON] >= 0:
        lane = len(plant.machine) + state.op[q, PERSON]
        at = state.op[q, AT_PERSON]
        if at > 0:
            before = state.seq[plant.lane_offset[lane] + at - 1]
            return person_end(plant, state, before) <= begin
        return plant.person[state.op[q, PERSON], P_FREE_FROM] <= begin
    return True


@kernel
def find_slot(
    plant: Plant, state: State, o: int, mode: int, person: int, within: tuple[int, int]
) -> tuple[int, int, int, int, int, int]:
    """The earliest hole for o in an alternative with a person; within: earliest start, and a limit.

    Returns begin, start, end, setup, position in the machine's lane, position in the person's lane;
    gives up with end FAR when the start would be at or after the limit.
    """
    earliest, limit = within
    machine, run = plant.mode[mode, ON], plant.mode[mode, MINUTES]
    if plant.machine[machine, OUTSIDE]:
        start, end = outside_times(plant, machine, earliest, run)
        return start, start, end, 0, 0, 0
    calendar = calendar_of(plant, machine, person)
    lane_m = machine
    lane_p = len(plant.machine) + person
    at_m = lane_position(plant, state, lane_m, earliest)
    at_p = lane_position(plant, state, lane_p, earliest) if person >= 0 else 0
    first_m = plant.lane_offset[lane_m]
    first_p = plant.lane_offset[lane_p] if person >= 0 else 0
    while True:
        free = plant.machine[machine, FREE_FROM]
        if at_m > 0:
            free = machine_end(plant, state, state.seq[first_m + at_m - 1])
        if person >= 0:
            held = plant.person[person, P_FREE_FROM]
            if at_p > 0:
                held = person_end(plant, state, state.seq[first_p + at_p - 1])
            free = max(free, held)
        free = max(free, plant.const[NOW])
        if (
            at_m < state.length[lane_m]
            and max(free, earliest) + run > state.op[state.seq[first_m + at_m], START]
        ):
            at_m += 1
            continue
        crowded = person >= 0 and at_p < state.length[lane_p]
        if crowded and max(free, earliest) + run > state.op[state.seq[first_p + at_p], BEGIN]:
            at_p += 1
            continue
        own = plant.mode[mode, OWN_SETUP]
        setup = setup_minutes(plant, family_before(plant, state, machine, at_m), o, machine, own)
        start = max(add_work(plant, calendar, free, setup), earliest)
        start = fit_work(plant, calendar, start, run, plant.op[o, SPLIT])
        if start >= limit:
            return FAR, FAR, FAR, 0, 0, 0
        end = add_work(plant, calendar, start, run)
        if person >= 0 and at_p < state.length[lane_p] and end > state.op[state.seq[first_p + at_p], BEGIN]:
            at_p += 1
            continue
        followed = at_m < state.length[lane_m]
        if followed and not leaves_room(plant, state, o, machine, end, state.seq[first_m + at_m]):
            at_m += 1
            continue
        return subtract_work(plant, calendar, start, setup), start, end, setup, at_m, at_p


@kernel
def best_slot(
    plant: Plant, state: State, o: int, earliest: int
) -> tuple[int, int, int, int, int, int, int, int]:
    """Over all alternatives and people: the hole that ends first, then the shorter setup.

    Returns begin, start, end, setup, machine position, person position, mode, person.
    """
    best = (FAR, FAR, FAR, 0, 0, 0, -1, -1)
    for mode in range(plant.op[o, MODES], plant.op[o + 1, MODES]):
        machine = plant.mode[mode, ON]
        state.op[o, RUN] = plant.mode[mode, MINUTES]
        people = plant.op[o + 1, ABLES] - plant.op[o, ABLES]
        if people == 0 or plant.machine[machine, OUTSIDE]:
            ready = max(
                earliest, ready_at(plant, state, o, machine, plant.pair[plant.machine[machine, CALENDAR], 0])
            )
            s = find_slot(plant, state, o, mode, -1, (ready, best[2]))
            if s[2] < best[2] or (s[2] == best[2] and s[3] < best[3]):
                best = (s[0], s[1], s[2], s[3], s[4], s[5], mode, -1)
            continue
        for x in range(people):
            person = plant.able[plant.op[o, ABLES] + x]
            calendar = calendar_of(plant, machine, person)
            ready = max(earliest, ready_at(plant, state, o, machine, calendar))
            s = find_slot(plant, state, o, mode, person, (ready, best[2]))
            if s[2] < best[2] or (s[2] == best[2] and s[3] < best[3]):
                best = (s[0], s[1], s[2], s[3], s[4], s[5], mode, person)
    return best


@kernel
def put(plant: Plant, state: State, o: int, slot: tuple[int, int, int, int, int, int, int, int]) -> None:
    """Place o in a hole found by ``best_slot``; the next operation's setup is brought up to date."""
    mode, person = slot[6], slot[7]
    machine = plant.mode[mode, ON]
    state.op[o, MODE] = mode
    state.op[o, MACHINE] = machine
    state.op[o, RUN] = plant.mode[mode, MINUTES]
    state.op[o, PERSON] = person
    state.op[o, BEGIN], state.op[o, START], state.op[o, END], state.op[o, SETUP] = (
        slot[0],
        slot[1],
        slot[2],
        slot[3],
    )
    if plant.machine[machine, OUTSIDE]:
        return
    lane_insert(plant, state, machine, slot[4], o, AT_MACHINE)
    if person >= 0:
        lane_insert(plant, state, len(plant.machine) + person, slot[5], o, AT_PERSON)
    refresh_setup(plant, state, machine, slot[4] + 1)


@kernel
def refresh_setup(plant: Plant, state: State, machine: int, position: int) -> None:
    """Recompute the setup of the operation at a position after its neighbour changed; its start stays."""
    if position >= state.length[machine]:
        return
    q = state.seq[plant.lane_offset[machine] + position]
    if plant.op[q, FROZEN]:
        return
    before = family_before(plant, state, machine, position)
    state.op[q, SETUP] = setup_minutes(plant, before, q, machine, mode_setup_of(plant, state, q))
    calendar = calendar_of(plant, machine, state.op[q, PERSON])
    state.op[q, BEGIN] = subtract_work(plant, calendar, state.op[q, START], state.op[q, SETUP])


@kernel
def take_out(plant: Plant, state: State, o: int) -> None:
    """Remove a placed operation; the holes it leaves are open again. The next setup is brought up to date."""
    machine, person = state.op[o, MACHINE], state.op[o, PERSON]
    if not plant.machine[machine, OUTSIDE]:
        at = state.op[o, AT_MACHINE]
        lane_remove(plant, state, machine, at, AT_MACHINE)
        if person >= 0:
            lane_remove(plant, state, len(plant.machine) + person, state.op[o, AT_PERSON], AT_PERSON)
        refresh_setup(plant, state, machine, at)
    state.op[o, MODE] = -1
