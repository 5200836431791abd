"""Requests that were answered before."""

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models


class SeenRequest(models.Model):
    """The answer given to one Idempotency-Key of one actor, kept in the transaction that did the work."""

    actor = models.CharField(max_length=40)
    key = models.CharField(max_length=120)
    fingerprint = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField()
    answer = models.JSONField(encoder=DjangoJSONEncoder)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["actor", "key"], name="request_seen_once")]
        indexes = [models.Index(fields=["at"], name="request_seen_at")]

    def __str__(self) -> str:
        return f"{self.actor} {self.key}"
