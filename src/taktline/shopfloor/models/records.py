"""What was reported from the floor: time and quantity, apart from each other."""

from django.db import models
from django.db.models import F, Q

from taktline.kernel.exact import QuantityField
from taktline.shopfloor.models.operation import Operation
from taktline.shopfloor.types.kinds import ScrapReason, StopReason, TimeKind


class TimeRecord(models.Model):
    """Somebody worked at an operation from `start` to `end` (open while None). Records may overlap.

    key: the reporter's own UUID, so that a report sent twice counts once.
    """

    operation = models.ForeignKey(Operation, on_delete=models.PROTECT, related_name="times")
    person = models.ForeignKey("resources.Person", on_delete=models.PROTECT, null=True, related_name="+")
    machine = models.ForeignKey("resources.Machine", on_delete=models.PROTECT, null=True, related_name="+")
    kind = models.CharField(max_length=5, choices=TimeKind)
    start = models.DateTimeField()
    end = models.DateTimeField(null=True)
    key = models.CharField(max_length=36, default="", blank=True)
    actor_name = models.CharField(max_length=80)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["key"], condition=~Q(key=""), name="time_key_once"),
            models.CheckConstraint(
                condition=Q(end=None) | Q(end__gte=F("start")), name="time_ends_after_start"
            ),
            models.CheckConstraint(condition=Q(kind__in=TimeKind.values), name="time_kind_known"),
            models.UniqueConstraint(
                fields=["operation", "person"],
                condition=Q(end=None, person__isnull=False),
                name="time_one_open",
            ),
        ]
        indexes = [models.Index(fields=["person", "start"], name="time_of_person")]

    def __str__(self) -> str:
        return f"{self.kind} {self.operation_id}"


class QuantityReport(models.Model):
    """Pieces that came out of an operation; written once. A reversal is a row with the same figures, negative.

    good, scrap_machining, scrap_material, rework: pieces; reworked: how many of good and scrap came from the pieces
    set aside for rework. key: the reporter's own UUID. happened_at: when, recorded_at: when we heard of it.
    """

    operation = models.ForeignKey(Operation, on_delete=models.PROTECT, related_name="reports")
    person = models.ForeignKey("resources.Person", on_delete=models.PROTECT, null=True, related_name="+")
    machine = models.ForeignKey("resources.Machine", on_delete=models.PROTECT, null=True, related_name="+")
    good = QuantityField(default=0)
    scrap_machining = QuantityField(default=0)
    scrap_material = QuantityField(default=0)
    rework = QuantityField(default=0)
    reworked = QuantityField(default=0)
    reason = models.CharField(max_length=16, choices=ScrapReason, default="", blank=True)
    note = models.CharField(max_length=200, default="", blank=True)
    key = models.CharField(max_length=36, default="", blank=True)
    reverses = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="reversed_by")
    happened_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    actor_kind = models.CharField(max_length=8)
    actor_id = models.BigIntegerField()
    actor_name = models.CharField(max_length=80)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["key"], condition=~Q(key=""), name="report_key_once"),
            models.CheckConstraint(
                condition=Q(reverses__isnull=False)
                | Q(
                    good__gte=0, scrap_machining__gte=0, scrap_material__gte=0, rework__gte=0, reworked__gte=0
                ),
                name="report_only_reversals_take_away",
            ),
        ]
        indexes = [models.Index(fields=["person", "happened_at"], name="report_of_person")]

    def __str__(self) -> str:
        return f"{self.operation_id}: {self.good}"


class MachineStop(models.Model):
    """A machine stood still from `start` to `end` (open while None), and why."""

    machine = models.ForeignKey("resources.Machine", on_delete=models.PROTECT, related_name="+")
    site = models.ForeignKey("identity.Site", on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=12, choices=StopReason)
    note = models.CharField(max_length=200, default="", blank=True)
    start = models.DateTimeField()
    end = models.DateTimeField(null=True)
    expected_end = models.DateTimeField(null=True)
    downtime_id = models.BigIntegerField(null=True)
    actor_name = models.CharField(max_length=80)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(end=None) | Q(end__gte=F("start")), name="stop_ends_after_start"
            ),
            models.UniqueConstraint(fields=["machine"], condition=Q(end=None), name="stop_one_open"),
            models.CheckConstraint(condition=Q(reason__in=StopReason.values), name="stop_reason_known"),
        ]

    def __str__(self) -> str:
        return f"{self.machine_id} {self.reason}"
