"""Scheduling specimens: tiny plants, one folder per behaviour, as a planner would write them on paper.

TAKTLINE_ACCEPT=1 rewrites what is expected, for review.
"""

import json
import os
from pathlib import Path

import pytest

from taktline.engines.errors import EngineError
from taktline.engines.scheduling import (
    Alternative,
    BoundKind,
    Draft,
    Link,
    MachineSpec,
    OperationSpec,
    Slot,
    check,
    prove,
    solve,
    why,
)
from taktline.engines.timeline import WorkingTime

FOLDER = Path(__file__).parents[2] / "specimens" / "scheduling"
DAY = 1440


def minute(text):
    """``"2 08:30"`` is half past eight on the third day."""
    day, clock = text.split()
    hours, minutes = clock.split(":")
    return int(day) * DAY + int(hours) * 60 + int(minutes)


def moment(value):
    day, rest = divmod(int(value), DAY)
    return f"{day} {rest // 60:02d}:{rest % 60:02d}"


def working(told, days):
    spans = []
    for day in told.get("days", range(days)):
        for window in told["windows"]:
            start, end = window.split("-")
            spans.append((minute(f"{day} {start}"), minute(f"{day} {end}")))
    return WorkingTime.of(spans)


class Story:
    """A specimen as a problem, with the names to speak of the answer."""

    def __init__(self, told):
        days = told.get("days", 10)
        draft = Draft(horizon=days * DAY, now=minute(told.get("now", "0 00:00")))
        calendars = {name: draft.calendar(working(row, days)) for name, row in told["calendars"].items()}
        self.machines = {}
        for name, row in told["machines"].items():
            self.machines[name] = draft.machine(
                MachineSpec(
                    name,
                    calendars[row["calendar"]],
                    centre=row.get("centre", ""),
                    family=row.get("last", ""),
                    outside=row.get("outside", False),
                    truck=calendars[row["truck"]] if "truck" in row else -1,
                )
            )
        for name, row in told.get("people", {}).items():
            draft.person(name, calendars[row["calendar"]], row["skills"])
        for centre, rows in told.get("changeovers", {}).items():
            draft.changeover(centre, {tuple(pair.split(">")): m for pair, m in rows.items()})
        known = {}
        for job, row in told["jobs"].items():
            index = draft.job(
                job, minute(row["due"]), row.get("weight", 1), minute(row.get("release", "0 00:00"))
            )
            for name, operation in row["operations"].items():
                known[f"{job}/{name}"] = draft.operation(index, self.spec(f"{job}/{name}", operation, known))
        self.problem = draft.problem()

    def spec(self, key, row, known):
        links = tuple(
            Link(known[after["operation"]], after.get("wait", 0), after.get("lead", -1), after.get("tail", 0))
            for after in row.get("after", [])
        )
        frozen = row.get("frozen")
        return OperationSpec(
            key,
            tuple(Alternative(self.machines[m], run, row.get("setup", 0)) for m, run in row["on"].items()),
            links,
            family=row.get("family", ""),
            skill=row.get("skill", ""),
            splittable=row.get("may_pause", True),
            release=minute(row.get("material", "0 00:00")),
            pin_machine=self.machines[row["pin_machine"]] if "pin_machine" in row else -1,
            pin_start=minute(row["pin_start"]) if "pin_start" in row else -1,
            published=Slot(self.machines[frozen["on"]], minute(frozen["start"]), minute(frozen["end"]))
            if frozen
            else None,
            frozen=bool(frozen),
        )

    def told(self, result):
        keys, table = self.problem.keys, result.timetable
        rows = {}
        for o in range(self.problem.size):
            binding = why(self.problem, table, o)
            row = {
                "machine": keys.machine(int(table.machine[o])),
                "start": moment(table.start[o]),
                "end": moment(table.end[o]),
                "because": binding.kind.value
                + (f" {keys.operation(binding.other)}" if binding.other >= 0 else ""),
            }
            if table.begin[o] < table.start[o]:
                row["setup from"] = moment(table.begin[o])
            if table.person[o] >= 0:
                row["person"] = keys.person(int(table.person[o]))
            rows[keys.operation(o)] = row
        cost = result.cost
        found = {
            "operations": rows,
            "minutes late, weighted": cost.tardiness,
            "minutes of setup": cost.changeover,
        }
        if result.bound.kind is BoundKind.CP_SAT:
            found["proved"] = {"cost": cost.total, "bound": result.bound.total, "gap": result.gap}
        return found


def answer(told):
    try:
        story = Story(told)
        result = solve(story.problem, iterations=3000)
        if told.get("prove"):
            result = prove(story.problem, result)
    except EngineError as refused:
        return {"refused": refused.code, "facts": json.loads(json.dumps(refused.facts))}
    assert check(story.problem, result.timetable) == []
    return story.told(result)


@pytest.mark.parametrize("folder", sorted(p for p in FOLDER.iterdir() if p.is_dir()), ids=lambda p: p.name)
def test_specimen(folder):
    found = answer(json.loads((folder / "input.json").read_text()))
    expected = folder / "expected.json"
    if os.environ.get("TAKTLINE_ACCEPT"):
        expected.write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n")
    assert found == json.loads(expected.read_text())
    assert (folder / "why.md").read_text().strip()
