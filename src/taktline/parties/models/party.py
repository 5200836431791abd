"""Customers and suppliers, where they are and who answers there."""

from django.db import models
from django.db.models import Q

from taktline.kernel.exact import MoneyField, RatioField
from taktline.parties.models.terms import PaymentTerms
from taktline.parties.types import AddressKind


class Party(models.Model):
    """Somebody we sell to or buy from.

    credit_limit_minor: minor units of `currency`, none for no limit. exposure_minor: confirmed orders not billed
    yet and invoices not paid yet, written by who knows them. auto_confirm: clean orders may pass without hands.
    """

    code = models.CharField(max_length=30, unique=True)
    name = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120, default="", blank=True)
    is_customer = models.BooleanField(default=False)
    is_supplier = models.BooleanField(default=False)
    tax_number = models.CharField(max_length=40, default="", blank=True)
    currency = models.CharField(max_length=3, default="CNY")
    terms = models.ForeignKey(
        PaymentTerms, null=True, blank=True, on_delete=models.PROTECT, related_name="parties"
    )
    credit_limit_minor = MoneyField(null=True, blank=True)
    exposure_minor = MoneyField(default=0)
    is_blocked = models.BooleanField(default=False)
    block_reason = models.CharField(max_length=200, default="", blank=True)
    clerk = models.ForeignKey(
        "identity.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    language = models.CharField(max_length=10, default="zh-hans")
    auto_confirm = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)
    note = models.CharField(max_length=400, default="", blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(is_customer=True) | Q(is_supplier=True), name="party_plays_a_part"
            ),
            models.CheckConstraint(
                condition=Q(is_blocked=False) | ~Q(block_reason=""), name="party_block_has_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return self.code


class Address(models.Model):
    """Where goods or invoices go. Coordinates in degrees, for tours."""

    party = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="addresses")
    kind = models.CharField(max_length=4, choices=AddressKind, default=AddressKind.BOTH)
    name = models.CharField(max_length=80, default="", blank=True)
    lines = models.CharField(max_length=200, default="", blank=True)
    city = models.CharField(max_length=60, default="", blank=True)
    province = models.CharField(max_length=60, default="", blank=True)
    country = models.CharField(max_length=2, default="CN")
    postcode = models.CharField(max_length=12, default="", blank=True)
    latitude = RatioField(null=True, blank=True)
    longitude = RatioField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.party_id} {self.city}"


class Contact(models.Model):
    """Somebody who answers for a party."""

    party = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="contacts")
    name = models.CharField(max_length=60)
    role = models.CharField(max_length=60, default="", blank=True)
    phone = models.CharField(max_length=40, default="", blank=True)
    mail = models.CharField(max_length=120, default="", blank=True)

    def __str__(self) -> str:
        return self.name
