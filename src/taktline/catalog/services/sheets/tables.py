"""Classes, tax codes, currency rates and the heads of price lists from Excel."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from taktline.catalog.models import CurrencyRate, ItemClass, PriceList, TaxCode
from taktline.catalog.services.prices import change_price_list, create_price_list
from taktline.catalog.services.tables import change_class, change_tax, create_class, create_tax, set_rate
from taktline.catalog.types import ClassDraft, ClassKind, PriceListDraft, TaxDraft
from taktline.kernel.actor import Actor
from taktline.kernel.bring import YES_NO, Became, bring, overlaid
from taktline.kernel.cells import day, decimal, linked, text
from taktline.kernel.errors import InvalidInput
from taktline.kernel.sheets import Cell, Sheet, SheetColumn, SheetReport, Values
from taktline.parties import queries as parties


def _classes(rows: Sequence[Values], by: Actor, at: datetime, dry_run: bool) -> SheetReport:  # noqa: FBT001
    known = {row.code: row for row in ItemClass.objects.all()}

    def each(values: Values) -> Became:
        row = known.get(text(values, "code"))
        if row is None:
            create_class(overlaid(ClassDraft(text(values, "code"), ""), values), by=by, at=at)
            return Became.CREATED
        draft = overlaid(ClassDraft(row.code, row.name, row.name_en, row.kind), values)
        return Became.CHANGED if change_class(row.pk, draft, by=by, at=at) else Became.UNCHANGED

    return bring(rows, each, dry_run=dry_run)


def _taxes(rows: Sequence[Values], by: Actor, at: datetime, dry_run: bool) -> SheetReport:  # noqa: FBT001
    known = {row.code: row for row in TaxCode.objects.all()}

    def each(values: Values) -> Became:
        row = known.get(text(values, "code"))
        if row is None:
            create_tax(overlaid(TaxDraft(text(values, "code"), "", Decimal(0)), values), by=by, at=at)
            return Became.CREATED
        draft = overlaid(TaxDraft(row.code, row.name, row.rate, row.name_en), values)
        return Became.CHANGED if change_tax(row.pk, draft, by=by, at=at) else Became.UNCHANGED

    return bring(rows, each, dry_run=dry_run)


def _rates(rows: Sequence[Values], by: Actor, at: datetime, dry_run: bool) -> SheetReport:  # noqa: FBT001
    known = {
        (code, on): rate for code, on, rate in CurrencyRate.objects.values_list("currency", "on", "rate")
    }

    def each(values: Values) -> Became:
        currency, on, rate = text(values, "currency").upper(), day(values, "on"), decimal(values, "rate")
        if not isinstance(on, date):
            raise InvalidInput(field="on", reason=_("This cell must be filled."))
        if known.get((currency, on)) == rate:
            return Became.UNCHANGED
        set_rate(currency, on, rate, by=by, at=at)
        return Became.CHANGED if (currency, on) in known else Became.CREATED

    return bring(rows, each, dry_run=dry_run)


def _price_lists(rows: Sequence[Values], by: Actor, at: datetime, dry_run: bool) -> SheetReport:  # noqa: FBT001
    known = {row.code: row for row in PriceList.objects.all()}
    customers = parties.customer_codes()

    def each(values: Values) -> Became:
        links = linked(values, "customer", customers)
        row = known.get(text(values, "code"))
        if row is None:
            create_price_list(
                overlaid(PriceListDraft(text(values, "code"), ""), values, links=links), by=by, at=at
            )
            return Became.CREATED
        old = PriceListDraft(
            row.code, row.name, row.name_en, row.customer_id, row.currency, row.tax_included, row.is_active
        )
        changed = change_price_list(row.pk, overlaid(old, values, links=links), by=by, at=at)
        return Became.CHANGED if changed else Became.UNCHANGED

    return bring(rows, each, dry_run=dry_run)


_NAMES = (
    SheetColumn("code", gettext_lazy("Code"), required=True),
    SheetColumn("name", gettext_lazy("Chinese name"), required=True),
    SheetColumn("name_en", gettext_lazy("English name")),
)
CLASS_SHEET = Sheet(
    "catalog.classes",
    gettext_lazy("Item classes"),
    (*_NAMES, SheetColumn("kind", gettext_lazy("Kind"), Cell.CHOICE, choices=dict(ClassKind.choices))),
    _classes,
)
TAX_SHEET = Sheet(
    "catalog.taxes",
    gettext_lazy("Tax codes"),
    (
        *_NAMES,
        SheetColumn(
            "rate", gettext_lazy("Rate"), Cell.DECIMAL, required=True, help=gettext_lazy("0.13 for 13 %")
        ),
    ),
    _taxes,
)
RATE_SHEET = Sheet(
    "catalog.rates",
    gettext_lazy("Currency rates"),
    (
        SheetColumn("currency", gettext_lazy("Currency"), required=True),
        SheetColumn("on", gettext_lazy("Valid from"), Cell.DATE, required=True),
        SheetColumn("rate", gettext_lazy("Worth in CNY"), Cell.DECIMAL, required=True),
    ),
    _rates,
)
PRICE_LIST_SHEET = Sheet(
    "catalog.price-lists",
    gettext_lazy("Price lists"),
    (
        *_NAMES,
        SheetColumn("customer", gettext_lazy("Customer"), help=gettext_lazy("Empty: everybody's list.")),
        SheetColumn("currency", gettext_lazy("Currency")),
        SheetColumn("tax_included", gettext_lazy("Prices include tax"), Cell.CHOICE, choices=YES_NO),
        SheetColumn("is_active", gettext_lazy("Active"), Cell.CHOICE, choices=YES_NO),
    ),
    _price_lists,
)
