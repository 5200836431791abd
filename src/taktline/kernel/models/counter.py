"""Counters behind document numbers."""

from django.db import models


class Counter(models.Model):
    """The last number drawn of one series: gap-free ones everywhere, the others on SQLite only."""

    series = models.CharField(max_length=60, unique=True)
    last = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.series} {self.last}"
