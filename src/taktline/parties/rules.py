"""Small decisions of this room, from values."""

from decimal import Decimal

from taktline.kernel.errors import Fault, InvalidInputs
from taktline.parties.errors import NeitherCustomerNorSupplier
from taktline.parties.types import PartyDraft, TermsDraft, TermsKind


def require_sound_terms(draft: TermsDraft, *, share: str, days: str) -> None:
    """Refuse terms that contradict themselves. share, days: what to say about a wrong one. Raises InvalidInputs."""
    faults = []
    wants_share = draft.kind == TermsKind.PREPAID
    if not Decimal(0) <= draft.prepaid_share <= 1 or wants_share != (draft.prepaid_share > 0):
        faults.append(Fault("prepaid_share", share))
    if not 0 <= draft.days <= 365:
        faults.append(Fault("days", days))
    if faults:
        raise InvalidInputs(faults=faults)


def require_a_part_to_play(draft: PartyDraft) -> None:
    """A party is a customer, a supplier, or both. Raises NeitherCustomerNorSupplier."""
    if not (draft.is_customer or draft.is_supplier):
        raise NeitherCustomerNorSupplier(party=draft.code)
