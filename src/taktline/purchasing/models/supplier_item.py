"""What suppliers sell us, and at which prices."""

from django.db import models
from django.db.models import F, Q

from taktline.kernel.exact import PriceField, QuantityField, RatioField


class SupplierItem(models.Model):
    """An item as one supplier sells it; quantities in the item's stock unit.

    lead_days: none where the item's planning lead time holds. is_approved: it may be bought there. inspect: what
    comes of it waits for inspection. over_share, under_share: what still counts as delivered as ordered.
    """

    supplier = models.ForeignKey("parties.Party", on_delete=models.PROTECT, related_name="+")
    item = models.ForeignKey("catalog.Item", on_delete=models.PROTECT, related_name="+")
    part_number = models.CharField(max_length=60, default="", blank=True)
    part_name = models.CharField(max_length=120, default="", blank=True)
    currency = models.CharField(max_length=3, default="CNY")
    minimum = QuantityField(default=0)
    multiple = QuantityField(default=0)
    lead_days = models.PositiveSmallIntegerField(null=True, blank=True)
    is_approved = models.BooleanField(default=False)
    is_preferred = models.BooleanField(default=False)
    inspect = models.BooleanField(default=False)
    over_share = RatioField(default=0)
    under_share = RatioField(default=0)
    is_active = models.BooleanField(default=True)
    note = models.CharField(max_length=400, default="", blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["supplier", "item"], name="supplier_item_once"),
            models.UniqueConstraint(
                fields=["item"], condition=Q(is_preferred=True), name="supplier_item_one_preferred"
            ),
            models.CheckConstraint(
                condition=Q(over_share__gte=0, under_share__gte=0, under_share__lt=1),
                name="supplier_item_tolerance",
            ),
            models.CheckConstraint(condition=Q(minimum__gte=0, multiple__gte=0), name="supplier_item_lot"),
        ]

    def __str__(self) -> str:
        return f"{self.supplier_id}/{self.item_id}"


class SupplierPrice(models.Model):
    """A price per stock unit from a quantity on; it holds from valid_from until before valid_until."""

    supplier_item = models.ForeignKey(SupplierItem, on_delete=models.CASCADE, related_name="prices")
    from_quantity = QuantityField(default=0)
    price = PriceField()
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["supplier_item", "from_quantity", "valid_from"], name="supplier_price_once"
            ),
            models.CheckConstraint(
                condition=Q(price__gte=0, from_quantity__gte=0), name="supplier_price_counts"
            ),
            models.CheckConstraint(
                condition=Q(valid_until=None) | Q(valid_until__gt=F("valid_from")), name="supplier_price_days"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.supplier_item_id}: {self.price}"
