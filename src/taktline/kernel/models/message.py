"""The outbox: facts on their way to whoever reacts to them."""

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Message(models.Model):
    """A fact that happened, written in the transaction that made it true.

    sequence: given by the relay after the commit; readers follow it and never miss a late commit.
    """

    topic = models.CharField(max_length=80)
    body = models.JSONField(encoder=DjangoJSONEncoder)
    at = models.DateTimeField()
    sequence = models.BigIntegerField(null=True, unique=True)

    class Meta:
        indexes = [
            models.Index(fields=["id"], condition=models.Q(sequence=None), name="message_to_relay"),
        ]

    def __str__(self) -> str:
        return f"{self.topic} {self.pk}"


class DeliveryState(TextChoices):
    """Where one delivery stands."""

    WAITING = "waiting", _("waiting")
    DONE = "done", _("done")
    PARKED = "parked", _("parked")


class Delivery(models.Model):
    """One fact for one reaction: tried at least once, later each time, and parked where a person sees it."""

    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="deliveries")
    reaction = models.CharField(max_length=120)
    state = models.CharField(max_length=8, choices=DeliveryState, default=DeliveryState.WAITING)
    attempts = models.PositiveIntegerField(default=0)
    due_at = models.DateTimeField()
    error = models.TextField(default="", blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["message", "reaction"], name="delivery_once_per_reaction"),
            models.CheckConstraint(condition=models.Q(state__in=DeliveryState.values), name="delivery_state_known"),
        ]
        indexes = [
            models.Index(fields=["due_at", "id"], condition=models.Q(state="waiting"), name="delivery_due"),
        ]

    def __str__(self) -> str:
        return f"{self.message_id} → {self.reaction}"
