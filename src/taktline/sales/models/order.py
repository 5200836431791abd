"""The sales order: a head with what belongs to all lines."""

from django.db import models
from django.db.models import Q

from taktline.kernel.exact import MoneyField
from taktline.sales.life import OrderState
from taktline.sales.types import OrderType


class Order(models.Model):
    """A customer's order.

    edition: grows with every edit; reviewed_edition: the one the verdicts are of. holds: open axes parted by commas.
    requested_on: earliest open wish; promised_on, projected_on: latest of the open deliveries.
    production, delivery, billing: shares 0..100 written by flows. offer_id: what was accepted at confirmation.
    exposed_minor: what the order adds to the customer's exposure, in the customer's currency, at the rate of the day
    it was confirmed or last changed; nothing before and after.
    """

    number = models.CharField(max_length=24, unique=True)
    site = models.ForeignKey("identity.Site", on_delete=models.PROTECT, related_name="+")
    customer = models.ForeignKey("parties.Party", on_delete=models.PROTECT, related_name="+")
    ship_to = models.ForeignKey("parties.Address", null=True, on_delete=models.PROTECT, related_name="+")
    message = models.ForeignKey("sales.OrderMessage", null=True, on_delete=models.PROTECT, related_name="orders")
    quotation = models.ForeignKey("sales.Quotation", null=True, on_delete=models.PROTECT, related_name="orders")
    type = models.CharField(max_length=12, choices=OrderType, default=OrderType.STANDARD)
    state = models.CharField(max_length=10, choices=OrderState, default=OrderState.DRAFT)
    currency = models.CharField(max_length=3, default="CNY")
    tax_included = models.BooleanField(default=True)
    customer_number = models.CharField(max_length=60, default="", blank=True)
    priority = models.PositiveSmallIntegerField(default=5)
    is_rush = models.BooleanField(default=False)
    ordered_on = models.DateField()
    note = models.CharField(max_length=1000, default="", blank=True)
    edition = models.PositiveIntegerField(default=1)
    reviewed_edition = models.PositiveIntegerField(default=0)
    line_count = models.PositiveIntegerField(default=0)
    holds = models.CharField(max_length=60, default="", blank=True)
    net_minor = MoneyField(default=0)
    tax_minor = MoneyField(default=0)
    gross_minor = MoneyField(default=0)
    exposed_minor = MoneyField(default=0)
    requested_on = models.DateField(null=True)
    promised_on = models.DateField(null=True)
    projected_on = models.DateField(null=True)
    production = models.PositiveSmallIntegerField(default=0)
    delivery = models.PositiveSmallIntegerField(default=0)
    billing = models.PositiveSmallIntegerField(default=0)
    offer_id = models.BigIntegerField(null=True)
    created_at = models.DateTimeField()
    created_by = models.CharField(max_length=80, default="", blank=True)
    reviewed_at = models.DateTimeField(null=True)
    confirmed_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    end_reason = models.CharField(max_length=400, default="", blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=OrderState.values), name="order_state_known"),
            models.CheckConstraint(condition=Q(type__in=OrderType.values), name="order_type_known"),
            models.CheckConstraint(
                condition=~Q(state=OrderState.CONFIRMED) | Q(confirmed_at__isnull=False),
                name="order_confirmed_has_its_moment",
            ),
            models.CheckConstraint(condition=Q(priority__gte=1, priority__lte=9), name="order_priority_1_to_9"),
        ]
        indexes = [
            models.Index(fields=["state", "id"], name="order_by_state"),
            models.Index(fields=["customer", "id"], name="order_by_customer"),
            models.Index(fields=["customer", "customer_number"], name="order_by_their_number"),
            models.Index(fields=["promised_on", "id"], name="order_by_promise"),
            models.Index(
                fields=["projected_on", "id"], condition=Q(state="confirmed"), name="order_open_by_projection"
            ),
        ]

    def __str__(self) -> str:
        return self.number
