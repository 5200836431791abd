"""Purchase orders and their lines."""

from django.db import models
from django.db.models import Q

from taktline.kernel.exact import PriceField, QuantityField, RatioField
from taktline.purchasing.life import PurchaseState
from taktline.purchasing.models.requisition import Requisition


class PurchaseOrder(models.Model):
    """An order to one supplier for one site. note: what it tells the supplier; supplier_reference: their number."""

    number = models.CharField(max_length=30, unique=True)
    supplier = models.ForeignKey("parties.Party", on_delete=models.PROTECT, related_name="+")
    site = models.ForeignKey("identity.Site", on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=16, choices=PurchaseState, default=PurchaseState.DRAFT)
    currency = models.CharField(max_length=3, default="CNY")
    ordered_on = models.DateField()
    created_at = models.DateTimeField()
    note = models.CharField(max_length=400, default="", blank=True)
    sent_at = models.DateTimeField(null=True)
    supplier_reference = models.CharField(max_length=60, default="", blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=PurchaseState.values), name="purchase_state_known"),
        ]
        indexes = [models.Index(fields=["state", "ordered_on"], name="purchase_open")]

    def __str__(self) -> str:
        return self.number


class PurchaseLine(models.Model):
    """One item of a purchase order. due: when we want it; promised: when the supplier says it comes.

    received: what is here or was used, less what came back for replacement; returned: of it, what went back for a
    credit; billed: what invoices that count have charged for. part_number, tolerances and inspect are what the supplier's item said when it was ordered.
    """

    order = models.ForeignKey(PurchaseOrder, on_delete=models.CASCADE, related_name="lines")
    position = models.PositiveIntegerField()
    item = models.ForeignKey("catalog.Item", on_delete=models.PROTECT, related_name="+")
    requisition = models.OneToOneField(Requisition, on_delete=models.PROTECT, null=True, related_name="line")
    quantity = QuantityField()
    received = QuantityField(default=0)
    returned = QuantityField(default=0)
    billed = QuantityField(default=0)
    price = PriceField()
    due = models.DateField()
    promised = models.DateField(null=True)
    part_number = models.CharField(max_length=60, default="", blank=True)
    over_share = RatioField(default=0)
    under_share = RatioField(default=0)
    inspect = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["order", "position"], name="purchase_position_once"),
            models.CheckConstraint(condition=Q(quantity__gt=0, received__gte=0, returned__gte=0, billed__gte=0), name="purchase_counts"),
        ]
        indexes = [models.Index(fields=["item"], name="purchase_item")]

    def __str__(self) -> str:
        return f"{self.order_id}/{self.position}"
