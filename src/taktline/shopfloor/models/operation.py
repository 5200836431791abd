"""Operations of work orders and other ways to do them."""

from django.db import models
from django.db.models import Q

from taktline.kernel.exact import QuantityField
from taktline.shopfloor.life import OperationState
from taktline.shopfloor.models.work_order import WorkOrder


class Operation(models.Model):
    """One step of a work order, done at a work centre or outside.

    good, scrap, rework: pieces reported; rework: of them, still set aside to be done again. locked_for: why it may not run
    now, such as a first piece that waits for inspection. planned_*: written when a schedule is published; terminals read these and never the schedule.
    """

    work_order = models.ForeignKey(WorkOrder, on_delete=models.CASCADE, related_name="operations")
    number = models.PositiveIntegerField()
    name = models.CharField(max_length=80)
    name_en = models.CharField(max_length=80, default="", blank=True)
    state = models.CharField(max_length=8, choices=OperationState, default=OperationState.WAITING)
    centre = models.ForeignKey("resources.WorkCentre", on_delete=models.PROTECT, related_name="+")
    quantity = QuantityField()
    good = QuantityField(default=0)
    scrap = QuantityField(default=0)
    rework = QuantityField(default=0)
    locked_for = models.CharField(max_length=80, default="", blank=True)
    setup_seconds = models.PositiveIntegerField(default=0)
    run_seconds = models.PositiveIntegerField(default=0)
    is_pausable = models.BooleanField(default=True)
    transfer_quantity = QuantityField(default=0)
    queue_minutes = models.PositiveIntegerField(default=0)
    wait_minutes = models.PositiveIntegerField(default=0)
    skill = models.ForeignKey("resources.Skill", on_delete=models.PROTECT, null=True, related_name="+")
    family = models.ForeignKey(
        "resources.ChangeoverFamily", on_delete=models.PROTECT, null=True, related_name="+"
    )
    outside_days = models.PositiveIntegerField(default=0)
    supplier = models.ForeignKey("parties.Party", on_delete=models.PROTECT, null=True, related_name="+")
    planned_machine = models.ForeignKey(
        "resources.Machine", on_delete=models.PROTECT, null=True, related_name="+"
    )
    planned_person = models.ForeignKey(
        "resources.Person", on_delete=models.PROTECT, null=True, related_name="+"
    )
    planned_start = models.DateTimeField(null=True)
    planned_end = models.DateTimeField(null=True)
    sequence = models.PositiveIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["work_order", "number"], name="operation_number_once"),
            models.CheckConstraint(
                condition=Q(state__in=OperationState.values), name="operation_state_known"
            ),
            models.CheckConstraint(
                condition=Q(good__gte=0) & Q(scrap__gte=0) & Q(rework__gte=0), name="operation_counts"
            ),
        ]
        indexes = [
            models.Index(fields=["planned_machine", "planned_start"], name="operation_dispatch"),
            models.Index(fields=["centre", "state"], name="operation_at_centre"),
        ]

    def __str__(self) -> str:
        return f"{self.work_order_id}/{self.number}"


class OperationAlternative(models.Model):
    """Another centre, or one named machine, that can do the operation, with its own time per unit."""

    operation = models.ForeignKey(Operation, on_delete=models.CASCADE, related_name="alternatives")
    centre = models.ForeignKey("resources.WorkCentre", on_delete=models.PROTECT, related_name="+")
    machine = models.ForeignKey("resources.Machine", on_delete=models.PROTECT, null=True, related_name="+")
    run_seconds = models.PositiveIntegerField()

    def __str__(self) -> str:
        return f"{self.operation_id} at {self.centre_id}"
