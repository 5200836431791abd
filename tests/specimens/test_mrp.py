"""Planning specimens: one folder per behaviour, read as a planner would write it on paper.

TAKTLINE_ACCEPT=1 rewrites what is expected, for review.
"""

import json
import os
from dataclasses import fields
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

from taktline.engines import mrp
from taktline.engines.mrp import rows

FOLDER = Path(__file__).parents[2] / "specimens" / "mrp"
UNITS = {"on_hand", "safety", "lot_size", "lot_min", "lot_multiple", "lot_max", "quantum"}
UNITS |= {"quantity", "reserved", "per"}
RULES = {"each": 0, "fixed": 1, "min/multiple/max": 2, "period": 3}
LINE_KINDS = {"component": 0, "alternate": 1, "by-product": 2}
DEMAND_KINDS = {"order": 0, "forecast": 1, "component": 2, "safety": 3, "dependent": 4}


def micro(value):
    exact = Fraction(str(value)) * mrp.UNIT
    assert exact.denominator == 1
    return int(exact)


def units(value):
    exact = Fraction(int(value), mrp.UNIT)
    return str(exact.numerator) if exact.denominator == 1 else f"{float(exact):.6f}".rstrip("0")


class Story:
    """A specimen: names for items, numbers for everything else, in the order of the file."""

    def __init__(self, told):
        self.names = list(told["items"])
        self.lines = told.get("lines", [])
        self.problem = rows.problem(
            rows.Rows(
                [self.row(rows.Item, number, entry) for number, entry in enumerate(told["items"].values())],
                [self.row(rows.Line, number, entry) for number, entry in enumerate(self.lines)],
                [
                    self.row(rows.Demand, number, entry)
                    for number, entry in enumerate(told.get("demands", []))
                ],
                [
                    self.row(rows.Supply, number, entry)
                    for number, entry in enumerate(told.get("supplies", []))
                ],
            ),
            told["horizon"],
            self.calendars(told),
        )

    def row(self, kind, number, entry):
        given = {"id": number}
        known = {field.name for field in fields(kind)}
        for key, value in entry.items():
            assert key in known, key
            if key in UNITS:
                given[key] = micro(value)
            elif key in {"item", "parent", "child"}:
                given[key] = self.names.index(value)
            elif key == "rule":
                given[key] = RULES[value]
            elif key == "kind":
                given[key] = {**LINE_KINDS, **DEMAND_KINDS, "work order": 1, "purchase": 2}[value]
            else:
                given[key] = value
        return kind(**given)

    @staticmethod
    def calendars(told):
        return tuple(
            mrp.Calendar.of(
                entry["first"], np.array([day == "1" for day in entry["worked"].replace(" ", "")])
            )
            for entry in told.get("calendars", [])
        )

    def tell(self, plan):
        return {
            "proposals": [self.proposal(plan, number) for number in range(len(plan.proposals.item))],
            "pegs": [self.peg(plan, number) for number in range(len(plan.pegs.ref))],
            "messages": [self.message(plan, number) for number in range(len(plan.messages.call))],
        }

    def proposal(self, plan, n):
        p = plan.proposals
        verb = "pass through" if p.phantom[n] else "make" if p.make[n] else "buy"
        text = f"{verb} {units(p.quantity[n])} {self.names[p.item[n]]}, day {p.start[n]} to {p.due[n]}"
        if p.started[n] != p.quantity[n]:
            text += f", start {units(p.started[n])}"
        if p.past_due[n]:
            text += f", past due: wanted day {p.wanted[n]}"
        if p.expected[n] != p.due[n]:
            text += f", expected day {p.expected[n]}"
        return text

    def need(self, plan, n):
        r = plan.requirements
        kind = {number: name for name, number in DEMAND_KINDS.items()}[int(r.kind[n])]
        who = f"for {self.names[plan.proposals.item[r.proposal[n]]]}" if r.proposal[n] >= 0 else kind
        return f"{self.names[r.item[n]]} {who} day {r.due[n]}"

    def peg(self, plan, n):
        g = plan.pegs
        source = {
            0: lambda ref: "stock",
            1: lambda ref: f"open supply {ref}",
            2: lambda ref: f"by-product of day {plan.by_products.day[ref]}",
            3: lambda ref: f"proposal due day {plan.proposals.due[ref]}",
        }[int(g.source[n])](int(g.ref[n]))
        late = f", {g.late[n]} days late" if g.late[n] else ""
        return f"{self.need(plan, g.requirement[n])} <- {units(g.quantity[n])} from {source}{late}"

    def message(self, plan, n):
        m = plan.messages
        which = f"open supply {m.supply[n]}" if m.supply[n] >= 0 else f"proposal {m.proposal[n]}"
        moved = (
            f"day {m.from_day[n]} -> {m.to_day[n]}, {units(m.from_quantity[n])} -> {units(m.to_quantity[n])}"
        )
        why = f", because {self.need(plan, m.reason[n])}" if m.reason[n] >= 0 else ""
        return f"{mrp.Call(int(m.call[n])).name} {self.names[m.item[n]]} {which}: {moved}{why}"


@pytest.mark.parametrize(
    "folder", sorted(path for path in FOLDER.iterdir() if path.is_dir()), ids=lambda p: p.name
)
def test_specimen(folder):
    story = Story(json.loads((folder / "input.json").read_text(encoding="utf-8")))
    plan = mrp.solve(story.problem)
    told = story.tell(plan)
    if os.environ.get("TAKTLINE_ACCEPT"):
        text = json.dumps(told, ensure_ascii=False, indent=2) + "\n"
        (folder / "expected.json").write_text(text, encoding="utf-8")
    assert told == json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    assert mrp.check(story.problem, plan) == []
    assert (folder / "why.md").read_text(encoding="utf-8").strip()
