"""What the planning engine answers: frozen column tables that refer to each other by row number."""

from dataclasses import dataclass
from enum import IntEnum

import numpy as np

from taktline.engines.mrp.columns import names
from taktline.engines.mrp.problem import Flags, Ints, Problem


class Source(IntEnum):
    """What serves a peg."""

    STOCK = 0
    OPEN = 1
    BY_PRODUCT = 2
    PROPOSAL = 3


class Call(IntEnum):
    """What a planner is asked to do.

    ORDER: start or place the proposal now. EXPEDITE, DEFER: move an open supply. INCREASE, DECREASE: change
    its quantity. CANCEL: nobody needs it. PAST_DUE: an open supply is overdue (to_day: the day it is needed,
    at the earliest today), or a proposal should have started before today.
    """

    ORDER = 0
    EXPEDITE = 1
    DEFER = 2
    INCREASE = 3
    DECREASE = 4
    CANCEL = 5
    PAST_DUE = 6


@dataclass(frozen=True, slots=True)
class Proposals:
    """Orders to make or buy. item: id. quantity: good pieces received; started: quantity to order (scrap added).

    start, due: days on the item's calendar; wanted: the day it is needed; past_due: the start would lie before
    today, so both days were moved and someone gets it late. phantom: not an order, only a step in the chain.
    priority: the most urgent of those it serves. expected: due, delayed by components that come late.
    """

    item: Ints
    quantity: Ints
    started: Ints
    start: Ints
    due: Ints
    wanted: Ints
    past_due: Flags
    make: Flags
    phantom: Flags
    priority: Ints
    expected: Ints


@dataclass(frozen=True, slots=True)
class Requirements:
    """Every gross requirement. kind: DemandKind. demand: id of the independent demand, -1 otherwise.

    supply: open work order a COMPONENT demand feeds, -1. proposal: row of the proposal a DEPENDENT feeds, -1;
    line: its BOM line id, -1; portion: started quantity of that proposal this row serves (alternates share).
    expected: day the last of it is there.
    """

    item: Ints
    kind: Ints
    due: Ints
    quantity: Ints
    priority: Ints
    demand: Ints
    supply: Ints
    proposal: Ints
    line: Ints
    portion: Ints
    expected: Ints


@dataclass(frozen=True, slots=True)
class ByProducts:
    """Receipts that come with a proposal: item id, quantity, day, row of the proposal, BOM line id."""

    item: Ints
    quantity: Ints
    day: Ints
    proposal: Ints
    line: Ints


@dataclass(frozen=True, slots=True)
class Pegs:
    """requirement: row. source: Source. ref: supply id (OPEN), row of by-products or proposals, -1 (STOCK).

    late: days the supply is expected after the requirement's due day, 0 if in time.
    """

    requirement: Ints
    source: Ints
    ref: Ints
    quantity: Ints
    late: Ints


@dataclass(frozen=True, slots=True)
class Messages:
    """Exceptions. call: Call. supply: id of the open supply, -1; proposal: row, -1.

    from_day → to_day and from_quantity → to_quantity: as it stands and as it should be.
    reason: row of the requirement that says so, -1 when there is none (CANCEL, DECREASE).
    """

    call: Ints
    item: Ints
    supply: Ints
    proposal: Ints
    from_day: Ints
    to_day: Ints
    from_quantity: Ints
    to_quantity: Ints
    reason: Ints


@dataclass(frozen=True, slots=True)
class Result:
    """A plan. items and level: item ids ascending and their low-level codes."""

    items: Ints
    level: Ints
    proposals: Proposals
    requirements: Requirements
    by_products: ByProducts
    pegs: Pegs
    messages: Messages


def same(one: Result, other: Result) -> bool:
    """Whether two plans are equal to the byte."""
    tables = ("proposals", "requirements", "by_products", "pegs", "messages")
    return all(
        np.array_equal(getattr(getattr(one, t), column), getattr(getattr(other, t), column))
        for t in tables
        for column in names(getattr(one, t))
    )


def projected(problem: Problem, result: Result, item: int) -> Ints:
    """Stock of one item at the end of each day 0 … horizon - 1, in millionths, if all goes to plan.

    Overdue supplies and demands count on day 0, what comes after the horizon not at all.
    """
    stock = np.zeros(problem.horizon, np.int64)
    stock[0] = problem.items.on_hand[problem.items.id == item][0]
    supplies, proposals, extra, needs = (
        problem.supplies,
        result.proposals,
        result.by_products,
        result.requirements,
    )
    flows = [
        (supplies.item, supplies.due, supplies.quantity),
        (proposals.item, proposals.due, proposals.quantity),
        (extra.item, extra.day, extra.quantity),
        (needs.item, needs.due, -needs.quantity * (needs.kind != 3)),
    ]
    for owner, day, quantity in flows:
        mine = (owner == item) & (day < problem.horizon)
        np.add.at(stock, np.maximum(day[mine], 0), quantity[mine])
    return np.cumsum(stock)
