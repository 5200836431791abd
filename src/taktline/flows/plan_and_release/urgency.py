"""How urgent a proposal is, as its work order carries it: the same weight that promising gives the order."""

from dataclasses import dataclass

from taktline.flows.take_order.confirm import USUAL
from taktline.flows.take_order.quote import MOST_URGENT

LOWEST = 9


@dataclass(frozen=True, slots=True)
class Urgency:
    """weight: of being late, 1 is usual. is_rush: before all that is not."""

    weight: int
    is_rush: bool


def urgency_of(priority: int) -> Urgency:
    """What an expectation's priority (smaller is more urgent) says about the order behind it.

    Ranks up to the lowest order priority are rush orders'; safety stock and what nobody ordered is usual.
    """
    is_rush = priority <= LOWEST
    place = priority if is_rush else -(-priority // USUAL)
    return Urgency(max(1, MOST_URGENT - place), is_rush)
