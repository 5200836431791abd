"""Bills of material."""

from django.db import models
from django.db.models import Q

from taktline.catalog.life import StructureState
from taktline.catalog.models.item import Item, ItemRevision
from taktline.kernel.exact import QuantityField, RatioField


class Bom(models.Model):
    """What an item is made of, in force from a day until before another. base: pieces that the lines are for."""

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="boms")
    revision = models.ForeignKey(
        ItemRevision, null=True, blank=True, on_delete=models.PROTECT, related_name="boms"
    )
    code = models.CharField(max_length=20)
    state = models.CharField(max_length=10, choices=StructureState, default=StructureState.DRAFT)
    base = QuantityField(default=1)
    effective_from = models.DateField(null=True, blank=True)
    effective_until = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["item", "code"], name="bom_once_per_item"),
            models.CheckConstraint(condition=Q(state__in=StructureState.values), name="bom_state_known"),
            models.CheckConstraint(condition=Q(base__gt=0), name="bom_base_above_zero"),
            models.CheckConstraint(
                condition=Q(state="draft") | Q(effective_from__isnull=False), name="bom_in_force_has_a_day"
            ),
        ]

    def __str__(self) -> str:
        return self.code


class BomLine(models.Model):
    """A component and its quantity for the base. A by-product is given back instead of taken.

    alternate_group: lines of one BOM and group stand in for each other, lowest alternate_priority first.
    """

    bom = models.ForeignKey(Bom, on_delete=models.CASCADE, related_name="lines")
    position = models.PositiveIntegerField()
    component = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="used_in")
    quantity = QuantityField()
    scrap = RatioField(default=0)
    alternate_group = models.CharField(max_length=12, default="", blank=True)
    alternate_priority = models.PositiveSmallIntegerField(default=0)
    is_by_product = models.BooleanField(default=False)
    operation_number = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(quantity__gt=0), name="bom_line_above_zero"),
            models.CheckConstraint(condition=Q(scrap__gte=0, scrap__lt=1), name="bom_line_scrap_is_a_share"),
            models.UniqueConstraint(fields=["bom", "position"], name="bom_line_position_once"),
        ]

    def __str__(self) -> str:
        return f"{self.bom_id}/{self.position}"
