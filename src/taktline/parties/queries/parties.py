"""Customers and suppliers, as rows."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_noop as N_

from taktline.kernel import search
from taktline.kernel.composed import Given, composed
from taktline.kernel.errors import NotFound
from taktline.kernel.exact import Money
from taktline.kernel.naming import Name
from taktline.kernel.scope import EVERYTHING, Scope
from taktline.parties.models import Address, Contact, Party
from taktline.parties.queries.terms import FIELDS as TERMS_FIELDS
from taktline.parties.types import (
    AddressKind,
    AddressRow,
    ContactRow,
    CustomerRow,
    PartyDraft,
    PartyRow,
    TermsKind,
    TermsRow,
)

FIELDS = (
    "id",
    "code",
    "name",
    "name_en",
    "is_customer",
    "is_supplier",
    "tax_number",
    "currency",
    "credit_limit_minor",
    "exposure_minor",
    "is_blocked",
    "block_reason",
    "clerk_id",
    "language",
    "auto_confirm",
    "is_active",
    *(f"terms__{name}" for name in TERMS_FIELDS),
)


def in_scope(rows: "QuerySet[Party]", scope: Scope) -> "QuerySet[Party]":
    """The parties the asker may know of: a partner sees itself, a clerk own customers and all suppliers."""
    if scope.party is not None:
        rows = rows.filter(pk=scope.party)
    if scope.clerk is not None:
        rows = rows.filter(Q(clerk_id=scope.clerk) | Q(is_customer=False))
    return rows


def customer(party_id: int, *, scope: Scope = EVERYTHING) -> CustomerRow:
    """One customer. Raises NotFound, also where the party only supplies."""
    raw = _customer().first({"id": party_id})
    if raw is None or scope.party not in (None, party_id) or scope.clerk not in (None, raw["clerk_id"]):
        raise NotFound(what=N_("customer"), key=party_id)
    return _row(raw, scope)


@composed
def _customer() -> "QuerySet[Party, Any]":
    rows: QuerySet[Party, Any] = Party.objects.filter(pk=Given("id"), is_customer=True).values(*FIELDS)
    return rows


def party(party_id: int, *, scope: Scope = EVERYTHING) -> PartyRow:
    """One party. Raises NotFound."""
    return _one(_rows(Party.objects.filter(pk=party_id), scope), N_("party"), party_id)


def party_by_code(code: str, *, scope: Scope = EVERYTHING) -> PartyRow:
    """One party by its code. Raises NotFound."""
    return _one(_rows(Party.objects.filter(code=code), scope), N_("party"), code)


def party_id_of(code: str, *, scope: Scope = EVERYTHING) -> int:
    """The id of a party by its code. Raises NotFound."""
    return party_by_code(code, scope=scope).id


def parties(ids: Iterable[int], *, scope: Scope = EVERYTHING) -> dict[int, PartyRow]:
    """Parties by id, in one query; unknown ids are left out."""
    return {row.id: row for row in _rows(Party.objects.filter(pk__in=set(ids)), scope)}


def suggest_parties(
    text: str, *, scope: Scope = EVERYTHING, customers: bool = True, suppliers: bool = False, limit: int = 12
) -> list[PartyRow]:
    """Active parties whose code or name has the text, for type-ahead; the empty text gives the first by code."""
    wanted = Q(is_customer=True) if customers else Q()
    rows = Party.objects.filter(
        wanted | Q(is_supplier=True) if suppliers and customers else wanted, is_active=True
    )
    if suppliers and not customers:
        rows = rows.filter(is_supplier=True)
    if text.strip():
        rows = rows.filter(pk__in=search.matching("parties.party", text))
    return _rows(rows.order_by("code"), scope, limit)


def addresses(party_id: int, *, scope: Scope = EVERYTHING) -> list[AddressRow]:
    """A party's addresses, in the order they were entered. Raises NotFound."""
    party(party_id, scope=scope)
    rows = Address.objects.filter(party_id=party_id).order_by("id")
    return [
        AddressRow(
            row.pk,
            AddressKind(row.kind),
            row.name,
            row.lines,
            row.city,
            row.province,
            row.country,
            row.postcode,
            row.latitude,
            row.longitude,
        )
        for row in rows
    ]


def contacts(party_id: int, *, scope: Scope = EVERYTHING) -> list[ContactRow]:
    """People to speak to. Raises NotFound."""
    party(party_id, scope=scope)
    rows = Contact.objects.filter(party_id=party_id).order_by("id")
    return [ContactRow(*row) for row in rows.values_list("id", "name", "role", "phone", "mail")]


def draft_of(party_id: int, *, scope: Scope = EVERYTHING) -> PartyDraft:
    """A party as it is, ready to be changed. Raises NotFound."""
    row = party(party_id, scope=scope)
    note, limit = Party.objects.values_list("note", "credit_limit_minor").get(pk=party_id)
    return PartyDraft(
        code=row.code,
        name=row.name.zh,
        name_en=row.name.en,
        is_customer=row.is_customer,
        is_supplier=row.is_supplier,
        tax_number=row.tax_number,
        currency=row.currency,
        terms_id=row.terms.id if row.terms else None,
        credit_limit=None if limit is None else Money(limit, row.currency),
        clerk_id=row.clerk_id,
        language=row.language,
        auto_confirm=row.auto_confirm,
        is_active=row.is_active,
        note=note,
    )


def _rows(rows: "QuerySet[Party]", scope: Scope, limit: int | None = None) -> list[PartyRow]:
    return [_row(raw, scope) for raw in in_scope(rows, scope).values(*FIELDS)[:limit]]


def _row(raw: dict[str, Any], scope: Scope) -> PartyRow:
    limit = raw["credit_limit_minor"]
    return PartyRow(
        id=raw["id"],
        code=raw["code"],
        name=Name(raw["name"], raw["name_en"]),
        is_customer=raw["is_customer"],
        is_supplier=raw["is_supplier"],
        tax_number=raw["tax_number"],
        currency=raw["currency"],
        terms=_terms(raw),
        credit_limit=Money(limit, raw["currency"]) if scope.money and limit is not None else None,
        exposure=Money(raw["exposure_minor"], raw["currency"]) if scope.money else None,
        blocked=raw["is_blocked"],
        block_reason=raw["block_reason"],
        clerk_id=raw["clerk_id"],
        language=raw["language"],
        auto_confirm=raw["auto_confirm"],
        is_active=raw["is_active"],
    )


def _terms(raw: dict[str, Any]) -> TermsRow | None:
    pk, code, zh, en, kind, share, days, active = (raw[f"terms__{name}"] for name in TERMS_FIELDS)
    return None if pk is None else TermsRow(pk, code, Name(zh, en), TermsKind(kind), share, days, active)


def _one(rows: list[PartyRow], what: str, key: object) -> PartyRow:
    if not rows:
        raise NotFound(what=what, key=key)
    return rows[0]


def customer_codes() -> dict[str, int]:
    """Ids of all customers by code."""
    return dict(Party.objects.filter(is_customer=True).values_list("code", "id"))


def supplier_codes() -> dict[str, int]:
    """Ids of all suppliers by code."""
    return dict(Party.objects.filter(is_supplier=True).values_list("code", "id"))
