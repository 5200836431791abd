"""Closed lists of words."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class CentreKind(TextChoices):
    """What kind of place work is done at."""

    MACHINE = "machine", _("machines")
    BENCH = "bench", _("benches")
    OUTSIDE = "outside", _("outside")


class ExceptionKind(TextChoices):
    """How a day differs from its weekday."""

    HOLIDAY = "holiday", _("holiday")
    WORKDAY = "workday", _("worked like another weekday")
    OVERTIME = "overtime", _("overtime")
