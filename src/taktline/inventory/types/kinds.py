"""What kinds there are of places, moves, counts and the rest."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

OWN = 0


class PlaceKind(TextChoices):
    """What a place is. Storage, work in process and transit hold balances; the others exist in moves only."""

    WAREHOUSE = "warehouse", _("warehouse")
    ZONE = "zone", _("zone")
    BIN = "bin", _("bin")
    WIP = "wip", _("work in process")
    TRANSIT = "transit", _("in transit")
    SUPPLIER = "supplier", _("supplier")
    CUSTOMER = "customer", _("customer")
    PRODUCTION = "production", _("production")
    SCRAP = "scrap", _("scrap")
    ADJUSTMENT = "adjustment", _("adjustment")


STORAGE = frozenset({PlaceKind.WAREHOUSE, PlaceKind.ZONE, PlaceKind.BIN})
PHYSICAL = STORAGE | {PlaceKind.WIP, PlaceKind.TRANSIT}
VIRTUAL = frozenset(PlaceKind) - PHYSICAL


class Status(TextChoices):
    """Whether stock may be used."""

    FREE = "free", _("free")
    INSPECTION = "inspection", _("in inspection")
    QUARANTINE = "quarantine", _("quarantined")


class MoveKind(TextChoices):
    """Why stock moved."""

    OPENING = "opening", _("opening stock")
    RECEIPT = "receipt", _("receipt")
    ISSUE = "issue", _("issue")
    RETURN = "return", _("return")
    TRANSFER = "transfer", _("transfer")
    ADJUSTMENT = "adjustment", _("adjustment")
    COUNT = "count", _("count difference")
    HOLD = "hold", _("hold")
    RELEASE = "release", _("release")
    REVERSAL = "reversal", _("reversal")


class Direction(TextChoices):
    """Whether an expectation brings stock or takes it."""

    IN = "in", _("incoming")
    OUT = "out", _("outgoing")


class ReservationKind(TextChoices):
    """Soft: so much of the item at the site, until a date. Hard: so much of a certain balance."""

    SOFT = "soft", _("soft")
    HARD = "hard", _("hard")


class CountKind(TextChoices):
    """Why we count."""

    CYCLE = "cycle", _("cycle count")
    FULL = "full", _("full count")
    RECOUNT = "recount", _("recount")


class AbcClass(TextChoices):
    """How much of the yearly usage value an item carries: A most of it."""

    A = "A", "A"
    B = "B", "B"
    C = "C", "C"
