"""A problem without a sensible answer is refused with the data that make it so."""

from dataclasses import replace

import numpy as np
import pytest

from taktline.engines.errors import EngineError
from taktline.engines.scheduling import (
    Alternative,
    Draft,
    Link,
    MachineSpec,
    Move,
    OperationSpec,
    Slot,
    check,
    consequence,
    construct,
    solve,
)
from taktline.engines.timeline import WorkingTime
from tests.engines.scheduling.plants import DAY, day_shift


def shop(*specs, now=0, skills=()):
    """One machine, one idle machine, Anna by night; a job with these operations."""
    draft = Draft(horizon=10 * DAY, now=now)
    days = draft.calendar(day_shift(days=10))
    never = draft.calendar(WorkingTime.of(()))
    night = draft.calendar(WorkingTime.of((d * DAY, d * DAY + 300) for d in range(10)))
    draft.machine(MachineSpec("M", days))
    draft.machine(MachineSpec("DEAD", never))
    draft.machine(MachineSpec("M2", days))
    draft.person("Anna", night, ("night", *skills))
    job = draft.job("J", due=DAY)
    for spec in specs:
        draft.operation(job, spec)
    return draft


M, DEAD, M2 = range(3)
SIXTY = (Alternative(M, 60),)

REFUSALS = {
    "scheduling.operation_without_machine": [OperationSpec("x", ())],
    "scheduling.machine_without_working_time": [OperationSpec("x", (Alternative(DEAD, 60),))],
    "scheduling.nobody_has_skill": [OperationSpec("x", SIXTY, skill="weld")],
    "scheduling.no_shared_working_time": [OperationSpec("x", SIXTY, skill="night")],
    "scheduling.longer_than_any_window": [OperationSpec("x", (Alternative(M, 241),), splittable=False)],
    "scheduling.cycle": [OperationSpec("x", SIXTY, (Link(1),)), OperationSpec("y", SIXTY, (Link(0),))],
    "scheduling.frozen_without_place": [OperationSpec("x", SIXTY, frozen=True)],
    "scheduling.pin_machine_not_allowed": [OperationSpec("x", SIXTY, pin_machine=M2)],
    "scheduling.pin_before_material": [OperationSpec("x", SIXTY, pin_start=500, release=501)],
    "scheduling.pin_outside_calendar": [OperationSpec("x", SIXTY, pin_start=730)],
    "scheduling.pin_before_predecessor": [
        OperationSpec("x", SIXTY),
        OperationSpec("y", SIXTY, (Link(0),), pin_start=500),
    ],
    "scheduling.pin_overlaps": [
        OperationSpec("x", SIXTY, pin_start=500),
        OperationSpec("y", SIXTY, pin_start=559),
    ],
    "scheduling.bad_minutes": [OperationSpec("x", (Alternative(M, -1),))],
    "scheduling.no_such_index": [OperationSpec("x", (Alternative(7, 60),))],
}


@pytest.mark.parametrize("code", sorted(REFUSALS))
def test_refused_with_its_code(code):
    with pytest.raises(EngineError) as caught:
        solve(shop(*REFUSALS[code]).problem())
    assert caught.value.code == code
    assert caught.value.facts


def test_the_cycle_is_shown_as_a_path():
    draft = shop(
        OperationSpec("a", SIXTY, (Link(2),)),
        OperationSpec("b", SIXTY, (Link(0),)),
        OperationSpec("c", SIXTY, (Link(1),)),
    )
    with pytest.raises(EngineError) as caught:
        draft.problem()
    path = caught.value.facts["path"]
    assert path[0] == path[-1]
    assert set(path) == {"a", "b", "c"}


def test_a_pin_in_the_past_is_refused():
    with pytest.raises(EngineError, match="pin_in_the_past"):
        shop(OperationSpec("x", SIXTY, pin_start=500), now=600).problem()


def test_arrays_that_do_not_match_are_refused():
    problem = shop(OperationSpec("x", SIXTY)).problem()
    short = replace(problem.operations, release=np.zeros(0, dtype=np.int64))
    with pytest.raises(EngineError, match="bad_shape"):
        solve(replace(problem, operations=short))


def test_a_dead_alternative_is_left_aside():
    problem = shop(OperationSpec("x", (Alternative(DEAD, 1), Alternative(M, 60)))).problem()
    assert solve(problem).timetable.machine.tolist() == [M]


def test_a_pin_is_kept_and_others_give_way():
    draft = shop(
        OperationSpec("x", (Alternative(M, 200),)),
        OperationSpec("y", SIXTY, pin_start=500),
        OperationSpec("z", (Alternative(M, 60), Alternative(M2, 90)), pin_machine=M),
    )
    problem = draft.problem()
    result = solve(problem, iterations=2000)
    assert check(problem, result.timetable) == []
    assert result.timetable.start[1] == 500
    assert result.late_pins == ()


def test_a_pin_made_late_by_capacity_is_named_not_hidden():
    draft = shop(
        OperationSpec("x", SIXTY, frozen=True, published=Slot(M, 480, 700)),
        OperationSpec("y", SIXTY),
        OperationSpec("z", (Alternative(M2, 60),), (Link(1),), pin_start=600),
    )
    problem = draft.problem()
    result = solve(problem, iterations=500)
    assert result.late_pins == (2,)
    assert [v.code for v in check(problem, result.timetable)] == ["pin_start"]


def test_a_thousand_pins_that_fight_are_refused_not_hung():
    draft = shop(
        *(
            OperationSpec(f"x{i}", (Alternative(M, 60), Alternative(M2, 60)), pin_start=500)
            for i in range(300)
        )
    )
    result = solve(draft.problem(), iterations=100)
    assert len(result.late_pins) == 298


def test_what_is_frozen_cannot_be_dragged():
    problem = shop(OperationSpec("x", SIXTY, frozen=True, published=Slot(M, 480, 700))).problem()
    with pytest.raises(EngineError, match="frozen_cannot_move"):
        consequence(problem, construct(problem).timetable, Move(0, 900))
