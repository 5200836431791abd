"""What suppliers sell us, as rows."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_noop as N_

from taktline.kernel.errors import NotFound
from taktline.kernel.naming import Name
from taktline.kernel.scope import EVERYTHING, Scope
from taktline.purchasing.models import SupplierItem, SupplierPrice
from taktline.purchasing.types import SupplierItemDraft, SupplierItemRow, SupplierPriceRow

_FIELDS = (
    "id", "supplier_id", "supplier__code", "supplier__name", "supplier__name_en", "item_id", "item__code", "item__name",
    "item__name_en", "item__unit__code", "part_number", "part_name", "currency", "minimum", "multiple", "lead_days",
    "is_approved", "is_preferred", "inspect", "over_share", "under_share", "is_active", "note",
)  # fmt: skip


def visible_supplier_items(scope: Scope) -> "QuerySet[SupplierItem]":
    """The supplier items that may be seen: a supplier sees its own."""
    rows = SupplierItem.objects.all()
    return rows if scope.party is None else rows.filter(supplier_id=scope.party)


def supplier_item(supplier_item_id: int, *, scope: Scope) -> SupplierItemRow:
    """One supplier item with its prices. Raises NotFound."""
    found = _rows(visible_supplier_items(scope).filter(pk=supplier_item_id), scope)
    if not found:
        raise NotFound(what=N_("supplier item"), key=supplier_item_id)
    return found[0]


def supplier_items_of(
    item_ids: Iterable[int], *, scope: Scope = EVERYTHING, ended: bool = False
) -> dict[int, list[SupplierItemRow]]:
    """Who sells each item: the preferred first, then approved ones. ended: those no longer sold too."""
    rows = visible_supplier_items(scope).filter(item_id__in=set(item_ids))
    rows = rows if ended else rows.filter(is_active=True)
    found: dict[int, list[SupplierItemRow]] = {}
    for row in _rows(rows.order_by("-is_preferred", "-is_approved", "supplier__code"), scope):
        found.setdefault(row.item_id, []).append(row)
    return found


def preferred_suppliers(item_ids: Iterable[int]) -> dict[int, int]:
    """The preferred supplier of each item that has one."""
    rows = SupplierItem.objects.filter(item_id__in=set(item_ids), is_preferred=True, is_active=True)
    return dict(rows.values_list("item_id", "supplier_id"))


def preferred_lead_days() -> dict[int, int]:
    """Lead time in days by item, where its preferred supplier names one; else the item's own holds."""
    rows = SupplierItem.objects.filter(is_preferred=True, is_active=True, lead_days__isnull=False)
    return {item_id: days or 0 for item_id, days in rows.values_list("item_id", "lead_days")}


def unapproved(pairs: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Which (supplier, item) pairs may not be bought: the pair is listed without approval, or others are approved."""
    wanted = list(dict.fromkeys(pairs))
    rows = SupplierItem.objects.filter(Q(item_id__in={item for _supplier, item in wanted}), is_active=True)
    known = {
        (supplier, item): fine
        for supplier, item, fine in rows.values_list("supplier_id", "item_id", "is_approved")
    }
    chosen = {item for (_supplier, item), fine in known.items() if fine}
    return [pair for pair in wanted if not known.get(pair, pair[1] not in chosen)]


def supplier_item_draft(row: SupplierItemRow) -> SupplierItemDraft:
    """The draft that would leave a supplier item as it is."""
    return SupplierItemDraft(**{name: getattr(row, name) for name in SupplierItemDraft.__slots__})


def _rows(rows: "QuerySet[SupplierItem]", scope: Scope) -> list[SupplierItemRow]:
    raw: list[tuple[Any, ...]] = list(rows.values_list(*_FIELDS))
    prices: dict[int, list[SupplierPriceRow]] = {}
    if scope.money:
        breaks = SupplierPrice.objects.filter(supplier_item_id__in=[row[0] for row in raw])
        for owner, *each in breaks.order_by("from_quantity", "valid_from").values_list(
            "supplier_item_id", "id", "from_quantity", "price", "valid_from", "valid_until"
        ):
            row: Any = each
            prices.setdefault(owner, []).append(SupplierPriceRow(*row))
    found = []
    for pk, party, code, zh, en, item, item_code, item_zh, item_en, *rest in raw:
        mine = tuple(prices.get(pk, ()))
        values: Any = (pk, party, code, Name(zh, en), item, item_code, Name(item_zh, item_en), *rest, mine)
        found.append(SupplierItemRow(*values))
    return found
