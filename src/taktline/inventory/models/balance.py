"""What lies where: balances the database itself keeps sound."""

from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Coalesce

from taktline.inventory.types import AbcClass, Status
from taktline.kernel.exact import MoneyField, QuantityField


class Balance(models.Model):
    """So much of an item lies in a place: one row per item, place, lot, owner and status.

    reserved: the part that hard reservations hold. value_minor: what the own stock is worth, in whole coins of
    the site's currency; every move carries its share, so that value and quantity end together.
    """

    item = models.ForeignKey("catalog.Item", on_delete=models.PROTECT, related_name="+")
    place = models.ForeignKey("inventory.Place", on_delete=models.PROTECT, related_name="balances")
    lot = models.ForeignKey("inventory.Lot", on_delete=models.PROTECT, null=True, related_name="balances")
    owner = models.ForeignKey("parties.Party", on_delete=models.PROTECT, null=True, related_name="+")
    status = models.CharField(max_length=10, choices=Status, default=Status.FREE)
    on_hand = QuantityField(default=0)
    reserved = QuantityField(default=0)
    value_minor = MoneyField(default=0)

    class Meta:
        constraints = [
            # NULL is not equal to NULL in a unique index; a coalesced key is unique on every database.
            models.UniqueConstraint(
                F("item"),
                F("place"),
                F("status"),
                Coalesce(F("lot"), Value(0)),
                Coalesce(F("owner"), Value(0)),
                name="balance_one_per_key",
            ),
            models.CheckConstraint(condition=Q(on_hand__gte=0), name="balance_not_negative"),
            models.CheckConstraint(
                condition=Q(reserved__gte=0) & Q(reserved__lte=F("on_hand")), name="balance_reserved_within"
            ),
            models.CheckConstraint(
                condition=Q(status="free") | Q(reserved=0), name="balance_reserved_is_free"
            ),
            models.CheckConstraint(condition=Q(status__in=Status.values), name="balance_status_known"),
            models.CheckConstraint(
                condition=Q(value_minor__gte=0) & (Q(on_hand__gt=0) | Q(value_minor=0)),
                name="balance_value_of_stock",
            ),
            models.CheckConstraint(condition=Q(owner=None) | Q(value_minor=0), name="balance_value_is_own"),
        ]

    def __str__(self) -> str:
        return f"{self.item_id}@{self.place_id} {self.on_hand}"


class StockCard(models.Model):
    """An item is kept at a site: what is decided per item and site, and never a quantity.

    abc: from the last classification, "" before it. counted_at: when it was last counted there.
    """

    item = models.ForeignKey("catalog.Item", on_delete=models.PROTECT, related_name="+")
    site = models.ForeignKey("identity.Site", on_delete=models.PROTECT, related_name="+")
    abc = models.CharField(max_length=1, choices=AbcClass, default="", blank=True)
    counted_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["item", "site"], name="stock_card_once")]

    def __str__(self) -> str:
        return f"{self.item_id}@{self.site_id}"
