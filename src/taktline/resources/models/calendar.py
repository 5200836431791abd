"""Calendars: weekly shifts and the days that differ."""

from django.db import models
from django.db.models import F, Q

from taktline.resources.types import ExceptionKind


class Calendar(models.Model):
    """When something works, from a parent where it says nothing itself.

    Without shifts of its own it takes its parent's; the parent's special days count until the nearer calendar says
    otherwise for that day.
    """

    code = models.CharField(max_length=30, unique=True)
    name = models.CharField(max_length=80)
    name_en = models.CharField(max_length=80, default="", blank=True)
    site = models.ForeignKey(
        "identity.Site", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )
    is_site_default = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["site"], condition=Q(is_site_default=True), name="calendar_one_default_per_site"
            ),
            models.CheckConstraint(
                condition=Q(is_site_default=False) | Q(site__isnull=False), name="calendar_default_has_a_site"
            ),
        ]

    def __str__(self) -> str:
        return self.code


class Shift(models.Model):
    """Working time on a weekday, in minutes of the local day; an end beyond 1440 is the next morning."""

    calendar = models.ForeignKey(Calendar, on_delete=models.CASCADE, related_name="shifts")
    weekday = models.PositiveSmallIntegerField()
    start = models.PositiveSmallIntegerField()
    end = models.PositiveSmallIntegerField()
    valid_from = models.DateField(null=True, blank=True)
    valid_until = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(weekday__lte=6, start__lt=1440, end__gt=F("start"), end__lte=F("start") + 1440),
                name="shift_within_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.calendar_id} {self.weekday} {self.start}-{self.end}"


class CalendarException(models.Model):
    """A day that differs: closed, worked as another weekday, or worked longer."""

    calendar = models.ForeignKey(Calendar, on_delete=models.CASCADE, related_name="exceptions")
    day = models.DateField()
    kind = models.CharField(max_length=8, choices=ExceptionKind)
    weekday = models.PositiveSmallIntegerField(null=True, blank=True)
    start = models.PositiveSmallIntegerField(null=True, blank=True)
    end = models.PositiveSmallIntegerField(null=True, blank=True)
    name = models.CharField(max_length=60, default="", blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=ExceptionKind.values), name="calendar_exception_kind_known"
            ),
            models.CheckConstraint(
                condition=~Q(kind="overtime") | Q(start__isnull=False, end__gt=F("start")),
                name="calendar_overtime_has_hours",
            ),
            models.CheckConstraint(
                condition=~Q(kind="workday") | Q(weekday__lte=6), name="calendar_workday_names_a_weekday"
            ),
            models.UniqueConstraint(
                fields=["calendar", "day"], condition=~Q(kind="overtime"), name="calendar_day_said_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.calendar_id} {self.day} {self.kind}"
