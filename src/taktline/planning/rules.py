"""What planning decides by values alone."""

import random
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Protocol, TypeVar

from taktline.planning.types import CallKind

# A proposal that must start within so many days is called out.
ORDER_FENCE_DAYS = 3
# An open supply may come so many days early before anybody is asked to defer it.
EARLY_TOLERANCE_DAYS = 5
# An open supply that comes up to so many days too late is to be expedited; later than that something new is ordered.
PULL_IN_DAYS = 60
# Up to so many requirements a plan is checked whole; the checker is plain Python on purpose.
CHECKED_UP_TO = 5_000
# Of a larger one about so many rows, so that the check stays a small part of the run.
SAMPLED = 2_500


class Shape(Protocol):
    """What a planned order is recognised by."""

    @property
    def due(self) -> date:
        """The day it is there."""

    @property
    def start(self) -> date:
        """The day it begins."""

    @property
    def quantity(self) -> object:
        """How many good pieces."""


Old = TypeVar("Old", bound=Shape)
New = TypeVar("New", bound=Shape)


def matched(old: Sequence[Old], new: Sequence[New]) -> list[tuple[Old | None, New | None]]:
    """Pair the planned orders of one item before and after a run.

    Equal ones first, then one after the other by due day; what is left over is gone (None after) or new (None before).
    """
    waiting: dict[tuple[object, ...], list[Old]] = {}
    for each in old:
        waiting.setdefault((each.due, each.start, each.quantity), []).append(each)
    pairs: list[tuple[Old | None, New | None]] = []
    loose: list[New] = []
    for fresh in new:
        same = waiting.get((fresh.due, fresh.start, fresh.quantity))
        if same:
            pairs.append((same.pop(0), fresh))
        else:
            loose.append(fresh)
    rest = sorted((each for group in waiting.values() for each in group), key=lambda each: (each.due, str(each.quantity)))
    loose.sort(key=lambda each: each.due)
    pairs += list(zip(rest, loose, strict=False))
    pairs += [(None, fresh) for fresh in loose[len(rest) :]]
    pairs += [(gone, None) for gone in rest[len(loose) :]]
    return pairs


def days_of(call: CallKind, from_day: date, to_day: date, today: date) -> int:
    """By how many days a message weighs, at least one."""
    if call in (CallKind.EXPEDITE, CallKind.DEFER, CallKind.PAST_DUE):
        return max(1, abs((to_day - from_day).days))
    if call is CallKind.ORDER:
        return max(1, (today - from_day).days + 1)
    return max(1, (from_day - today).days)


def fingerprint(*parts: object) -> str:
    """What a person dismisses: the same words again stay dismissed."""
    return "|".join(str(part) for part in parts)[:120]


def rank(money_minor: int, days: int) -> int:
    """Money times days, within what a BIGINT holds."""
    return min(money_minor * days, 2**62)


def to_check(weights: Mapping[int, int], *, most: int, seed: int) -> list[int]:
    """Items whose plans are checked, each whole, drawn by dice of their own: all while that is no more than `most`.

    weights: rows to look at, by item. At least one item is drawn.
    """
    items = sorted(weights)
    if sum(weights.values()) <= most:
        return items
    random.Random(seed).shuffle(items)
    drawn: list[int] = []
    rows = 0
    for item in items:
        if drawn and rows + weights[item] > most:
            continue
        drawn.append(item)
        rows += weights[item]
    return sorted(drawn)
