"""Every answer keeps every rule, is repeatable, and is never worse than the rule it began with."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from taktline.engines.compiled import without_numba
from taktline.engines.scheduling import (
    Alternative,
    Draft,
    Link,
    MachineSpec,
    Move,
    OperationSpec,
    bound_of,
    check,
    consequence,
    construct,
    difference,
    right_shift,
    solve,
)
from taktline.engines.scheduling.generate import Factory, generate
from taktline.engines.timeline import WorkingTime
from tests.engines.scheduling.plants import day_shift, plant

seeds = st.integers(0, 2**31)


def columns(timetable):
    return [
        c.tolist()
        for c in (timetable.machine, timetable.person, timetable.begin, timetable.start, timetable.end)
    ]


@given(seeds)
@settings(max_examples=150)
def test_every_schedule_passes_the_check(seed):
    problem = plant(seed, operations=2 + seed % 20)
    for result in (construct(problem), solve(problem, seed=seed, iterations=3000)):
        assert check(problem, result.timetable) == []
        assert result.bound.total <= result.cost.total
        assert result.bound.tardiness <= result.cost.tardiness
        assert 0 <= result.gap <= 1


@given(seeds)
@settings(max_examples=60)
def test_frozen_operations_stay_and_are_worked_around(seed):
    problem = plant(seed, operations=12, frozen=True)
    result = solve(problem, seed=seed, iterations=2000)
    assert [v for v in check(problem, result.timetable) if v.code == "frozen_moved"] == []
    assert check(problem, result.timetable) == []


@given(seeds)
@settings(max_examples=60)
def test_right_shift_and_drag_keep_the_rules_and_start_nothing_earlier(seed):
    problem = plant(seed, operations=12)
    base = construct(problem).timetable
    published = replace(problem, commitments=replace(problem.commitments, published=base))
    still = right_shift(published)
    assert columns(still.timetable) == columns(base)
    late = replace(published, now=problem.now + 700)
    after = right_shift(late)
    assert check(late, after.timetable) == []
    assert (after.timetable.start >= base.start).all()
    o = seed % problem.size
    moved = consequence(problem, base, Move(o, int(base.start[o]) + 500))
    assert {v.code for v in check(problem, moved.timetable)} <= {"pin_start"}
    others = np.arange(problem.size) != o
    assert (moved.timetable.start >= base.start)[others].all()
    slips = difference(problem, base, moved.timetable)
    assert (o in slips.operations) == (moved.timetable.start[o] != base.start[o])


def test_the_same_seed_and_iterations_give_the_same_bytes():
    problem = generate(Factory(120, seed=3, people=True))
    one, two = (solve(problem, seed=5, iterations=6000) for _ in range(2))
    assert columns(one.timetable) == columns(two.timetable)
    assert one.cost == two.cost


def test_plain_python_and_compiled_kernels_agree():
    problem = plant(11, operations=16)
    compiled = solve(problem, seed=1, iterations=400)
    with without_numba():
        plain = solve(problem, seed=1, iterations=400)
    assert columns(compiled.timetable) == columns(plain.timetable)
    assert compiled.cost == plain.cost
    assert compiled.bound == plain.bound


def test_annealing_beats_the_best_dispatch_rule_clearly():
    problem = generate(Factory(300, seed=1, slack=0.4))
    first, better = construct(problem), solve(problem, iterations=60_000)
    assert check(problem, better.timetable) == []
    assert first.cost.late_jobs > 0
    assert better.cost.tardiness < 0.85 * first.cost.tardiness


def test_annealing_also_saves_setups_where_nothing_is_late():
    problem = generate(Factory(150, seed=1, load=0.5))
    first, better = construct(problem), solve(problem, iterations=20_000)
    assert first.cost.late_jobs == better.cost.late_jobs == 0
    assert better.cost.total < first.cost.total


def test_stop_ends_the_search_with_the_best_so_far():
    problem = generate(Factory(120, seed=2))
    seen = []

    def stop(progress):
        seen.append(progress)
        return len(seen) / 3

    result = solve(problem, stop, iterations=10**9)
    assert len(seen) == 3
    assert result.iterations < 20_000
    assert seen[0].cost >= seen[-1].cost
    assert check(problem, result.timetable) == []
    assert solve(problem, lambda progress: True, iterations=10**9).iterations < 5_000


def test_nothing_to_do_and_one_thing_to_do():
    assert solve(Draft(horizon=1000).problem()).cost.total == 0
    draft = Draft(horizon=14_400)
    machine = draft.machine(MachineSpec("M", draft.calendar(day_shift(days=10))))
    job = draft.job("J", due=0)
    draft.operation(job, OperationSpec("10", (Alternative(machine, 60),)))
    result = solve(draft.problem())
    assert (result.timetable.start[0], result.timetable.end[0]) == (480, 540)
    assert result.cost.tardiness == result.bound.tardiness == 540


def test_work_beyond_the_calendars_is_placed_and_named():
    draft = Draft(horizon=2000)
    machine = draft.machine(MachineSpec("M", draft.calendar(day_shift(days=1))))
    job = draft.job("J", due=0)
    ops = [draft.operation(job, OperationSpec(str(i), (Alternative(machine, 400),))) for i in range(3)]
    problem = draft.problem()
    result = solve(problem, iterations=500)
    assert check(problem, result.timetable) == []
    assert len(result.beyond) == 2
    assert set(result.beyond) < set(ops)


def test_ten_million_minutes_and_no_minutes_at_all():
    draft = Draft(horizon=14_400)
    machine = draft.machine(MachineSpec("M", draft.calendar(day_shift(days=10))))
    job = draft.job("J", due=100)
    first = draft.operation(job, OperationSpec("0", (Alternative(machine, 0),)))
    draft.operation(job, OperationSpec("huge", (Alternative(machine, 10**7),), after=(Link(first),)))
    problem = draft.problem()
    result = solve(problem, iterations=500)
    assert check(problem, result.timetable) == []
    assert result.beyond == (1,)


@given(seeds)
@settings(max_examples=30)
def test_more_capacity_never_raises_the_bound(seed):
    problem = plant(seed)
    wide = tuple(c.union(WorkingTime.always(0, problem.horizon)) for c in problem.calendars)
    assert bound_of(replace(problem, calendars=wide)).total <= bound_of(problem).total


@pytest.mark.parametrize("seed", range(3))
def test_a_plant_too_big_for_its_operations_is_no_harm(seed):
    problem = generate(Factory(40, seed=seed, people=True, load=2.5))
    assert check(problem, solve(problem, iterations=2000).timetable) == []
