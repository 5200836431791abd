"""The life of an offer."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from taktline.kernel.life import Life


class OfferState(TextChoices):
    """Where an offer stands."""

    OPEN = "open", pgettext_lazy("offer", "open")
    ACCEPTED = "accepted", pgettext_lazy("offer", "accepted")
    LET_GO = "let_go", _("let go")


OFFER_LIFE = Life(
    "offer",
    {
        OfferState.OPEN: frozenset({OfferState.ACCEPTED, OfferState.LET_GO}),
        OfferState.ACCEPTED: frozenset({OfferState.LET_GO}),
        OfferState.LET_GO: frozenset(),
    },
)
