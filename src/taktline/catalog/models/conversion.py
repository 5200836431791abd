"""Conversions between units, in general and per item."""

from django.db import models
from django.db.models import Q

from taktline.catalog.models.item import Item
from taktline.catalog.models.tables import Unit


class UnitConversion(models.Model):
    """from_quantity of one unit are exactly to_quantity of another, for one item or (without item) for all."""

    item = models.ForeignKey(
        Item, null=True, blank=True, on_delete=models.CASCADE, related_name="conversions"
    )
    from_unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="conversions_from")
    from_quantity = models.BigIntegerField()
    to_unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="conversions_to")
    to_quantity = models.BigIntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(from_quantity__gt=0, to_quantity__gt=0), name="conversion_above_zero"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.from_quantity} {self.from_unit_id} = {self.to_quantity} {self.to_unit_id}"
