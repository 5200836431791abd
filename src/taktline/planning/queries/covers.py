"""Which customer a supply is for: the seals to buy name their customer."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from django.db.models import Q

from taktline.kernel.scope import EVERYTHING, Scope
from taktline.kernel.source import Source
from taktline.planning.models import Peg
from taktline.planning.queries.nodes import visible_deliveries
from taktline.planning.types import Cover
from taktline.purchasing.types import LINE, REQUISITION
from taktline.sales.types import DELIVERY

MOST_STEPS = 24
_CHUNK = 400
Reached = dict[int, tuple[date, int]]


def covers(sources: Sequence[Source], *, scope: Scope = EVERYTHING) -> dict[Source, Cover]:
    """The customer delivery that needs each supply first, whatever lies between; supplies for nobody are left out.

    One query a step up the chain, whatever the number of supplies.
    """
    reached = _roots(sources)
    known = visible_deliveries({pk for days in reached.values() for pk in days}, scope=scope)
    found = {}
    for source, days in reached.items():
        mine = sorted((day, pk) for pk, (day, _late) in days.items() if pk in known)
        if not mine:
            continue
        day, first = mine[0]
        row = known[first]
        found[source] = Cover(
            first, row.number, row.position, row.customer, row.promised_on, day, max(days[pk][1] for _d, pk in mine),
            len(mine) - 1,
        )  # fmt: skip
    return found


def covers_of_lines(requisitions: Mapping[int, int | None], *, scope: Scope = EVERYTHING) -> dict[int, Cover]:
    """Covers of purchase lines, by line id. requisitions: what each was ordered for.

    A line that no run has seen yet is for whom its requisition was.
    """
    asked = [Source(LINE, line) for line in requisitions]
    asked += [Source(REQUISITION, each) for each in requisitions.values() if each is not None]
    found = covers(asked, scope=scope)
    named = {
        line: found.get(Source(LINE, line)) or (found.get(Source(REQUISITION, each)) if each is not None else None)
        for line, each in requisitions.items()
    }
    return {line: cover for line, cover in named.items() if cover is not None}


def _roots(sources: Sequence[Source]) -> dict[Source, Reached]:
    """Deliveries at the upper end of each supply's chains, with the day needed and how late the supply is for it."""
    edges = edges_up(sources)
    found: dict[Source, Reached] = {}
    for source in sources:
        seen: set[Source] = set()
        waiting = [(source, 0)]
        mine: Reached = {}
        while waiting:
            here, late = waiting.pop()
            if here in seen:
                continue
            seen.add(here)
            for above, day, lateness in edges.get(here, ()):
                worst = max(late, lateness)
                if above.kind == DELIVERY:
                    known = mine.get(above.id, (day, worst))
                    mine[above.id] = (min(known[0], day), max(known[1], worst))
                else:
                    waiting.append((above, worst))
        if mine:
            found[source] = mine
    return found


def edges_up(sources: Iterable[Source]) -> Mapping[Source, Sequence[tuple[Source, date, int]]]:
    """Every peg on the way up from the supplies: demand, its day, how late; by supply."""
    found: dict[Source, list[tuple[Source, date, int]]] = {}
    waiting = set(sources)
    done: set[Source] = set()
    for _step in range(MOST_STEPS):
        waiting -= done
        if not waiting:
            break
        done |= waiting
        above: set[Source] = set()
        for supply_kind, supply_id, kind, pk, day, late in _pegs_of(waiting):
            demand = Source(kind, pk)
            found.setdefault(Source(supply_kind, supply_id), []).append((demand, day, late))
            if kind != DELIVERY:
                above.add(demand)
        waiting = above
    return found


def _pegs_of(supplies: Iterable[Source]) -> list[tuple[str, int, str, int, date, int]]:
    rows: list[tuple[str, int, str, int, date, int]] = []
    by_kind: dict[str, list[int]] = {}
    for each in supplies:
        by_kind.setdefault(each.kind, []).append(each.id)
    for kind, ids in sorted(by_kind.items()):
        for start in range(0, len(ids), _CHUNK):
            wanted = Q(supply_kind=kind, supply_id__in=ids[start : start + _CHUNK])
            rows += Peg.objects.filter(wanted).values_list(
                "supply_kind", "supply_id", "demand_kind", "demand_id", "needed_on", "late_days"
            )
    return rows

