"""Price lists, and what customers call our items."""

from django.db import models
from django.db.models import F, Q

from taktline.catalog.models.item import Item
from taktline.kernel.exact import PriceField, QuantityField, RatioField


class PriceList(models.Model):
    """Prices in one currency, for one customer or (without customer) for everybody."""

    code = models.CharField(max_length=30, unique=True)
    name = models.CharField(max_length=80)
    name_en = models.CharField(max_length=80, default="", blank=True)
    customer = models.ForeignKey(
        "parties.Party", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    currency = models.CharField(max_length=3, default="CNY")
    tax_included = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)

    def __str__(self) -> str:
        return self.code


class Price(models.Model):
    """A price per stock unit from a quantity on, in force from a day until before another.

    discount: share taken off. floor_price: below it a sale needs approval.
    """

    price_list = models.ForeignKey(PriceList, on_delete=models.CASCADE, related_name="prices")
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="prices")
    from_quantity = QuantityField(default=0)
    price = PriceField()
    discount = RatioField(default=0)
    floor_price = PriceField(null=True, blank=True)
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["price_list", "item", "from_quantity", "valid_from"], name="price_begins_once"
            ),
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("valid_from")),
                name="price_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(price__gte=0, discount__gte=0, discount__lt=1), name="price_not_negative"
            ),
        ]
        indexes = [models.Index(fields=["item", "price_list", "valid_from"], name="price_of_item")]

    def __str__(self) -> str:
        return f"{self.price_list_id} {self.item_id}"


class CustomerItem(models.Model):
    """A customer's own code for an item, and how many stock units one of its units is (numerator / denominator).

    code_key: the code as compared, without spaces, full-width and case.
    """

    customer = models.ForeignKey("parties.Party", on_delete=models.CASCADE, related_name="+")
    code = models.CharField(max_length=60)
    code_key = models.CharField(max_length=60)
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="customer_items")
    unit = models.CharField(max_length=20, default="", blank=True)
    numerator = models.BigIntegerField(default=1)
    denominator = models.BigIntegerField(default=1)
    name = models.CharField(max_length=120, default="", blank=True)
    learnt_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["customer", "code_key"], name="customer_code_means_one_item"),
            models.CheckConstraint(
                condition=Q(numerator__gt=0, denominator__gt=0), name="customer_factor_above_zero"
            ),
        ]

    def __str__(self) -> str:
        return self.code
