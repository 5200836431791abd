"""Stock goes out."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from decimal import Decimal

from django.utils.translation import gettext as _

from taktline.inventory import load, locks, permits, rules, store
from taktline.inventory.errors import NoReservation, WrongPlace
from taktline.inventory.life import ReservationState
from taktline.inventory.models import Place, Reservation
from taktline.inventory.services.available import candidates, hold_for, short, soft_of
from taktline.inventory.services.lots import end_lots
from taktline.inventory.types import Key, MoveKind, Picked, PlaceKind, Posting, Withdrawal
from taktline.kernel.actor import Actor
from taktline.kernel.errors import NotFound
from taktline.kernel.exact import plain
from taktline.kernel.operation import operation
from taktline.kernel.source import Source

ZERO = Decimal(0)


@operation
def issue(
    withdrawals: Sequence[Withdrawal],
    *,
    site_id: int,
    to: str | int = PlaceKind.CUSTOMER,
    posting: Posting,
    by: Actor,
    at: datetime,
) -> list[Picked]:
    """Take free stock out of the site's storage, whole or not at all.

    to: a virtual kind (customer, production, scrap, supplier), or the id of a place such as work in process.
    Without place and lot the item's picking rule chooses (FEFO or FIFO, expired lots never), and what is softly
    reserved stays; whoever names the place or the lot has it in hand and is only held back by hard reservations.
    Raises ShortOfStock, NotCountable, WrongPlace, PeriodIsClosed.
    """
    by.require(permits.ISSUE)
    if not withdrawals:
        return []
    target = _target(site_id, to, by)
    items = load.items([each.item_id for each in withdrawals])
    for each in withdrawals:
        rules.require_countable(items[each.item_id].code, each.quantity, items[each.item_id].stock_unit)
    named = _named(withdrawals)
    load.require_keys(named)
    _require_here(load.physical([key.place_id for key in named], scope=by.scope).values(), site_id)
    held = hold_for(site_id, withdrawals, at=at, also=named)
    soft = soft_of(site_id, items.keys(), at=at)
    lines: list[store.Line] = []
    left = {key: balance.on_hand - balance.reserved for key, balance in held.items()}
    for each in withdrawals:
        lines.extend(_picked(each, held, left, soft.get(each.item_id, ZERO), target, at))
    return _send(lines, held, target, posting, by, at)


def _named(withdrawals: Sequence[Withdrawal]) -> list[Key]:
    """Balances somebody pointed at: expired stock or stock outside storage may be issued by naming it."""
    return [
        Key(each.item_id, each.place_id, each.lot_id, each.owner_id) for each in withdrawals if each.place_id
    ]


def _target(site_id: int, to: str | int, by: Actor) -> Place:
    if not by.scope.covers_site(site_id):
        raise NotFound(what=_("site"), key=site_id)
    if isinstance(to, int):
        target = load.physical([to], scope=by.scope)[to]
        _require_here([target], site_id)
        return target
    return load.virtual(site_id, PlaceKind(to))


def _require_here(places: Iterable[Place], site_id: int) -> None:
    """Between sites stock goes by a transfer, with its own papers."""
    for place in places:
        if place.site_id != site_id:
            raise WrongPlace(place=place.code, wanted=_("a place of this site"))


def _picked(
    wanted: Withdrawal,
    held: locks.Held,
    left: dict[Key, Decimal],
    soft: Decimal,
    target: Place,
    at: datetime,
) -> list[store.Line]:
    keys, choices = candidates(wanted, held, left)
    spared = ZERO if wanted.place_id or wanted.lot_id or wanted.owner_id else soft
    free = sum((each.free for each in choices), ZERO) - spared
    asked = min(wanted.quantity, max(free, ZERO)) if wanted.at_most else wanted.quantity
    if free < asked:
        raise short(wanted.item_id, asked=wanted.quantity, free=free, site_id=target.site_id, at=at)
    if asked == 0:
        return []
    rule = held[keys[choices[0].token]].item.pick_rule
    value = wanted.value.minor if wanted.value is not None else None
    lines = []
    for token, part in rules.pick(choices, asked, rule):
        key = keys[token]
        left[key] -= part
        lines.append(store.Line(key, held[key].place, target, part, MoveKind.ISSUE, value=value))
    return lines


def _send(
    lines: Sequence[store.Line], held: locks.Held, target: Place, posting: Posting, by: Actor, at: datetime
) -> list[Picked]:
    if not lines:
        return []
    missing = [key for key in store.keys_of(lines) if key not in held]
    moves = store.post(lines, posting=posting, by=by, at=at, held=held | locks.hold(missing))
    end_lots({line.key.lot_id for line in lines}, to=target.kind, at=at)
    return [
        Picked(move.from_place_id, move.lot_id or 0, move.quantity, move.pk, move.item_id, move.value_minor)
        for move in moves
    ]


@operation
def issue_reserved(
    source: Source,
    *,
    quantities: Mapping[int, Decimal] | None = None,
    to: str | int = PlaceKind.CUSTOMER,
    posting: Posting,
    by: Actor,
    at: datetime,
) -> list[Picked]:
    """Issue what is reserved (hard) for a document. quantities: by item id, None for all of it.

    Raises NoReservation if less is reserved than asked for, WrongPlace, PeriodIsClosed.
    """
    by.require(permits.ISSUE)
    mine = Reservation.objects.filter(
        source_kind=source.kind, source_id=source.id, state=ReservationState.HARD
    )
    held = locks.balances([each for each in mine.values_list("balance_id", flat=True) if each])
    rows = locks.reservations(mine.order_by("pk"))
    load.places([key.place_id for key in held], scope=by.scope)
    by_id = {balance.pk: key for key, balance in held.items()}
    parts = _parts(rows, quantities)
    if not parts:
        raise NoReservation(
            item=str(source), reserved="0", asked=plain(sum((quantities or {}).values(), ZERO))
        )
    site_id = parts[0][0].site_id
    target = _target(site_id, to, by)
    lines = []
    for row, part in parts:
        key = by_id[row.balance_id or 0]
        row.taken += part
        if row.taken == row.quantity:
            row.state = ReservationState.CONSUMED
        lines.append(store.Line(key, held[key].place, target, part, MoveKind.ISSUE, reserved=part))
    Reservation.objects.bulk_update([row for row, _taken in parts], ["taken", "state"])
    return _send(lines, held, target, posting, by, at)


def _parts(
    rows: Sequence[Reservation], quantities: Mapping[int, Decimal] | None
) -> list[tuple[Reservation, Decimal]]:
    """Which reservations give how much, the oldest first."""
    if quantities is None:
        return [(row, row.quantity - row.taken) for row in rows]
    by_item = rules.grouped(rows, lambda row: row.item_id)
    items = load.items(quantities.keys())
    parts: list[tuple[Reservation, Decimal]] = []
    for item_id, asked in quantities.items():
        rules.require_countable(items[item_id].code, asked, items[item_id].stock_unit)
        left = asked
        for row in by_item.get(item_id, []):
            if (part := min(row.quantity - row.taken, left)) > 0:
                parts.append((row, part))
                left -= part
        if left > 0:
            raise NoReservation(item=items[item_id].code, reserved=plain(asked - left), asked=plain(asked))
    return parts
