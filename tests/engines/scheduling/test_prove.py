"""Small problems are solved to the end: the bound meets the schedule, and what cannot be expressed claims nothing."""

from dataclasses import replace

import numpy as np
import pytest

from taktline.engines.scheduling import (
    Alternative,
    BoundKind,
    Draft,
    MachineSpec,
    OperationSpec,
    Slot,
    Weights,
    check,
    solve,
)
from taktline.engines.scheduling.draft import Link
from taktline.engines.scheduling.prove import is_expressible, prove
from taktline.engines.scheduling.read import makespan, read_jsp
from tests.engines.scheduling.plants import DAY, DAYS, day_shift, plant

# Fisher and Thompson, Probabilistic learning combinations of local job-shop scheduling rules, 1963: 6 jobs, 6 machines.
FT06 = """6 6
2 1 0 3 1 6 3 7 5 3 4 6
1 8 2 5 4 10 5 10 0 10 3 4
2 5 3 4 5 8 0 9 1 1 4 7
1 5 0 5 2 5 3 3 4 8 5 9
2 9 1 3 4 5 5 4 0 3 3 1
1 3 3 3 5 9 0 10 4 4 2 1"""


def small(seed, *, frozen=False):
    """A workshop in day shifts: alternatives, setups with families, a wait, an overlap, a pin, due dates."""
    rng = np.random.default_rng(seed)
    draft = Draft(horizon=DAYS * DAY, now=500, weights=Weights(moved=1, reassigned=50))
    days = [draft.calendar(day_shift()), draft.calendar(day_shift(360, 1320, lunch=False))]
    machines = [draft.machine(MachineSpec(f"M{m}", days[0], centre="C")) for m in range(2)]
    other = draft.machine(MachineSpec("N", days[1]))
    outside = draft.machine(MachineSpec("O", days[1], outside=True))
    draft.changeover("C", {("a", "b"): 25, ("b", "a"): 40})
    if frozen:
        job = draft.job("old", due=2000)
        spec = OperationSpec("old/1", (Alternative(other, 60),), published=Slot(other, 480, 540), frozen=True)
        draft.operation(job, spec)
    for j in range(3):
        job = draft.job(f"J{j}", due=int(rng.integers(800, 2500)), weight=int(rng.integers(1, 4)))
        both = tuple(Alternative(m, int(rng.integers(30, 200)), 10) for m in machines)
        first = draft.operation(
            job, OperationSpec(f"{j}/1", both, family=str(rng.choice(["a", "b"])), splittable=bool(j % 2))
        )
        lead = {"lead": 20, "tail": 10} if j == 0 else {"wait": int(rng.integers(0, 60))}
        where = machines[0] if j == 0 else other
        second = draft.operation(
            job,
            OperationSpec(
                f"{j}/2", (Alternative(where, int(rng.integers(20, 300))),), (Link(first, **lead),)
            ),
        )
        if j == 2:
            draft.operation(job, OperationSpec(f"{j}/3", (Alternative(outside, 400),), (Link(second, 30),)))
    return draft.problem()


def test_a_published_instance_is_proved_to_the_minute():
    problem = read_jsp(FT06)
    result = prove(problem, solve(problem, seed=1, iterations=2000), effort=20)
    assert makespan(problem, result.timetable) == 55
    assert (result.bound.tardiness, result.bound.kind, result.gap) == (55, BoundKind.CP_SAT, 0.0)
    assert check(problem, result.timetable) == []


@pytest.mark.parametrize("seed", range(6))
def test_workshops_with_every_expressible_feature_are_proved_and_kept_by_every_rule(seed):
    problem = small(seed, frozen=seed % 2 == 0)
    assert is_expressible(problem)
    found = solve(problem, seed=1, iterations=20_000)
    result = prove(problem, found, effort=20)
    assert check(problem, result.timetable) == []
    assert result.bound.kind is BoundKind.CP_SAT
    assert result.bound.total <= result.cost.total <= found.cost.total
    assert result.gap == 0.0
    assert prove(problem, found, effort=20).timetable.start.tolist() == result.timetable.start.tolist()


def test_what_the_model_does_not_know_claims_no_bound():
    problem = plant(3)
    found = solve(problem, seed=1, iterations=500)
    assert not is_expressible(problem)
    assert prove(problem, found) is found
    shop = small(1)
    many = replace(shop, operations=replace(shop.operations, skill=np.zeros(shop.size, dtype=np.int64)))
    assert not is_expressible(many)
