"""Capable to promise: into the holes, nothing published moves, and the answer says what binds it."""

import time
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from taktline.engines.errors import EngineError
from taktline.engines.promising import (
    Choice,
    Extra,
    Request,
    Snapshot,
    check_promise,
    evaluate,
    expedite,
    promise,
    split,
    warm,
)
from taktline.engines.scheduling import (
    Alternative,
    Draft,
    Link,
    MachineSpec,
    OperationSpec,
    check,
    construct,
    solve,
)
from taktline.engines.scheduling.generate import Factory, generate
from taktline.engines.timeline import WorkingTime
from tests.engines.scheduling.plants import DAY, day_shift, plant


def wanted(problem, seed, steps=4):
    """A request that looks like the plant's own work."""
    rng = np.random.default_rng(seed)
    chosen = []
    for i in range(steps):
        o = int(rng.integers(problem.size))
        low, high = problem.modes.offset[o], problem.modes.offset[o + 1]
        modes = zip(problem.modes.machine[low:high], problem.modes.run[low:high], strict=True)
        skill = int(problem.operations.skill[o])
        chosen.append(
            OperationSpec(
                f"R{i}",
                tuple(Alternative(int(m), int(r)) for m, r in modes),
                after=(Link(i - 1),) if i % 3 else (),
                family=str(rng.choice(["", "a", "b"])),
                skill=problem.keys.skills[skill] if skill >= 0 else "",
                splittable=bool(problem.operations.splittable[o]),
                release=int(rng.integers(0, 3000)),
            )
        )
    return Request(tuple(chosen), weight=3)


@given(st.integers(0, 2**31))
@settings(max_examples=80)
def test_nothing_published_moves_and_every_rule_is_kept(seed):
    problem = plant(seed, operations=15)
    snapshot = Snapshot(problem, solve(problem, seed=seed, iterations=500).timetable)
    request = wanted(problem, seed)
    answer = promise(snapshot, request)
    assert check_promise(snapshot, request, answer) == []
    assert answer.finish == max(step.end for step in answer.steps)
    assert answer.bindings[0].operation == answer.published + max(answer.steps, key=lambda s: s.end).step
    assert promise(snapshot, request) == answer


@given(st.integers(0, 2**31))
@settings(max_examples=60)
def test_expediting_is_never_later_and_says_who_slips(seed):
    problem = plant(seed, operations=15)
    snapshot = Snapshot(problem, construct(problem).timetable)
    request = wanted(problem, seed)
    answer, slips, after = expedite(snapshot, request)
    assert check(after.problem, after.timetable) == []
    ends = np.zeros(len(problem.jobs.due), dtype=np.int64)
    np.maximum.at(ends, problem.operations.job, snapshot.timetable.end)
    later = np.zeros(len(problem.jobs.due), dtype=np.int64)
    np.maximum.at(later, problem.operations.job, after.timetable.end[: problem.size])
    assert {s.job for s in slips} == set(np.flatnonzero(later > ends).tolist())
    assert [s.end for s in answer.steps] == after.timetable.end[problem.size :].tolist()


def hobbing():
    """One hobbing machine, full until Wednesday noon; then the Friday truck to the hardener."""
    draft = Draft(horizon=20 * DAY)
    days = draft.calendar(day_shift(lunch=False))
    truck = draft.calendar(WorkingTime.of((d * DAY + 600, d * DAY + 660) for d in (1, 4, 8, 11, 15, 18)))
    hob = draft.machine(MachineSpec("hob", days))
    oven = draft.machine(MachineSpec("oven", days, outside=True, truck=truck))
    for name, weight in (("A", 1), ("B", 1), ("C", 5)):
        job = draft.job(name, due=3 * DAY, weight=weight)
        draft.operation(job, OperationSpec(name, (Alternative(hob, 450),)))
    problem = draft.problem()
    steps = (
        OperationSpec("hob", (Alternative(hob, 90),)),
        OperationSpec("harden", (Alternative(oven, 1000),), after=(Link(0),)),
    )
    return Snapshot(problem, construct(problem).timetable), Request(steps, weight=3), hob


