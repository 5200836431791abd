"""Supplier items and their price breaks from Excel."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal

from django.utils.translation import gettext as now
from django.utils.translation import gettext_lazy as _

from taktline.catalog import queries as catalog
from taktline.kernel.actor import Actor
from taktline.kernel.bring import YES_NO, Became, bring, overlaid
from taktline.kernel.errors import InvalidInput
from taktline.kernel.scope import EVERYTHING
from taktline.kernel.sheets import Cell, Sheet, SheetColumn, SheetReport, Values
from taktline.parties import queries as parties
from taktline.purchasing import queries
from taktline.purchasing.services.supplier_items import (
    approve_supplier_items,
    change_supplier_item,
    create_supplier_item,
    set_supplier_prices,
)
from taktline.purchasing.types import SupplierItemDraft, SupplierPriceDraft


def _apply(rows: Sequence[Values], by: Actor, at: datetime, dry_run: bool) -> SheetReport:  # noqa: FBT001
    suppliers = parties.supplier_codes()
    items = catalog.item_ids({str(row.get("item") or "") for row in rows})

    def each(values: Values) -> Became:
        return _one(values, _code(values, "supplier", suppliers), _code(values, "item", items), by, at)

    return bring(rows, each, dry_run=dry_run)


def _code(values: Values, column: str, known: dict[str, int]) -> int:
    code = str(values.get(column) or "")
    if code not in known:
        raise InvalidInput(
            field=column, reason=now("There is nothing with the code %(code)s.") % {"code": code}
        )
    return known[code]


def _one(values: Values, supplier_id: int, item_id: int, by: Actor, at: datetime) -> Became:
    sold = queries.supplier_items_of([item_id], ended=True).get(item_id, ())
    known = next((row for row in sold if row.supplier_id == supplier_id), None)
    draft = overlaid(
        queries.supplier_item_draft(known) if known else SupplierItemDraft(supplier_id, item_id), values
    )
    if known is None:
        pk = create_supplier_item(draft, by=by, at=at)
    else:
        pk = known.id
        if draft != queries.supplier_item_draft(known):
            change_supplier_item(pk, draft, by=by, at=at)
    approved = values.get("is_approved")
    if approved and (approved == "yes") != (known.is_approved if known else False):
        approve_supplier_items([pk], approve=approved == "yes", by=by, at=at)
    _price(pk, values, by, at)
    if known is None:
        return Became.CREATED
    return Became.UNCHANGED if queries.supplier_item(pk, scope=EVERYTHING) == known else Became.CHANGED


def _price(pk: int, values: Values, by: Actor, at: datetime) -> None:
    """Lay the row's price over the breaks: one of the same quantity and day is replaced, an open one ends there."""
    price, begins = values.get("price"), values.get("valid_from")
    if not isinstance(price, Decimal):
        return
    if not isinstance(begins, date):
        raise InvalidInput(field="valid_from", reason=now("This cell must be filled."))
    size, ends = values.get("from_quantity"), values.get("valid_until")
    fresh = SupplierPriceDraft(
        price,
        begins,
        size if isinstance(size, Decimal) else Decimal(0),
        ends if isinstance(ends, date) else None,
    )
    kept = []
    for row in queries.supplier_item(pk, scope=EVERYTHING).prices:
        if row.from_quantity == fresh.from_quantity and row.valid_from == begins:
            continue
        until = row.valid_until
        if (
            row.from_quantity == fresh.from_quantity
            and row.valid_from < begins
            and (until is None or until > begins)
        ):
            until = begins
        kept.append(SupplierPriceDraft(row.price, row.valid_from, row.from_quantity, until))
    set_supplier_prices(pk, [*kept, fresh], by=by, at=at)


SUPPLIER_ITEM_SHEET = Sheet(
    "purchasing.supplier-items",
    _("Supplier items"),
    (
        SheetColumn("supplier", _("Supplier"), required=True, help=_("The supplier's code.")),
        SheetColumn("item", _("Item"), required=True),
        SheetColumn("part_number", _("Supplier's part number")),
        SheetColumn("part_name", _("Supplier's name for it")),
        SheetColumn("currency", _("Currency")),
        SheetColumn("minimum", _("Minimum"), Cell.DECIMAL),
        SheetColumn("multiple", _("Multiple"), Cell.DECIMAL),
        SheetColumn("lead_days", _("Lead time"), Cell.WHOLE),
        SheetColumn("is_approved", _("Approved"), Cell.CHOICE, choices=YES_NO),
        SheetColumn("is_preferred", _("Preferred"), Cell.CHOICE, choices=YES_NO),
        SheetColumn("inspect", _("Incoming inspection"), Cell.CHOICE, choices=YES_NO),
        SheetColumn("over_share", _("Over-delivery allowed"), Cell.DECIMAL, help=_("0.05 for 5 %")),
        SheetColumn("under_share", _("Under-delivery allowed"), Cell.DECIMAL, help=_("0.05 for 5 %")),
        SheetColumn("from_quantity", _("From quantity"), Cell.DECIMAL),
        SheetColumn("price", _("Price"), Cell.DECIMAL),
        SheetColumn("valid_from", _("Valid from"), Cell.DATE),
        SheetColumn("valid_until", _("Valid until before"), Cell.DATE),
        SheetColumn("note", _("Note")),
    ),
    _apply,
)
