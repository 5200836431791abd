"""Answer every delivery of an order: from stock, from supply, or by inserting its work into the schedule."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from taktline.catalog.types import Supply
from taktline.engines import promising as engine
from taktline.engines.errors import EngineError
from taktline.engines.promising import Choice, Request
from taktline.kernel.exact import to_micro
from taktline.promising.load.explode import Explosion
from taktline.promising.load.gather import Gathered
from taktline.promising.load.others import Question, others
from taktline.promising.load.way import Way, Work, way_of
from taktline.promising.policies import PromisePolicy
from taktline.promising.types import Demand, Method, OptionKind, Part
from taktline.scheduling.queries import refused


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
    works: list[Work] = []
    for demand in sorted(demands, key=lambda each: (each.requested_on, each.delivery_id)):
        part = _without_work(facts, demand, works)
        if part is not None:
            simple.append(part)
    requests = [Request(tuple(work.explosion.steps), weight) for work in works]
    plant = facts.plant
    base = engine.Snapshot(plant.problem, plant.problem.commitments.published)
    try:
        (outcome,) = engine.evaluate(base, (Choice(OptionKind.AS_IS, tuple(requests)),))
        usual = way_of(plant, works, OptionKind.AS_IS, outcome, [False] * len(works))
        ways = [usual, *others(Question(plant, works, requests, base), usual, policy, at)]
    except EngineError as error:
        raise refused(error) from error
    return Answers([_whole(way, simple) for way in ways], simple)


def _whole(way: Way, simple: Sequence[Part]) -> Way:
    """The way with the parts that need no work before its own."""
    slots = [replace(slot, part=slot.part + len(simple)) for slot in way.slots]
    return replace(way, parts=[*simple, *way.parts], slots=slots)


def _without_work(facts: Gathered, demand: Demand, works: list[Work]) -> Part | None:
    """The part if the delivery needs no work; else its work is added to `works`."""
    explosion = Explosion(facts)
    had = explosion.have(demand.item_id, to_micro(demand.quantity))
    if had.step >= 0:
        works.append(Work(demand, explosion, facts.items[demand.item_id].unit_places))
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
