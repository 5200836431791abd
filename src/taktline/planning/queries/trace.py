"""Walking the pegs: down to what gives a thing, up to whom it is for."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from django.db.models import Q

from taktline.kernel.scope import Scope
from taktline.kernel.source import Source
from taktline.planning.models import Peg
from taktline.planning.queries.nodes import Named, describe_nodes, names_of_items
from taktline.planning.types import Node, Step, Trace

DEEPEST = 30
MOST_STEPS = 2_000
_CHUNK = 400


class Edge(NamedTuple):
    """One peg as a way from one thing to the next."""

    to: Source
    item_id: int
    quantity: Decimal
    needed_on: date
    late_days: int


def trace(source: Source, *, scope: Scope) -> Trace:
    """Everything that gives a thing, and everything it is for, depth first.

    One query a level down or up and two a kind to describe what was met, whatever the number of pegs.
    """
    down, up = _edges(source, down=True), _edges(source, down=False)
    met = {source} | {edge.to for edges in (*down.values(), *up.values()) for edge in edges}
    nodes = describe_nodes(met, scope=scope)
    items = names_of_items({edge.item_id for edges in (*down.values(), *up.values()) for edge in edges})
    return Trace(nodes[source], _walk(source, down, nodes, items), _walk(source, up, nodes, items))


def describe(sources: Iterable[Source], *, scope: Scope) -> dict[Source, Node]:
    """Things in words, in batches by kind."""
    return describe_nodes(sources, scope=scope)


def _edges(source: Source, *, down: bool) -> dict[Source, list[Edge]]:
    """All pegs met on the way, by the thing they lead on from."""
    near, far = ("demand", "supply") if down else ("supply", "demand")
    found: dict[Source, list[Edge]] = {}
    waiting, done = {source}, set[Source]()
    for _level in range(DEEPEST):
        waiting -= done
        if not waiting or sum(map(len, found.values())) > MOST_STEPS:
            break
        done |= waiting
        after: set[Source] = set()
        for here, edge in _read(waiting, near, far):
            found.setdefault(here, []).append(edge)
            after.add(edge.to)
        waiting = after
    return found


def _read(things: Iterable[Source], near: str, far: str) -> list[tuple[Source, Edge]]:
    by_kind: dict[str, list[int]] = {}
    for each in things:
        by_kind.setdefault(each.kind, []).append(each.id)
    rows: list[tuple[Source, Edge]] = []
    for kind, ids in sorted(by_kind.items()):
        for start in range(0, len(ids), _CHUNK):
            wanted = Q(**{f"{near}_kind": kind, f"{near}_id__in": ids[start : start + _CHUNK]})
            for near_id, far_kind, far_id, *rest in (
                Peg.objects.filter(wanted)
                .order_by("needed_on", "id")
                .values_list(
                    f"{near}_id", f"{far}_kind", f"{far}_id", "item_id", "quantity", "needed_on", "late_days"
                )
            ):
                rows.append((Source(kind, near_id), Edge(Source(far_kind, far_id), *rest)))
    return rows


def _walk(
    start: Source, edges: dict[Source, list[Edge]], nodes: dict[Source, Node], items: dict[int, Named]
) -> Sequence[Step]:
    """Depth first. What was shown already is named again but not walked again."""
    steps: list[Step] = []
    shown = {start}
    waiting = [(edge, 1) for edge in reversed(edges.get(start, []))]
    while waiting and len(steps) < MOST_STEPS:
        edge, depth = waiting.pop()
        again = edge.to in shown and edge.to in edges
        item = items.get(edge.item_id)
        steps.append(
            Step(
                depth, nodes[edge.to], item.code if item else "", item.name if item else None, item.unit if item else "",
                edge.quantity, edge.needed_on, edge.late_days, again,
            )
        )  # fmt: skip
        if not again:
            shown.add(edge.to)
            waiting += [(after, depth + 1) for after in reversed(edges.get(edge.to, []))]
    return steps
