"""Lots come into being, are held, released, used up and recalled."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta
from decimal import Decimal

from django.utils.translation import gettext as _

from taktline.catalog.types import ItemRow
from taktline.identity import queries as identity
from taktline.inventory import load, locks, permits, rules, store
from taktline.inventory.errors import DifferentLot, LotNeeded, NoLotsKept, SerialIsOne
from taktline.inventory.facts import LotStateChanged
from taktline.inventory.life import LOT_LIFE, LotState
from taktline.inventory.models import Balance, Lot, Place
from taktline.inventory.types import (
    PHYSICAL,
    STORAGE,
    Key,
    LotGiven,
    MoveKind,
    PlaceKind,
    Posting,
    Receipt,
    Status,
)
from taktline.kernel import journal, outbox
from taktline.kernel.actor import Actor
from taktline.kernel.locks import lock_one, lock_rows
from taktline.kernel.operation import operation

_STATE_OF = {
    Status.FREE: LotState.RELEASED,
    Status.INSPECTION: LotState.IN_INSPECTION,
    Status.QUARANTINE: LotState.QUARANTINED,
}
_STATUS_OF = {state: status for status, state in _STATE_OF.items()} | {LotState.RECALLED: Status.QUARANTINE}
_END_OF = {
    PlaceKind.CUSTOMER: LotState.SHIPPED,
    PlaceKind.SUPPLIER: LotState.SHIPPED,
    PlaceKind.SCRAP: LotState.SCRAPPED,
    PlaceKind.ADJUSTMENT: LotState.SCRAPPED,
    PlaceKind.PRODUCTION: LotState.CONSUMED,
    PlaceKind.WIP: LotState.CONSUMED,
}


def lots_for(
    receipts: Sequence[Receipt], items: Mapping[int, ItemRow], places: Mapping[int, Place], *, at: datetime
) -> list[Lot | None]:
    """The lot of each receipt, made where it is new; shelf life runs from the day at the place's site. Raises LotNeeded, NoLotsKept, DifferentLot, SerialIsOne."""
    for each in receipts:
        _require_tracking(each, items[each.item_id])
    given = {(each.item_id, each.lot.code.strip()): each for each in receipts if each.lot is not None}
    known = _known(given)
    fresh = [
        _new_lot(each, items[key[0]], places[each.place_id].site_id, at)
        for key, each in sorted(given.items())
        if key not in known
    ]
    if fresh:
        Lot.objects.bulk_create(fresh, ignore_conflicts=True)
        known = _known(given)
    new = {(lot.item_id, lot.code) for lot in fresh}
    for key, each in given.items():
        if key not in new:
            _require_same(known[key], each)
    _require_single_serials(receipts, items, known)
    return [known[(each.item_id, each.lot.code.strip())] if each.lot else None for each in receipts]


def _known(given: Collection[tuple[int, str]]) -> dict[tuple[int, str], Lot]:
    if not given:
        return {}
    rows = Lot.objects.filter(item_id__in={item for item, _c in given}, code__in={code for _i, code in given})
    return {(lot.item_id, lot.code): lot for lot in lock_rows(rows)}


def _require_tracking(receipt: Receipt, item: ItemRow) -> None:
    if item.tracking == "none" and receipt.lot is not None:
        raise NoLotsKept(item=item.code)
    if item.tracking != "none" and (receipt.lot is None or not receipt.lot.code.strip()):
        raise LotNeeded(item=item.code)
    if item.tracking == "serial" and receipt.quantity != 1:
        raise SerialIsOne(item=item.code, lot=receipt.lot.code if receipt.lot else "")


def _new_lot(receipt: Receipt, item: ItemRow, site_id: int, at: datetime) -> Lot:
    given = receipt.lot or LotGiven("")
    expires_on = given.expires_on
    if expires_on is None and item.shelf_days:
        expires_on = (given.made_on or identity.site_day(site_id, at)) + timedelta(days=item.shelf_days)
    ratio = rules.ratio_of(given.second_quantity, receipt.quantity) if given.second_quantity else None
    return Lot(
        item_id=receipt.item_id,
        code=given.code.strip(),
        state=_STATE_OF[Status(receipt.status)],
        expires_on=expires_on,
        made_on=given.made_on,
        supplier_lot=given.supplier_lot,
        attributes=dict(given.attributes),
        second_numerator=ratio.numerator if ratio else None,
        second_denominator=ratio.denominator if ratio else None,
        received_at=at,
    )


def _require_same(lot: Lot, receipt: Receipt) -> None:
    """More of a lot that exists: it must agree, and what is held stays held."""
    given = receipt.lot or LotGiven("")
    if given.expires_on and given.expires_on != lot.expires_on:
        raise DifferentLot(lot=lot.code, what=_("expiry date"), now=lot.expires_on)
    if given.second_quantity and rules.ratio_of(given.second_quantity, receipt.quantity) != lot.second_ratio:
        raise DifferentLot(lot=lot.code, what=_("second quantity"), now=lot.second_ratio)
    wanted = _STATE_OF[Status(receipt.status)]
    state = LotState(lot.state)
    if state in (LotState.QUARANTINED, LotState.RECALLED) and wanted is not LotState.QUARANTINED:
        raise DifferentLot(lot=lot.code, what=_("state"), now=state.label)
    if state not in _STATUS_OF:  # announced, or gone and back again
        LOT_LIFE.require(lot.code, state, wanted)
        lot.state = wanted
        lot.save(update_fields=["state"])


