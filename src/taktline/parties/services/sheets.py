"""Customers, suppliers and payment terms from Excel: entered or changed by code."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from taktline.kernel.actor import Actor
from taktline.kernel.bring import YES_NO, Became, bring, overlaid
from taktline.kernel.errors import InvalidInput
from taktline.kernel.exact import Money
from taktline.kernel.sheets import Cell, Sheet, SheetColumn, SheetReport, Values
from taktline.parties.models import Party, PaymentTerms
from taktline.parties.queries import draft_of, terms_draft_of
from taktline.parties.services.party import change_party, create_party
from taktline.parties.services.terms import change_terms, create_terms
from taktline.parties.types import PartyDraft, TermsDraft, TermsKind


def _told(old: PartyDraft, values: Values, part: str, terms: Mapping[str, int]) -> PartyDraft:
    links: dict[str, object] = {}
    if wanted := values.get("terms"):
        if wanted not in terms:
            raise InvalidInput(field="terms", reason=_("There are no payment terms with this code."))
        links["terms_id"] = terms[str(wanted)]
    named = {name: value for name, value in values.items() if name != "credit_limit"}
    draft = overlaid(old, named, links=links)
    draft = replace(draft, is_customer=True) if part == "customer" else replace(draft, is_supplier=True)
    amount = values.get("credit_limit")
    return (
        replace(draft, credit_limit=Money.of(amount, draft.currency))
        if isinstance(amount, Decimal)
        else draft
    )


def _apply_parties(
    rows: Sequence[Values],
    by: Actor,
    at: datetime,
    dry_run: bool,  # noqa: FBT001
    part: str,
) -> SheetReport:
    ids = dict(Party.objects.values_list("code", "id"))
    terms = dict(PaymentTerms.objects.values_list("code", "id"))
    limits: list[Money] = []

    def each(values: Values) -> Became:
        code = str(values["code"])
        old = draft_of(ids[code]) if code in ids else PartyDraft(code=code, name="")
        draft = _told(old, values, part, terms)
        if draft.credit_limit is not None:
            limits.append(draft.credit_limit)
        if code in ids:
            return Became.CHANGED if change_party(ids[code], draft, by=by, at=at) else Became.UNCHANGED
        ids[code] = create_party(draft, by=by, at=at)
        return Became.CREATED

    def totals() -> list[tuple[str, str]]:
        sums: dict[str, int] = {}
        for limit in limits:
            sums[limit.currency] = sums.get(limit.currency, 0) + limit.minor
        return [
            (_("Sum of credit limits"), str(Money(minor, currency)))
            for currency, minor in sorted(sums.items())
        ]

    return bring(rows, each, dry_run=dry_run, totals=totals)


def _customers(rows: Sequence[Values], by: Actor, at: datetime, dry_run: bool) -> SheetReport:  # noqa: FBT001
    return _apply_parties(rows, by, at, dry_run, "customer")


def _suppliers(rows: Sequence[Values], by: Actor, at: datetime, dry_run: bool) -> SheetReport:  # noqa: FBT001
    return _apply_parties(rows, by, at, dry_run, "supplier")


def _terms(rows: Sequence[Values], by: Actor, at: datetime, dry_run: bool) -> SheetReport:  # noqa: FBT001
    ids = dict(PaymentTerms.objects.values_list("code", "id"))

    def each(values: Values) -> Became:
        code = str(values["code"])
        if code in ids:
            draft = overlaid(terms_draft_of(ids[code]), values)
            return Became.CHANGED if change_terms(ids[code], draft, by=by, at=at) else Became.UNCHANGED
        ids[code] = create_terms(overlaid(TermsDraft(code=code, name=""), values), by=by, at=at)
        return Became.CREATED

    return bring(rows, each, dry_run=dry_run)


_PARTY_COLUMNS = (
    SheetColumn("code", gettext_lazy("Code"), required=True),
    SheetColumn("name", gettext_lazy("Chinese name"), required=True),
    SheetColumn("name_en", gettext_lazy("English name")),
    SheetColumn("tax_number", gettext_lazy("Tax number")),
    SheetColumn("currency", gettext_lazy("Currency"), help=gettext_lazy("Three letters, such as CNY")),
    SheetColumn("terms", gettext_lazy("Payment terms"), help=gettext_lazy("Code of the payment terms")),
    SheetColumn("credit_limit", gettext_lazy("Credit limit"), Cell.DECIMAL),
    SheetColumn("auto_confirm", gettext_lazy("Clean orders pass without hands"), Cell.CHOICE, choices=YES_NO),
    SheetColumn("is_active", gettext_lazy("Active"), Cell.CHOICE, choices=YES_NO),
    SheetColumn("note", gettext_lazy("Note")),
)
CUSTOMER_SHEET = Sheet("parties.customers", gettext_lazy("Customers"), _PARTY_COLUMNS, _customers)
SUPPLIER_SHEET = Sheet(
    "parties.suppliers",
    gettext_lazy("Suppliers"),
    tuple(column for column in _PARTY_COLUMNS if column.name != "auto_confirm"),
    _suppliers,
)
TERMS_SHEET = Sheet(
    "parties.terms",
    gettext_lazy("Payment terms"),
    (
        SheetColumn("code", gettext_lazy("Code"), required=True),
        SheetColumn("name", gettext_lazy("Chinese name"), required=True),
        SheetColumn("name_en", gettext_lazy("English name")),
        SheetColumn(
            "kind", gettext_lazy("Kind"), Cell.CHOICE, required=True, choices=dict(TermsKind.choices)
        ),
        SheetColumn(
            "prepaid_share", gettext_lazy("Share in advance"), Cell.DECIMAL, help=gettext_lazy("0.3 for 30 %")
        ),
        SheetColumn("days", gettext_lazy("Days"), Cell.WHOLE),
        SheetColumn("is_active", gettext_lazy("Active"), Cell.CHOICE, choices=YES_NO),
    ),
    _terms,
)
