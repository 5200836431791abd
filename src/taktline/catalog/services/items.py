"""Items are entered, changed, released and retired."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_

from taktline.catalog import locks, permits, store
from taktline.catalog.errors import CodeTaken, UnitIsFixed
from taktline.catalog.facts import ItemChanged, ItemReleased, ItemRetired
from taktline.catalog.life import ITEM_LIFE, ItemState
from taktline.catalog.models import Item, ItemRevision
from taktline.catalog.rules.items import require_sound_item
from taktline.catalog.types import ItemDraft, RevisionDraft
from taktline.kernel import journal, outbox, search
from taktline.kernel.actor import Actor
from taktline.kernel.drafts import fill
from taktline.kernel.errors import InvalidInput
from taktline.kernel.operation import operation

# Said by the rules, which know no Django.
REASONS = (
    N_("Zero or more."),
    N_("A share from 0 to below 1; write 0.03 for 3 %."),
    N_("This lot rule needs it."),
    N_("The maximum lies below the minimum."),
    N_("A phantom is made; it cannot be only bought."),
)


@operation
def create_item(draft: ItemDraft, *, by: Actor, at: datetime) -> int:
    """A new item, as a draft; its id. Raises CodeTaken, InvalidInputs."""
    return create_items([draft], by=by, at=at)[0]


@operation
def create_items(drafts: Sequence[ItemDraft], *, by: Actor, at: datetime) -> list[int]:
    """Many new items; their ids in order. Raises CodeTaken, InvalidInputs for the first that is wrong."""
    by.require(permits.CHANGE)
    codes = [draft.code.strip() for draft in drafts]
    taken = set(Item.objects.filter(code__in=codes).values_list("code", flat=True))
    taken |= {code for code, times in Counter(codes).items() if times > 1}
    if taken:
        raise CodeTaken(key=min(taken))
    rows, differences = [], []
    for draft in drafts:
        require_sound_item(draft, _)
        row = Item()
        differences.append(fill(row, draft))
        rows.append(row)
    Item.objects.bulk_create(rows, batch_size=500)
    if any(row.pk is None for row in rows):
        keys = dict(Item.objects.filter(code__in=codes).values_list("code", "id"))
        for row in rows:
            row.pk = keys[row.code]
    search.index_many("catalog.item", {row.pk: _texts(row) for row in rows})
    for row, difference in zip(rows, differences, strict=True):
        store.tell(row, difference, action="catalog.create-item", by=by, at=at)
    locks.bump()
    outbox.publish(*(ItemChanged(row.pk) for row in rows), at=at)
    return [row.pk for row in rows]


@operation
def change_item(item_id: int, draft: ItemDraft, *, by: Actor, at: datetime) -> bool:
    """Make an item as the draft says; whether anything changed.

    Raises CodeTaken, UnitIsFixed once it is released, InvalidInputs, NotFound.
    """
    by.require(permits.CHANGE)
    row = locks.item(item_id)
    require_sound_item(draft, _)
    store.require_free_code(row, draft.code)
    if row.state != ItemState.DRAFT and draft.unit_id != row.unit_id:
        raise UnitIsFixed(item=row.code, unit=row.unit.code)
    difference = fill(row, draft)
    if difference:
        row.save(update_fields=difference.names)
        search.index("catalog.item", row.pk, *_texts(row))
        store.tell(row, difference, action="catalog.change-item", by=by, at=at)
        locks.bump()
        outbox.publish(ItemChanged(row.pk), at=at)
    return bool(difference)


@operation
def release_item(item_id: int, *, by: Actor, at: datetime) -> None:
    """Let an item be sold, planned and made, anew if it was obsolete. Raises IllegalMove, NotFound."""
    by.require(permits.RELEASE)
    _move(locks.item(item_id), ItemState.RELEASED, by=by, at=at)
    outbox.publish(ItemReleased(item_id), at=at)


@operation
def release_items(item_ids: Sequence[int], *, by: Actor, at: datetime) -> None:
    """Release many items, all or none. Raises IllegalMove, NotFound."""
    for item_id in item_ids:
        release_item(item_id, by=by, at=at)


@operation
def retire_item(item_id: int, *, reason: str = "", by: Actor, at: datetime) -> None:
    """Let an item run out: it is not used for anything new. Raises IllegalMove, NotFound."""
    by.require(permits.RELEASE)
    _move(locks.item(item_id), ItemState.OBSOLETE, by=by, at=at, reason=reason)
    outbox.publish(ItemRetired(item_id), at=at)


@operation
def add_revision(item_id: int, draft: RevisionDraft, *, by: Actor, at: datetime) -> int:
    """A new revision of an item's drawing; the one before ends where it begins. Its id.

    Raises CodeTaken, InvalidInput, InvalidInputs, NotFound.
    """
    by.require(permits.CHANGE)
    item = locks.item(item_id)
    if item.revisions.filter(code=draft.code.strip()).exists():
        raise CodeTaken(key=draft.code)
    last = item.revisions.order_by("-effective_from").first()
    if last is not None and draft.effective_from < last.effective_from:
        reason = _("The revision %(code)s begins later.") % {"code": last.code}
        raise InvalidInput(field="effective_from", reason=reason)
    row = ItemRevision(item=item)
    difference = fill(row, draft)
    row.save()
    if last is not None and (last.effective_until is None or last.effective_until > draft.effective_from):
        last.effective_until = draft.effective_from
        last.save(update_fields=("effective_until",))
    journal.record("catalog.add-revision", subject=item, by=by, at=at, after=difference.after)
    locks.bump()
    outbox.publish(ItemChanged(item.pk), at=at)
    return row.pk


def _move(item: Item, then: ItemState, *, by: Actor, at: datetime, reason: str = "") -> None:
    now = ItemState(item.state)
    ITEM_LIFE.require(item.code, now, then)
    item.state = then
    item.save(update_fields=("state",))
    action = "catalog.release-item" if then is ItemState.RELEASED else "catalog.retire-item"
    journal.record(
        action, subject=item, by=by, at=at, before={"state": now}, after={"state": then}, reason=reason
    )
    locks.bump()


def _texts(row: Item) -> tuple[str, ...]:
    return (row.code, row.name, row.name_en, row.specification, row.drawing)
