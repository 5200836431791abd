"""Payment terms are agreed and changed."""

from datetime import datetime

from django.utils.translation import gettext as _

from taktline.kernel import journal, search
from taktline.kernel.actor import Actor
from taktline.kernel.drafts import Difference, fill
from taktline.kernel.operation import operation
from taktline.parties import locks, permits, rules
from taktline.parties.errors import CodeTaken
from taktline.parties.models import PaymentTerms
from taktline.parties.types import TermsDraft


@operation
def create_terms(draft: TermsDraft, *, by: Actor, at: datetime) -> int:
    """New payment terms; their id. Raises CodeTaken, InvalidInputs."""
    by.require(permits.CREDIT)
    row = PaymentTerms()
    difference = _fill(row, draft)
    row.save()
    search.index("parties.terms", row.pk, row.code, row.name, row.name_en)
    journal.record("parties.create-terms", subject=row, by=by, at=at, after=difference.after)
    return row.pk


@operation
def change_terms(terms_id: int, draft: TermsDraft, *, by: Actor, at: datetime) -> bool:
    """Make payment terms as the draft says; whether anything changed. Raises CodeTaken, InvalidInputs."""
    by.require(permits.CREDIT)
    row = locks.terms(terms_id)
    difference = _fill(row, draft)
    if difference:
        row.save(update_fields=difference.names)
        search.index("parties.terms", row.pk, row.code, row.name, row.name_en)
        journal.record(
            "parties.change-terms",
            subject=row,
            by=by,
            at=at,
            before=difference.before,
            after=difference.after,
        )
    return bool(difference)


def _fill(row: PaymentTerms, draft: TermsDraft) -> Difference:
    rules.require_sound_terms(
        draft,
        share=_("A share between 0 and 1, only where part is paid in advance."),
        days=_("Whole days, from 0 to 365."),
    )
    if PaymentTerms.objects.filter(code=draft.code.strip()).exclude(pk=row.pk).exists():
        raise CodeTaken(key=draft.code)
    return fill(row, draft)
