"""Lots and serial numbers."""

from fractions import Fraction

from django.db import models
from django.db.models import Q

from taktline.inventory.life import LotState


class Lot(models.Model):
    """A batch of an item that is alike in origin; a serial number is a lot of one.

    second_numerator / second_denominator: second units per stock unit, exact (148/10 kg a bar).
    attributes: text by name, such as heat_number or the length_mm of an offcut.
    """

    item = models.ForeignKey("catalog.Item", on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=60)
    state = models.CharField(max_length=14, choices=LotState, default=LotState.RELEASED)
    expires_on = models.DateField(null=True)
    made_on = models.DateField(null=True)
    supplier_lot = models.CharField(max_length=60, default="", blank=True)
    attributes = models.JSONField(default=dict)
    second_numerator = models.BigIntegerField(null=True)
    second_denominator = models.BigIntegerField(null=True)
    received_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["item", "code"], name="lot_code_once_per_item"),
            models.CheckConstraint(condition=Q(state__in=LotState.values), name="lot_state_known"),
            models.CheckConstraint(
                condition=Q(second_numerator=None, second_denominator=None)
                | Q(second_numerator__gt=0, second_denominator__gt=0),
                name="lot_second_ratio_positive",
            ),
        ]
        indexes = [models.Index(fields=["expires_on", "id"], name="lot_by_expiry")]

    def __str__(self) -> str:
        return self.code

    @property
    def second_ratio(self) -> Fraction | None:
        """Second units per stock unit."""
        if self.second_numerator is None or self.second_denominator is None:
            return None
        return Fraction(self.second_numerator, self.second_denominator)
