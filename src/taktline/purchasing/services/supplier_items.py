"""What suppliers sell us: entered, priced, approved."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_

from taktline.catalog import queries as catalog
from taktline.kernel import journal, outbox, search
from taktline.kernel.actor import Actor
from taktline.kernel.drafts import fill
from taktline.kernel.errors import Fault, InvalidInputs, NotFound
from taktline.kernel.locks import lock_one
from taktline.kernel.operation import operation
from taktline.parties import queries as parties
from taktline.purchasing import locks, permits
from taktline.purchasing.errors import NoSellingSupplier, SupplierItemTaken
from taktline.purchasing.facts import SupplierItemsChanged
from taktline.purchasing.models import SupplierItem, SupplierPrice
from taktline.purchasing.types import SUPPLIER_ITEM, SupplierItemDraft, SupplierPriceDraft


@operation
def create_supplier_item(draft: SupplierItemDraft, *, by: Actor, at: datetime) -> int:
    """Note that a supplier sells us an item; it has to be approved before it is bought there. Returns its id.

    Raises SupplierItemTaken, NoSellingSupplier, InvalidInputs.
    """
    by.require(permits.SUPPLIER_ITEMS)
    return _write(SupplierItem(), draft, by=by, at=at)


@operation
def change_supplier_item(supplier_item_id: int, draft: SupplierItemDraft, *, by: Actor, at: datetime) -> None:
    """Make a supplier item as the draft says; its approval stays. Raises NotFound, SupplierItemTaken, InvalidInputs."""
    by.require(permits.SUPPLIER_ITEMS)
    _write(_locked(supplier_item_id), draft, by=by, at=at)


def _locked(supplier_item_id: int) -> SupplierItem:
    return lock_one(
        SupplierItem.objects.filter(pk=supplier_item_id), what=N_("supplier item"), key=supplier_item_id
    )


def _write(row: SupplierItem, draft: SupplierItemDraft, *, by: Actor, at: datetime) -> int:
    fresh = row.pk is None
    supplier = parties.parties([draft.supplier_id]).get(draft.supplier_id)
    if supplier is None or not (supplier.is_supplier and supplier.is_active):
        raise NoSellingSupplier(party=supplier.name if supplier else draft.supplier_id)
    item = catalog.items([draft.item_id]).get(draft.item_id)
    if item is None:
        raise NotFound(what=N_("item"), key=draft.item_id)
    _require_sound(draft)
    others = SupplierItem.objects.exclude(pk=row.pk) if row.pk else SupplierItem.objects.all()
    if others.filter(supplier_id=draft.supplier_id, item_id=draft.item_id).exists():
        raise SupplierItemTaken(item=item.code)
    difference = fill(row, replace(draft, currency=(draft.currency or supplier.currency).upper()))
    if not difference:
        return row.pk
    if draft.is_preferred:
        others.filter(item_id=draft.item_id, is_preferred=True).update(is_preferred=False)
    row.save()
    search.index(
        SUPPLIER_ITEM, row.pk, item.code, item.name.zh, item.name.en, supplier.code, supplier.name.zh, supplier.name.en,
        row.part_number, row.part_name,
    )  # fmt: skip
    action = "purchasing.create-supplier-item" if fresh else "purchasing.change-supplier-item"
    journal.record(action, subject=row, by=by, at=at, before=difference.before, after=difference.after)
    outbox.publish(SupplierItemsChanged((row.item_id,)), at=at)
    return row.pk


def _require_sound(draft: SupplierItemDraft) -> None:
    faults = []
    if len(draft.currency.strip()) not in (0, 3):
        faults.append(Fault("currency", _("Three letters, such as CNY.")))
    faults += [
        Fault(name, _("Zero or more."))
        for name in ("minimum", "multiple", "over_share", "under_share")
        if getattr(draft, name) < 0
    ]
    faults += [
        Fault(name, _("A share from 0 to below 1; write 0.03 for 3 %."))
        for name in ("over_share", "under_share")
        if getattr(draft, name) >= 1
    ]
    if draft.lead_days is not None and not 0 <= draft.lead_days <= 999:
        faults.append(Fault("lead_days", _("From 0 to 999 days.")))
    if faults:
        raise InvalidInputs(faults=faults)


@operation
def set_supplier_prices(
    supplier_item_id: int, drafts: Sequence[SupplierPriceDraft], *, by: Actor, at: datetime
) -> bool:
    """Make the price breaks of a supplier item exactly these; whether anything changed. Raises InvalidInputs, NotFound."""
    by.require(permits.SUPPLIER_ITEMS)
    row = _locked(supplier_item_id)
    _require_sound_prices(drafts)
    before = [_told(each) for each in row.prices.order_by("from_quantity", "valid_from")]
    fresh = [
        SupplierPrice(supplier_item=row, **{name: getattr(each, name) for name in _PRICE}) for each in drafts
    ]
    after = [_told(each) for each in sorted(fresh, key=lambda each: (each.from_quantity, each.valid_from))]
    if before == after:
        return False
    row.prices.all().delete()
    SupplierPrice.objects.bulk_create(fresh)
    journal.record(
        "purchasing.set-supplier-prices", subject=row, by=by, at=at,
        after={"breaks": len(after)}, money={"before": before, "after": after},
    )  # fmt: skip
    return True


_PRICE = ("from_quantity", "price", "valid_from", "valid_until")


def _told(row: SupplierPrice) -> dict[str, object]:
    return {name: getattr(row, name) for name in _PRICE}


def _require_sound_prices(drafts: Sequence[SupplierPriceDraft]) -> None:
    faults = []
    seen = set()
    for number, each in enumerate(drafts):
        where = f"prices[{number}]"
        if each.price < 0 or each.from_quantity < 0:
            faults.append(Fault(f"{where}.price", _("Zero or more.")))
        if each.valid_until is not None and each.valid_until <= each.valid_from:
            faults.append(Fault(f"{where}.valid_until", _("It ends before it begins.")))
        if (each.from_quantity, each.valid_from) in seen:
            faults.append(Fault(f"{where}.from_quantity", _("This quantity and day are in the table twice.")))
        seen.add((each.from_quantity, each.valid_from))
    if faults:
        raise InvalidInputs(faults=faults)


@operation
def approve_supplier_items(
    ids: Iterable[int], *, approve: bool, reason: str = "", by: Actor, at: datetime
) -> None:
    """Let suppliers deliver these items, or no longer. Raises NotFound; then none is changed."""
    by.require(permits.APPROVE_SUPPLIER)
    rows = locks.supplier_items(ids)
    for row in rows:
        if row.is_approved == approve:
            continue
        row.is_approved = approve
        row.save(update_fields=["is_approved"])
        journal.record(
            "purchasing.approve-supplier-item", subject=row, by=by, at=at, reason=reason,
            before={"is_approved": not approve}, after={"is_approved": approve},
        )  # fmt: skip
