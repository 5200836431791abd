"""What this room tells the others: ids, never prices."""

from dataclasses import dataclass
from typing import ClassVar

from taktline.kernel.outbox import Fact


@dataclass(frozen=True, slots=True)
class ItemChanged(Fact):
    """An item was entered or changed."""

    topic: ClassVar[str] = "catalog.item-changed"
    item_id: int


@dataclass(frozen=True, slots=True)
class ItemReleased(Fact):
    """An item may be sold, planned and made."""

    topic: ClassVar[str] = "catalog.item-released"
    item_id: int


@dataclass(frozen=True, slots=True)
class ItemRetired(Fact):
    """An item is not used for anything new."""

    topic: ClassVar[str] = "catalog.item-retired"
    item_id: int


@dataclass(frozen=True, slots=True)
class BomActivated(Fact):
    """An item is made from something else from now on, or from a day."""

    topic: ClassVar[str] = "catalog.bom-activated"
    item_id: int
    bom_id: int


@dataclass(frozen=True, slots=True)
class RoutingActivated(Fact):
    """An item is made in another way from now on, or from a day."""

    topic: ClassVar[str] = "catalog.routing-activated"
    item_id: int
    routing_id: int


@dataclass(frozen=True, slots=True)
class PricesChanged(Fact):
    """Prices of a list changed."""

    topic: ClassVar[str] = "catalog.prices-changed"
    price_list_id: int


@dataclass(frozen=True, slots=True)
class CostsRolledUp(Fact):
    """Standard costs were computed anew."""

    topic: ClassVar[str] = "catalog.costs-rolled-up"
    changed: int
