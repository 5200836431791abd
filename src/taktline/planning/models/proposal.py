"""Planned orders."""

from django.db import models
from django.db.models import Q

from taktline.kernel.exact import QuantityField
from taktline.planning.life import ProposalState
from taktline.planning.types import SupplyKind


class Proposal(models.Model):
    """An order the plan wants. Keeps its id while later runs only move it.

    quantity: good pieces that arrive; started: what to order, scrap included. start, due: working days; wanted: when
    it is needed; expected: when it will be there, components that come late included. cover: the customer delivery
    that needs it most; a delivery that is deleted leaves the plan, which the next run makes anew, without it.
    was_*: before the last change. firmed_*: what it became.
    """

    site = models.ForeignKey("identity.Site", on_delete=models.PROTECT, related_name="+")
    item = models.ForeignKey("catalog.Item", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=4, choices=SupplyKind)
    state = models.CharField(max_length=9, choices=ProposalState, default=ProposalState.PROPOSED)
    is_phantom = models.BooleanField(default=False)
    quantity = QuantityField()
    started = QuantityField()
    start = models.DateField()
    due = models.DateField()
    wanted = models.DateField()
    expected = models.DateField()
    past_due = models.BooleanField(default=False)
    priority = models.IntegerField(default=100)
    cover = models.ForeignKey("sales.Delivery", on_delete=models.SET_NULL, null=True, related_name="+")
    was_quantity = QuantityField(null=True)
    was_due = models.DateField(null=True)
    firmed_kind = models.CharField(max_length=40, default="", blank=True)
    firmed_id = models.BigIntegerField(null=True)
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=ProposalState.values), name="proposal_state_known"),
            models.CheckConstraint(condition=Q(kind__in=SupplyKind.values), name="proposal_kind_known"),
            models.CheckConstraint(condition=Q(quantity__gt=0), name="proposal_brings_something"),
        ]
        indexes = [
            models.Index(fields=["site", "state", "start"], name="proposal_to_firm"),
            models.Index(fields=["item", "site", "due"], name="proposal_of_item"),
            models.Index(fields=["site", "changed_at"], name="proposal_changed"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.started} of {self.item_id} by {self.due}"
