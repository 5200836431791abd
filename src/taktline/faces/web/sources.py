"""Documents that rows point at, in words: told in batches, with the number a person knows them by."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice

from taktline.kernel.actor import Actor
from taktline.kernel.listing import Row
from taktline.kernel.source import Source
from taktline.planning import queries as planning
from taktline.sales import queries as sales

KIND, ID, TEXT = "source_kind", "source_id", "source_text"
_CHUNK = 500


def texts(sources: Iterable[Source], by: Actor) -> dict[Source, str]:
    """The number of each document; "" for one that is gone, or not for these eyes. Two queries a kind."""
    wanted = set(sources)
    nodes = planning.describe(wanted, scope=by.scope)
    found = {source: node.text for source, node in nodes.items() if node.text != "…"}
    return found | sales.numbers(wanted - found.keys(), scope=by.scope)


def named(rows: Sequence[Row], by: Actor) -> Sequence[Row]:
    """The rows with the number of the document each points at; rows that point at none as they are."""
    if not rows or KIND not in rows[0].values:
        return rows
    sources = [_source(row) for row in rows]
    found = texts({source for source in sources if source.kind}, by)
    return [
        replace(row, values={**row.values, TEXT: found.get(source, "")})
        for row, source in zip(rows, sources, strict=True)
    ]


def every_named(rows: Iterable[Row], by: Actor) -> Iterator[Row]:
    """As named, for as many rows as there are."""
    left = iter(rows)
    while chunk := list(islice(left, _CHUNK)):
        yield from named(chunk, by)


def _source(row: Row) -> Source:
    kind, number = row.values.get(KIND), row.values.get(ID)
    return Source(str(kind), number) if kind and isinstance(number, int) else Source("", 0)
