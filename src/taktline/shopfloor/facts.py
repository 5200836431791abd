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


@dataclass(frozen=True, slots=True)
class OperationStarted(Fact):
    """Somebody began to set up or to run an operation. kind: a TimeKind."""

    topic: ClassVar[str] = "shopfloor.operation-started"
    operation_id: int
    work_order_id: int
    site_id: int
    kind: str
    machine_id: int | None


@dataclass(frozen=True, slots=True)
class OperationReported(Fact):
    """Pieces were reported, or taken back where a report was reversed; figures as text, exact."""

    topic: ClassVar[str] = "shopfloor.operation-reported"
    operation_id: int
    work_order_id: int
    item_id: int
    site_id: int
    report_id: int
    good: str
    scrap: str
    rework: str


@dataclass(frozen=True, slots=True)
class OperationFinished(Fact):
    """Nothing more is to be done at an operation."""

    topic: ClassVar[str] = "shopfloor.operation-finished"
    operation_id: int
    work_order_id: int
    site_id: int


@dataclass(frozen=True, slots=True)
class WorkOrderStopped(Fact):
    """A work order was paused, held or set going again. state: the new one."""

    topic: ClassVar[str] = "shopfloor.work-order-stopped"
    work_order_id: int
    site_id: int
    state: str


@dataclass(frozen=True, slots=True)
class WorkOrderCompleted(Fact):
    """All that will come of a work order is in stock."""

    topic: ClassVar[str] = "shopfloor.work-order-completed"
    work_order_id: int
    item_id: int
    site_id: int


@dataclass(frozen=True, slots=True)
class MachineStopped(Fact):
    """A machine stands still. reason: a StopReason; operations: ids of what is planned on it and not done."""

    topic: ClassVar[str] = "shopfloor.machine-stopped"
    stop_id: int
    machine_id: int
    site_id: int
    reason: str
    operations: list[int]


@dataclass(frozen=True, slots=True)
class MachineRunsAgain(Fact):
    """A machine that stood still works again."""

    topic: ClassVar[str] = "shopfloor.machine-runs-again"
    stop_id: int
    machine_id: int
    site_id: int


@dataclass(frozen=True, slots=True)
class HelpCalled(Fact):
    """Somebody at a machine calls for help. kind: an AndonKind."""

    topic: ClassVar[str] = "shopfloor.help-called"
    site_id: int
    machine_id: int | None
    operation_id: int | None
    kind: str
