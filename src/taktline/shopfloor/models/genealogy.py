"""What came out of a work order, and which lots went into it: the genealogy."""

from django.db import models
from django.db.models import Q

from taktline.kernel.exact import MoneyField, QuantityField
from taktline.shopfloor.models.issue import Issue
from taktline.shopfloor.models.records import QuantityReport
from taktline.shopfloor.models.work_order import WorkOrder
from taktline.shopfloor.types.kinds import CompletionKind


class Completion(models.Model):
    """A quantity was booked from a work order into stock, once. A reversal is a row of its own that names the first.

    material_minor, time_minor: the value of material and of machine time that went along, in whole coins.
    """

    work_order = models.ForeignKey(WorkOrder, on_delete=models.PROTECT, related_name="completions")
    kind = models.CharField(max_length=8, choices=CompletionKind, default=CompletionKind.PRODUCT)
    quantity = QuantityField()
    place = models.ForeignKey("inventory.Place", on_delete=models.PROTECT, null=True, related_name="+")
    material_minor = MoneyField(default=0)
    time_minor = MoneyField(default=0)
    report = models.ForeignKey(
        QuantityReport, on_delete=models.PROTECT, null=True, related_name="completions"
    )
    reverses = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="reversed_by")
    at = models.DateTimeField()
    actor_name = models.CharField(max_length=80)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=CompletionKind.values), name="completion_kind_known"),
            models.CheckConstraint(condition=Q(quantity__gte=0), name="completion_quantity"),
        ]

    def __str__(self) -> str:
        return f"{self.work_order_id}: {self.quantity}"


class MadeLot(models.Model):
    """What a completion brought into stock: one row per lot, with the move that did it."""

    completion = models.ForeignKey(Completion, on_delete=models.PROTECT, related_name="made")
    item = models.ForeignKey("catalog.Item", on_delete=models.PROTECT, related_name="+")
    lot = models.ForeignKey("inventory.Lot", on_delete=models.PROTECT, null=True, related_name="+")
    quantity = QuantityField()
    value_minor = MoneyField(default=0)
    move_id = models.BigIntegerField()

    def __str__(self) -> str:
        return f"{self.quantity} of {self.item_id}"


class UsedLot(models.Model):
    """What a completion took out of work in process: one row per issue, with the move that did it."""

    completion = models.ForeignKey(Completion, on_delete=models.PROTECT, related_name="used")
    issue = models.ForeignKey(Issue, on_delete=models.PROTECT, related_name="uses")
    item = models.ForeignKey("catalog.Item", on_delete=models.PROTECT, related_name="+")
    lot = models.ForeignKey("inventory.Lot", on_delete=models.PROTECT, null=True, related_name="+")
    quantity = QuantityField()
    value_minor = MoneyField(default=0)
    move_id = models.BigIntegerField()

    def __str__(self) -> str:
        return f"{self.quantity} of {self.item_id}"
