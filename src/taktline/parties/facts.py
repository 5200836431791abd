"""What this room tells the others."""

from dataclasses import dataclass
from typing import ClassVar

from taktline.kernel.outbox import Fact


@dataclass(frozen=True, slots=True)
class PartyChanged(Fact):
    """A customer or supplier was entered or changed."""

    topic: ClassVar[str] = "parties.party-changed"
    party_id: int


@dataclass(frozen=True, slots=True)
class PartyBlocked(Fact):
    """Nothing more may be promised to, or ordered from, a party."""

    topic: ClassVar[str] = "parties.party-blocked"
    party_id: int


@dataclass(frozen=True, slots=True)
class PartyUnblocked(Fact):
    """A block was lifted."""

    topic: ClassVar[str] = "parties.party-unblocked"
    party_id: int
