"""Rows of this room, locked until the transaction ends."""

from django.utils.translation import gettext_noop as N_

from taktline.kernel.locks import lock_one
from taktline.parties.models import Party, PaymentTerms


def party(party_id: int) -> Party:
    """One party. Raises NotFound."""
    return lock_one(Party.objects.filter(pk=party_id), what=N_("party"), key=party_id)


def terms(terms_id: int) -> PaymentTerms:
    """One set of payment terms. Raises NotFound."""
    return lock_one(PaymentTerms.objects.filter(pk=terms_id), what=N_("payment terms"), key=terms_id)