def _require_single_serials(
    receipts: Sequence[Receipt], items: Mapping[int, ItemRow], lots: Mapping[tuple[int, str], Lot]
) -> None:
    serials = [
        lots[(each.item_id, each.lot.code.strip())]
        for each in receipts
        if each.lot is not None and items[each.item_id].tracking == "serial"
    ]
    if not serials:
        return
    ids = [lot.pk for lot in serials]
    taken = set(Balance.objects.filter(lot_id__in=ids, on_hand__gt=0).values_list("lot_id", flat=True))
    for lot in serials:
        if lot.pk in taken or ids.count(lot.pk) > 1:
            raise SerialIsOne(item=items[lot.item_id].code, lot=lot.code)


def end_lots(lot_ids: Collection[int], *, to: str, at: datetime) -> None:
    """Lots of which nothing is left are consumed, shipped or scrapped, by where the last of them went."""
    ids = {each for each in lot_ids if each}
    if not ids or PlaceKind(to) not in _END_OF:
        return
    left = Balance.objects.filter(lot_id__in=ids, on_hand__gt=0, place__kind__in=PHYSICAL - {PlaceKind.WIP})
    gone = ids - set(left.values_list("lot_id", flat=True))
    end = _END_OF[PlaceKind(to)]
    for lot in lock_rows(Lot.objects.filter(pk__in=gone)):
        if LOT_LIFE.may(LotState(lot.state), end):
            _set(lot, end, at)


def _set(lot: Lot, state: LotState, at: datetime) -> None:
    lot.state = state
    lot.save(update_fields=["state"])
    outbox.publish(LotStateChanged(lot_id=lot.pk, item_id=lot.item_id, state=state.value), at=at)


@operation
def hold_lot(lot_id: int, *, reason: str, by: Actor, at: datetime) -> None:
    """Quarantine a lot and all of it that lies in storage; reservations on it are cut. Raises IllegalMove, ReasonNeeded."""
    rules.require_reason(reason)
    _change(lot_id, LotState.QUARANTINED, reason=reason, by=by, at=at)


@operation
def release_lot(lot_id: int, *, reason: str, by: Actor, at: datetime) -> None:
    """Set a lot free for use, and all of it that lies in storage. Raises IllegalMove."""
    _change(lot_id, LotState.RELEASED, reason=reason, by=by, at=at)


@operation
def recall_lot(lot_id: int, *, reason: str, by: Actor, at: datetime) -> None:
    """Call a lot back, wherever it is; what lies in storage is quarantined. Raises IllegalMove, ReasonNeeded."""
    rules.require_reason(reason)
    _change(lot_id, LotState.RECALLED, reason=reason, by=by, at=at)


def _change(lot_id: int, state: LotState, *, reason: str, by: Actor, at: datetime) -> None:
    by.require(permits.HOLD)
    # Balances first, as every posting does; the lot's row after them.
    rows = Balance.objects.filter(lot_id=lot_id, on_hand__gt=0, place__kind__in=STORAGE)
    held = locks.balances(list(rows.values_list("pk", flat=True)))
    lot = lock_one(Lot.objects.filter(pk=lot_id), what=_("lot"), key=lot_id)
    load.places([key.place_id for key in held], scope=by.scope)
    LOT_LIFE.require(lot.code, LotState(lot.state), state)
    before = lot.state
    _set(lot, state, at)
    journal.record(
        "inventory.lot-state",
        subject=lot,
        by=by,
        at=at,
        before={"state": before},
        after={"state": state},
        reason=reason,
    )
    status = _STATUS_OF[state]
    lines = [
        store.Line(
            key=key,
            origin=balance.place,
            target=balance.place,
            quantity=balance.on_hand,
            kind=MoveKind.RELEASE if status is Status.FREE else MoveKind.HOLD,
            to_status=status,
            cut=True,
        )
        for key, balance in held.items()
        if key.status != status and balance.on_hand > 0
    ]
    if lines:
        store.post(lines, posting=Posting(reason=reason), by=by, at=at, held=_with_targets(lines, held))


def _with_targets(lines: Sequence[store.Line], held: locks.Held) -> locks.Held:
    targets = [line.target_key for line in lines if line.target_key not in held]
    return held | locks.hold(targets)


@operation
def set_status(key: Key, *, quantity: Decimal, status: str, posting: Posting, by: Actor, at: datetime) -> int:
    """Hold or release a part of what lies in one place, without touching its lot's state.

    Returns the move's id. Reservations on held stock are cut, the newest first. Raises NotThere, NotCountable.
    """
    by.require(permits.HOLD)
    place = load.physical([key.place_id], scope=by.scope)[key.place_id]
    item = load.items([key.item_id])[key.item_id]
    rules.require_countable(item.code, quantity, item.stock_unit)
    load.require_keys([key])
    kind = MoveKind.RELEASE if status == Status.FREE else MoveKind.HOLD
    line = store.Line(
        key=key, origin=place, target=place, quantity=quantity, kind=kind, to_status=Status(status), cut=True
    )
    return store.post([line], posting=posting, by=by, at=at)[0].pk