def test_the_answer_names_the_full_machine_and_the_truck():
    snapshot, request, hob = hobbing()
    answer = promise(snapshot, request)
    truck, machine = answer.bindings
    assert (truck.kind.value, truck.other) == ("predecessor", answer.published)
    assert truck.waits > 0
    assert (machine.kind.value, machine.resource) == ("machine", hob)
    assert machine.until == int(snapshot.timetable.end.max())
    assert answer.finish % DAY in range(600, 660)


def test_expediting_passes_the_lesser_jobs_only():
    snapshot, request, _ = hobbing()
    plain, (answer, slips, _) = promise(snapshot, request), expedite(snapshot, request)
    assert answer.finish < plain.finish
    assert {snapshot.problem.keys.job(s.job) for s in slips} == {"A", "B"}
    assert all(s.after > s.before for s in slips)


def test_choices_are_weighed_in_one_call():
    snapshot, request, hob = hobbing()
    long = replace(request.steps[0], alternatives=(Alternative(hob, 400),))
    request = replace(request, steps=(long, request.steps[1]))
    night = WorkingTime.of([(2 * DAY + 1020, 2 * DAY + 1320)])
    outcomes = evaluate(
        snapshot,
        (
            Choice("as it is", (request,)),
            Choice("evening", (request,), overtime=(Extra(night, machines=(hob,)),)),
            Choice("in two parts", split(request, (60, 40))),
            Choice("first in line", (request,), expedite=True),
        ),
    )
    plain, evening, parts, first = outcomes
    assert plain.finish == promise(snapshot, request).finish
    assert 0 < evening.overtime <= 300
    assert evening.promises[0].steps[0].end < plain.promises[0].steps[0].end
    assert len(parts.promises) == 2
    assert first.slips
    assert not plain.slips


def test_material_that_comes_late_is_what_binds():
    snapshot, request, _ = hobbing()
    late = replace(request, steps=(replace(request.steps[0], release=9 * DAY + 500), request.steps[1]))
    assert promise(snapshot, late).bindings[-1].kind.value == "material"


@pytest.mark.parametrize(
    ("steps", "code"),
    [
        ((OperationSpec("x", ()),), "promising.step_without_machine"),
        ((OperationSpec("x", (Alternative(9, 1),)),), "promising.no_such_machine"),
        ((OperationSpec("x", (Alternative(0, 1),), skill="fly"),), "promising.unknown_skill"),
        ((OperationSpec("x", (Alternative(0, 1),), after=(Link(3),)),), "promising.bad_link"),
        (
            (
                OperationSpec("x", (Alternative(0, 1),), after=(Link(1),)),
                OperationSpec("y", (Alternative(0, 1),), after=(Link(0),)),
            ),
            "promising.cycle",
        ),
    ],
)
def test_a_request_that_makes_no_sense_is_refused(steps, code):
    snapshot, _, _ = hobbing()
    with pytest.raises(EngineError) as caught:
        promise(snapshot, Request(steps))
    assert caught.value.code == code


def test_nothing_asked_is_ready_now():
    snapshot, _, _ = hobbing()
    assert promise(snapshot, Request(())).finish == snapshot.problem.now
    with pytest.raises(EngineError, match="bad_shares"):
        split(Request(()), (0,))


def test_a_promise_in_a_loaded_plant_is_quick():
    problem = generate(Factory(800, people=True))
    snapshot = Snapshot(problem, construct(problem).timetable)
    request = wanted(problem, 1, steps=8)
    promise(snapshot, request)
    began = time.perf_counter()
    for _ in range(5):
        promise(snapshot, request)
    assert (time.perf_counter() - began) / 5 < 0.25


def test_warming_compiles_without_a_word():
    warm()
