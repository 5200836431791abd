"""Customers' messages, as they came and as they were understood."""

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q

from taktline.kernel.exact import PriceField, QuantityField
from taktline.sales.life import MessageState
from taktline.sales.types import Channel


class OrderMessage(models.Model):
    """One message that wants to be an order.

    sender: who it came from, in the channel's words; fingerprint: of its content, once per sender unless rejected.
    parsed: head values and the layout of the table; faults: what keeps it from being an order, as codes and facts.
    """

    number = models.CharField(max_length=24, unique=True)
    site = models.ForeignKey("identity.Site", on_delete=models.PROTECT, related_name="+")
    customer = models.ForeignKey("parties.Party", null=True, on_delete=models.PROTECT, related_name="+")
    channel = models.CharField(max_length=6, choices=Channel)
    sender = models.CharField(max_length=120, default="", blank=True)
    subject = models.CharField(max_length=200, default="", blank=True)
    fingerprint = models.CharField(max_length=64)
    state = models.CharField(max_length=12, choices=MessageState, default=MessageState.RECEIVED)
    customer_number = models.CharField(max_length=60, default="", blank=True)
    parsed = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    faults = models.JSONField(default=list, encoder=DjangoJSONEncoder)
    line_count = models.PositiveIntegerField(default=0)
    open_count = models.PositiveIntegerField(default=0)
    order_number = models.CharField(max_length=24, default="", blank=True)
    received_at = models.DateTimeField()
    received_by = models.CharField(max_length=80, default="", blank=True)
    decided_at = models.DateTimeField(null=True)
    reject_reason = models.CharField(max_length=400, default="", blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=MessageState.values), name="message_state_known"),
            models.UniqueConstraint(
                fields=["sender", "fingerprint"], condition=~Q(state="rejected"), name="message_once_per_sender"
            ),
        ]
        indexes = [models.Index(fields=["state", "-id"], name="message_by_state")]

    def __str__(self) -> str:
        return self.number


class MessagePayload(models.Model):
    """The message exactly as it came, so that it can be read again."""

    message = models.OneToOneField(OrderMessage, primary_key=True, on_delete=models.CASCADE, related_name="payload")
    name = models.CharField(max_length=200, default="", blank=True)
    media_type = models.CharField(max_length=100, default="", blank=True)
    content = models.BinaryField()

    def __str__(self) -> str:
        return self.name


class MessageLine(models.Model):
    """One line as it was read. faults: codes with facts; an answered line has none. ignored: left out on purpose.

    extra: what only structured messages say: several dated deliveries, discount, tolerances.
    """

    message = models.ForeignKey(OrderMessage, on_delete=models.CASCADE, related_name="lines")
    position = models.PositiveIntegerField()
    source_row = models.PositiveIntegerField(default=0)
    text = models.CharField(max_length=300, default="", blank=True)
    customer_item_code = models.CharField(max_length=80, default="", blank=True)
    drawing_revision = models.CharField(max_length=40, default="", blank=True)
    quantity = QuantityField(null=True)
    unit = models.CharField(max_length=24, default="", blank=True)
    price = PriceField(null=True)
    requested_on = models.DateField(null=True)
    note = models.CharField(max_length=400, default="", blank=True)
    item = models.ForeignKey("catalog.Item", null=True, on_delete=models.PROTECT, related_name="+")
    extra = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    faults = models.JSONField(default=list, encoder=DjangoJSONEncoder)
    ignored = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["message", "position"], name="message_line_position_once")]

    def __str__(self) -> str:
        return f"{self.message_id}/{self.position}"


class SenderLayout(models.Model):
    """How a sender's table is laid out: which heading is which column, as somebody confirmed it once."""

    sender = models.CharField(max_length=120)
    heading = models.CharField(max_length=64)
    columns = models.JSONField(default=dict)
    confirmed_at = models.DateTimeField()
    confirmed_by = models.CharField(max_length=80, default="", blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["sender", "heading"], name="layout_once_per_sender")]

    def __str__(self) -> str:
        return self.sender
