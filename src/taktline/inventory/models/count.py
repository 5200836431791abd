"""Counting what is there."""

from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Coalesce

from taktline.inventory.life import CountState
from taktline.inventory.types import CountKind, Status
from taktline.kernel.exact import MoneyField, QuantityField


class Count(models.Model):
    """A sheet of balances to count. is_blind: the counter does not see what the books say."""

    number = models.CharField(max_length=40, unique=True)
    site = models.ForeignKey("identity.Site", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=8, choices=CountKind, default=CountKind.CYCLE)
    state = models.CharField(max_length=8, choices=CountState, default=CountState.DRAFT)
    is_blind = models.BooleanField(default=True)
    note = models.CharField(max_length=200, default="", blank=True)
    created_at = models.DateTimeField()
    posted_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=CountKind.values), name="count_kind_known"),
            models.CheckConstraint(condition=Q(state__in=CountState.values), name="count_state_known"),
        ]
        indexes = [models.Index(fields=["site", "state"], name="count_of_site")]

    def __str__(self) -> str:
        return self.number


class CountLine(models.Model):
    """One balance to count. book: what the ledger said in the moment of counting, so that stock may go on moving.

    difference_value_minor: what the difference was worth when it was posted.
    """

    count = models.ForeignKey(Count, on_delete=models.CASCADE, related_name="lines")
    item = models.ForeignKey("catalog.Item", on_delete=models.PROTECT, related_name="+")
    place = models.ForeignKey("inventory.Place", on_delete=models.PROTECT, related_name="+")
    lot = models.ForeignKey("inventory.Lot", on_delete=models.PROTECT, null=True, related_name="+")
    owner = models.ForeignKey("parties.Party", on_delete=models.PROTECT, null=True, related_name="+")
    status = models.CharField(max_length=10, choices=Status, default=Status.FREE)
    book = QuantityField(null=True)
    counted = QuantityField(null=True)
    counted_by = models.CharField(max_length=80, default="", blank=True)
    counted_at = models.DateTimeField(null=True)
    difference_value_minor = MoneyField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                F("count"),
                F("item"),
                F("place"),
                F("status"),
                Coalesce(F("lot"), Value(0)),
                Coalesce(F("owner"), Value(0)),
                name="count_line_once",
            ),
            models.CheckConstraint(
                condition=Q(counted=None) | Q(counted__gte=0), name="count_line_not_negative"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.count_id} {self.item_id}@{self.place_id}"
