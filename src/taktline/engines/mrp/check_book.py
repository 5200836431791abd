"""The problem and the plan as plain rows for the checker: all of it, or what concerns some items."""

from collections import defaultdict
from dataclasses import fields
from typing import Any, NamedTuple

import numpy as np

from taktline.engines.mrp.problem import Ints, Problem
from taktline.engines.mrp.result import Result, Source


class Book(NamedTuple):
    """The problem and the plan as plain rows, looked up by id or row number; only what the judged items touch.

    own: requirements of judged items; needs also holds those that their proposals ask and their supplies serve.
    worked: last known day and working days of each calendar; every day after the last is worked.
    """

    problem: Problem
    items: dict[int, Any]
    lines: dict[int, list[Any]]
    demands: list[Any]
    supplies: dict[int, Any]
    proposals: dict[int, Any]
    needs: dict[int, Any]
    extras: dict[int, Any]
    pegs: dict[int, Any]
    own: list[int]
    worked: list[tuple[int, frozenset[int]]]


def open_book(problem: Problem, result: Result, judged: Ints | None) -> Book:
    """What the laws need to judge these items, all of them for None."""
    def of(owner: Ints) -> Ints:
        return np.flatnonzero(np.ones(len(owner), np.bool_) if judged is None else np.isin(owner, judged))

    proposals, needs, pegs = result.proposals, result.requirements, result.pegs
    made, own, given, extra = (
        of(proposals.item), of(needs.item), of(problem.supplies.item), of(result.by_products.item),
    )  # fmt: skip
    drawn = np.isin(pegs.requirement, own)
    for source, rows in (
        (Source.OPEN, problem.supplies.id[given]), (Source.PROPOSAL, made), (Source.BY_PRODUCT, extra),
    ):  # fmt: skip
        drawn |= (pegs.source == source) & np.isin(pegs.ref, rows)
    told = np.flatnonzero(drawn)
    asked = np.flatnonzero(np.isin(needs.proposal, made))
    brought = np.flatnonzero(np.isin(result.by_products.proposal, made))
    lines = defaultdict(list)
    for line in _rows(problem.lines, of(problem.lines.parent)).values():
        lines[line.parent].append(line)
    return Book(
        problem,
        {item.id: item for item in _rows(problem.items, of(problem.items.id)).values()},
        lines,
        list(_rows(problem.demands, of(problem.demands.item)).values()),
        {supply.id: supply for supply in _rows(problem.supplies, given).values()},
        _rows(proposals, made),
        _rows(needs, np.unique(np.concatenate([own, asked, pegs.requirement[told]]))),
        _rows(result.by_products, np.unique(np.concatenate([extra, brought]))),
        _rows(pegs, told),
        own.tolist(),
        [(each.last, frozenset(each.day_of_workday.tolist())) for each in problem.calendars],
    )


def _rows(table: Any, numbers: Ints) -> dict[int, Any]:
    """Rows of a column table as named tuples of Python numbers, by row number."""
    columns = [f.name for f in fields(table)]
    row = NamedTuple("row", [(name, int) for name in columns])  # type: ignore[misc]
    values = zip(*(getattr(table, name)[numbers].tolist() for name in columns), strict=True)
    return {number: row(*each) for number, each in zip(numbers.tolist(), values, strict=True)}
