"""Units, classes, taxes, currency rates and conversions."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date, datetime
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_

from taktline.catalog import locks, permits, store
from taktline.catalog.models import CurrencyRate, Item, ItemClass, TaxCode, Unit, UnitConversion
from taktline.catalog.queries.units import conversions_of, preferred
from taktline.catalog.rules.items import require_agreement
from taktline.catalog.types import ClassDraft, ConversionDraft, TaxDraft, UnitDraft
from taktline.kernel import journal
from taktline.kernel.actor import Actor
from taktline.kernel.drafts import check
from taktline.kernel.errors import Fault, InvalidInput, InvalidInputs
from taktline.kernel.exact import Conversion
from taktline.kernel.locks import lock_one
from taktline.kernel.operation import operation

MOST = 10**12


@operation
def create_unit(draft: UnitDraft, *, by: Actor, at: datetime) -> int:
    """A new unit; its id. Raises CodeTaken, InvalidInputs."""
    by.require(permits.TABLES)
    row = Unit()
    _require_places(draft)
    store.write(row, draft, what="unit", by=by, at=at)
    return row.pk


@operation
def change_unit(unit_id: int, draft: UnitDraft, *, by: Actor, at: datetime) -> bool:
    """Make a unit as the draft says; whether anything changed. Places in use can only grow.

    Raises CodeTaken, InvalidInput, InvalidInputs, NotFound.
    """
    by.require(permits.TABLES)
    row = lock_one(Unit.objects.filter(pk=unit_id), what=N_("unit"), key=unit_id)
    _require_places(draft)
    if draft.places < row.places and Item.objects.filter(unit=row).exists():
        raise InvalidInput(
            field="places", reason=_("Stock is counted in it already; places can only be added.")
        )
    return bool(store.write(row, draft, what="unit", by=by, at=at))


@operation
def create_class(draft: ClassDraft, *, by: Actor, at: datetime) -> int:
    """A new item class; its id. Raises CodeTaken, InvalidInputs."""
    by.require(permits.TABLES)
    row = ItemClass()
    store.write(row, draft, what="class", by=by, at=at)
    return row.pk


@operation
def change_class(class_id: int, draft: ClassDraft, *, by: Actor, at: datetime) -> bool:
    """Make an item class as the draft says; whether anything changed. Raises CodeTaken, InvalidInputs, NotFound."""
    by.require(permits.TABLES)
    row = lock_one(ItemClass.objects.filter(pk=class_id), what=N_("item class"), key=class_id)
    return bool(store.write(row, draft, what="class", by=by, at=at))


@operation
def create_tax(draft: TaxDraft, *, by: Actor, at: datetime) -> int:
    """A new tax code; its id. Raises CodeTaken, InvalidInput, InvalidInputs."""
    by.require(permits.TABLES)
    row = TaxCode()
    _require_share(draft)
    store.write(row, draft, what="tax", by=by, at=at)
    return row.pk


@operation
def change_tax(tax_id: int, draft: TaxDraft, *, by: Actor, at: datetime) -> bool:
    """Make a tax code as the draft says; whether anything changed.

    Raises CodeTaken, InvalidInput, InvalidInputs, NotFound.
    """
    by.require(permits.TABLES)
    row = lock_one(TaxCode.objects.filter(pk=tax_id), what=N_("tax code"), key=tax_id)
    _require_share(draft)
    return bool(store.write(row, draft, what="tax", by=by, at=at))


@operation
def set_rate(currency: str, on: date, rate: Decimal, *, by: Actor, at: datetime) -> None:
    """What one unit of a currency is worth in CNY from a day on. Raises InvalidInputs."""
    by.require(permits.TABLES)
    code = currency.strip().upper()
    if len(code) != 3 or not code.isalpha() or code == "CNY":
        raise InvalidInput(field="currency", reason=_("Three letters of a foreign currency, such as USD."))
    if rate <= 0:
        raise InvalidInput(field="rate", reason=_("A rate above zero."))
    row = CurrencyRate.objects.filter(currency=code, on=on).first() or CurrencyRate(currency=code, on=on)
    before = {"rate": row.rate} if row.pk else {}
    row.rate = rate
    check(row, ("rate", "on"))
    row.save()
    after = {"currency": code, "on": on, "rate": rate}
    journal.record("catalog.set-rate", subject=row, by=by, at=at, before=before, after=after)


@operation
def set_conversions(
    item_id: int | None, conversions: Sequence[ConversionDraft], *, by: Actor, at: datetime
) -> None:
    """Replace an item's own conversions, or the general ones (None). Raises NotConvertible, InvalidInputs, NotFound."""
    by.require(permits.CHANGE if item_id is not None else permits.TABLES)
    codes = dict(Unit.objects.values_list("id", "code"))
    _require_whole(conversions, codes)
    spoken = [
        Conversion(codes[each.from_unit_id], each.from_quantity, codes[each.to_unit_id], each.to_quantity)
        for each in conversions
    ]
    general = [] if item_id is None else _general(codes)
    require_agreement(preferred(spoken, general))
    rows = UnitConversion.objects.filter(conversions_of(item_id))
    before = [str(row) for row in rows.order_by("id")]
    rows.delete()
    made = [UnitConversion(item_id=item_id, **asdict(each)) for each in conversions]
    UnitConversion.objects.bulk_create(made)
    subject = locks.item(item_id) if item_id is not None else locks.version()
    after = [f"{c.from_quantity} {c.from_unit} = {c.to_quantity} {c.to_unit}" for c in spoken]
    journal.record(
        "catalog.set-conversions",
        subject=subject,
        by=by,
        at=at,
        before={"conversions": before},
        after={"conversions": after},
    )
    locks.bump()


def _require_whole(conversions: Sequence[ConversionDraft], codes: dict[int, str]) -> None:
    faults = [
        Fault(f"conversions[{number}]", _("Two different units, and whole amounts above zero."))
        for number, each in enumerate(conversions)
        if each.from_unit_id not in codes
        or each.to_unit_id not in codes
        or each.from_unit_id == each.to_unit_id
        or not (0 < each.from_quantity < MOST and 0 < each.to_quantity < MOST)
    ]
    if faults:
        raise InvalidInputs(faults=faults)


def _general(codes: dict[int, str]) -> list[Conversion]:
    rows = UnitConversion.objects.filter(item_id__isnull=True).order_by("id")
    return [
        Conversion(codes[r.from_unit_id], r.from_quantity, codes[r.to_unit_id], r.to_quantity) for r in rows
    ]


def _require_places(draft: UnitDraft) -> None:
    if not 0 <= draft.places <= 6:
        raise InvalidInput(field="places", reason=_("From 0 to 6 decimal places."))


def _require_share(draft: TaxDraft) -> None:
    if not 0 <= draft.rate < 1:
        raise InvalidInput(field="rate", reason=_("A share from 0 to below 1; write 0.13 for 13 %."))
