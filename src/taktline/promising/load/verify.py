"""A hard look at every option before it is kept: nothing that is published may be in its way, nor it in theirs."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime

from taktline.engines.scheduling import Timetable
from taktline.promising.errors import BrokenPromise
from taktline.promising.load.way import Slot, Way
from taktline.promising.types import OptionKind
from taktline.scheduling.queries import Snapshot

Span = tuple[datetime, datetime]
Spans = dict[int, list[Span]]


def require_sound(ways: Sequence[Way], plant: Snapshot) -> None:
    """Refuse an answer that takes a machine or a person twice. Raises BrokenPromise.

    It compares moments only and shares nothing with the engine. An expedited option pushes published work aside on
    purpose and is looked at for its own slots alone.
    """
    known: dict[int, tuple[Spans, Spans]] = {}
    for way in ways:
        table = way.table or plant.problem.commitments.published
        if way.kind is OptionKind.EXPEDITE:
            _look(way.slots, {}, {})
            continue
        if id(table) not in known:
            known[id(table)] = _published(plant, table)
        _look(way.slots, *known[id(table)])


def _look(slots: Sequence[Slot], machines: Spans, people: Spans) -> None:
    for key, before in (("machine_id", machines), ("person_id", people)):
        taken = {pk: list(spans) for pk, spans in before.items()}
        for slot in slots:
            pk = getattr(slot, key)
            if pk is None or slot.begin == slot.end:
                continue
            if any(begin < slot.end and slot.begin < end for begin, end in taken.get(pk, ())):
                raise BrokenPromise(machine=slot.machine_id, begin=slot.begin)
            taken.setdefault(pk, []).append((slot.begin, slot.end))


def _published(plant: Snapshot, table: Timetable) -> tuple[Spans, Spans]:
    """What published operations take, their run alone: a published setup may begin earlier when there is idle time."""
    moment = plant.clock.moment
    machines: Spans = defaultdict(list)
    people: Spans = defaultdict(list)
    outside = plant.problem.machines.outside
    for machine, person, start, end in zip(
        table.machine.tolist(), table.person.tolist(), table.start.tolist(), table.end.tolist(), strict=True
    ):
        if start < 0 or outside[machine]:
            continue
        span = (moment(start), moment(end))
        machines[plant.machine_ids[machine]].append(span)
        if person >= 0:
            people[plant.person_ids[person]].append(span)
    return machines, people
