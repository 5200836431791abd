"""Where supply and demand meet."""

from django.db import models
from django.db.models import Q

from taktline.inventory.types import Direction
from taktline.kernel.exact import QuantityField


class Expectation(models.Model):
    """A document expects to bring or to take so much of an item at a site on a day; gone when fulfilled.

    quantity: what is still open. due: the site's day. priority: smaller is more urgent.
    """

    source_kind = models.CharField(max_length=40)
    source_id = models.BigIntegerField()
    item = models.ForeignKey("catalog.Item", on_delete=models.PROTECT, related_name="+")
    site = models.ForeignKey("identity.Site", on_delete=models.PROTECT, related_name="+")
    direction = models.CharField(max_length=3, choices=Direction)
    due = models.DateField()
    quantity = QuantityField()
    priority = models.PositiveIntegerField(default=100)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["source_kind", "source_id", "item", "direction"], name="expectation_once_per_source"
            ),
            models.CheckConstraint(condition=Q(quantity__gt=0), name="expectation_positive"),
            models.CheckConstraint(
                condition=Q(direction__in=Direction.values), name="expectation_direction_known"
            ),
        ]
        indexes = [models.Index(fields=["item", "site", "direction", "due"], name="expectation_of_item")]

    def __str__(self) -> str:
        return f"{self.direction} {self.quantity} of {self.item_id} on {self.due}"
