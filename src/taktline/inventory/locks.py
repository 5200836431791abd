"""Balances are locked in key order and waited for; two operations can never wait for each other's."""

from collections.abc import Collection
from datetime import date, datetime

from django.db.models import Q, QuerySet

from taktline.identity import queries as identity
from taktline.inventory.models import Balance, Reservation, StockCard
from taktline.inventory.types import STORAGE, Key, Status
from taktline.kernel.composed import Given, composed
from taktline.kernel.locks import lock_rows, locking

Held = dict[Key, Balance]


def key_of(balance: Balance) -> Key:
    """The key of a balance."""
    return Key(balance.item_id, balance.place_id, balance.lot_id or 0, balance.owner_id or 0, balance.status)


def not_expired(on: "date | Given") -> Q:
    """Balances without lot, or of a lot that may still be used on the site's day."""
    return Q(lot=None) | Q(lot__expires_on=None) | Q(lot__expires_on__gte=on)


def hold(keys: Collection[Key]) -> Held:
    """The balances of these keys, made where they are missing, locked."""
    return _locked(Q(pk__in=_made(keys)))


def usable(site_id: int, item_ids: Collection[int], *, at: datetime, also: Collection[Key] = ()) -> Held:
    """Whatever is free of the items in the site's storage and not expired, and the balances of `also`; locked.

    Stock that moved between places while we waited is looked for once more by the caller, if it falls short.
    """
    on = identity.site_day(site_id, at)
    if also:
        return _locked((_free(site_id, Q(item_id__in=item_ids)) & not_expired(on)) | Q(pk__in=_made(also)))
    rows = _usable().rows({"site": site_id, "items": item_ids, "on": on})
    return {key_of(row): row for row in rows}


@composed
def _usable() -> "QuerySet[Balance]":
    wanted = _free(Given("site"), Q(item__among=Given("items"))) & not_expired(Given("on"))
    return locking(_whole(wanted))


def _free(site: "int | Given", items: Q) -> Q:
    return items & Q(place__site=site, place__kind__in=STORAGE, status=Status.FREE, on_hand__gt=0)


def balances(ids: Collection[int]) -> Held:
    """The balances of these ids, locked."""
    return _locked(Q(pk__in=ids))


def reservations(rows: "QuerySet[Reservation]") -> list[Reservation]:
    """Reservations, locked; take the locks of their balances first."""
    return lock_rows(rows)


def reservations_by_id(ids: Collection[int]) -> list[Reservation]:
    """The reservations of these ids, locked; take the locks of their balances first."""
    return _reservations().rows({"ids": ids})


@composed
def _reservations() -> "QuerySet[Reservation]":
    return locking(Reservation.objects.filter(pk__among=Given("ids")))


def _locked(condition: Q) -> Held:
    return {key_of(row): row for row in lock_rows(_whole(condition))}


def _whole(condition: Q) -> "QuerySet[Balance]":
    return Balance.objects.filter(condition).select_related("item__unit", "place", "lot")


def _made(keys: Collection[Key]) -> list[int]:
    """Ids of the balances, making those that are missing. Two makers at once end up with one row."""
    if not keys:
        return []
    ids = _ids(keys)
    missing = sorted(set(keys) - ids.keys())
    if missing:
        Balance.objects.bulk_create([_fresh(key) for key in missing], ignore_conflicts=True)
        ids = _ids(keys)
        _make_cards([ids[key] for key in missing])
    return [ids[key] for key in keys]


def _fresh(key: Key) -> Balance:
    return Balance(
        item_id=key.item_id,
        place_id=key.place_id,
        lot_id=key.lot_id or None,
        owner_id=key.owner_id or None,
        status=key.status,
    )


def _ids(keys: Collection[Key]) -> dict[Key, int]:
    rows = Balance.objects.filter(
        item_id__in={key.item_id for key in keys}, place_id__in={key.place_id for key in keys}
    ).values_list("pk", "item_id", "place_id", "lot_id", "owner_id", "status")
    found = {
        Key(item, place, lot or 0, owner or 0, status): pk for pk, item, place, lot, owner, status in rows
    }
    return {key: found[key] for key in keys if key in found}


def _make_cards(balance_ids: Collection[int]) -> None:
    pairs = Balance.objects.filter(pk__in=balance_ids).values_list("item_id", "place__site_id")
    make_cards(set(pairs))


def make_cards(pairs: Collection[tuple[int, int]]) -> None:
    """Open the stock cards of (item, site) that have none yet."""
    given = {"items": {item for item, _ in pairs}, "sites": {site for _, site in pairs}}
    known = set(_cards().rows(given))
    if new := sorted(set(pairs) - known):
        StockCard.objects.bulk_create(
            [StockCard(item_id=item, site_id=site) for item, site in new], ignore_conflicts=True
        )


@composed
def _cards() -> "QuerySet[StockCard, tuple[int, int]]":
    rows = StockCard.objects.filter(item__among=Given("items"), site__among=Given("sites"))
    return rows.values_list("item_id", "site_id")
