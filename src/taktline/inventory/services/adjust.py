"""The ledger is corrected, always with a reason and a counter-entry."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from decimal import Decimal

from django.utils.translation import gettext as _

from taktline.inventory import load, locks, permits, rules, store
from taktline.inventory.errors import LotNeeded, NotReversible, NotThere
from taktline.inventory.models import Balance, Move, Place
from taktline.inventory.services.lots import end_lots
from taktline.inventory.types import PHYSICAL, Key, MoveKind, PlaceKind, Posting
from taktline.kernel.actor import Actor
from taktline.kernel.errors import NotFound
from taktline.kernel.exact import plain
from taktline.kernel.locks import lock_rows
from taktline.kernel.operation import operation
from taktline.kernel.source import Source


@operation
def adjust(key: Key, *, change: Decimal, posting: Posting, by: Actor, at: datetime) -> int:
    """Correct a balance by `change` (negative: less is there). posting.reason is needed. Returns the move's id.

    If less is left than is reserved, the newest reservations are cut. Raises ReasonNeeded, NotThere, NotCountable,
    LotNeeded, WrongPlace, PeriodIsClosed.
    """
    by.require(permits.ADJUST)
    rules.require_reason(posting.reason)
    moves = post_differences({key: change}, kind=MoveKind.ADJUSTMENT, posting=posting, by=by, at=at)
    return moves[0].pk


def post_differences(
    changes: Mapping[Key, Decimal], *, kind: MoveKind, posting: Posting, by: Actor, at: datetime
) -> list[Move]:
    """Book differences against the adjustment place, for services that asked for their own permit."""
    places = load.physical([key.place_id for key in changes], scope=by.scope)
    items = load.items([key.item_id for key in changes])
    for key, change in changes.items():
        item = items[key.item_id]
        rules.require_countable(item.code, abs(change), item.stock_unit)
        if item.tracking != "none" and not key.lot_id:
            raise LotNeeded(item=item.code)
    load.require_keys(changes.keys())
    others = {place.site_id: load.virtual(place.site_id, PlaceKind.ADJUSTMENT) for place in places.values()}
    held = locks.hold(list(changes))
    lines = []
    for key, change in changes.items():
        place = places[key.place_id]
        lines.append(_line(key, change, place, others[place.site_id], held[key], kind))
    moves = store.post(lines, posting=posting, by=by, at=at, held=held)
    end_lots({key.lot_id for key, change in changes.items() if change < 0}, to=PlaceKind.ADJUSTMENT, at=at)
    return moves


def _line(
    key: Key, change: Decimal, place: Place, other: Place, balance: Balance, kind: MoveKind
) -> store.Line:
    if change > 0:
        return store.Line(replace(key, place_id=other.pk), other, place, change, kind)
    if -change > balance.on_hand:
        raise NotThere(
            on_hand=plain(balance.on_hand),
            reserved=plain(balance.reserved),
            asked=plain(-change),
            item=balance.item.code,
            place=place.code,
        )
    return store.Line(key, place, other, -change, kind, cut=True)


@operation
def reverse_move(move_id: int, *, reason: str, by: Actor, at: datetime) -> int:
    """Undo a move by its counter-entry. Returns the new move's id.

    Raises NotFound, NotReversible, ReasonNeeded, and NotThere if what came in has gone on or is reserved.
    """
    by.require(permits.REVERSE)
    rules.require_reason(reason)
    found = lock_rows(Move.objects.filter(pk=move_id).select_related("from_place__site", "to_place__site"))
    if not found or not _sees(found[0], by):
        raise NotFound(what=_("move"), key=move_id)
    move = found[0]
    if move.reverses_id or Move.objects.filter(reverses=move).exists():
        raise NotReversible(move=move_id)
    key = Key(move.item_id, move.to_place_id, move.lot_id or 0, move.owner_id or 0, move.to_status)
    line = store.Line(
        key=key,
        origin=move.to_place,
        target=move.from_place,
        quantity=move.quantity,
        kind=MoveKind.REVERSAL,
        to_status=move.from_status,
        value=move.value_minor,
        reverses_id=move.pk,
    )
    source = Source(move.source_kind, move.source_id) if move.source_kind else None
    made = store.post([line], posting=Posting(source=source, reason=reason), by=by, at=at)[0]
    if move.from_place.kind not in PHYSICAL:
        end_lots([key.lot_id], to=PlaceKind.ADJUSTMENT, at=at)
    return made.pk


def _sees(move: Move, by: Actor) -> bool:
    return by.scope.covers_site(move.from_place.site_id) and by.scope.covers_site(move.to_place.site_id)
