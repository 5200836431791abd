"""What happened in promising."""

from dataclasses import dataclass
from typing import ClassVar

from taktline.kernel.outbox import Fact


@dataclass(frozen=True, slots=True)
class OfferMade(Fact):
    """Dates were computed for an order and are held for a while."""

    topic: ClassVar[str] = "promising.offer-made"
    offer_id: int
    order_id: int


@dataclass(frozen=True, slots=True)
class OfferAccepted(Fact):
    """An offer became the promise of an order."""

    topic: ClassVar[str] = "promising.offer-accepted"
    offer_id: int
    order_id: int
