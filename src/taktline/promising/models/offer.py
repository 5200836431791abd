"""Offers: dates computed once, held for a while, accepted or let go."""

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Q

from taktline.kernel.exact import MoneyField, QuantityField
from taktline.promising.life import OfferState
from taktline.promising.types import Method, OptionKind


class Offer(models.Model):
    """What was answered when an order asked for dates. schedule_version, stamp: what the answer rests on."""

    order = models.ForeignKey("sales.Order", on_delete=models.PROTECT, related_name="+")
    site = models.ForeignKey("identity.Site", on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=8, choices=OfferState, default=OfferState.OPEN)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    accepted = models.CharField(max_length=8, default="", blank=True)
    schedule_version = models.PositiveBigIntegerField()
    stamp = models.CharField(max_length=64)
    milliseconds = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=OfferState.values), name="offer_state_known")
        ]
        indexes = [
            models.Index(fields=["order", "state"], name="offer_of_order"),
            models.Index(fields=["site", "state", "expires_at"], name="offer_holding"),
        ]

    def __str__(self) -> str:
        return f"{self.order_id}/{self.pk}"


class OfferOption(models.Model):
    """One way to deliver, with what it costs on top and whom it makes later."""

    offer = models.ForeignKey(Offer, on_delete=models.CASCADE, related_name="options")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=8, choices=OptionKind)
    cost_minor = MoneyField(default=0)
    currency = models.CharField(max_length=3, default="CNY")
    slips = models.JSONField(default=list, encoder=DjangoJSONEncoder)
    overtime = models.JSONField(default=list, encoder=DjangoJSONEncoder)
    overtime_minutes = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["offer", "kind"], name="option_once"),
            models.CheckConstraint(condition=Q(kind__in=OptionKind.values), name="option_kind_known"),
        ]

    def __str__(self) -> str:
        return f"{self.offer_id} {self.kind}"


class OfferPart(models.Model):
    """One dated part of a delivery, with the chain that holds its date."""

    option = models.ForeignKey(OfferOption, on_delete=models.CASCADE, related_name="parts")
    delivery = models.ForeignKey("sales.Delivery", on_delete=models.PROTECT, related_name="+")
    quantity = QuantityField()
    requested_on = models.DateField()
    earliest_on = models.DateField()
    promised_on = models.DateField()
    method = models.CharField(max_length=8, choices=Method)
    chain = models.JSONField(default=list, encoder=DjangoJSONEncoder)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(quantity__gt=0), name="part_is_something"),
            models.CheckConstraint(condition=Q(method__in=Method.values), name="part_method_known"),
        ]

    def __str__(self) -> str:
        return f"{self.delivery_id}: {self.promised_on}"


class OfferSlot(models.Model):
    """Capacity that a part of an option holds to make an item: a machine, and perhaps a person, from begin to end."""

    part = models.ForeignKey(OfferPart, on_delete=models.CASCADE, related_name="slots")
    item = models.ForeignKey("catalog.Item", on_delete=models.PROTECT, related_name="+")
    machine = models.ForeignKey("resources.Machine", on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey("resources.Person", on_delete=models.PROTECT, null=True, related_name="+")
    begin = models.DateTimeField()
    end = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(begin__lte=F("end")), name="held_in_order")]

    def __str__(self) -> str:
        return f"{self.machine_id} {self.begin}"
