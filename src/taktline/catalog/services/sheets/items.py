"""Items, units and conversions from Excel: entered or changed by code."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from taktline.catalog.life import ItemState
from taktline.catalog.models import Item, ItemClass, TaxCode, Unit
from taktline.catalog.queries import item_draft_of, own_conversions
from taktline.catalog.services.items import change_item, create_item, release_item
from taktline.catalog.services.tables import change_unit, create_unit, set_conversions
from taktline.catalog.types import (
    ConversionDraft,
    ItemDraft,
    LotRule,
    PickRule,
    RoundingRule,
    Supply,
    Tracking,
    UnitDraft,
)
from taktline.kernel.actor import Actor
from taktline.kernel.bring import YES_NO, Became, bring, overlaid
from taktline.kernel.cells import linked, needed, whole, yes
from taktline.kernel.exact import plain
from taktline.kernel.sheets import Cell, Sheet, SheetColumn, SheetReport, Values
from taktline.parties import queries as parties
from taktline.resources import queries as resources


def _items(rows: Sequence[Values], by: Actor, at: datetime, dry_run: bool) -> SheetReport:  # noqa: FBT001
    known = {code: (pk, state) for code, pk, state in Item.objects.values_list("code", "id", "state")}
    units = dict(Unit.objects.values_list("code", "id"))
    classes = dict(ItemClass.objects.values_list("code", "id"))
    taxes = dict(TaxCode.objects.values_list("code", "id"))
    families, suppliers = resources.families(), parties.supplier_codes()
    safety: list[Decimal] = []

    def each(values: Values) -> Became:
        code = str(values["code"])
        links = linked(values, "unit", units) | linked(values, "second_unit", units)
        links |= linked(values, "item_class", classes) | linked(values, "tax_code", taxes)
        links |= linked(values, "family", families) | linked(values, "default_supplier", suppliers)
        if code not in known:
            draft = overlaid(ItemDraft(code, "", needed(values, "unit", units)), values, links=links)
            pk = create_item(draft, by=by, at=at)
            known[code] = (pk, ItemState.DRAFT)
            became = Became.CREATED
        else:
            pk = known[code][0]
            draft = overlaid(item_draft_of(pk), values, links=links)
            became = Became.CHANGED if change_item(pk, draft, by=by, at=at) else Became.UNCHANGED
        safety.append(draft.safety_stock)
        if yes(values, "released") and known[code][1] != ItemState.RELEASED:
            release_item(pk, by=by, at=at)
            known[code] = (pk, ItemState.RELEASED)
            return Became.CHANGED if became is Became.UNCHANGED else became
        return became

    def totals() -> list[tuple[str, str]]:
        return [(_("Items"), str(len(rows))), (_("Sum of safety stocks"), plain(sum(safety, Decimal(0))))]

    return bring(rows, each, dry_run=dry_run, totals=totals)


def _units(rows: Sequence[Values], by: Actor, at: datetime, dry_run: bool) -> SheetReport:  # noqa: FBT001
    known = {row.code: row for row in Unit.objects.all()}

    def each(values: Values) -> Became:
        code = str(values["code"])
        if code not in known:
            create_unit(overlaid(UnitDraft(code, ""), values), by=by, at=at)
            return Became.CREATED
        row = known[code]
        draft = overlaid(UnitDraft(row.code, row.name, row.name_en, row.places, row.rounding), values)
        return Became.CHANGED if change_unit(row.pk, draft, by=by, at=at) else Became.UNCHANGED

    return bring(rows, each, dry_run=dry_run)


def _conversions(rows: Sequence[Values], by: Actor, at: datetime, dry_run: bool) -> SheetReport:  # noqa: FBT001
    units = dict(Unit.objects.values_list("code", "id"))
    items = dict(Item.objects.values_list("code", "id"))

    def each(values: Values) -> Became:
        item_id = needed(values, "item", items) if values.get("item") else None
        wanted = ConversionDraft(
            needed(values, "from_unit", units),
            whole(values, "from_quantity"),
            needed(values, "to_unit", units),
            whole(values, "to_quantity"),
        )
        pair = {wanted.from_unit_id, wanted.to_unit_id}
        now = own_conversions(item_id)
        others = [draft for draft in now if {draft.from_unit_id, draft.to_unit_id} != pair]
        if wanted in now:
            return Became.UNCHANGED
        set_conversions(item_id, [*others, wanted], by=by, at=at)
        return Became.CREATED if len(others) == len(now) else Became.CHANGED

    return bring(rows, each, dry_run=dry_run)


ITEM_SHEET = Sheet(
    "catalog.items",
    gettext_lazy("Items"),
    (
        SheetColumn("code", gettext_lazy("Code"), required=True),
        SheetColumn("name", gettext_lazy("Chinese name"), required=True),
        SheetColumn("name_en", gettext_lazy("English name")),
        SheetColumn("specification", gettext_lazy("Specification")),
        SheetColumn("drawing", gettext_lazy("Drawing")),
        SheetColumn("item_class", gettext_lazy("Class"), help=gettext_lazy("Code of the item class")),
        SheetColumn(
            "unit", gettext_lazy("Unit"), help=gettext_lazy("Code of the stock unit; needed for new items")
        ),
        SheetColumn("second_unit", gettext_lazy("Second unit")),
        SheetColumn("supply", gettext_lazy("Supply"), Cell.CHOICE, choices=dict(Supply.choices)),
        SheetColumn("tracking", gettext_lazy("Tracking"), Cell.CHOICE, choices=dict(Tracking.choices)),
        SheetColumn("pick_rule", gettext_lazy("Picking rule"), Cell.CHOICE, choices=dict(PickRule.choices)),
        SheetColumn("lead_days", gettext_lazy("Lead time in days"), Cell.WHOLE),
        SheetColumn("lot_rule", gettext_lazy("Lot sizing"), Cell.CHOICE, choices=dict(LotRule.choices)),
        SheetColumn("lot_quantity", gettext_lazy("Fixed lot"), Cell.DECIMAL),
        SheetColumn("lot_minimum", gettext_lazy("Minimum lot"), Cell.DECIMAL),
        SheetColumn("lot_multiple", gettext_lazy("Lot multiple"), Cell.DECIMAL),
        SheetColumn("lot_maximum", gettext_lazy("Maximum lot"), Cell.DECIMAL),
        SheetColumn("period_days", gettext_lazy("Period in days"), Cell.WHOLE),
        SheetColumn("safety_stock", gettext_lazy("Safety stock"), Cell.DECIMAL),
        SheetColumn("scrap", gettext_lazy("Scrap share"), Cell.DECIMAL, help=gettext_lazy("0.03 for 3 %")),
        SheetColumn("shelf_days", gettext_lazy("Shelf life in days"), Cell.WHOLE),
        SheetColumn("is_phantom", gettext_lazy("Phantom"), Cell.CHOICE, choices=YES_NO),
        SheetColumn("is_customer_supplied", gettext_lazy("Customer-supplied"), Cell.CHOICE, choices=YES_NO),
        SheetColumn(
            "default_supplier", gettext_lazy("Supplier"), help=gettext_lazy("Code of the usual supplier")
        ),
        SheetColumn("purchase_price", gettext_lazy("Purchase price"), Cell.DECIMAL),
        SheetColumn("purchase_currency", gettext_lazy("Currency")),
        SheetColumn("family", gettext_lazy("Changeover family")),
        SheetColumn("tax_code", gettext_lazy("Tax code")),
        SheetColumn("note", gettext_lazy("Note")),
        SheetColumn("released", gettext_lazy("Release it"), Cell.CHOICE, choices=YES_NO),
    ),
    _items,
)
UNIT_SHEET = Sheet(
    "catalog.units",
    gettext_lazy("Units"),
    (
        SheetColumn("code", gettext_lazy("Code"), required=True),
        SheetColumn("name", gettext_lazy("Chinese name"), required=True),
        SheetColumn("name_en", gettext_lazy("English name")),
        SheetColumn("places", gettext_lazy("Decimal places"), Cell.WHOLE),
        SheetColumn("rounding", gettext_lazy("Rounding"), Cell.CHOICE, choices=dict(RoundingRule.choices)),
    ),
    _units,
)
CONVERSION_SHEET = Sheet(
    "catalog.conversions",
    gettext_lazy("Unit conversions"),
    (
        SheetColumn("item", gettext_lazy("Item"), help=gettext_lazy("Empty for all items")),
        SheetColumn("from_quantity", gettext_lazy("Quantity"), Cell.WHOLE, required=True),
        SheetColumn("from_unit", gettext_lazy("Unit"), required=True),
        SheetColumn("to_quantity", gettext_lazy("Are exactly"), Cell.WHOLE, required=True),
        SheetColumn("to_unit", gettext_lazy("Of unit"), required=True),
    ),
    _conversions,
)
