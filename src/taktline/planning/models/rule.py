"""Which proposals are firmed without hands."""

from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Coalesce

from taktline.planning.types import SupplyKind


class AutoFirmRule(models.Model):
    """Proposals of a class (none: all) that should start within so many days are firmed after each run."""

    site = models.ForeignKey("identity.Site", on_delete=models.PROTECT, related_name="+")
    item_class = models.ForeignKey("catalog.ItemClass", on_delete=models.PROTECT, null=True, related_name="+")
    kind = models.CharField(max_length=4, choices=SupplyKind)
    days = models.PositiveIntegerField()
    is_active = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                F("site"), F("kind"), Coalesce(F("item_class"), Value(0)), name="auto_firm_rule_once"
            ),
            models.CheckConstraint(condition=Q(kind__in=SupplyKind.values), name="auto_firm_kind_known"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} within {self.days}"
