"""Answer every delivery of an order: from stock, from supply, or by inserting its work into the schedule."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal

from taktline.catalog.types import Supply
from taktline.engines import promising as engine
from taktline.engines.errors import EngineError
from taktline.engines.promising import Choice, Outcome, Promise, Request
from taktline.engines.scheduling import Timetable
from taktline.kernel.exact import from_micro, to_micro
from taktline.promising.load import options
from taktline.promising.load.chain import chain_of
from taktline.promising.load.explode import Explosion
from taktline.promising.load.gather import Gathered
from taktline.promising.policies import PromisePolicy
from taktline.promising.types import Demand, Method, OptionKind, Overtime, Part
from taktline.scheduling.queries import Snapshot, refused


@dataclass(frozen=True, slots=True)
class Slot:
    """Capacity a part needs to make an item. part: its position among the parts of its way."""

    part: int
    item_id: int
    machine_id: int
    person_id: int | None
    begin: datetime
    end: datetime


@dataclass(frozen=True, slots=True)
class Way:
    """One computed option. table: where published work stands in it, None for as it stands today."""

    kind: OptionKind
    parts: Sequence[Part]
    slots: Sequence[Slot]
    outcome: Outcome | None
    overtime: Sequence[Overtime] = ()
    table: Timetable | None = None


@dataclass(slots=True)
class _Work:
    """A delivery that must be made: its explosion and the demand."""

    demand: Demand
    explosion: Explosion
    taken: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True)
class Answers:
    """All options, the usual one first. simple: parts that need no work, the same in every option."""

    ways: Sequence[Way]
    simple: Sequence[Part] = field(default_factory=tuple)


def answer(
    facts: Gathered,
    demands: Sequence[Demand],
    policy: PromisePolicy,
    at: datetime,
    weight: int,
) -> Answers:
    """Promise the deliveries one after the other, the most urgent first. Raises CannotSchedule."""
    simple: list[Part] = []
    works: list[_Work] = []
    for demand in sorted(demands, key=lambda each: (each.requested_on, each.delivery_id)):
        part = _without_work(facts, demand, works)
        if part is not None:
            simple.append(part)
    requests = [Request(tuple(work.explosion.steps), weight) for work in works]
    plant = facts.plant
    base = engine.Snapshot(plant.problem, plant.problem.commitments.published)
    try:
        (outcome,) = engine.evaluate(base, (Choice(OptionKind.AS_IS, tuple(requests)),))
        usual = _way(plant, works, OptionKind.AS_IS, outcome, [False] * len(works))
        ways = [usual, *_others(_Question(plant, works, requests, base), usual, policy, at)]
    except EngineError as error:
        raise refused(error) from error
    return Answers([_whole(way, simple) for way in ways], simple)


def _whole(way: Way, simple: Sequence[Part]) -> Way:
    """The way with the parts that need no work before its own."""
    slots = [replace(slot, part=slot.part + len(simple)) for slot in way.slots]
    return replace(way, parts=[*simple, *way.parts], slots=slots)


def _without_work(facts: Gathered, demand: Demand, works: list[_Work]) -> Part | None:
    """The part if the delivery needs no work; else its work is added to `works`."""
    explosion = Explosion(facts)
    had = explosion.have(demand.item_id, to_micro(demand.quantity))
    if had.step >= 0:
        works.append(_Work(demand, explosion))
        return None
    day = date.fromordinal(had.day)
    kind = str(had.link["kind"])
    method = {"stock": Method.STOCK, "supply": Method.SUPPLY}.get(kind, Method.BUY)
    if method is Method.BUY and facts.items[demand.item_id].supply == Supply.MAKE:
        method = Method.MAKE
    return Part(
        demand.delivery_id,
        demand.quantity,
        demand.requested_on,
        day,
        max(day, demand.requested_on),
        method,
        [had.link],
    )


def _way(
    plant: Snapshot, works: Sequence[_Work], kind: OptionKind, outcome: Outcome, parted: Sequence[bool]
) -> Way:
    """Parts and slots of a choice. parted: whether each work was asked for in two deliveries."""
    parts: list[Part] = []
    slots: list[Slot] = []
    promises = iter(outcome.promises)
    for work, is_parted in zip(works, parted, strict=True):
        for quantity in _quantities(work.demand.quantity, 2 if is_parted else 1):
            promise = next(promises)
            slots += _slots(plant, len(parts), work.explosion, promise)
            parts.append(_part(plant, work, promise, quantity))
    return Way(kind, parts, slots, outcome)


def _quantities(whole: Decimal, parts: int) -> list[Decimal]:
    if parts == 1:
        return [whole]
    first = from_micro(to_micro(whole) * options.SHARES[0] // sum(options.SHARES))
    first = first.to_integral_value() if whole == whole.to_integral_value() else first
    return [first, whole - first]


def _part(plant: Snapshot, work: _Work, promise: Promise, quantity: Decimal) -> Part:
    day = plant.clock.moment(promise.finish).astimezone(plant.zone).date()
    demand = work.demand
    chain = chain_of(plant, promise, work.explosion.names, work.explosion.material)
    return Part(
        demand.delivery_id,
        quantity,
        demand.requested_on,
        day,
        max(day, demand.requested_on),
        Method.MAKE,
        chain,
    )


def _slots(plant: Snapshot, part: int, explosion: Explosion, promise: Promise) -> list[Slot]:
    outside, moment = plant.problem.machines.outside, plant.clock.moment
    return [
        Slot(
            part,
            explosion.item_ids[step.step],
            plant.machine_ids[step.machine],
            plant.person_ids[step.person] if step.person >= 0 else None,
            moment(step.begin),
            moment(step.end),
        )
        for step in promise.steps
        if not outside[step.machine]
    ]


@dataclass(frozen=True, slots=True)
class _Question:
    """What the engine is asked about: the free plant, the work of each line, and the schedule as it stands."""

    plant: Snapshot
    works: Sequence[_Work]
    requests: Sequence[Request]
    base: engine.Snapshot


def _others(question: _Question, usual: Way, policy: PromisePolicy, at: datetime) -> list[Way]:
    """What else could be done about late lines; nothing where none is late."""
    plant, works, requests = question.plant, question.works, question.requests
    late = [part.days_late > 0 for part in usual.parts]
    if not any(late) or usual.outcome is None:
        return []
    machines = options.bottlenecks(plant, usual.outcome.promises, late)
    windows = options.saturday_windows(plant, policy, at)
    extra = options.overtime(plant, machines, windows)
    found = []
    saturdays = options.with_saturdays(plant, extra)
    for choice in options.choices(requests, late, extra):
        (outcome,) = engine.evaluate(saturdays if choice.overtime else question.base, (choice,))
        kind = OptionKind(outcome.name)
        parted = late if kind in options.IN_TWO else [False] * len(works)
        way = _way(plant, works, kind, outcome, parted)
        if choice.overtime:
            used = options.used_windows(plant, machines, windows, outcome.promises)
            way = replace(way, overtime=used, table=saturdays.timetable)
        if _is_better(way, usual):
            found.append(way)
    return found


def _is_better(way: Way, usual: Way) -> bool:
    """Whether any part comes earlier than the whole would have come."""
    before = {part.delivery_id: part.promised_on for part in usual.parts}
    return any(part.promised_on < before[part.delivery_id] for part in way.parts)
