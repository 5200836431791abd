"""The lives of runs, proposals and exception messages."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from taktline.kernel.life import Life


class ProposalState(TextChoices):
    """Where a planned order stands."""

    PROPOSED = "proposed", _("proposed")
    DISMISSED = "dismissed", pgettext_lazy("plan", "dismissed")
    FIRMED = "firmed", _("firmed")
    WITHDRAWN = "withdrawn", _("withdrawn")


# Dismissed until its inputs change: a plan that moves it proposes it again.
PROPOSAL_LIFE = Life(
    "proposal",
    {
        ProposalState.PROPOSED: frozenset(
            {ProposalState.FIRMED, ProposalState.DISMISSED, ProposalState.WITHDRAWN}
        ),
        ProposalState.DISMISSED: frozenset({ProposalState.PROPOSED, ProposalState.WITHDRAWN}),
        ProposalState.FIRMED: frozenset(),
        ProposalState.WITHDRAWN: frozenset(),
    },
)

# Proposals that the plan counts on.
LIVE = (ProposalState.PROPOSED, ProposalState.DISMISSED)


class ExceptionState(TextChoices):
    """Where an exception message stands; one that no longer holds is gone."""

    OPEN = "open", pgettext_lazy("plan", "open")
    DISMISSED = "dismissed", pgettext_lazy("plan", "dismissed")


EXCEPTION_LIFE = Life(
    "exception message",
    {
        ExceptionState.OPEN: frozenset({ExceptionState.DISMISSED}),
        ExceptionState.DISMISSED: frozenset({ExceptionState.OPEN}),
    },
)
