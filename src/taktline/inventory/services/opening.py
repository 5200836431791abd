"""Opening stock 期初库存: what lies where on the first day, by item, place and lot, with its value."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from taktline.catalog import queries as catalog
from taktline.catalog.types import ItemRow
from taktline.identity import queries as identity
from taktline.identity.types import SiteRow
from taktline.inventory import permits, rules
from taktline.inventory.models import Place
from taktline.inventory.services.receive import post_receipts
from taktline.inventory.types import OWN, PHYSICAL, LotGiven, MoveKind, PlaceKind, Posting, Receipt
from taktline.kernel.actor import Actor
from taktline.kernel.errors import NotFound, Refusal
from taktline.kernel.exact import Money, plain
from taktline.kernel.operation import operation
from taktline.kernel.sheets import Cell, CellFault, Sheet, SheetColumn, SheetReport, Values
from taktline.parties import queries as parties

_CHUNK = 1000


@dataclass(frozen=True, slots=True)
class _Known:
    """What the sheet's codes mean."""

    sites: Mapping[str, SiteRow]
    places: Mapping[tuple[int, str], int]
    items: Mapping[str, ItemRow]
    default: SiteRow
    owners: Mapping[str, int]


class _Wrong(ValueError):
    """A cell that cannot be accepted."""

    def __init__(self, column: str, reason: str) -> None:
        self.column = column
        super().__init__(reason)


class _OnlyTried(Exception):
    """Carries nothing; undoes what a dry run posted."""


@operation
def bring_in_stock(receipts: Sequence[Receipt], *, by: Actor, at: datetime) -> int:
    """Post opening stock. Returns how many moves were made. Raises what receive() raises."""
    by.require(permits.OPEN_BOOKS)
    posting = Posting(reason=_("opening stock"))
    for start in range(0, len(receipts), _CHUNK):
        part = receipts[start : start + _CHUNK]
        post_receipts(part, origin=PlaceKind.ADJUSTMENT, kind=MoveKind.OPENING, posting=posting, by=by, at=at)
    return len(receipts)


def apply_opening_stock(rows: Sequence[Values], by: Actor, at: datetime, dry_run: bool) -> SheetReport:  # noqa: FBT001 - the shape of a sheet
    """Check every row and post them all, unless one is wrong or it is a dry run. The totals tie to the sheet's own."""
    by.require(permits.OPEN_BOOKS)
    known = _known(rows, by)
    receipts: list[Receipt] = []
    faults: list[CellFault] = []
    for number, row in enumerate(rows, start=1):
        try:
            receipts.append(_receipt(row, known))
        except _Wrong as wrong:
            faults.append(CellFault(number, wrong.column, str(wrong)))
    faults.extend(_given_twice(rows))
    if not faults:
        faults.extend(_post(receipts, by, at, dry_run=dry_run))
    made = 0 if faults else len(receipts)
    return SheetReport(made, 0, 0, tuple(faults), _totals(receipts, known))


def _post(receipts: Sequence[Receipt], by: Actor, at: datetime, *, dry_run: bool) -> list[CellFault]:
    try:
        with transaction.atomic():
            bring_in_stock(receipts, by=by, at=at)
            if dry_run:
                raise _OnlyTried
    except _OnlyTried:
        return []
    except Refusal as refusal:
        return [CellFault(0, "", str(refusal))]
    return []


def _known(rows: Sequence[Values], by: Actor) -> _Known:
    sites = identity.sites(scope=by.scope)
    places = Place.objects.filter(site_id__in=[site.id for site in sites], kind__in=PHYSICAL, is_active=True)
    items: dict[str, ItemRow] = {}
    for code in sorted({str(row.get("item") or "") for row in rows} - {""}):
        try:
            items[code] = catalog.item_by_code(code)
        except NotFound:
            continue
    return _Known(
        sites={site.code: site for site in sites},
        places={(site, code): pk for pk, site, code in places.values_list("pk", "site_id", "code")},
        items=items,
        default=identity.default_site(scope=by.scope),
        owners=parties.customer_codes() | parties.supplier_codes(),
    )


