"""On public instances the gap to the best known makespan stays within a stored bound."""

import json
import os
from pathlib import Path

import pytest

from taktline.engines.errors import EngineError
from taktline.engines.scheduling import check, solve
from taktline.engines.scheduling.read import makespan, read_fjsp, read_jsp

FOLDER = (
    Path(os.environ.get("TAKTLINE_BENCHMARKS", Path(__file__).parents[4] / "shared" / "benchmarks"))
    / "scheduling"
)
# Instance: (class, gap allowed in per cent, trial moves).
BOUNDS = {
    "ft06": ("jsp", 0.0, 20_000),
    "la01": ("jsp", 2.0, 40_000),
    "ft10": ("jsp", 9.0, 80_000),
    "mk01": ("fjsp", 8.0, 60_000),
    "mk04": ("fjsp", 12.0, 60_000),
}


@pytest.mark.parametrize("name", BOUNDS)
def test_gap_to_the_best_known(name):
    index = FOLDER / "best_known.json"
    if not index.exists():
        pytest.skip("the public benchmarks are not beside this checkout (TAKTLINE_BENCHMARKS)")
    kind, allowed, iterations = BOUNDS[name]
    known = json.loads(index.read_text())[kind][name]
    text = (FOLDER / known["path"]).read_text()
    problem = read_jsp(text) if kind == "jsp" else read_fjsp(text)
    result = solve(problem, seed=1, iterations=iterations)
    assert check(problem, result.timetable) == []
    value = makespan(problem, result.timetable)
    assert value >= known["lb"] >= result.bound.tardiness
    gap = 100 * (value / known["ub"] - 1)
    print(f"{name}: {value} against {known['ub']}, {gap:.1f} %")
    assert gap <= allowed


def test_what_is_no_benchmark_file_is_refused():
    with pytest.raises(EngineError, match="not_a_benchmark_file"):
        read_jsp("hello world")
