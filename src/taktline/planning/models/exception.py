"""What a planner is asked to do."""

from django.db import models
from django.db.models import Q

from taktline.kernel.exact import MoneyField, QuantityField
from taktline.planning.life import ExceptionState
from taktline.planning.types import CallKind


class ExceptionMessage(models.Model):
    """One message: an order to place, move, resize or cancel.

    subject: the open order, or the proposal. from_*, to_*: as it stands and as it should be. money_minor: what is at
    risk or tied up, in the house currency; rank: money × days. fingerprint: what a person dismissed; another one
    opens the message again.
    """

    site = models.ForeignKey("identity.Site", on_delete=models.PROTECT, related_name="+")
    item = models.ForeignKey("catalog.Item", on_delete=models.PROTECT, related_name="+")
    call = models.CharField(max_length=9, choices=CallKind)
    subject_kind = models.CharField(max_length=40)
    subject_id = models.BigIntegerField()
    subject_text = models.CharField(max_length=40, default="", blank=True)
    state = models.CharField(max_length=9, choices=ExceptionState, default=ExceptionState.OPEN)
    from_day = models.DateField()
    to_day = models.DateField()
    from_quantity = QuantityField()
    to_quantity = QuantityField()
    days = models.PositiveIntegerField(default=0)
    money_minor = MoneyField(default=0)
    currency = models.CharField(max_length=3, default="CNY")
    rank = models.BigIntegerField(default=0)
    cover = models.ForeignKey("sales.Delivery", on_delete=models.SET_NULL, null=True, related_name="+")
    fingerprint = models.CharField(max_length=120)
    dismissed_by = models.CharField(max_length=80, default="", blank=True)
    dismiss_reason = models.CharField(max_length=200, default="", blank=True)
    raised_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["site", "call", "subject_kind", "subject_id"], name="exception_once_per_subject"
            ),
            models.CheckConstraint(condition=Q(state__in=ExceptionState.values), name="exception_state_known"),
            models.CheckConstraint(condition=Q(call__in=CallKind.values), name="exception_call_known"),
        ]
        indexes = [
            models.Index(fields=["site", "state", "-rank"], name="exception_by_rank"),
            models.Index(fields=["subject_kind", "subject_id"], name="exception_of_subject"),
            models.Index(fields=["item"], name="exception_of_item"),
        ]

    def __str__(self) -> str:
        return f"{self.call} {self.subject_kind}:{self.subject_id}"
