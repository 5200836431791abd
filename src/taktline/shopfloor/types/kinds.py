"""Closed lists of words of the shop floor."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class TimeKind(TextChoices):
    """What somebody spends time on at an operation."""

    SETUP = "setup", _("set-up")
    RUN = "run", pgettext_lazy("time", "run")


class ScrapReason(TextChoices):
    """Why pieces were lost or have to be done again. The first half is the work's fault, the second the material's."""

    DIMENSION = "dimension", _("out of dimension")
    SURFACE = "surface", _("surface damaged")
    TOOL = "tool", _("tool broken")
    SETTING = "setting", _("set-up piece")
    HANDLING = "handling", _("dropped or struck")
    PROGRAM = "program", _("wrong program or drawing")
    BLOWHOLE = "blowhole", _("blowhole or inclusion")
    CRACK = "crack", _("crack in the material")
    WRONG_MATERIAL = "wrong_material", _("wrong material")
    OTHER = "other", _("other reason")


class StopReason(TextChoices):
    """Why a machine stands still."""

    BREAKDOWN = "breakdown", _("breakdown")
    NO_MATERIAL = "no_material", _("no material")
    NO_TOOL = "no_tool", _("tool or gauge missing")
    QUALITY = "quality", _("quality problem")
    MAINTENANCE = "maintenance", _("maintenance")
    NO_OPERATOR = "no_operator", _("nobody there")
    POWER = "power", _("power or air")
    OTHER = "other", _("other reason")


class AndonKind(TextChoices):
    """What help somebody at a machine calls for."""

    MACHINE = "machine", _("machine")
    MATERIAL = "material", _("material")
    QUALITY = "quality", _("quality")
    HELP = "help", _("team leader")


class IssueKind(TextChoices):
    """How material came to a work order, or went back."""

    HAND = "hand", _("issued by hand")
    BACKFLUSH = "backflush", _("backflushed")
    RETURN = "return", _("returned")
    REVERSAL = "reversal", _("reversed")


class CompletionKind(TextChoices):
    """What was booked from a work order into stock."""

    PRODUCT = "product", _("product")
    OFFCUT = "offcut", _("offcut")
    REVERSAL = "reversal", _("reversed")
