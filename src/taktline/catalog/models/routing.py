"""Routings."""

from django.db import models
from django.db.models import Q

from taktline.catalog.life import StructureState
from taktline.catalog.models.item import Item
from taktline.kernel.exact import PriceField, QuantityField


class Routing(models.Model):
    """How an item is made, in force from a day until before another."""

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="routings")
    code = models.CharField(max_length=20)
    state = models.CharField(max_length=10, choices=StructureState, default=StructureState.DRAFT)
    effective_from = models.DateField(null=True, blank=True)
    effective_until = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["item", "code"], name="routing_once_per_item"),
            models.CheckConstraint(condition=Q(state__in=StructureState.values), name="routing_state_known"),
            models.CheckConstraint(
                condition=Q(state="draft") | Q(effective_from__isnull=False),
                name="routing_in_force_has_a_day",
            ),
        ]

    def __str__(self) -> str:
        return self.code


class RoutingOperation(models.Model):
    """One step. Times in whole seconds, run_seconds per piece. At a centre outside, a supplier does it for a price.

    transfer_quantity: pieces moved on at a time, 0 for all together. family: overrides the item's.
    """

    routing = models.ForeignKey(Routing, on_delete=models.CASCADE, related_name="operations")
    number = models.PositiveIntegerField()
    name = models.CharField(max_length=60)
    name_en = models.CharField(max_length=60, default="", blank=True)
    centre = models.ForeignKey("resources.WorkCentre", on_delete=models.PROTECT, related_name="+")
    setup_seconds = models.PositiveIntegerField(default=0)
    run_seconds = models.PositiveIntegerField(default=0)
    is_pausable = models.BooleanField(default=True)
    transfer_quantity = QuantityField(default=0)
    queue_minutes = models.PositiveIntegerField(default=0)
    wait_minutes = models.PositiveIntegerField(default=0)
    skill = models.ForeignKey(
        "resources.Skill", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    family = models.ForeignKey(
        "resources.ChangeoverFamily", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    inspection_point = models.BooleanField(default=False)
    supplier = models.ForeignKey(
        "parties.Party", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    outside_price = PriceField(null=True, blank=True)
    outside_currency = models.CharField(max_length=3, default="CNY")
    outside_days = models.PositiveSmallIntegerField(default=0)
    note = models.CharField(max_length=200, default="", blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["routing", "number"], name="routing_operation_number_once")
        ]

    def __str__(self) -> str:
        return f"{self.routing_id}/{self.number}"


class OperationAlternative(models.Model):
    """Another centre, or one machine, that can do an operation in its own time."""

    operation = models.ForeignKey(RoutingOperation, on_delete=models.CASCADE, related_name="alternatives")
    centre = models.ForeignKey("resources.WorkCentre", on_delete=models.PROTECT, related_name="+")
    machine = models.ForeignKey(
        "resources.Machine", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    setup_seconds = models.PositiveIntegerField()
    run_seconds = models.PositiveIntegerField()
    priority = models.PositiveSmallIntegerField(default=1)

    def __str__(self) -> str:
        return f"{self.operation_id} {self.centre_id}"
