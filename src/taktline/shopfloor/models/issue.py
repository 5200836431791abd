"""Material that went to a work order, row by row, and what of it is still in work in process."""

from django.db import models
from django.db.models import F, Q

from taktline.kernel.exact import MoneyField, QuantityField
from taktline.shopfloor.models.records import QuantityReport
from taktline.shopfloor.models.work_order import Material
from taktline.shopfloor.types.kinds import IssueKind


class Issue(models.Model):
    """So much of one lot was taken from a place for a material line.

    item: what was really taken, the line's own or an approved alternate; counts: what it counts for, in the line's unit.
    left, left_minor: what of it still lies in work in process, and its value in whole coins. report: of a backflush.
    """

    material = models.ForeignKey(Material, on_delete=models.PROTECT, related_name="issues")
    item = models.ForeignKey("catalog.Item", on_delete=models.PROTECT, related_name="+")
    lot = models.ForeignKey("inventory.Lot", on_delete=models.PROTECT, null=True, related_name="+")
    owner = models.ForeignKey("parties.Party", on_delete=models.PROTECT, null=True, related_name="+")
    place = models.ForeignKey("inventory.Place", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=IssueKind)
    quantity = QuantityField()
    counts = QuantityField()
    value_minor = MoneyField(default=0)
    left = QuantityField()
    left_minor = MoneyField(default=0)
    move_id = models.BigIntegerField()
    report = models.ForeignKey(QuantityReport, on_delete=models.PROTECT, null=True, related_name="issues")
    undoes = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="undone_by")
    reason = models.CharField(max_length=200, default="", blank=True)
    at = models.DateTimeField()
    actor_name = models.CharField(max_length=80)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(left__gte=0) & Q(left_minor__gte=0) & (Q(left__lte=F("quantity")) | Q(left=0)),
                name="issue_left_within",
            ),
            models.CheckConstraint(condition=Q(kind__in=IssueKind.values), name="issue_kind_known"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.quantity} for {self.material_id}"
