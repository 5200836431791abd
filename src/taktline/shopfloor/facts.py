"""What happened on the shop floor."""

from dataclasses import dataclass
from typing import ClassVar

from taktline.kernel.outbox import Fact


@dataclass(frozen=True, slots=True)
class WorkOrderCreated(Fact):
    """A work order was made from a proposal or by hand."""

    topic: ClassVar[str] = "shopfloor.work-order-created"
    work_order_id: int
    item_id: int
    site_id: int


@dataclass(frozen=True, slots=True)
class WorkOrderReleased(Fact):
    """A work order may be worked on; its recipe is frozen."""

    topic: ClassVar[str] = "shopfloor.work-order-released"
    work_order_id: int
    site_id: int


@dataclass(frozen=True, slots=True)
class WorkOrderChanged(Fact):
    """Quantity or date of a planned work order changed."""

    topic: ClassVar[str] = "shopfloor.work-order-changed"
    work_order_id: int
    item_id: int
    site_id: int


@dataclass(frozen=True, slots=True)
class WorkOrderCancelled(Fact):
    """A work order will not be made."""

    topic: ClassVar[str] = "shopfloor.work-order-cancelled"
    work_order_id: int
    item_id: int
    site_id: int


@dataclass(frozen=True, slots=True)
class OperationsPlanned(Fact):
    """Operations of a site got new machines and times from a published schedule."""

    topic: ClassVar[str] = "shopfloor.operations-planned"
    site_id: int
