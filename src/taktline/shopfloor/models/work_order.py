"""Work orders and what they need."""

from django.db import models
from django.db.models import F, Q

from taktline.kernel.exact import QuantityField
from taktline.shopfloor.life import Clearance, WorkOrderState


class WorkOrder(models.Model):
    """An order to make a quantity of one item. Its materials and operations are copied when it is created.

    quantity: pieces to start; good_quantity: how many of them are expected to come out good.
    """

    number = models.CharField(max_length=30, unique=True)
    item = models.ForeignKey("catalog.Item", on_delete=models.PROTECT, related_name="+")
    site = models.ForeignKey("identity.Site", on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=12, choices=WorkOrderState, default=WorkOrderState.PLANNED)
    quantity = QuantityField()
    good_quantity = QuantityField()
    completed = QuantityField(default=0)
    scrapped = QuantityField(default=0)
    start = models.DateField()
    due = models.DateField()
    priority = models.PositiveSmallIntegerField(default=1)
    is_rush = models.BooleanField(default=False)
    clearance = models.CharField(max_length=8, choices=Clearance, default=Clearance.WAITING)
    demand_kind = models.CharField(max_length=40, default="", blank=True)
    demand_id = models.BigIntegerField(null=True)
    created_at = models.DateTimeField()
    released_at = models.DateTimeField(null=True)
    started_at = models.DateTimeField(null=True)
    completed_at = models.DateTimeField(null=True)
    stopped_for = models.CharField(max_length=200, default="", blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=WorkOrderState.values), name="work_order_state_known"
            ),
            models.CheckConstraint(condition=Q(quantity__gt=0), name="work_order_makes_something"),
            models.CheckConstraint(
                condition=Q(completed__gte=0) & Q(scrapped__gte=0), name="work_order_counts"
            ),
            models.CheckConstraint(condition=Q(start__lte=F("due")), name="work_order_starts_before_due"),
        ]
        indexes = [
            models.Index(fields=["site", "state", "due"], name="work_order_open"),
            models.Index(fields=["demand_kind", "demand_id"], name="work_order_demand"),
            models.Index(fields=["item", "state"], name="work_order_item"),
        ]

    def __str__(self) -> str:
        return self.number


class Material(models.Model):
    """What one work order needs of one item, or gives besides its product, in that item's stock unit, scrap included."""

    work_order = models.ForeignKey(WorkOrder, on_delete=models.CASCADE, related_name="materials")
    position = models.PositiveIntegerField()
    item = models.ForeignKey("catalog.Item", on_delete=models.PROTECT, related_name="+")
    quantity = QuantityField()
    issued = QuantityField(default=0)
    needed_on = models.DateField()
    operation_number = models.PositiveIntegerField(null=True)
    is_by_product = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["work_order", "position"], name="material_position_once"),
            models.CheckConstraint(condition=Q(quantity__gt=0) & Q(issued__gte=0), name="material_counts"),
        ]
        indexes = [models.Index(fields=["item"], name="material_item")]

    def __str__(self) -> str:
        return f"{self.work_order_id}/{self.position}"
