"""Months that are closed."""

from django.db import models


class Period(models.Model):
    """A month of a site. Closing it closes all before it. month: its first day; ends_at: its end in UTC."""

    site = models.ForeignKey("identity.Site", on_delete=models.PROTECT, related_name="+")
    month = models.DateField()
    ends_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    closed_by = models.CharField(max_length=80, default="", blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["site", "month"], name="stock_period_once")]

    def __str__(self) -> str:
        return f"{self.month:%Y-%m}"
