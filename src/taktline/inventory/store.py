"""Writes moves and the balances they change, together or not at all."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db.models import Sum
from django.utils.translation import gettext as _

from taktline.inventory import locks, rules
from taktline.inventory.errors import NotThere, PeriodIsClosed, WrongPlace
from taktline.inventory.facts import ReservationCut, StockMoved
from taktline.inventory.life import ReservationState
from taktline.inventory.models import Balance, Move, Period, Place, Reservation
from taktline.inventory.types import PHYSICAL, Key, MoveKind, Posting
from taktline.kernel import journal, outbox
from taktline.kernel.actor import Actor
from taktline.kernel.exact import plain
from taktline.kernel.locks import lock_rows

ZERO = Decimal(0)


@dataclass(slots=True)
class Line:
    """One move to be made. key: its item, lot, owner, and where and in which status it starts.

    value: in minor units; None takes the share of what lies at the start, or the item's average where it starts
    at a virtual place. reserved: the part that a reservation held until now. cut: reservations give way.
    """

    key: Key
    origin: Place
    target: Place
    quantity: Decimal
    kind: MoveKind
    to_status: str = ""
    value: int | None = None
    reserved: Decimal = ZERO
    cut: bool = False
    reverses_id: int | None = None

    @property
    def target_key(self) -> Key:
        """The balance it ends in."""
        key = self.key
        return Key(key.item_id, self.target.pk, key.lot_id, key.owner_id, self.to_status or key.status)


def keys_of(lines: Iterable[Line]) -> list[Key]:
    """The balances that lines touch."""
    keys: dict[Key, None] = {}
    for line in lines:
        if line.origin.kind in PHYSICAL:
            keys[line.key] = None
        if line.target.kind in PHYSICAL:
            keys[line.target_key] = None
    return list(keys)


def post(
    lines: Sequence[Line], *, posting: Posting, by: Actor, at: datetime, held: locks.Held | None = None
) -> list[Move]:
    """Make moves in their order. held: the balances they touch, if they are locked already.

    Raises NotThere, PeriodIsClosed, InTheFuture. Publishes StockMoved, and ReservationCut where reservations gave way.
    """
    _require_open({line.origin.site_id: line.origin for line in lines}.values(), posting, at)
    balances = locks.hold(keys_of(lines)) if held is None else held
    _cut_reservations(lines, balances, at)
    averages = _averages(lines)
    moves = [_move(line, balances, averages, posting, by, at) for line in lines]
    touched = {id(balances[key]): balances[key] for key in keys_of(lines)}
    _write(list(touched.values()))
    Move.objects.bulk_create(moves)
    _tell(lines, moves, posting, by, at)
    return moves


def _require_open(places: Collection[Place], posting: Posting, at: datetime) -> None:
    """Back-dated posts lock their month, so that nobody closes it meanwhile; what happens now is never closed."""
    if posting.posted_at is None or posting.posted_at == at:
        return
    rules.require_past(posting.posted_at, at)
    for place in places:
        zone = place.site.time_zone
        month = rules.month_of(posting.posted_at, zone)
        fresh = Period(site_id=place.site_id, month=month, ends_at=rules.end_of_month(month, zone))
        Period.objects.bulk_create([fresh], ignore_conflicts=True)
        lock_rows(Period.objects.filter(site_id=place.site_id, month=month))
        if Period.objects.filter(site_id=place.site_id, month__gte=month, closed_at__isnull=False).exists():
            raise PeriodIsClosed(month=f"{month:%Y-%m}", site=place.site.code)


def _move(
    line: Line,
    balances: locks.Held,
    averages: dict[int, tuple[int, Decimal]],
    posting: Posting,
    by: Actor,
    at: datetime,
) -> Move:
    value = (
        _take(line, balances[line.key])
        if line.origin.kind in PHYSICAL
        else _value_from_outside(line, averages)
    )
    if (line.origin.pk, line.key.status) == (line.target.pk, line.to_status or line.key.status):
        raise WrongPlace(place=line.target.code, wanted=_("another place or status than it has now"))
    if line.target.kind in PHYSICAL:
        target = balances[line.target_key]
        target.on_hand += line.quantity
        target.value_minor += value
    return Move(
        item_id=line.key.item_id,
        lot_id=line.key.lot_id or None,
        owner_id=line.key.owner_id or None,
        from_place_id=line.origin.pk,
        from_status=line.key.status,
        to_place_id=line.target.pk,
        to_status=line.to_status or line.key.status,
        quantity=line.quantity,
        value_minor=value,
        kind=line.kind,
        source_kind=posting.source.kind if posting.source else "",
        source_id=posting.source.id if posting.source else 0,
        reason=posting.reason[:200],
        reverses_id=line.reverses_id,
        posted_at=posting.posted_at or at,
        recorded_at=at,
        actor_kind=by.kind.value,
        actor_id=by.id,
        actor_name=by.name[:80],
    )


def _take(line: Line, balance: Balance) -> int:
    """Take the quantity out of its balance; returns the value that goes along."""
    if line.quantity - line.reserved > balance.on_hand - balance.reserved:
        raise NotThere(
            on_hand=plain(balance.on_hand),
            reserved=plain(balance.reserved),
            asked=plain(line.quantity),
            item=balance.item.code,
            place=line.origin.code,
        )
    value = rules.share(balance.value_minor, line.quantity, balance.on_hand)
    if line.value is not None:
        value = (
            min(line.value, balance.value_minor) if line.quantity < balance.on_hand else balance.value_minor
        )
    balance.on_hand -= line.quantity
    balance.reserved -= line.reserved
    balance.value_minor -= value
    return value


def _value_from_outside(line: Line, averages: dict[int, tuple[int, Decimal]]) -> int:
    if line.value is not None or line.key.owner_id:
        return line.value or 0
    value, quantity = averages.get(line.key.item_id, (0, ZERO))
    return rules.at_average(value, quantity, line.quantity)


def _averages(lines: Sequence[Line]) -> dict[int, tuple[int, Decimal]]:
    """Value and quantity of own stock at the site, by item, for lines from outside that bring no value."""
    wanted = {
        line.key.item_id: line.target.site_id
        for line in lines
        if line.value is None and not line.key.owner_id and line.origin.kind not in PHYSICAL
    }
    if not wanted:
        return {}
    rows = (
        Balance.objects.filter(
            item_id__in=wanted, place__site_id__in=set(wanted.values()), owner=None, on_hand__gt=0
        )
        .values("item_id")
        .annotate(value=Sum("value_minor"), quantity=Sum("on_hand"))
    )
    return {row["item_id"]: (row["value"], row["quantity"]) for row in rows}


def _write(touched: list[Balance]) -> None:
    if len(touched) == 1:
        touched[0].save(update_fields=["on_hand", "reserved", "value_minor"])
    elif touched:
        Balance.objects.bulk_update(touched, ["on_hand", "reserved", "value_minor"], batch_size=500)


def _cut_reservations(lines: Sequence[Line], balances: locks.Held, at: datetime) -> None:
    """Where a line goes before reservations, shorten those that can no longer be kept, the newest first."""
    for line in lines:
        if not line.cut or line.origin.kind not in PHYSICAL:
            continue
        balance = balances[line.key]
        missing = min(line.quantity, balance.on_hand) - (balance.on_hand - balance.reserved)
        if missing > 0:
            _shorten(balance, missing, at)


def _shorten(balance: Balance, missing: Decimal, at: datetime) -> None:
    rows = locks.reservations(Reservation.objects.filter(balance=balance, state=ReservationState.HARD))
    by_id = {row.pk: row for row in rows}
    cuts = rules.cut_newest([(row.pk, row.quantity - row.taken) for row in rows], missing)
    for pk, part in cuts:
        row = by_id[pk]
        row.taken += part
        if row.taken == row.quantity:
            row.state = ReservationState.RELEASED
    Reservation.objects.bulk_update([by_id[pk] for pk, _cut in cuts], ["taken", "state"])
    balance.reserved -= sum((part for _which, part in cuts), ZERO)
    outbox.publish(
        *(
            ReservationCut(pk, by_id[pk].source_kind, by_id[pk].source_id, balance.item_id, by_id[pk].site_id)
            for pk, _cut in cuts
        ),
        at=at,
    )


def _tell(lines: Sequence[Line], moves: list[Move], posting: Posting, by: Actor, at: datetime) -> None:
    items, kind = sorted({move.item_id for move in moves}), lines[0].kind
    journal.record(
        f"inventory.{kind}",
        subject=moves[0],
        by=by,
        at=at,
        after={"moves": [move.pk for move in moves[:200]], "items": items[:200]},
        reason=posting.reason,
    )
    sites = {
        place.site_id for line in lines for place in (line.origin, line.target) if place.kind in PHYSICAL
    }
    about = (
        kind.value,
        posting.source.kind if posting.source else "",
        posting.source.id if posting.source else 0,
    )
    outbox.publish(*(StockMoved(site, items, *about) for site in sorted(sites)), at=at)
