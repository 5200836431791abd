"""What a review found, what holds an order, and who signed a new line off."""

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q

from taktline.sales.life import SignOffState
from taktline.sales.models.line import OrderLine
from taktline.sales.models.order import Order
from taktline.sales.types import Axis, Department, Outcome


class Verdict(models.Model):
    """One rule's verdict of the last review. money: evidence only for those who may see money."""

    order = models.ForeignKey(Order, on_delete=models.CASCADE, related_name="verdicts")
    line = models.ForeignKey(OrderLine, null=True, on_delete=models.CASCADE, related_name="+")
    rule = models.CharField(max_length=40)
    code = models.CharField(max_length=60)
    outcome = models.CharField(max_length=6, choices=Outcome)
    axis = models.CharField(max_length=12, choices=Axis, default="", blank=True)
    evidence = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    money = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(outcome__in=Outcome.values), name="verdict_outcome_known")
        ]

    def __str__(self) -> str:
        return f"{self.order_id} {self.rule} {self.outcome}"


class Hold(models.Model):
    """Something that keeps an order from going on, until a permitted person releases it or its cause is gone.

    rules: the rules that failed; seal: what they found, so that a released hold comes back only for something new.
    """

    order = models.ForeignKey(Order, on_delete=models.CASCADE, related_name="hold_rows")
    axis = models.CharField(max_length=12, choices=Axis)
    rules = models.CharField(max_length=400)
    seal = models.CharField(max_length=64)
    raised_at = models.DateTimeField()
    released_at = models.DateTimeField(null=True)
    released_by = models.CharField(max_length=80, default="", blank=True)
    release_reason = models.CharField(max_length=400, default="", blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(axis__in=Axis.values), name="hold_axis_known"),
            models.UniqueConstraint(
                fields=["order", "axis"], condition=Q(released_at=None), name="hold_once_open_per_axis"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.order_id} {self.axis}"


class SignOff(models.Model):
    """One department's word on a line that is new to the factory."""

    line = models.ForeignKey(OrderLine, on_delete=models.CASCADE, related_name="sign_offs")
    department = models.CharField(max_length=12, choices=Department)
    state = models.CharField(max_length=8, choices=SignOffState, default=SignOffState.OPEN)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.CharField(max_length=80, default="", blank=True)
    remark = models.CharField(max_length=400, default="", blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=SignOffState.values), name="sign_off_state_known"),
            models.UniqueConstraint(fields=["line", "department"], name="sign_off_once_per_department"),
        ]

    def __str__(self) -> str:
        return f"{self.line_id} {self.department}"
