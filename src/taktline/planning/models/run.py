"""Runs that changed the plan, and where a site's plan stands."""

from django.db import models


class Run(models.Model):
    """One computation that changed the plan. A run that finds nothing new leaves no row.

    today: the site's day it was computed for. figures: how many of what changed, and how long each step took.
    """

    site = models.ForeignKey("identity.Site", on_delete=models.PROTECT, related_name="+")
    today = models.DateField()
    started_at = models.DateTimeField()
    by = models.CharField(max_length=80, default="", blank=True)
    proposals_new = models.PositiveIntegerField(default=0)
    proposals_changed = models.PositiveIntegerField(default=0)
    proposals_gone = models.PositiveIntegerField(default=0)
    pegs_changed = models.PositiveIntegerField(default=0)
    exceptions_new = models.PositiveIntegerField(default=0)
    exceptions_gone = models.PositiveIntegerField(default=0)
    milliseconds = models.PositiveIntegerField(default=0)
    figures = models.JSONField(default=dict)

    class Meta:
        indexes = [models.Index(fields=["site", "-id"], name="run_of_site")]

    def __str__(self) -> str:
        return f"{self.site_id} {self.today}"


class PlanState(models.Model):
    """Where a site's plan stands: one row a site.

    version: grows with every change of the plan, so that a run based on an older one is refused.
    digest: of the inputs the plan was computed from. dirty_at: since when demand or supply has moved, if it has.
    """

    site = models.OneToOneField("identity.Site", on_delete=models.PROTECT, related_name="+")
    version = models.BigIntegerField(default=0)
    digest = models.CharField(max_length=64, default="", blank=True)
    dirty_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.site_id} v{self.version}"
