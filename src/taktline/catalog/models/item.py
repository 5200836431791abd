"""Items and their revisions."""

from django.db import models
from django.db.models import F, Q

from taktline.catalog.life import ItemState
from taktline.catalog.models.tables import ItemClass, TaxCode, Unit
from taktline.catalog.types import LotRule, PickRule, Supply, Tracking
from taktline.kernel.exact import PriceField, QuantityField, RatioField


class Item(models.Model):
    """Something that is bought, made, stocked or sold. `unit` is the unit its stock is counted in.

    second_unit: a lot is also known in it, at the lot's own ratio. scrap: share of started pieces lost in making.
    standard_cost: the last cost roll-up, CNY per stock unit. family: what it changes over to and from.
    """

    code = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120, default="", blank=True)
    specification = models.CharField(max_length=120, default="", blank=True)
    drawing = models.CharField(max_length=60, default="", blank=True)
    item_class = models.ForeignKey(
        ItemClass, null=True, blank=True, on_delete=models.PROTECT, related_name="items"
    )
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="items")
    second_unit = models.ForeignKey(
        Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="second_of"
    )
    supply = models.CharField(max_length=4, choices=Supply, default=Supply.MAKE)
    tracking = models.CharField(max_length=6, choices=Tracking, default=Tracking.NONE)
    pick_rule = models.CharField(max_length=4, choices=PickRule, default=PickRule.FIFO)
    state = models.CharField(max_length=8, choices=ItemState, default=ItemState.DRAFT)
    lead_days = models.PositiveSmallIntegerField(default=0)
    lot_rule = models.CharField(max_length=12, choices=LotRule, default=LotRule.LOT_FOR_LOT)
    lot_quantity = QuantityField(default=0)
    lot_minimum = QuantityField(default=0)
    lot_multiple = QuantityField(default=0)
    lot_maximum = QuantityField(default=0)
    period_days = models.PositiveSmallIntegerField(default=0)
    safety_stock = QuantityField(default=0)
    scrap = RatioField(default=0)
    shelf_days = models.PositiveIntegerField(null=True, blank=True)
    is_phantom = models.BooleanField(default=False)
    is_customer_supplied = models.BooleanField(default=False)
    default_supplier = models.ForeignKey(
        "parties.Party", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    purchase_price = PriceField(null=True, blank=True)
    purchase_currency = models.CharField(max_length=3, default="CNY")
    standard_cost = PriceField(null=True, blank=True)
    family = models.ForeignKey(
        "resources.ChangeoverFamily", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    tax_code = models.ForeignKey(
        TaxCode, null=True, blank=True, on_delete=models.PROTECT, related_name="items"
    )
    note = models.CharField(max_length=400, default="", blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=ItemState.values), name="item_state_known"),
            models.CheckConstraint(condition=Q(supply__in=Supply.values), name="item_supply_known"),
            models.CheckConstraint(condition=Q(scrap__gte=0, scrap__lt=1), name="item_scrap_is_a_share"),
        ]

    def __str__(self) -> str:
        return self.code


class ItemRevision(models.Model):
    """A revision of an item's drawing, with the days it is in force."""

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="revisions")
    code = models.CharField(max_length=12)
    drawing = models.CharField(max_length=60, default="", blank=True)
    effective_from = models.DateField()
    effective_until = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["item", "code"], name="revision_once_per_item"),
            models.CheckConstraint(
                condition=Q(effective_until__isnull=True) | Q(effective_until__gte=F("effective_from")),
                name="revision_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return self.code
