"""Closed lists of words."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Supply(TextChoices):
    """Where an item comes from."""

    MAKE = "make", _("made")
    BUY = "buy", _("bought")
    BOTH = "both", _("made or bought")


class Tracking(TextChoices):
    """How pieces of an item are told apart."""

    NONE = "none", _("not tracked")
    LOT = "lot", _("by lot")
    SERIAL = "serial", _("by serial number")


class PickRule(TextChoices):
    """Which lot goes first."""

    FIFO = "fifo", _("first in, first out")
    FEFO = "fefo", _("first expired, first out")


class LotRule(TextChoices):
    """How a net requirement becomes order quantities."""

    LOT_FOR_LOT = "lot_for_lot", _("exactly what is needed")
    FIXED = "fixed", _("fixed quantity")
    MIN_MULTIPLE = "min_multiple", _("minimum, multiple, maximum")
    PERIOD = "period", _("all needs of a period")


class ClassKind(TextChoices):
    """What kind of thing the items of a class are."""

    PRODUCT = "product", _("product")
    PART = "part", _("made part")
    BOUGHT = "bought", _("bought part")
    RAW = "raw", _("raw material")
    SUPPLY = "supply", _("consumable")
    SERVICE = "service", _("service")


class Gap(TextChoices):
    """What engineering still has to do before an item can be promised."""

    NOT_RELEASED = "not_released", _("the item is not released")
    NO_BOM = "no_bom", _("it has no active bill of material")
    NO_ROUTING = "no_routing", _("it has no active routing")


class RoundingRule(TextChoices):
    """Where a conversion that does not come out even goes."""

    NEAREST = "nearest", _("to the nearest")
    UP = "up", _("up")
    DOWN = "down", _("down")
