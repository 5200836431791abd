"""Lines and their dated deliveries."""

from django.db import models
from django.db.models import F, Q

from taktline.kernel.exact import MoneyField, PriceField, QuantityField, RatioField
from taktline.sales.models.order import Order


class PricedLine(models.Model):
    """What order and quotation lines have in common.

    text: the item as the customer wrote it. quantity in `unit`, quantity_stock in the item's stock unit. price per
    `unit`; with or without tax as the head says. agreed_price, floor_price: as found when the line was entered.
    """

    position = models.PositiveIntegerField()
    item = models.ForeignKey("catalog.Item", null=True, on_delete=models.PROTECT, related_name="+")
    text = models.CharField(max_length=300, default="", blank=True)
    customer_item_code = models.CharField(max_length=80, default="", blank=True)
    drawing_revision = models.CharField(max_length=40, default="", blank=True)
    quantity = QuantityField()
    unit = models.CharField(max_length=12, default="", blank=True)
    quantity_stock = QuantityField(default=0)
    price = PriceField(null=True)
    discount = RatioField(default=0)
    tax_rate = RatioField(default=0)
    agreed_price = PriceField(null=True)
    floor_price = PriceField(null=True)
    net_minor = MoneyField(default=0)
    tax_minor = MoneyField(default=0)
    gross_minor = MoneyField(default=0)
    over_tolerance = RatioField(default=0)
    under_tolerance = RatioField(default=0)
    note = models.CharField(max_length=400, default="", blank=True)

    class Meta:
        abstract = True


class OrderLine(PricedLine):
    """One thing ordered, with how far it is.

    planned, finished, shipped, billed: stock units, written by flows; made: [[number, name, name_en, quantity], …].
    """

    order = models.ForeignKey(Order, on_delete=models.CASCADE, related_name="lines")
    is_cancelled = models.BooleanField(default=False)
    planned_quantity = QuantityField(default=0)
    finished_quantity = QuantityField(default=0)
    shipped_quantity = QuantityField(default=0)
    billed_quantity = QuantityField(default=0)
    received_minor = MoneyField(default=0)
    made = models.JSONField(default=list)
    requested_on = models.DateField(null=True)
    promised_on = models.DateField(null=True)
    projected_on = models.DateField(null=True)
    actual_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["order", "position"], name="order_line_position_once"),
            models.CheckConstraint(condition=Q(quantity__gt=0), name="order_line_quantity_positive"),
            models.CheckConstraint(
                condition=Q(gross_minor=F("net_minor") + F("tax_minor")), name="order_line_net_and_tax_is_gross"
            ),
        ]
        indexes = [models.Index(fields=["item", "-id"], name="order_line_by_item")]

    def __str__(self) -> str:
        return f"{self.order_id}/{self.position}"


class Delivery(models.Model):
    """A dated part of a line: requested, promised, projected, actual; quantities in the stock unit."""

    line = models.ForeignKey(OrderLine, on_delete=models.CASCADE, related_name="deliveries")
    position = models.PositiveIntegerField(default=1)
    quantity = QuantityField()
    requested_on = models.DateField()
    promised_on = models.DateField(null=True)
    first_promised_on = models.DateField(null=True)
    projected_on = models.DateField(null=True)
    actual_on = models.DateField(null=True)
    delivered_quantity = QuantityField(default=0)
    billed_quantity = QuantityField(default=0)
    is_cancelled = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["line", "position"], name="delivery_position_once"),
            models.CheckConstraint(condition=Q(quantity__gt=0), name="delivery_quantity_positive"),
            models.CheckConstraint(condition=Q(delivered_quantity__gte=0), name="delivery_delivered_not_negative"),
        ]

    def __str__(self) -> str:
        return f"{self.line_id}/{self.position}"
