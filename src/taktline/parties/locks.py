"""Rows of this room, locked until the transaction ends."""

from django.db.models import QuerySet
from django.utils.translation import gettext_noop as N_

from taktline.kernel.composed import Given, composed
from taktline.kernel.errors import NotFound
from taktline.kernel.locks import lock_one, locking
from taktline.parties.models import Party, PaymentTerms


def party(party_id: int) -> Party:
    """One party. Raises NotFound."""
    row = _party().first({"id": party_id})
    if row is None:
        raise NotFound(what=N_("party"), key=party_id)
    return row


@composed
def _party() -> "QuerySet[Party]":
    return locking(Party.objects.filter(pk=Given("id")))


def terms(terms_id: int) -> PaymentTerms:
    """One set of payment terms. Raises NotFound."""
    return lock_one(PaymentTerms.objects.filter(pk=terms_id), what=N_("payment terms"), key=terms_id)
