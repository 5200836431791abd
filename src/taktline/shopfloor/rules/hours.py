"""Time: overlapping records are legal, and no minute counts twice."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Span:
    """Somebody's time from start until before end, by the record's id."""

    id: int
    start: datetime
    end: datetime


def union_seconds(spans: Sequence[Span]) -> int:
    """Seconds in which at least one of the spans runs; what the machine costs, however many people stand at it."""
    total, reach = 0, None
    for span in sorted(spans, key=lambda each: (each.start, each.end)):
        begin = span.start if reach is None or span.start > reach else reach
        if span.end > begin:
            total += _seconds(begin, span.end)
            reach = span.end
        elif reach is None:
            reach = span.end
    return total


def fair_shares(spans: Sequence[Span]) -> Mapping[int, Fraction]:
    """Each record's share of one person's time, in seconds: while several run at once, each has an equal part.

    The shares add up to `union_seconds`, exactly.
    """
    shares = {span.id: Fraction(0) for span in spans}
    cuts = sorted({moment for span in spans for moment in (span.start, span.end)})
    for begin, end in pairwise(cuts):
        running = [span.id for span in spans if span.start <= begin and span.end >= end]
        for each in running:
            shares[each] += Fraction(_seconds(begin, end), len(running))
    return shares


def _seconds(begin: datetime, end: datetime) -> int:
    return int((end - begin).total_seconds())
