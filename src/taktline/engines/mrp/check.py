"""Judge a plan by the problem alone: plain Python, exact, sharing no code with the solver."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor, lcm
from typing import Any

import numpy as np

from taktline.engines.mrp.check_book import Book, open_book
from taktline.engines.mrp.problem import LineKind, LotRule, Problem
from taktline.engines.mrp.result import Result, Source

MILLION = 1_000_000


@dataclass(frozen=True, slots=True)
class Violation:
    """A law the plan breaks. code: which; subject: the item, demand, supply or row at fault; told: numbers."""

    code: str
    subject: int
    told: tuple[int, ...] = ()


def check(problem: Problem, result: Result, items: Collection[int] | None = None) -> list[Violation]:
    """Every law a plan must keep; an empty list means it keeps them all.

    items: ids of the items to judge, each whole: its demands, supplies, proposals and what these ask for. None: all.
    """
    book = open_book(problem, result, None if items is None else np.array(sorted(set(items)), np.int64))
    laws: tuple[Callable[[Book], Iterator[Violation]], ...] = (
        _demands_kept,
        _needs_pegged,
        _supplies_not_overdrawn,
        _lots,
        _dates,
        _components,
        _by_products,
        _stock,
    )
    return [violation for law in laws for violation in law(book)]


def _demands_kept(book: Book) -> Iterator[Violation]:
    """Each independent demand and each safety stock appears once, unchanged."""
    own = [book.needs[number] for number in book.own]
    seen = {need.demand: need for need in own if need.demand >= 0}
    for demand in book.demands:
        need = seen.pop(demand.id, None)
        if need is None or (need.item, need.due, need.quantity) != (demand.item, demand.due, demand.quantity):
            yield Violation("demand_changed", demand.id)
    for lost in seen:
        yield Violation("demand_invented", lost)
    kept = {need.item: need.quantity for need in own if need.kind == 3}
    for item in book.items.values():
        if kept.get(item.id, 0) != item.safety:
            yield Violation("safety_changed", item.id)


def _needs_pegged(book: Book) -> Iterator[Violation]:
    """Pegs are positive, stay within an item, and add up to each requirement."""
    pegged: dict[int, int] = defaultdict(int)
    for number, peg in book.pegs.items():
        if peg.quantity <= 0 or book.needs[peg.requirement].item != _owner(book, peg):
            yield Violation("bad_peg", number)
        pegged[peg.requirement] += peg.quantity
    for number in book.own:
        need = book.needs[number]
        if pegged[number] != need.quantity:
            yield Violation("requirement_not_pegged", number, (need.quantity, pegged[number]))


def _owner(book: Book, peg: Any) -> int:
    """The item of the peg's supply; for stock the requirement's own. -1 for that of an item nobody judges."""
    if peg.source == Source.STOCK:
        return int(book.needs[peg.requirement].item)
    table = {Source.OPEN: book.supplies, Source.PROPOSAL: book.proposals}.get(peg.source, book.extras)
    return int(table[peg.ref].item) if peg.ref in table else -1


def _supplies_not_overdrawn(book: Book) -> Iterator[Violation]:
    """No supply gives more than it has; no proposal is needless."""
    given: dict[tuple[int, int], int] = defaultdict(int)
    for peg in book.pegs.values():
        key = book.needs[peg.requirement].item if peg.source == Source.STOCK else peg.ref
        given[peg.source, key] += peg.quantity
    for (source, ref), quantity in given.items():
        if not _known(book, source, ref):
            continue  # a peg across items, called bad where it is judged
        has = {
            Source.STOCK: lambda at: book.items[at].on_hand,
            Source.OPEN: lambda at: book.supplies[at].quantity,
            Source.BY_PRODUCT: lambda at: book.extras[at].quantity,
            Source.PROPOSAL: lambda at: book.proposals[at].quantity,
        }[Source(source)](ref)
        if quantity > has:
            yield Violation("supply_overdrawn", ref, (source, has, quantity))
    for number in book.proposals:
        if not given[Source.PROPOSAL, number]:
            yield Violation("needless_proposal", number)


def _known(book: Book, source: int, ref: int) -> bool:
    table = {Source.STOCK: book.items, Source.OPEN: book.supplies, Source.PROPOSAL: book.proposals}
    return ref in table.get(Source(source), book.extras)


def _lots(book: Book) -> Iterator[Violation]:
    """Quantities obey the lot rule; the started quantity covers the scrap."""
    for number, order in book.proposals.items():
        item, quantity = book.items[order.item], order.quantity
        wrong = quantity <= 0 or quantity % item.quantum
        if item.rule == LotRule.FIXED and not item.phantom:
            wrong = quantity != item.lot_size
        elif item.rule != LotRule.LOT_FOR_LOT and not item.phantom:
            step = lcm(item.lot_multiple or 1, item.quantum)
            wrong = quantity < item.lot_min or quantity % step or 0 < item.lot_max < quantity
        scrap = 0 if item.phantom else item.scrap
        start = ceil(Fraction(quantity * MILLION, MILLION - scrap))
        start = ceil(Fraction(start, item.quantum)) * item.quantum if scrap else start
        if wrong or start != order.started:
            yield Violation("lot_rule_broken", number, (quantity, order.started))


def _dates(book: Book) -> Iterator[Violation]:
    """Start and due are working days exactly the lead time apart, not in the past, not late without saying."""
    for number, order in book.proposals.items():
        item = book.items[order.item]
        last, days = book.worked[item.calendar]
        between = sum(1 for day in range(order.start, order.due) if day > last or day in days)
        free = [day for day in (order.start, order.due) if day <= last and day not in days]
        wrong = order.due != order.start if order.phantom else between != item.lead or bool(free)
        if wrong or order.start < 0:
            yield Violation("offset_wrong", number, (order.start, order.due, item.lead))
        if order.due > order.wanted and not order.past_due:
            yield Violation("late_unsaid", number, (order.wanted, order.due))
        if order.expected < order.due:
            yield Violation("expected_too_early", number, (order.due, order.expected))


def _components(book: Book) -> Iterator[Violation]:
    """Each proposal asks each of its BOM lines for the right quantity on its start day."""
    asked: dict[int, dict[int, list[Any]]] = defaultdict(lambda: defaultdict(list))
    for need in book.needs.values():
        if need.proposal >= 0:
            asked[need.proposal][need.line].append(need)
    for number, order in book.proposals.items():
        lines = book.lines[order.item] if order.make else []
        mine = asked[number]
        total: dict[tuple[int, int], int] = defaultdict(int)
        for line in lines:
            for need in mine.pop(line.id, []):
                key = (line.group, 0) if line.group >= 0 else (-1, line.id)
                total[key] += need.portion
                enough = ceil(Fraction(need.portion * line.per, MILLION))
                enough = ceil(Fraction(enough * MILLION, MILLION - line.scrap))
                exact = line.kind == LineKind.COMPONENT
                short = need.quantity < _least(need.portion, line)
                if (
                    short
                    or (exact and need.quantity != enough)
                    or need.due != order.start
                    or need.item != line.child
                ):
                    yield Violation("component_wrong", number, (line.id, need.quantity, enough))
        wanted = {
            (line.group, 0) if line.group >= 0 else (-1, line.id)
            for line in lines
            if line.kind != LineKind.BY_PRODUCT
        }
        if mine or any(total[key] != order.started for key in wanted):
            yield Violation("components_missing", number)


def _least(portion: int, line: Any) -> int:
    """The least quantity that is enough for a portion without rounding up."""
    return floor(Fraction(portion * line.per, MILLION) * Fraction(MILLION, MILLION - line.scrap))


def _by_products(book: Book) -> Iterator[Violation]:
    """Receipts that come with proposals: right quantity, at completion."""
    found = {
        (extra.proposal, extra.line): extra for extra in book.extras.values() if extra.proposal in book.proposals
    }
    for number, order in book.proposals.items():
        for line in book.lines[order.item] if order.make else []:
            if line.kind != LineKind.BY_PRODUCT:
                continue
            extra = found.pop((number, line.id), None)
            right = floor(Fraction(order.started * line.per, MILLION))
            if (extra.quantity if extra else 0) != right or (extra and extra.day != order.due):
                yield Violation("by_product_wrong", number, (line.id, right))
    for number, _ in found:
        yield Violation("by_product_invented", number)


def _stock(book: Book) -> Iterator[Violation]:
    """From the first coverable day on, stock never ends a day below safety, unless a supply is being expedited."""
    flows: dict[int, list[tuple[int, int]]] = defaultdict(list)
    coming: dict[int, list[tuple[int, int]]] = defaultdict(list)
    first: dict[int, int] = {}
    for supply in book.supplies.values():
        flows[supply.item].append((max(supply.due, 0), supply.quantity))
        if not supply.firm:
            coming[supply.item].append((supply.due, supply.quantity))
    for extra in book.extras.values():
        flows[extra.item].append((extra.day, extra.quantity))
    for order in book.proposals.values():
        flows[order.item].append((order.due, order.quantity))
        if order.due > order.wanted or (
            order.due == order.wanted and order.start == _today(book, order.item)
        ):
            first[order.item] = max(first.get(order.item, 0), order.due)
    for need in (book.needs[number] for number in book.own):
        if need.kind != 3:
            flows[need.item].append((max(need.due, 0), -need.quantity))
    for item in book.items.values():
        yield from _item_stock(item, max(first.get(item.id, 0), _earliest(book, item)), flows, coming)


def _item_stock(
    item: Any, first: int, flows: dict[int, list[tuple[int, int]]], coming: Any
) -> Iterator[Violation]:
    events = sorted(flows[item.id])
    days = sorted({day for day, _ in events if day >= first} | {first})
    stock, at = item.on_hand, 0
    for day in days:
        while at < len(events) and events[at][0] <= day:
            stock += events[at][1]
            at += 1
        pulled = sum(quantity for due, quantity in coming[item.id] if day < due <= day + item.window)
        if stock + pulled < item.safety:
            yield Violation("below_safety", item.id, (day, stock, item.safety))


def _today(book: Book, item: int) -> int:
    """The first working day from today on the item's calendar."""
    last, days = book.worked[book.items[item].calendar]
    return next(day for day in range(last + 2) if day > last or day in days)


def _earliest(book: Book, item: Any) -> int:
    """The first day a new order for the item could arrive."""
    if item.phantom:
        return 0
    last, days = book.worked[item.calendar]
    day, left = _today(book, item.id), item.lead
    while left:
        day += 1
        left -= day > last or day in days
    return int(day)
