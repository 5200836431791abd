"""Requisitions: what is wanted, before anybody has been asked to supply it."""

from django.db import models
from django.db.models import Q

from taktline.kernel.exact import QuantityField
from taktline.purchasing.life import RequisitionState


class Requisition(models.Model):
    """One item wanted by a day. order_by: the last day to order it and still have it in time."""

    number = models.CharField(max_length=30, unique=True)
    item = models.ForeignKey("catalog.Item", on_delete=models.PROTECT, related_name="+")
    site = models.ForeignKey("identity.Site", on_delete=models.PROTECT, related_name="+")
    supplier = models.ForeignKey("parties.Party", on_delete=models.PROTECT, null=True, related_name="+")
    state = models.CharField(max_length=10, choices=RequisitionState, default=RequisitionState.DRAFT)
    quantity = QuantityField()
    due = models.DateField()
    order_by = models.DateField(null=True)
    demand_kind = models.CharField(max_length=40, default="", blank=True)
    demand_id = models.BigIntegerField(null=True)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=RequisitionState.values), name="requisition_state_known"
            ),
            models.CheckConstraint(condition=Q(quantity__gt=0), name="requisition_wants_something"),
        ]
        indexes = [
            models.Index(fields=["state", "due"], name="requisition_open"),
            models.Index(fields=["item", "state"], name="requisition_item"),
        ]

    def __str__(self) -> str:
        return self.number
