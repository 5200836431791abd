"""Payment terms, as rows."""

from django.db.models import QuerySet
from django.utils.translation import gettext_noop as N_

from taktline.kernel.errors import NotFound
from taktline.kernel.naming import Name
from taktline.parties.models import PaymentTerms
from taktline.parties.types import TermsDraft, TermsKind, TermsRow

FIELDS = ("id", "code", "name", "name_en", "kind", "prepaid_share", "days", "is_active")


def all_terms() -> list[TermsRow]:
    """Every set of payment terms in use, by code."""
    return _rows(PaymentTerms.objects.filter(is_active=True).order_by("code"))


def terms(terms_id: int) -> TermsRow:
    """One set of payment terms. Raises NotFound."""
    return _one(_rows(PaymentTerms.objects.filter(pk=terms_id)), terms_id)


def terms_by_code(code: str) -> TermsRow:
    """One set of payment terms by its code. Raises NotFound."""
    return _one(_rows(PaymentTerms.objects.filter(code=code)), code)


def terms_draft_of(terms_id: int) -> TermsDraft:
    """Payment terms as they are, ready to be changed. Raises NotFound."""
    row = terms(terms_id)
    return TermsDraft(
        row.code, row.name.zh, row.name.en, row.kind, row.prepaid_share, row.days, row.is_active
    )


def _rows(rows: "QuerySet[PaymentTerms]") -> list[TermsRow]:
    return [
        TermsRow(pk, code, Name(zh, en), TermsKind(kind), share, days, active)
        for pk, code, zh, en, kind, share, days, active in rows.values_list(*FIELDS)
    ]


def _one(rows: list[TermsRow], key: object) -> TermsRow:
    if not rows:
        raise NotFound(what=N_("payment terms"), key=key)
    return rows[0]
