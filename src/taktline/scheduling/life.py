"""The life of a schedule run."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from taktline.kernel.life import Life


class RunState(TextChoices):
    """Where a run stands."""

    QUEUED = "queued", _("queued")
    SOLVING = "solving", _("being computed")
    PROPOSED = "proposed", pgettext_lazy("schedule run", "proposed")
    PUBLISHED = "published", _("published")
    DISCARDED = "discarded", _("discarded")


RUN_LIFE = Life(
    "schedule run",
    {
        RunState.QUEUED: frozenset({RunState.SOLVING, RunState.DISCARDED}),
        RunState.SOLVING: frozenset({RunState.PROPOSED, RunState.DISCARDED}),
        RunState.PROPOSED: frozenset({RunState.PUBLISHED, RunState.DISCARDED}),
        RunState.PUBLISHED: frozenset(),
        RunState.DISCARDED: frozenset(),
    },
)
