"""The lives of work orders and their operations."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from taktline.kernel.life import Life


class WorkOrderState(TextChoices):
    """Where a work order stands."""

    PLANNED = "planned", _("planned")
    RELEASED = "released", pgettext_lazy("work order", "released")
    IN_PROGRESS = "in_progress", _("in progress")
    PAUSED = "paused", _("paused")
    HELD = "held", _("held")
    COMPLETED = "completed", _("completed")
    CLOSED = "closed", _("closed")
    CANCELLED = "cancelled", _("cancelled")


WORK_ORDER_LIFE = Life(
    "work order",
    {
        WorkOrderState.PLANNED: frozenset(
            {WorkOrderState.RELEASED, WorkOrderState.HELD, WorkOrderState.CANCELLED}
        ),
        WorkOrderState.RELEASED: frozenset(
            {WorkOrderState.IN_PROGRESS, WorkOrderState.PAUSED, WorkOrderState.HELD, WorkOrderState.CANCELLED}
        ),
        WorkOrderState.IN_PROGRESS: frozenset(
            {WorkOrderState.COMPLETED, WorkOrderState.PAUSED, WorkOrderState.HELD, WorkOrderState.CANCELLED}
        ),
        WorkOrderState.PAUSED: frozenset(
            {WorkOrderState.RELEASED, WorkOrderState.IN_PROGRESS, WorkOrderState.CANCELLED}
        ),
        WorkOrderState.HELD: frozenset(
            {
                WorkOrderState.PLANNED,
                WorkOrderState.RELEASED,
                WorkOrderState.IN_PROGRESS,
                WorkOrderState.CANCELLED,
            }
        ),
        # Back to work when a report or a completion is reversed.
        WorkOrderState.COMPLETED: frozenset({WorkOrderState.CLOSED, WorkOrderState.IN_PROGRESS}),
        WorkOrderState.CLOSED: frozenset(),
        WorkOrderState.CANCELLED: frozenset(),
    },
)

# Work orders that still want machines and material.
OPEN_STATES = (
    WorkOrderState.PLANNED,
    WorkOrderState.RELEASED,
    WorkOrderState.IN_PROGRESS,
    WorkOrderState.PAUSED,
    WorkOrderState.HELD,
)


class OperationState(TextChoices):
    """Where an operation stands."""

    WAITING = "waiting", _("waiting")
    READY = "ready", _("ready")
    SETUP = "setup", _("being set up")
    RUNNING = "running", pgettext_lazy("operation", "running")
    PAUSED = "paused", _("paused")
    DONE = "done", _("done")
    SKIPPED = "skipped", _("skipped")


OPERATION_LIFE = Life(
    "operation",
    {
        OperationState.WAITING: frozenset({OperationState.READY, OperationState.SKIPPED}),
        # Ready goes back to waiting, and done to paused, when a report is reversed.
        OperationState.READY: frozenset(
            {OperationState.SETUP, OperationState.RUNNING, OperationState.SKIPPED, OperationState.WAITING}
        ),
        OperationState.SETUP: frozenset({OperationState.RUNNING, OperationState.PAUSED}),
        OperationState.RUNNING: frozenset({OperationState.PAUSED, OperationState.DONE}),
        OperationState.PAUSED: frozenset({OperationState.SETUP, OperationState.RUNNING, OperationState.DONE}),
        OperationState.DONE: frozenset({OperationState.PAUSED}),
        OperationState.SKIPPED: frozenset({OperationState.WAITING}),
    },
)


class Clearance(TextChoices):
    """Whether what an order needs is here: 齐套."""

    WAITING = "waiting", _("waiting for material")
    PARTIAL = "partial", _("partly clear to build")
    CLEAR = "clear", _("clear to build")
