"""Price lists and the prices on them."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_

from taktline.catalog import locks, permits, store
from taktline.catalog.errors import BelowFloor
from taktline.catalog.facts import PricesChanged
from taktline.catalog.models import Item, Price, PriceList
from taktline.catalog.rules.pricing import discounted
from taktline.catalog.types import PriceDraft, PriceListDraft
from taktline.kernel import journal, outbox, search
from taktline.kernel.actor import Actor
from taktline.kernel.drafts import check
from taktline.kernel.errors import Fault, InvalidInput, InvalidInputs
from taktline.kernel.locks import lock_one
from taktline.kernel.operation import operation

VALUES = ("price", "discount", "floor_price", "valid_until")


@operation
def create_price_list(draft: PriceListDraft, *, by: Actor, at: datetime) -> int:
    """A new price list; its id. Raises CodeTaken, InvalidInputs."""
    by.require(permits.PRICE_CHANGE)
    row = PriceList()
    store.write(row, draft, what="price-list", by=by, at=at)
    search.index("catalog.price-list", row.pk, row.code, row.name, row.name_en)
    return row.pk


@operation
def change_price_list(list_id: int, draft: PriceListDraft, *, by: Actor, at: datetime) -> bool:
    """Make a price list as the draft says; whether anything changed. Raises CodeTaken, InvalidInputs, NotFound."""
    by.require(permits.PRICE_CHANGE)
    row = locks.price_list(list_id)
    difference = store.write(row, draft, what="price-list", by=by, at=at)
    if difference:
        search.index("catalog.price-list", row.pk, row.code, row.name, row.name_en)
        outbox.publish(PricesChanged(row.pk), at=at)
    return bool(difference)


@operation
def set_price(list_id: int, draft: PriceDraft, *, by: Actor, at: datetime) -> int:
    """One price; its id. See set_prices."""
    return set_prices(list_id, [draft], by=by, at=at)[0]


@operation
def set_prices(list_id: int, drafts: Sequence[PriceDraft], *, by: Actor, at: datetime) -> list[int]:
    """Enter prices, or change those of the same item, quantity and first day; their ids.

    An open price of the same item and quantity that began earlier ends where the new one begins.
    Raises BelowFloor, InvalidInputs, NotFound.
    """
    by.require(permits.PRICE_CHANGE)
    price_list = locks.price_list(list_id)
    known = dict(Item.objects.filter(pk__in={draft.item_id for draft in drafts}).values_list("id", "code"))
    _require_sound(drafts, known)
    standing: dict[tuple[int, Decimal], list[Price]] = {}
    for row in Price.objects.filter(price_list=price_list, item_id__in=known).order_by("valid_from"):
        standing.setdefault((row.item_id, row.from_quantity), []).append(row)
    ids = []
    for draft in drafts:
        rows = standing.setdefault((draft.item_id, draft.from_quantity), [])
        row = _write(price_list, draft, rows, known[draft.item_id], by=by, at=at)
        ids.append(row.pk)
    outbox.publish(PricesChanged(price_list.pk), at=at)
    return ids


@operation
def end_price(price_id: int, *, valid_until: date, by: Actor, at: datetime) -> None:
    """Let a price end on a day (the first on which it no longer counts). Raises InvalidInput, NotFound."""
    by.require(permits.PRICE_CHANGE)
    row = lock_one(Price.objects.filter(pk=price_id), what=N_("price"), key=price_id)
    if valid_until < row.valid_from:
        raise InvalidInput(field="valid_until", reason=_("It ends before it begins."))
    before, row.valid_until = row.valid_until, valid_until
    row.save(update_fields=("valid_until",))
    journal.record(
        "catalog.end-price",
        subject=row.price_list,
        by=by,
        at=at,
        before={"item": row.item.code, "valid_until": before},
        after={"valid_until": valid_until},
    )
    outbox.publish(PricesChanged(row.price_list_id), at=at)


def _require_sound(drafts: Sequence[PriceDraft], known: dict[int, str]) -> None:
    faults = []
    for number, draft in enumerate(drafts):
        if draft.item_id not in known:
            faults.append(Fault(f"prices[{number}].item_id", _("There is no such item.")))
        if draft.price < 0 or draft.from_quantity < 0 or (draft.floor_price or 0) < 0:
            faults.append(Fault(f"prices[{number}].price", _("Zero or more.")))
        if not 0 <= draft.discount < 1:
            faults.append(
                Fault(f"prices[{number}].discount", _("A share from 0 to below 1; write 0.03 for 3 %."))
            )
        if draft.valid_until is not None and draft.valid_until <= draft.valid_from:
            faults.append(Fault(f"prices[{number}].valid_until", _("It ends before it begins.")))
    if faults:
        raise InvalidInputs(faults=faults)
    for draft in drafts:
        net = discounted(draft.price, draft.discount)
        if draft.floor_price is not None and net < draft.floor_price:
            raise BelowFloor(item=known[draft.item_id], price=net, floor=draft.floor_price)


def _write(
    price_list: PriceList, draft: PriceDraft, standing: list[Price], item: str, *, by: Actor, at: datetime
) -> Price:
    row = next((each for each in standing if each.valid_from == draft.valid_from), None)
    before = {} if row is None else {name: getattr(row, name) for name in VALUES}
    if row is None:
        row = Price(
            price_list=price_list,
            item_id=draft.item_id,
            from_quantity=draft.from_quantity,
            valid_from=draft.valid_from,
        )
        earlier = [each for each in standing if each.valid_from < draft.valid_from]
        if earlier and (earlier[-1].valid_until is None or earlier[-1].valid_until > draft.valid_from):
            earlier[-1].valid_until = draft.valid_from
            earlier[-1].save(update_fields=("valid_until",))
        standing.append(row)
        standing.sort(key=lambda each: each.valid_from)
    row.price, row.discount, row.floor_price = draft.price, draft.discount, draft.floor_price
    row.valid_until = draft.valid_until
    check(row, (*VALUES, "from_quantity"))
    after = {name: getattr(row, name) for name in VALUES}
    if after != before:
        row.save()
        journal.record(
            "catalog.set-price",
            subject=price_list,
            by=by,
            at=at,
            after={"item": item, "from_quantity": draft.from_quantity, "valid_from": draft.valid_from},
            money={"before": before, "after": after},
        )
    return row
