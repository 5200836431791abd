"""Finding one thing: a balance, a stock card, a count, or whatever a scanned code names."""

from typing import Any

from django.db.models import Count as Number
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from taktline.inventory.models import Balance, Count, Lot, Place, StockCard
from taktline.inventory.types import BalanceRow, CardRow, CountRow, Key, Scanned
from taktline.kernel.errors import NotFound
from taktline.kernel.scope import Scope

_BALANCE = (
    "pk",
    "item_id",
    "place_id",
    "lot_id",
    "owner_id",
    "status",
    "place__code",
    "lot__code",
    "lot__expires_on",
    "on_hand",
    "reserved",
)
_CARD = ("pk", "item_id", "item__code", "site_id", "site__code", "abc", "counted_at")


def _balances(rows: "QuerySet[Balance]") -> list[BalanceRow]:
    return [
        BalanceRow(
            pk, Key(item, place, lot or 0, owner or 0, status), code, lot_code or "", expires, there, kept
        )
        for pk, item, place, lot, owner, status, code, lot_code, expires, there, kept in rows.values_list(
            *_BALANCE
        )
    ]


def balances_of(item_id: int, *, site_id: int, scope: Scope) -> list[BalanceRow]:
    """Where an item lies, every owner and status; empty balances stay out."""
    if not scope.covers_site(site_id):
        return []
    rows = Balance.objects.filter(item_id=item_id, place__site_id=site_id, on_hand__gt=0)
    return _balances(rows.order_by("place__code", "lot__expires_on", "lot__code", "pk"))


def balance(balance_id: int, *, scope: Scope) -> BalanceRow:
    """One balance. Raises NotFound."""
    rows = _balances(_at_sites(Balance.objects.filter(pk=balance_id), "place__site_id", scope))
    if not rows:
        raise NotFound(what=_("stock"), key=balance_id)
    return rows[0]


def _at_sites(rows: "QuerySet[Any]", path: str, scope: Scope) -> "QuerySet[Any]":
    return rows if scope.sites is None else rows.filter(**{f"{path}__in": scope.sites})


def card(card_id: int, *, scope: Scope) -> CardRow:
    """One stock card. Raises NotFound."""
    return _card(Q(pk=card_id), card_id, scope)


def card_by_key(key: str, *, scope: Scope) -> CardRow:
    """The stock card of "item@site". Raises NotFound."""
    code, _at, site = key.rpartition("@")
    return _card(Q(item__code=code, site__code=site), key, scope)


def _card(condition: Q, key: object, scope: Scope) -> CardRow:
    row = _at_sites(StockCard.objects.filter(condition), "site_id", scope).values_list(*_CARD).first()
    if row is None:
        raise NotFound(what=_("stock card"), key=key)
    return CardRow(*row)


def count(count_id: int, *, scope: Scope) -> CountRow:
    """One count. Raises NotFound."""
    return _count(Q(pk=count_id), count_id, scope)


def count_by_number(number: str, *, scope: Scope) -> CountRow:
    """The count of this number. Raises NotFound."""
    return _count(Q(number=number), number, scope)


def _count(condition: Q, key: object, scope: Scope) -> CountRow:
    row = (
        _at_sites(Count.objects.filter(condition), "site_id", scope)
        .annotate(all=Number("lines"), done=Number("lines__counted"))
        .values_list("pk", "number", "site_id", "kind", "state", "is_blind", "note", "all", "done")
        .first()
    )
    if row is None:
        raise NotFound(what=_("count"), key=key)
    return CountRow(*row)


def scan(text: str, *, scope: Scope) -> list[Scanned]:
    """What a scanned or typed code names: places, lots and serial numbers, items known to stock; at most ten each."""
    code = text.strip()
    if not code:
        return []
    found = [
        Scanned("place", pk, name)
        for pk, name in _at_sites(Place.objects.filter(code__iexact=code), "site_id", scope).values_list(
            "pk", "code"
        )
    ]
    lots = Lot.objects.filter(code__iexact=code).values_list("pk", "code", "item_id")
    found += [Scanned("lot", pk, name, item) for pk, name, item in lots[:10]]
    cards = _at_sites(StockCard.objects.filter(item__code__iexact=code), "site_id", scope)
    found += [
        Scanned("item", pk, f"{name}@{site}", item)
        for pk, name, site, item in cards.values_list("pk", "item__code", "site__code", "item_id")[:10]
    ]
    return found
