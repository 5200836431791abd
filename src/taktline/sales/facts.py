"""What this room tells the others: ids, never prices."""

from dataclasses import dataclass
from typing import ClassVar

from taktline.kernel.outbox import Fact


@dataclass(frozen=True, slots=True)
class MessageReceived(Fact):
    """A customer's message came in."""

    topic: ClassVar[str] = "sales.message-received"
    message_id: int


@dataclass(frozen=True, slots=True)
class MessageWaits(Fact):
    """A message needs a person."""

    topic: ClassVar[str] = "sales.message-waits"
    message_id: int


@dataclass(frozen=True, slots=True)
class OrderDrafted(Fact):
    """An order stands as a draft, new or edited."""

    topic: ClassVar[str] = "sales.order-drafted"
    order_id: int
    site_id: int


@dataclass(frozen=True, slots=True)
class OrderReviewed(Fact):
    """An order was reviewed. clean: nothing holds it."""

    topic: ClassVar[str] = "sales.order-reviewed"
    order_id: int
    clean: bool


@dataclass(frozen=True, slots=True)
class HoldReleased(Fact):
    """A person took a hold away."""

    topic: ClassVar[str] = "sales.hold-released"
    order_id: int
    axis: str


@dataclass(frozen=True, slots=True)
class OrderConfirmed(Fact):
    """An order is a commitment. items: what is wanted."""

    topic: ClassVar[str] = "sales.order-confirmed"
    order_id: int
    site_id: int
    items: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class OrderChanged(Fact):
    """A confirmed order was changed. items: whose demand moved."""

    topic: ClassVar[str] = "sales.order-changed"
    order_id: int
    site_id: int
    items: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class OrderCancelled(Fact):
    """An order will not be delivered."""

    topic: ClassVar[str] = "sales.order-cancelled"
    order_id: int
    site_id: int
    items: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class OrderClosed(Fact):
    """An order is done with."""

    topic: ClassVar[str] = "sales.order-closed"
    order_id: int


@dataclass(frozen=True, slots=True)
class ProjectionMoved(Fact):
    """Expected delivery dates of an order moved. late: some are after their promise."""

    topic: ClassVar[str] = "sales.projection-moved"
    order_id: int
    late: bool


@dataclass(frozen=True, slots=True)
class QuotationSent(Fact):
    """A quotation went to the customer."""

    topic: ClassVar[str] = "sales.quotation-sent"
    quotation_id: int


@dataclass(frozen=True, slots=True)
class QuotationDecided(Fact):
    """A quotation was won, lost, or ran out."""

    topic: ClassVar[str] = "sales.quotation-decided"
    quotation_id: int
    outcome: str
