"""Who needs what from whom: 需求溯源."""

from django.db import models
from django.db.models import Q

from taktline.kernel.exact import QuantityField


class Peg(models.Model):
    """So much of an item that one supply gives to one demand.

    supply: stock, an open order, a proposal; demand: a delivery, a work order, a proposal, a safety stock; see
    `types` for their kinds. needed_on: the demand's day. late_days: how long after it the supply is there.
    """

    site = models.ForeignKey("identity.Site", on_delete=models.PROTECT, related_name="+")
    item = models.ForeignKey("catalog.Item", on_delete=models.PROTECT, related_name="+")
    supply_kind = models.CharField(max_length=40)
    supply_id = models.BigIntegerField()
    demand_kind = models.CharField(max_length=40)
    demand_id = models.BigIntegerField()
    quantity = QuantityField()
    needed_on = models.DateField()
    late_days = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(quantity__gt=0), name="peg_is_something")]
        indexes = [
            models.Index(fields=["demand_kind", "demand_id"], name="peg_of_demand"),
            models.Index(fields=["supply_kind", "supply_id"], name="peg_of_supply"),
            models.Index(fields=["item", "site", "needed_on"], name="peg_of_item"),
        ]

    def __str__(self) -> str:
        return f"{self.supply_kind}:{self.supply_id} → {self.demand_kind}:{self.demand_id}"
