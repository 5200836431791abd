"""Recomputes every balance from the journal; what comes out must be no difference at all."""

from collections.abc import Iterator
from decimal import Decimal

from django.db.models import F, Sum

from taktline.inventory.life import ReservationState
from taktline.inventory.models import OPEN, Balance, Move, Reservation
from taktline.inventory.types import PHYSICAL, VIRTUAL, Drift, Key
from taktline.kernel.exact import plain

ZERO = Decimal(0)
Sums = dict[Key, tuple[Decimal, int]]


def drifts() -> list[Drift]:
    """Every difference between the kept figures and those recomputed from moves and reservations."""
    return [*_balances(), *_reserved(), *_conserved(), *_lots()]


def _balances() -> Iterator[Drift]:
    recomputed = _from_moves()
    kept = {
        Key(item, place, lot or 0, owner or 0, status): (on_hand, value)
        for item, place, lot, owner, status, on_hand, value in Balance.objects.values_list(
            "item_id", "place_id", "lot_id", "owner_id", "status", "on_hand", "value_minor"
        )
    }
    for key in sorted(kept.keys() | recomputed.keys()):
        here, there = kept.get(key, (ZERO, 0)), recomputed.get(key, (ZERO, 0))
        if here[0] != there[0]:
            yield Drift("on_hand", str(key), plain(here[0]), plain(there[0]))
        if here[1] != there[1]:
            yield Drift("value", str(key), str(here[1]), str(there[1]))


def _from_moves() -> Sums:
    sums: Sums = {}
    for side, sign in (("to", 1), ("from", -1)):
        rows = (
            Move.objects.filter(**{f"{side}_place__kind__in": PHYSICAL})
            .values_list("item_id", f"{side}_place_id", "lot_id", "owner_id", f"{side}_status")
            .annotate(Sum("quantity"), Sum("value_minor"))
        )
        for item, place, lot, owner, status, quantity, value in rows:
            key = Key(item, place, lot or 0, owner or 0, status)
            old = sums.get(key, (ZERO, 0))
            sums[key] = (old[0] + sign * quantity, old[1] + sign * int(value))
    return sums


def _reserved() -> Iterator[Drift]:
    held = dict(
        Reservation.objects.filter(state=ReservationState.HARD)
        .values_list("balance_id")
        .annotate(total=Sum(OPEN))
    )
    kept = dict(Balance.objects.filter(reserved__gt=0).values_list("pk", "reserved"))
    for pk in sorted(held.keys() | kept.keys()):
        if held.get(pk, ZERO) != kept.get(pk, ZERO):
            yield Drift("reserved", f"balance {pk}", plain(kept.get(pk, ZERO)), plain(held.get(pk, ZERO)))


def _conserved() -> Iterator[Drift]:
    """Over all places, those that hold balances and those that exist in moves only, an item sums to zero."""
    there = dict(Balance.objects.values_list("item_id").annotate(Sum("on_hand")))
    outside: dict[int, Decimal] = {}
    for side, sign in (("to", 1), ("from", -1)):
        rows = Move.objects.filter(**{f"{side}_place__kind__in": VIRTUAL}).values_list("item_id")
        for item, quantity in rows.annotate(Sum("quantity")):
            outside[item] = outside.get(item, ZERO) + sign * quantity
    for item in sorted(there.keys() | outside.keys()):
        if total := there.get(item, ZERO) + outside.get(item, ZERO):
            yield Drift("conservation", f"item {item}", plain(total), "0")


def _lots() -> Iterator[Drift]:
    """A lot lies only in balances of its own item; a serial number is one piece at most."""
    for pk in Balance.objects.exclude(lot=None).exclude(lot__item=F("item")).values_list("pk", flat=True):
        yield Drift("lot of another item", f"balance {pk}", "", "")
    serials = Balance.objects.filter(item__tracking="serial", on_hand__gt=0).values_list("lot_id")
    for lot, pieces in serials.annotate(pieces=Sum("on_hand")):
        if pieces > 1:
            yield Drift("serial", f"lot {lot}", plain(pieces), "1")
