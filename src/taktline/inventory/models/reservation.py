"""Stock that waits for somebody."""

from django.db import models
from django.db.models import ExpressionWrapper, F, Q

from taktline.inventory.life import ReservationState
from taktline.kernel.exact import QuantityField

# What is still open. The type is said aloud: the difference of two fields would come back as whole millionths.
OPEN = ExpressionWrapper(F("quantity") - F("taken"), output_field=QuantityField())


class Reservation(models.Model):
    """So much of an item is kept for a document.

    Soft: anywhere at the site, until expires_at. Hard: on one balance, until issued or released.
    quantity: what was reserved; taken: what was issued or cut off it since.
    """

    source_kind = models.CharField(max_length=40)
    source_id = models.BigIntegerField()
    item = models.ForeignKey("catalog.Item", on_delete=models.PROTECT, related_name="+")
    site = models.ForeignKey("identity.Site", on_delete=models.PROTECT, related_name="+")
    balance = models.ForeignKey(
        "inventory.Balance", on_delete=models.PROTECT, null=True, related_name="reservations"
    )
    state = models.CharField(max_length=8, choices=ReservationState)
    quantity = QuantityField()
    taken = QuantityField(default=0)
    expires_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(quantity__gt=0) & Q(taken__gte=0) & Q(taken__lte=F("quantity")),
                name="reservation_taken_within",
            ),
            models.CheckConstraint(
                condition=Q(state__in=ReservationState.values), name="reservation_state_known"
            ),
            models.CheckConstraint(
                condition=~Q(state="hard") | Q(balance__isnull=False), name="reservation_hard_has_balance"
            ),
        ]
        indexes = [
            models.Index(fields=["source_kind", "source_id"], name="reservation_of_source"),
            models.Index(fields=["item", "site"], condition=Q(state="soft"), name="reservation_soft_of_item"),
            models.Index(fields=["balance"], condition=Q(state="hard"), name="reservation_hard_on"),
        ]

    def __str__(self) -> str:
        return f"{self.state} {self.quantity} of {self.item_id}"
