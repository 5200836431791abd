"""The stock journal."""

from django.db import models
from django.db.models import F, Q

from taktline.inventory.types import MoveKind, Status
from taktline.kernel.exact import MoneyField, QuantityField


class Move(models.Model):
    """So much of an item went from one place and status to another. Written once; triggers refuse every change.

    Both sides stand in one row, so that no move can create or lose stock. value_minor: the share of value
    that went along. posted_at: when it happened; recorded_at: when we were told. reverses: the move it undoes.
    """

    item = models.ForeignKey("catalog.Item", on_delete=models.PROTECT, related_name="+")
    lot = models.ForeignKey("inventory.Lot", on_delete=models.PROTECT, null=True, related_name="moves")
    owner = models.ForeignKey("parties.Party", on_delete=models.PROTECT, null=True, related_name="+")
    from_place = models.ForeignKey("inventory.Place", on_delete=models.PROTECT, related_name="moves_out")
    from_status = models.CharField(max_length=10, choices=Status, default=Status.FREE)
    to_place = models.ForeignKey("inventory.Place", on_delete=models.PROTECT, related_name="moves_in")
    to_status = models.CharField(max_length=10, choices=Status, default=Status.FREE)
    quantity = QuantityField()
    value_minor = MoneyField(default=0)
    kind = models.CharField(max_length=10, choices=MoveKind)
    source_kind = models.CharField(max_length=40, default="", blank=True)
    source_id = models.BigIntegerField(default=0)
    reason = models.CharField(max_length=200, default="", blank=True)
    reverses = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="reversed_by")
    posted_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    actor_kind = models.CharField(max_length=8)
    actor_id = models.BigIntegerField()
    actor_name = models.CharField(max_length=80)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(quantity__gt=0), name="move_positive"),
            models.CheckConstraint(condition=Q(value_minor__gte=0), name="move_value_not_negative"),
            models.CheckConstraint(
                condition=~Q(from_place=F("to_place")) | ~Q(from_status=F("to_status")),
                name="move_goes_somewhere",
            ),
            models.CheckConstraint(condition=Q(kind__in=MoveKind.values), name="move_kind_known"),
        ]
        indexes = [
            models.Index(fields=["item", "id"], name="move_of_item"),
            models.Index(fields=["source_kind", "source_id"], name="move_of_source"),
            models.Index(fields=["posted_at"], name="move_posted_at"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.quantity} of {self.item_id}"
