"""Published material-planning problems; the numbers stand here, the file of oracles confirms them where present."""

import json
import os
from pathlib import Path

import pytest

from taktline.engines import mrp
from taktline.engines.mrp import rows

Z59 = {
    "items": {
        "Z": [0, 2, 0, "L4L", 0, {}],
        "A": [0, 1, 0, "L4L", 0, {}],
        "B": [0, 1, 0, "L4L", 0, {}],
        "C": [0, 1, 0, "L4L", 0, {}],
        "D": [0, 1, 0, "L4L", 0, {}],
        "E": [0, 3, 0, "L4L", 0, {}],
    },
    "bom": {"Z>A": 2, "Z>B": 3, "A>C": 4, "A>D": 4, "D>E": 2},
    "demand": {"Z": {"10": 59}},
    "T": 10,
}
Z59_RELEASES = {
    "Z": {"8": 59},
    "A": {"7": 118},
    "B": {"7": 177},
    "C": {"6": 472},
    "D": {"6": 472},
    "E": {"3": 944},
}
MULTIPLE_200 = {
    "items": {"X": [100, 4, 0, "MULT", 200, {"2": 200, "4": 200}]},
    "bom": {},
    "demand": {"X": {"1": 50, "2": 125, "3": 100, "4": 60, "5": 40}},
    "T": 5,
}
L4L_120_DEMAND = [41, 44, 84, 42, 84, 86, 7, 18, 49, 30]
L4L_120 = {
    "items": {"A": [120, 2, 0, "L4L", 0, {}]},
    "bom": {},
    "demand": {"A": {str(week): quantity for week, quantity in enumerate(L4L_120_DEMAND, 1)}},
    "T": 10,
}
L4L_120_RELEASES = {"A": {"1": 49, "2": 42, "3": 84, "4": 86, "5": 7, "6": 18, "7": 49, "8": 30}}


def plan(told):
    """Week w of the book is day w - 1 here; item rows are [on hand, lead, safety, rule, lot, receipts]."""
    names = sorted(told["items"])
    items, supplies = [], []
    for number, name in enumerate(names):
        on_hand, lead, safety, rule, lot, receipts = told["items"][name]
        sizing = {"L4L": {}, "MULT": {"rule": mrp.LotRule.MIN_MULTIPLE_MAX, "lot_multiple": lot * mrp.UNIT}}[
            rule
        ]
        items.append(
            rows.Item(
                number, on_hand=on_hand * mrp.UNIT, lead=lead, safety=safety * mrp.UNIT, make=True, **sizing
            )
        )
        supplies += [
            rows.Supply(number * 100 + int(week), number, int(week) - 1, quantity * mrp.UNIT)
            for week, quantity in receipts.items()
        ]
    lines = [
        rows.Line(number, *(names.index(name) for name in pair.split(">")), per * mrp.UNIT)
        for number, (pair, per) in enumerate(told["bom"].items())
    ]
    demands = [
        rows.Demand(
            names.index(name) * 100 + int(week), names.index(name), int(week) - 1, quantity * mrp.UNIT
        )
        for name, weeks in told["demand"].items()
        for week, quantity in weeks.items()
    ]
    problem = rows.problem(rows.Rows(items, lines, demands, supplies), told["T"])
    result = mrp.solve(problem)
    assert mrp.check(problem, result) == []
    releases = {name: {} for name in names}
    for item, start, quantity in zip(
        result.proposals.item, result.proposals.start, result.proposals.quantity, strict=True
    ):
        week = str(start + 1)
        releases[names[item]][week] = releases[names[item]].get(week, 0) + int(quantity) // mrp.UNIT
    stock = {
        name: (mrp.projected(problem, result, number) // mrp.UNIT).tolist()
        for number, name in enumerate(names)
    }
    return releases, stock


def test_mrp_z59():
    """Oracle mrp_z59: Chase, Jacobs, Aquilano, Operations Management (Z = 2A + 3B, A = 4C + 4D, D = 2E)."""
    releases, stock = plan(Z59)

    assert releases == Z59_RELEASES
    assert all(level == [0] * 10 for level in stock.values())


def test_mrp_200mult():
    """Oracle mrp_200mult: lots of 200 already ordered for weeks 2 and 4 cover everything."""
    releases, stock = plan(MULTIPLE_200)

    assert releases == {"X": {}}
    assert stock == {"X": [50, 125, 25, 165, 125]}


def test_mrp_l4l_120():
    """Oracle mrp_l4l_120: lot-for-lot after 120 on hand are used up, two weeks' lead."""
    releases, stock = plan(L4L_120)

    assert releases == L4L_120_RELEASES
    assert stock == {"A": [79, 35, 0, 0, 0, 0, 0, 0, 0, 0]}


def oracles():
    beside = Path(__file__).parents[4] / "shared" / "oracles"
    path = Path(os.environ.get("TAKTLINE_ORACLES", beside)) / "planning.json"
    if not path.is_file():
        return []
    return [case for case in json.loads(path.read_text(encoding="utf-8")) if case["kind"] == "mrp"]


@pytest.mark.parametrize("case", oracles(), ids=lambda case: case["id"])
def test_every_oracle_of_the_file(case):
    releases, stock = plan(case["input"])

    assert releases == case["expected"]["releases"]
    assert stock == {name: row["pab"] for name, row in case["recomputed"].items()}
