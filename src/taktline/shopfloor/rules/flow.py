"""How many pieces an operation may report, seen from what its predecessor has moved on."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Step:
    """What an operation has done. transfer: pieces moved on at a time, 0 for all together at its end."""

    good: Decimal
    scrap: Decimal
    rework: Decimal
    transfer: Decimal
    is_done: bool

    @property
    def taken(self) -> Decimal:
        """Pieces it has taken from those that came in."""
        return self.good + self.scrap + self.rework


def delivered(step: Step, *, coming: Decimal) -> Decimal:
    """Good pieces that a step has moved on, in whole transfer batches; all of them once nothing more will come.

    coming: pieces that came, or will come, into the step.
    """
    if step.is_done or (step.taken >= coming and step.rework == 0):
        return step.good
    if step.transfer <= 0:
        return ZERO
    return step.good // step.transfer * step.transfer


def coming(steps: Sequence[Step], at: int, *, started: Decimal) -> Decimal:
    """Pieces that have come, or may still come, into a step: what is not lost before it."""
    if at == 0:
        return started
    before = steps[at - 1]
    if before.is_done:
        return before.good
    return max(coming(steps, at - 1, started=started) - before.scrap, before.good)


def inputs(steps: Sequence[Step], *, started: Decimal) -> list[Decimal]:
    """How many pieces have come into each step of a work order that starts so many."""
    return [
        started if at == 0 else delivered(steps[at - 1], coming=coming(steps, at - 1, started=started))
        for at in range(len(steps))
    ]


def is_through(steps: Sequence[Step], at: int, *, started: Decimal) -> bool:
    """Whether a step has worked off all that will ever come into it."""
    step = steps[at]
    return step.rework == 0 and step.taken >= coming(steps, at, started=started)


def tolerated(started: Decimal, share: Decimal) -> Decimal:
    """How many pieces the first step may make without a permit."""
    return started + started * share