def _receipt(row: Values, known: _Known) -> Receipt:
    item = known.items.get(str(row.get("item") or ""))
    if item is None:
        raise _Wrong("item", _("There is no such item; bring in the items first."))
    site = known.sites.get(str(row.get("site") or known.default.code))
    if site is None:
        raise _Wrong("site", _("There is no such site."))
    place_id = known.places.get((site.id, str(row.get("place") or "")))
    if place_id is None:
        raise _Wrong("place", _("There is no such place at the site."))
    quantity = row.get("quantity")
    if not isinstance(quantity, Decimal):
        raise _Wrong("quantity", _("This cell must be filled."))
    try:
        rules.require_countable(item.code, quantity, item.stock_unit)
    except Refusal as refusal:
        raise _Wrong("quantity", str(refusal)) from refusal
    owner = str(row.get("owner") or "")
    if owner and owner not in known.owners:
        raise _Wrong("owner", _("There is no such customer or supplier; bring them in first."))
    if owner and row.get("value"):
        raise _Wrong("value", _("Stock of another owner has no value in our books. Leave the value empty."))
    value = None if owner else _value(row, site)
    return Receipt(
        item.id, place_id, quantity, lot=_lot(row, item), owner_id=known.owners.get(owner, OWN), value=value
    )


def _lot(row: Values, item: ItemRow) -> LotGiven | None:
    code, expires_on = str(row.get("lot") or ""), row.get("expires_on")
    if item.tracking == "none" and code:
        raise _Wrong("lot", _("This item is not kept by lot; leave the cell empty."))
    if item.tracking != "none" and not code:
        raise _Wrong("lot", _("This item is kept by lot or serial number."))
    if item.tracking == "serial" and row.get("quantity") != 1:
        raise _Wrong("quantity", _("A serial number is one piece."))
    if not code:
        return None
    attributes = {name: str(row.get(name) or "") for name in ("heat_number", "length_mm")}
    second = row.get("second_quantity")
    if isinstance(second, Decimal) and second <= 0:
        raise _Wrong("second_quantity", _("This must be more than nothing."))
    return LotGiven(
        code,
        expires_on=expires_on if isinstance(expires_on, date) else None,
        attributes={name: value for name, value in attributes.items() if value},
        second_quantity=second if isinstance(second, Decimal) else None,
    )


def _value(row: Values, site: SiteRow) -> Money | None:
    value = row.get("value")
    if not isinstance(value, Decimal):
        return None
    money = Money.of(value, site.currency)
    if value < 0 or money.amount != value:
        raise _Wrong("value", _("Give the value in whole coins, not below zero."))
    return money


def _given_twice(rows: Sequence[Values]) -> list[CellFault]:
    seen: dict[tuple[object, ...], int] = {}
    faults = []
    for number, row in enumerate(rows, start=1):
        key = tuple(row.get(name) for name in ("site", "item", "place", "lot", "owner"))
        if key in seen:
            faults.append(
                CellFault(
                    number, "item", _("The same stock stands in row %(row)s already.") % {"row": seen[key]}
                )
            )
        seen.setdefault(key, number)
    return faults


def _totals(receipts: Sequence[Receipt], known: _Known) -> tuple[tuple[str, str], ...]:
    value = sum(each.value.minor for each in receipts if each.value)
    quantity = sum((each.quantity for each in receipts), Decimal(0))
    return (
        (_("rows"), str(len(receipts))),
        (_("items"), str(len({each.item_id for each in receipts}))),
        (_("sum of quantities"), plain(quantity)),
        (_("value"), str(Money(value, known.default.currency))),
    )


OPENING_STOCK = Sheet(
    key="inventory.opening-stock",
    title=gettext_lazy("Opening stock"),
    columns=(
        SheetColumn("item", gettext_lazy("Item"), required=True),
        SheetColumn("site", gettext_lazy("Site"), help=gettext_lazy("Empty: your first site.")),
        SheetColumn("place", gettext_lazy("Place"), required=True),
        SheetColumn("lot", gettext_lazy("Lot or serial number")),
        SheetColumn("quantity", gettext_lazy("Quantity"), Cell.DECIMAL, required=True),
        SheetColumn(
            "value",
            gettext_lazy("Value"),
            Cell.DECIMAL,
            help=gettext_lazy("Of the whole row, in the site's currency."),
        ),
        SheetColumn("expires_on", gettext_lazy("Expires on"), Cell.DATE),
        SheetColumn("heat_number", gettext_lazy("Heat number")),
        SheetColumn("length_mm", gettext_lazy("Length, mm"), Cell.WHOLE, help=gettext_lazy("Of an offcut.")),
        SheetColumn("second_quantity", gettext_lazy("Second quantity"), Cell.DECIMAL),
        SheetColumn(
            "owner",
            gettext_lazy("Owner"),
            help=gettext_lazy("Empty for our own; else the code of the customer or supplier."),
        ),
    ),
    apply=apply_opening_stock,
)
