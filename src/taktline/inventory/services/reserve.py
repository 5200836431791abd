"""Stock is kept for documents."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from decimal import Decimal

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from taktline.inventory import load, locks, permits, rules
from taktline.inventory.facts import ReservationReleased, StockReserved
from taktline.inventory.life import ReservationState
from taktline.inventory.models import Balance, Reservation
from taktline.inventory.services.available import candidates, hold_for, short, soft_of
from taktline.inventory.types import Key, ReservationKind, Want
from taktline.kernel import bulk, journal, outbox
from taktline.kernel.actor import Actor
from taktline.kernel.composed import Given, composed
from taktline.kernel.errors import InvalidInput, NotFound, StaleSnapshot
from taktline.kernel.exact import plain
from taktline.kernel.operation import operation
from taktline.kernel.source import Source

ZERO = Decimal(0)


@operation
def reserve(
    wants: Sequence[Want],
    *,
    site_id: int,
    kind: str = ReservationKind.HARD,
    expires_at: datetime | None = None,
    by: Actor,
    at: datetime,
) -> list[int]:
    """Reserve free stock for documents, whole or not at all. Returns the reservations' ids.

    Hard: on certain balances, by the item's picking rule; one want may take several. Soft: so much of the item at
    the site until expires_at, which it needs. Raises ShortOfStock with what is left and when more comes.
    """
    by.require(permits.RESERVE)
    if not wants:
        return []
    _require_sound(wants, site_id, kind, expires_at, by=by, at=at)
    held = hold_for(site_id, wants, at=at)
    soft = soft_of(site_id, {each.item_id for each in wants}, at=at)
    if kind == ReservationKind.SOFT:
        rows = _soft(wants, held, soft, site_id=site_id, expires_at=expires_at, at=at)
    else:
        rows = _hard(wants, held, soft, site_id=site_id, at=at)
        _write([row.balance for row in rows if row.balance])
    Reservation.objects.bulk_create(rows)
    _tell("inventory.reserve", rows, site_id=site_id, by=by, at=at)
    return [row.pk for row in rows]


def _require_sound(
    wants: Sequence[Want], site_id: int, kind: str, expires_at: datetime | None, *, by: Actor, at: datetime
) -> None:
    if not by.scope.covers_site(site_id):
        raise NotFound(what=_("site"), key=site_id)
    if kind == ReservationKind.SOFT and (expires_at is None or expires_at <= at):
        raise InvalidInput(field="expires_at", reason=_("A soft reservation needs a date in the future."))
    items = load.items([each.item_id for each in wants])
    for each in wants:
        rules.require_countable(items[each.item_id].code, each.quantity, items[each.item_id].stock_unit)
        if kind == ReservationKind.SOFT and (each.owner_id or each.lot_id):
            raise InvalidInput(
                field="kind", reason=_("A certain lot or another owner's stock is reserved hard.")
            )


def _soft(
    wants: Sequence[Want],
    held: locks.Held,
    soft: dict[int, Decimal],
    *,
    site_id: int,
    expires_at: datetime | None,
    at: datetime,
) -> list[Reservation]:
    left = _left(held)
    rows = []
    for each in wants:
        _keys, choices = candidates(each, held, left)
        free = sum((choice.free for choice in choices), ZERO) - soft.get(each.item_id, ZERO)
        if free < each.quantity:
            raise short(each.item_id, asked=each.quantity, free=free, site_id=site_id, at=at)
        soft[each.item_id] = soft.get(each.item_id, ZERO) + each.quantity
        rows.append(_row(each, site_id, ReservationState.SOFT, each.quantity, at))
        rows[-1].expires_at = expires_at
    return rows


def _hard(
    wants: Sequence[Want], held: locks.Held, soft: dict[int, Decimal], *, site_id: int, at: datetime
) -> list[Reservation]:
    left = _left(held)
    rows = []
    for each in wants:
        for balance, part in _allocated(each, held, left, soft, site_id=site_id, at=at):
            row = _row(each, site_id, ReservationState.HARD, part, at)
            row.balance = balance
            rows.append(row)
    return rows


def _left(held: locks.Held) -> dict[Key, Decimal]:
    return {key: balance.on_hand - balance.reserved for key, balance in held.items()}


def _allocated(
    want: Want,
    held: locks.Held,
    left: dict[Key, Decimal],
    soft: dict[int, Decimal],
    *,
    site_id: int,
    at: datetime,
) -> list[tuple[Balance, Decimal]]:
    """Allocate a want to balances, marking them reserved. Raises ShortOfStock."""
    keys, choices = candidates(want, held, left)
    free = sum((choice.free for choice in choices), ZERO)
    if not want.owner_id and not want.lot_id:
        free -= soft.get(want.item_id, ZERO)
    if free < want.quantity:
        raise short(want.item_id, asked=want.quantity, free=free, site_id=site_id, at=at)
    rule = held[keys[choices[0].token]].item.pick_rule
    parts = []
    for token, part in rules.pick(choices, want.quantity, rule):
        balance = held[keys[token]]
        left[keys[token]] -= part
        balance.reserved += part
        parts.append((balance, part))
    return parts


def _row(want: Want, site_id: int, state: ReservationState, quantity: Decimal, at: datetime) -> Reservation:
    return Reservation(
        source_kind=want.source.kind,
        source_id=want.source.id,
        item_id=want.item_id,
        site_id=site_id,
        state=state,
        quantity=quantity,
        created_at=at,
    )


def _write(balances: Iterable[Balance]) -> None:
    rows = list({balance.pk: balance for balance in balances}.values())
    if len(rows) == 1:
        rows[0].save(update_fields=["reserved"])
    elif rows:
        bulk.update_rows(rows, ["reserved"])


def _tell(action: str, rows: Sequence[Reservation], *, site_id: int, by: Actor, at: datetime) -> None:
    after = {
        "reservations": [row.pk for row in rows[:200]],
        "sources": sorted({f"{row.source_kind}:{row.source_id}" for row in rows})[:200],
        "quantities": {str(row.pk): plain(row.quantity) for row in rows[:200]},
    }
    journal.record(action, subject=rows[0], by=by, at=at, after=after)
    items = sorted({row.item_id for row in rows})
    released = rows[0].state == ReservationState.RELEASED
    outbox.publish((ReservationReleased if released else StockReserved)(site_id, items), at=at)


@operation
def harden(sources: Collection[Source], *, by: Actor, at: datetime) -> list[int]:
    """Turn the documents' soft reservations into hard ones. Returns the hard reservations' ids.

    What expired meanwhile is hardened if the stock is still free. Raises ShortOfStock if it is not.
    """
    by.require(permits.RESERVE)
    mine = [row for kind in sorted({each.kind for each in sources}) for row in _soft_of(kind, sources)]
    ids: list[int] = []
    for site_id, of_site in sorted(rules.grouped(mine, lambda row: row.site_id).items()):
        ids.extend(_harden_at(of_site, site_id, by, at))
    return ids


def _soft_of(kind: str, sources: Collection[Source]) -> list[Reservation]:
    return _softly().rows({"kind": kind, "ids": [each.id for each in sources if each.kind == kind]})


@composed
def _softly() -> "QuerySet[Reservation]":
    rows = Reservation.objects.filter(source_kind=Given("kind"), source_id__among=Given("ids"))
    return rows.filter(state=ReservationState.SOFT).order_by("pk")


def _harden_at(wanted: Sequence[Reservation], site_id: int, by: Actor, at: datetime) -> list[int]:
    held = hold_for(site_id, [_want(row) for row in wanted], at=at)
    mine = locks.reservations_by_id([row.pk for row in wanted])
    rows = [row for row in mine if row.state == ReservationState.SOFT]
    if not rows:
        return []
    soft = soft_of(site_id, {row.item_id for row in rows}, at=at)
    for row in rows:
        if row.expires_at and row.expires_at > at:
            soft[row.item_id] -= row.quantity - row.taken
    left = _left(held)
    more: list[Reservation] = []
    for row in rows:
        parts = _allocated(_want(row), held, left, soft, site_id=site_id, at=at)
        for balance, part in parts[1:]:
            more.append(_row(_want(row), site_id, ReservationState.HARD, part, at))
            more[-1].balance = balance
        row.balance, row.quantity = parts[0]
        row.state, row.expires_at = ReservationState.HARD, None
    bulk.update_rows(rows, ["state", "balance", "quantity", "expires_at"])
    Reservation.objects.bulk_create(more)
    hard = [*rows, *more]
    _write([row.balance for row in hard if row.balance])
    _tell("inventory.harden", hard, site_id=site_id, by=by, at=at)
    return [row.pk for row in hard]


def _want(row: Reservation) -> Want:
    return Want(Source(row.source_kind, row.source_id), row.item_id, row.quantity - row.taken)


def _of(sources: Collection[Source]) -> Q:
    condition = Q(pk__in=[])
    by_kind: dict[str, list[int]] = {}
    for each in sources:
        by_kind.setdefault(each.kind, []).append(each.id)
    for kind, ids in by_kind.items():
        condition |= Q(source_kind=kind, source_id__in=ids)
    return condition


@operation
def release_reservations(sources: Collection[Source], *, by: Actor, at: datetime) -> int:
    """Let go of everything reserved for the documents. Returns how many reservations ended; none is no fault."""
    by.require(permits.RESERVE)
    return _release(_of(sources), "inventory.release-reservation", by=by, at=at)


@operation
def release_reservation(reservation_id: int, *, by: Actor, at: datetime) -> None:
    """Let go of one reservation, whosesoever it is. Raises NotFound if it does not hold anything any more.

    Who sells lets go through the own order, which knows the customer.
    """
    by.require(permits.BY_HAND)
    mine = Q(pk=reservation_id)
    if by.scope.sites is not None:
        mine &= Q(site_id__in=by.scope.sites)
    if not _release(mine, "inventory.release-reservation", by=by, at=at):
        raise NotFound(what=_("open reservation"), key=reservation_id)


@operation
def expire_reservations(*, by: Actor, at: datetime) -> int:
    """End the soft reservations whose time has passed; they have not counted since. Returns how many."""
    by.require(permits.RESERVE)
    overdue = Q(state=ReservationState.SOFT, expires_at__lte=at)
    return _release(overdue, "inventory.expire-reservation", by=by, at=at)


def _release(condition: Q, action: str, *, by: Actor, at: datetime) -> int:
    open_states = (ReservationState.SOFT, ReservationState.HARD)
    wanted = Reservation.objects.filter(condition, state__in=open_states)
    pairs = list(wanted.values_list("pk", "balance_id"))
    held = locks.balances([balance for _pk, balance in pairs if balance])
    rows = locks.reservations(
        Reservation.objects.filter(condition, pk__in=[pk for pk, _b in pairs], state__in=open_states)
    )
    by_id = {balance.pk: balance for balance in held.values()}
    for row in rows:
        if row.state == ReservationState.HARD and row.balance_id:
            if row.balance_id not in by_id:  # hardened between our look and our lock
                raise StaleSnapshot(what=_("open reservation"))
            by_id[row.balance_id].reserved -= row.quantity - row.taken
        row.state = ReservationState.RELEASED
    if not rows:
        return 0
    _write(held.values())
    Reservation.objects.bulk_update(rows, ["state"], batch_size=500)
    for site_id, of_site in sorted(rules.grouped(rows, lambda row: row.site_id).items()):
        _tell(action, of_site, site_id=site_id, by=by, at=at)
    return len(rows)
