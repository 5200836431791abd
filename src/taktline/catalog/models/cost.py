"""Results of cost roll-ups."""

from django.db import models

from taktline.catalog.models.item import Item
from taktline.kernel.exact import PriceField


class ItemCost(models.Model):
    """What one unit of an item cost on a day, by part, in CNY. is_complete: every bought part had a price."""

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="costs")
    on = models.DateField()
    material = PriceField()
    work = PriceField()
    outside = PriceField()
    total = PriceField()
    is_complete = models.BooleanField(default=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["item", "on"], name="cost_once_a_day")]

    def __str__(self) -> str:
        return f"{self.item_id} {self.on} {self.total}"
