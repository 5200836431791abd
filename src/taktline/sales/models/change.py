"""Wanted changes of confirmed orders."""

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q

from taktline.sales.life import ChangeState
from taktline.sales.models.order import Order


class ChangeRequest(models.Model):
    """A change with its assessed impact; it applies whole or not at all, and only to the edition it was assessed on."""

    number = models.CharField(max_length=24, unique=True)
    order = models.ForeignKey(Order, on_delete=models.CASCADE, related_name="changes")
    state = models.CharField(max_length=8, choices=ChangeState, default=ChangeState.DRAFT)
    edition = models.PositiveIntegerField()
    reason = models.CharField(max_length=400, default="", blank=True)
    wanted = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    impact = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    money = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    created_at = models.DateTimeField()
    created_by = models.CharField(max_length=80, default="", blank=True)
    decided_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(state__in=ChangeState.values), name="change_state_known")]

    def __str__(self) -> str:
        return self.number
