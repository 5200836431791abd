"""The check catches each rule when a good schedule is broken on purpose."""

from dataclasses import replace

import numpy as np
import pytest

from taktline.engines.scheduling import (
    Alternative,
    Draft,
    Link,
    MachineSpec,
    OperationSpec,
    Slot,
    check,
    construct,
)
from taktline.engines.timeline import WorkingTime
from tests.engines.scheduling.plants import DAY, day_shift

# Operations of the plant below, by name.
SAW, TURN, HARDEN, GRIND, TWIN, OTHER, PINNED, RUNNING = range(8)


def good():
    """One job through every rule, a second one beside it, a pinned and a running operation."""
    draft = Draft(horizon=20 * DAY, now=400)
    days = draft.calendar(day_shift())
    truck = draft.calendar(WorkingTime.of((d * DAY + 600, d * DAY + 660) for d in range(0, 20, 3)))
    always = draft.calendar(WorkingTime.always(0, 20 * DAY))
    saw, lathe, spare = (
        draft.machine(MachineSpec(m, days, centre="C", family="x")) for m in ("S", "L", "L2")
    )
    oven = draft.machine(MachineSpec("OVEN", always, outside=True, truck=truck))
    draft.person("Anna", days, ("turn",))
    draft.person("Bert", days, ("saw",), ready=500)
    draft.changeover("C", {("a", "b"): 20, ("x", "a"): 10, ("x", "b"): 10})
    job, second = draft.job("J", due=3 * DAY), draft.job("K", due=9 * DAY, release=450)
    a = draft.operation(
        job, OperationSpec("saw", (Alternative(saw, 100),), family="a", skill="saw", release=500)
    )
    b = draft.operation(
        job,
        OperationSpec(
            "turn", (Alternative(lathe, 90),), (Link(a, lead=30, tail=20),), family="a", skill="turn"
        ),
    )
    c = draft.operation(job, OperationSpec("harden", (Alternative(oven, 2000),), (Link(b, wait=15),)))
    draft.operation(job, OperationSpec("grind", (Alternative(spare, 200),), (Link(c),), splittable=False))
    draft.operation(
        second, OperationSpec("twin", (Alternative(lathe, 50, setup=5),), family="b", skill="turn")
    )
    draft.operation(second, OperationSpec("other", (Alternative(saw, 60),), family="b"))
    draft.operation(
        second,
        OperationSpec(
            "pinned", (Alternative(spare, 60), Alternative(saw, 60)), pin_machine=spare, pin_start=3500
        ),
    )
    draft.operation(
        second,
        OperationSpec(
            "run", (Alternative(spare, 60),), frozen=True, published=Slot(spare, 380, 560, begin=370)
        ),
    )
    problem = draft.problem()
    return problem, construct(problem).timetable


def broken(timetable, column, row, value):
    array = getattr(timetable, column).copy()
    array[row] = value
    return replace(timetable, **{column: array})


def moved(timetable, row, minutes):
    for column in ("begin", "start", "end"):
        timetable = broken(timetable, column, row, getattr(timetable, column)[row] + minutes)
    return timetable


def codes(problem, timetable):
    return {v.code for v in check(problem, timetable)}


def test_the_plant_itself_is_good():
    problem, table = good()
    assert check(problem, table) == []


def at(timetable, row, start):
    return moved(timetable, row, start - int(timetable.start[row]))


MUTATIONS = {
    "no_such_machine": lambda p, t: broken(t, "machine", SAW, 9),
    "no_such_person": lambda p, t: broken(t, "person", SAW, 9),
    "frozen_moved": lambda p, t: moved(t, RUNNING, 1),
    "machine_not_allowed": lambda p, t: broken(t, "machine", SAW, 1),
    "pin_machine": lambda p, t: broken(t, "machine", PINNED, 0),
    "pin_start": lambda p, t: moved(t, PINNED, 10),
    "person_missing": lambda p, t: broken(t, "person", SAW, -1),
    "person_not_needed": lambda p, t: broken(t, "person", OTHER, 0),
    "person_lacks_skill": lambda p, t: broken(t, "person", SAW, 0),
    "starts_in_the_past": lambda p, t: broken(t, "begin", OTHER, 399),
    "before_material": lambda p, t: at(t, SAW, 490),
    "before_release": lambda p, t: at(t, OTHER, 440),
    "times_disordered": lambda p, t: broken(t, "begin", OTHER, t.start[OTHER] + 1),
    "starts_outside_calendar": lambda p, t: at(t, OTHER, 740),
    "wrong_duration": lambda p, t: broken(t, "end", OTHER, t.end[OTHER] + 5),
    "interrupted": lambda p, t: broken(at(t, GRIND, 4320 + 700), "end", GRIND, 4320 + 780 + 180),
    "setup_wrong": lambda p, t: broken(t, "begin", TWIN, t.start[TWIN]),
    "machine_overlap": lambda p, t: at(t, TWIN, int(t.start[TURN]) + 10),
    "person_overlap": lambda p, t: at(t, TWIN, int(t.start[TURN]) + 10),
    "person_not_free": lambda p, t: at(t, SAW, 480),
    "predecessor": lambda p, t: at(t, GRIND, 500),
    "first_batch": lambda p, t: at(t, TURN, int(t.start[SAW]) + 10),
    "truck": lambda p, t: moved(t, HARDEN, 70),
}


@pytest.mark.parametrize("code", sorted(MUTATIONS))
def test_each_rule_is_caught_when_broken(code):
    problem, table = good()
    assert code in codes(problem, MUTATIONS[code](problem, table))


def test_a_machine_that_is_not_free_yet_is_caught():
    problem, table = good()
    late = replace(problem.machines, ready=np.array([5000, 0, 0, 0], dtype=np.int64))
    assert "machine_not_free" in codes(replace(problem, machines=late), table)


def test_a_successor_that_runs_dry_before_the_last_batch_is_caught():
    draft = Draft(horizon=DAY)
    always = draft.calendar(WorkingTime.always(0, DAY))
    one, two = (draft.machine(MachineSpec(m, always)) for m in "ab")
    job = draft.job("J", 0)
    first = draft.operation(job, OperationSpec("1", (Alternative(one, 100),)))
    draft.operation(job, OperationSpec("2", (Alternative(two, 40),), after=(Link(first, lead=10, tail=15),)))
    problem = draft.problem()
    table = construct(problem).timetable
    assert table.start.tolist() == [0, 75]
    assert codes(problem, moved(table, 1, -1)) == {"last_batch"}
    assert codes(problem, moved(table, 1, -66)) == {"first_batch", "last_batch"}


def test_the_truck_decides_when_goods_leave_and_return():
    problem, table = good()
    assert table.start[HARDEN] % (3 * DAY) in range(600, 660)
    assert table.end[HARDEN] % (3 * DAY) in range(600, 660)


def test_an_operation_before_a_frozen_one_must_leave_it_its_setup():
    draft = Draft(horizon=DAY)
    always = draft.calendar(WorkingTime.always(0, DAY))
    machine = draft.machine(MachineSpec("m", always, centre="C"))
    draft.changeover("C", {("a", "b"): 30})
    job = draft.job("J", 0)
    draft.operation(job, OperationSpec("1", (Alternative(machine, 50),), family="a"))
    draft.operation(
        job,
        OperationSpec(
            "2",
            (Alternative(machine, 50),),
            family="b",
            frozen=True,
            published=Slot(machine, 100, 150, begin=80),
        ),
    )
    problem = draft.problem()
    table = construct(problem).timetable
    assert table.start.tolist() == [150, 100]
    assert codes(problem, at(table, 0, 10)) == {"setup_wrong"}
