"""What this room tells the others."""

from dataclasses import dataclass
from typing import ClassVar

from taktline.kernel.outbox import Fact


@dataclass(frozen=True, slots=True)
class PlantChanged(Fact):
    """What works, or when, is no longer what it was. what: the kind of thing, id: which."""

    topic: ClassVar[str] = "resources.plant-changed"
    what: str
    id: int
