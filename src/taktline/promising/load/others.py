"""What else could be done about late lines: two deliveries, overtime, both, and going before less urgent orders.

Nothing is offered that helps nobody, and each says what it does to others.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from taktline.engines import promising as engine
from taktline.engines.promising import Choice, Extra, Request
from taktline.promising.load import options
from taktline.promising.load.way import Way, Work, way_of
from taktline.promising.policies import PromisePolicy
from taktline.promising.types import OptionKind
from taktline.scheduling.queries import Snapshot

ROUNDS = 3


@dataclass(frozen=True, slots=True)
class Question:
    """What the engine is asked about: the free plant, the work of each line, and the schedule as it stands."""

    plant: Snapshot
    works: Sequence[Work]
    requests: Sequence[Request]
    base: engine.Snapshot


@dataclass(frozen=True, slots=True)
class _Hours:
    """Overtime that may be worked: machines with the windows, and the schedule as it would stand then."""

    base: engine.Snapshot
    machines: tuple[int, ...] = ()
    windows: list[tuple[int, int]] = field(default_factory=list)
    extra: tuple[Extra, ...] = ()


def others(question: Question, usual: Way, policy: PromisePolicy, at: datetime) -> list[Way]:
    """The other ways, cheapest for others first; nothing where no line is late."""
    late = [part.days_late > 0 for part in usual.parts]
    if not any(late) or usual.outcome is None:
        return []
    split = _in_two(question, OptionKind.SPLIT, usual, late, _Hours(question.base))
    overtime, hours = _overtime(question, usual, late, options.saturday_windows(question.plant, policy, at))
    both = _in_two(question, OptionKind.BOTH, usual, late, hours) if hours.extra else None
    if both is not None and not (both.overtime and _beats(both, split) and _beats(both, overtime)):
        both = None
    first = _first(question, usual, policy)
    return [way for way in (split, overtime, both, first) if way is not None]


def _in_two(
    question: Question, kind: OptionKind, usual: Way, late: Sequence[bool], hours: _Hours
) -> Way | None:
    """Late lines in two deliveries, only those of which one comes sooner so."""
    parted = [is_late and work.can_part() for is_late, work in zip(late, question.works, strict=True)]
    while any(parted):
        way = _asked(question, kind, parted, hours)
        gains = _gains(way, usual, question.works)
        kept = [is_parted and gains[work.demand.delivery_id] for is_parted, work in zip(parted, question.works, strict=True)]
        if kept == parted:
            return way
        parted = kept
    return None


def _gains(way: Way, usual: Way, works: Sequence[Work]) -> dict[int, bool]:
    """Whether the first part of each delivery comes before the whole would, and the rest after it."""
    before = {part.delivery_id: part.promised_on for part in usual.parts}
    days = {work.demand.delivery_id: set[object]() for work in works}
    for part in way.parts:
        days[part.delivery_id].add(part.promised_on)
    first = {pk: min(part.promised_on for part in way.parts if part.delivery_id == pk) for pk in days}
    return {pk: len(days[pk]) > 1 and first[pk] < before[pk] for pk in days}


def _overtime(
    question: Question, usual: Way, late: Sequence[bool], windows: list[tuple[int, int]]
) -> tuple[Way | None, _Hours]:
    """Saturdays on what holds the late lines; where that only moves the queue, on the next machine in its way too."""
    plant, none = question.plant, [False] * len(question.works)
    machines: tuple[int, ...] = ()
    outcome, hours = usual.outcome, _Hours(question.base)
    for _round in range(ROUNDS):
        if outcome is None:
            break
        more = options.bottlenecks(plant, outcome.promises, late)
        if set(more) <= set(machines):
            break
        machines = tuple(sorted({*machines, *more}))
        extra = options.overtime(plant, machines, windows)
        if not extra:
            break
        hours = _Hours(options.with_saturdays(plant, extra), machines, windows, extra)
        way = _asked(question, OptionKind.OVERTIME, none, hours)
        if way.overtime and _beats(way, usual):
            return way, _widened(question, way, late, hours)
        outcome = way.outcome
    return None, hours


def _widened(question: Question, way: Way, late: Sequence[bool], hours: _Hours) -> _Hours:
    """The same Saturdays on what holds the lines now that the first queue is shorter, for whoever wants still more."""
    if way.outcome is None:
        return hours
    more = options.bottlenecks(question.plant, way.outcome.promises, late)
    machines = tuple(sorted({*hours.machines, *more}))
    extra = options.overtime(question.plant, machines, hours.windows)
    return _Hours(options.with_saturdays(question.plant, extra), machines, hours.windows, extra)


def _first(question: Question, usual: Way, policy: PromisePolicy) -> Way | None:
    """Before less urgent orders, where that delays few enough of them to be named."""
    weights = question.plant.problem.jobs.weight
    if not len(weights) or max(request.weight for request in question.requests) <= int(weights.min()):
        return None
    choice = Choice(OptionKind.EXPEDITE, tuple(question.requests), expedite=True)
    (outcome,) = engine.evaluate(question.base, (choice,))
    way = way_of(question.plant, question.works, OptionKind.EXPEDITE, outcome, [False] * len(question.works))
    return way if _beats(way, usual) and len(outcome.slips) <= policy.most_slips else None


def _asked(question: Question, kind: OptionKind, parted: Sequence[bool], hours: _Hours) -> Way:
    requests = options.in_parts(question.plant, question.requests, parted)
    (outcome,) = engine.evaluate(hours.base, (Choice(kind, requests, hours.extra),))
    way = way_of(question.plant, question.works, kind, outcome, parted)
    if not hours.extra:
        return way
    used = options.used_windows(question.plant, hours.machines, hours.windows, outcome.promises)
    return replace(way, overtime=used, table=hours.base.timetable)


def _beats(way: Way, other: Way | None) -> bool:
    """Whether something comes sooner, and nothing that came whole before comes later."""
    if other is None:
        return True
    before = {part.delivery_id: max(p.promised_on for p in other.parts if p.delivery_id == part.delivery_id) for part in other.parts}
    soonest = {part.delivery_id: min(p.promised_on for p in other.parts if p.delivery_id == part.delivery_id) for part in other.parts}
    sooner = any(part.promised_on < soonest[part.delivery_id] for part in way.parts)
    sooner = sooner or all(
        max(p.promised_on for p in way.parts if p.delivery_id == pk) < day for pk, day in before.items()
    )
    if way.kind in (OptionKind.SPLIT, OptionKind.BOTH):
        return sooner
    return sooner and all(part.promised_on <= before[part.delivery_id] for part in way.parts)
