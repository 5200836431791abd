"""Quotations: versions, validity, promised dates."""

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Q

from taktline.kernel.exact import MoneyField
from taktline.sales.life import QuotationState
from taktline.sales.models.line import PricedLine


class Quotation(models.Model):
    """An offer of goods at a price and a date, good until valid_until."""

    number = models.CharField(max_length=24, unique=True)
    version = models.PositiveIntegerField(default=1)
    site = models.ForeignKey("identity.Site", on_delete=models.PROTECT, related_name="+")
    customer = models.ForeignKey("parties.Party", on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=7, choices=QuotationState, default=QuotationState.DRAFT)
    currency = models.CharField(max_length=3, default="CNY")
    tax_included = models.BooleanField(default=True)
    customer_number = models.CharField(max_length=60, default="", blank=True)
    valid_until = models.DateField()
    note = models.CharField(max_length=1000, default="", blank=True)
    net_minor = MoneyField(default=0)
    tax_minor = MoneyField(default=0)
    gross_minor = MoneyField(default=0)
    holds_stock = models.BooleanField(default=False)
    order_number = models.CharField(max_length=24, default="", blank=True)
    lost_reason = models.CharField(max_length=400, default="", blank=True)
    created_at = models.DateTimeField()
    created_by = models.CharField(max_length=80, default="", blank=True)
    sent_at = models.DateTimeField(null=True)
    decided_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=QuotationState.values), name="quotation_state_known"),
            models.CheckConstraint(
                condition=~Q(state=QuotationState.LOST) | ~Q(lost_reason=""), name="quotation_lost_says_why"
            ),
        ]
        indexes = [models.Index(fields=["state", "valid_until"], name="quotation_by_state")]

    def __str__(self) -> str:
        return self.number


class QuotationLine(PricedLine):
    """One thing offered, with the dates asked for and promised."""

    quotation = models.ForeignKey(Quotation, on_delete=models.CASCADE, related_name="lines")
    requested_on = models.DateField(null=True)
    promised_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["quotation", "position"], name="quotation_line_position_once"),
            models.CheckConstraint(condition=Q(quantity__gt=0), name="quotation_line_quantity_positive"),
            models.CheckConstraint(
                condition=Q(gross_minor=F("net_minor") + F("tax_minor")), name="quotation_line_net_tax_is_gross"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.quotation_id}/{self.position}"


class QuotationVersion(models.Model):
    """What was sent as one version, as it stood."""

    quotation = models.ForeignKey(Quotation, on_delete=models.CASCADE, related_name="versions")
    version = models.PositiveIntegerField()
    content = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    money = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    sent_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["quotation", "version"], name="quotation_version_once")]

    def __str__(self) -> str:
        return f"{self.quotation_id} v{self.version}"
