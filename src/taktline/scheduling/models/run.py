"""Schedule runs, the places they give to operations, pins, and which run is in force."""

from django.db import models
from django.db.models import F, Q

from taktline.kernel.exact import RatioField
from taktline.scheduling.life import RunState


class ScheduleRun(models.Model):
    """One computed schedule of a site's open work.

    stamp: digest of all that was read; basis: digests of what publishing it must still find. tardiness: weighted minutes; changeover, flow: minutes; bound: tardiness that no
    schedule avoids; gap: (cost - bound) / cost. moved: operations that stand elsewhere than in the schedule then in force.
    """

    site = models.ForeignKey("identity.Site", on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=RunState, default=RunState.QUEUED)
    job_id = models.BigIntegerField(null=True)
    created_at = models.DateTimeField()
    created_by = models.CharField(max_length=80)
    published_at = models.DateTimeField(null=True)
    note = models.CharField(max_length=200, default="", blank=True)
    stamp = models.CharField(max_length=64, default="", blank=True)
    basis = models.JSONField(default=dict, blank=True)
    operations = models.PositiveIntegerField(default=0)
    tardiness = models.BigIntegerField(default=0)
    changeover = models.BigIntegerField(default=0)
    flow = models.BigIntegerField(default=0)
    late_orders = models.PositiveIntegerField(default=0)
    bound = models.BigIntegerField(default=0)
    bound_kind = models.CharField(max_length=20, default="", blank=True)
    gap = RatioField(default=0)
    rule = models.CharField(max_length=20, default="", blank=True)
    seed = models.BigIntegerField(default=0)
    iterations = models.BigIntegerField(default=0)
    moved = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(state__in=RunState.values), name="run_state_known")]
        indexes = [models.Index(fields=["site", "-created_at"], name="run_newest")]

    def __str__(self) -> str:
        return f"{self.site_id}/{self.pk}"


class Slot(models.Model):
    """Where one operation stands in one run. operation and work order are named by id: they outlive no schedule."""

    run = models.ForeignKey(ScheduleRun, on_delete=models.CASCADE, related_name="slots")
    operation_id = models.BigIntegerField()
    work_order_id = models.BigIntegerField()
    machine = models.ForeignKey("resources.Machine", on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey("resources.Person", on_delete=models.PROTECT, null=True, related_name="+")
    begin = models.DateTimeField()
    start = models.DateTimeField()
    end = models.DateTimeField()
    sequence = models.PositiveIntegerField()
    is_pinned = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["run", "operation_id"], name="slot_once_per_run"),
            models.CheckConstraint(
                condition=Q(begin__lte=F("start")) & Q(start__lte=F("end")), name="slot_in_order"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.run_id}: {self.operation_id}"


class Pin(models.Model):
    """A planner's wish for one operation: a machine, a start, or both."""

    operation_id = models.BigIntegerField(unique=True)
    site = models.ForeignKey("identity.Site", on_delete=models.PROTECT, related_name="+")
    machine = models.ForeignKey("resources.Machine", on_delete=models.PROTECT, null=True, related_name="+")
    start = models.DateTimeField(null=True)
    by_name = models.CharField(max_length=80)

    def __str__(self) -> str:
        return str(self.operation_id)


class Publication(models.Model):
    """Which run is in force at a site."""

    site = models.OneToOneField("identity.Site", on_delete=models.PROTECT, related_name="+")
    run = models.ForeignKey(ScheduleRun, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveBigIntegerField(default=1)

    def __str__(self) -> str:
        return f"{self.site_id}: {self.run_id}"
