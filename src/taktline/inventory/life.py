"""Which state follows which."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from taktline.kernel.life import Life


class LotState(TextChoices):
    """Where a lot stands."""

    ANNOUNCED = "announced", _("announced")
    IN_INSPECTION = "in_inspection", _("in inspection")
    RELEASED = "released", pgettext_lazy("lot", "released")
    QUARANTINED = "quarantined", _("quarantined")
    CONSUMED = "consumed", _("consumed")
    SHIPPED = "shipped", _("shipped")
    SCRAPPED = "scrapped", _("scrapped")
    RECALLED = "recalled", _("recalled")


class ReservationState(TextChoices):
    """Where a reservation stands."""

    SOFT = "soft", _("soft")
    HARD = "hard", _("hard")
    CONSUMED = "consumed", _("consumed")
    RELEASED = "released", pgettext_lazy("reservation", "released")


class CountState(TextChoices):
    """Where a count stands."""

    DRAFT = "draft", _("draft")
    COUNTING = "counting", _("counting")
    REVIEW = "review", _("in review")
    POSTED = "posted", _("posted")
    REJECTED = "rejected", pgettext_lazy("count", "rejected")


_L = LotState
_GONE = frozenset({_L.CONSUMED, _L.SHIPPED, _L.SCRAPPED})

LOT_LIFE: Life[LotState] = Life(
    "lot",
    {
        _L.ANNOUNCED: frozenset({_L.IN_INSPECTION, _L.RELEASED, _L.QUARANTINED}),
        _L.IN_INSPECTION: frozenset({_L.RELEASED, _L.QUARANTINED}) | _GONE,
        _L.RELEASED: frozenset({_L.IN_INSPECTION, _L.QUARANTINED, _L.RECALLED}) | _GONE,
        _L.QUARANTINED: frozenset({_L.IN_INSPECTION, _L.RELEASED, _L.RECALLED}) | _GONE,
        # What is gone may come back: returned from the line, from the customer, or found after all.
        _L.CONSUMED: frozenset({_L.RELEASED, _L.IN_INSPECTION, _L.QUARANTINED, _L.RECALLED}),
        _L.SHIPPED: frozenset({_L.RELEASED, _L.IN_INSPECTION, _L.QUARANTINED, _L.RECALLED}),
        _L.SCRAPPED: frozenset({_L.RELEASED, _L.IN_INSPECTION, _L.QUARANTINED}),
        _L.RECALLED: frozenset({_L.QUARANTINED, _L.SCRAPPED}),
    },
)

RESERVATION_LIFE: Life[ReservationState] = Life(
    "reservation",
    {
        ReservationState.SOFT: frozenset({ReservationState.HARD, ReservationState.RELEASED}),
        ReservationState.HARD: frozenset({ReservationState.CONSUMED, ReservationState.RELEASED}),
    },
)

COUNT_LIFE: Life[CountState] = Life(
    "count",
    {
        CountState.DRAFT: frozenset({CountState.COUNTING, CountState.REJECTED}),
        CountState.COUNTING: frozenset({CountState.REVIEW, CountState.REJECTED}),
        CountState.REVIEW: frozenset({CountState.COUNTING, CountState.POSTED, CountState.REJECTED}),
    },
)
