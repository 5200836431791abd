"""Lists of customers, suppliers and payment terms."""

from django.db.models import QuerySet

from taktline.kernel.listing import Column, Filter, FilterKind, Kind, Listing
from taktline.parties.models import Party, PaymentTerms
from taktline.parties.queries.parties import in_scope
from taktline.parties.types import TermsKind


def _customers(rows: "QuerySet[Party]") -> "QuerySet[Party]":
    return rows.filter(is_customer=True)


def _suppliers(rows: "QuerySet[Party]") -> "QuerySet[Party]":
    return rows.filter(is_supplier=True)


_COLUMNS = (
    Column("code"),
    Column("name", Kind.NAME),
    Column("terms", Kind.NAME, path="terms__name"),
    Column("currency"),
    Column("credit_limit", Kind.MONEY, path="credit_limit_minor", currency="currency"),
    Column("exposure", Kind.MONEY, path="exposure_minor", currency="currency"),
    Column("clerk", Kind.NAME, path="clerk__name"),
    Column("tax_number"),
    Column("auto_confirm", Kind.FLAG),
    Column("is_blocked", Kind.FLAG),
    Column("block_reason"),
    Column("is_active", Kind.FLAG),
)
_FILTERS = (
    Filter("code", FilterKind.TEXT),
    Filter("currency", FilterKind.TEXT),
    Filter("terms", FilterKind.ID, path="terms_id"),
    Filter("clerk", FilterKind.ID, path="clerk_id"),
    Filter("is_blocked", FilterKind.FLAG),
    Filter("is_active", FilterKind.FLAG),
)
CUSTOMERS = Listing(
    key="parties.customers",
    model=Party,
    columns=_COLUMNS,
    filters=_FILTERS,
    sort="code",
    search="parties.party",
    scope=in_scope,
    prepare=_customers,
)
SUPPLIERS = Listing(
    key="parties.suppliers",
    model=Party,
    columns=tuple(
        column for column in _COLUMNS if column.name not in {"auto_confirm", "credit_limit", "exposure"}
    ),
    filters=_FILTERS,
    sort="code",
    search="parties.party",
    scope=in_scope,
    prepare=_suppliers,
)
TERMS = Listing(
    key="parties.terms",
    model=PaymentTerms,
    columns=(
        Column("code"),
        Column("name", Kind.NAME),
        Column("kind", Kind.CHOICE, choices=dict(TermsKind.choices)),
        Column("prepaid_share", Kind.RATIO),
        Column("days", Kind.NUMBER),
        Column("is_active", Kind.FLAG),
    ),
    filters=(
        Filter("kind", FilterKind.CHOICE, choices=dict(TermsKind.choices)),
        Filter("is_active", FilterKind.FLAG),
    ),
    search="parties.terms",
    sort="code",
)
