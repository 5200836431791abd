"""What is there, what is promised, what is coming."""

from collections.abc import Collection, Mapping
from datetime import date, datetime
from decimal import Decimal

from django.db.models import Q, Sum

from taktline.identity import queries as identity
from taktline.inventory.life import ReservationState
from taktline.inventory.locks import not_expired
from taktline.inventory.models import OPEN, Balance, Expectation, Reservation
from taktline.inventory.types import STORAGE, Direction, Position, Projected, Status
from taktline.kernel.exact import Money
from taktline.kernel.source import Source

ZERO = Decimal(0)
_OURS = Q(owner=None, place__kind__in=STORAGE)


def free_stock(item_ids: Collection[int], *, site_id: int, at: datetime) -> dict[int, Decimal]:
    """What may still be promised from own stock, by item: free, not expired, neither hard nor softly reserved.

    Items without any stay out of the answer.
    """
    rows = (
        Balance.objects.filter(
            _OURS & not_expired(identity.site_day(site_id, at)),
            item_id__in=item_ids,
            place__site_id=site_id,
            status=Status.FREE,
        )
        .values_list("item_id")
        .annotate(Sum("on_hand"), Sum("reserved"))
    )
    soft = _soft(item_ids, site_id, at)
    return {item: on_hand - reserved - soft.get(item, ZERO) for item, on_hand, reserved in rows}


def position(item_id: int, *, site_id: int, at: datetime) -> Position:
    """One item at one site."""
    return positions([item_id], site_id=site_id, at=at)[item_id]


def positions(item_ids: Collection[int], *, site_id: int, at: datetime) -> dict[int, Position]:
    """Items at a site, own stock; three queries whatever the number. What expired counts as held."""
    usable = Q(status=Status.FREE) & not_expired(identity.site_day(site_id, at))
    rows = (
        Balance.objects.filter(_OURS, item_id__in=item_ids, place__site_id=site_id)
        .values_list("item_id")
        .annotate(all=Sum("on_hand"), usable=Sum("on_hand", filter=usable), reserved=Sum("reserved"))
    )
    stock = {item: (all_ or ZERO, usable or ZERO, reserved or ZERO) for item, all_, usable, reserved in rows}
    soft = _soft(item_ids, site_id, at)
    expected = _expected(item_ids, site_id)
    answer = {}
    for item in item_ids:
        on_hand, free, reserved = stock.get(item, (ZERO, ZERO, ZERO))
        answer[item] = Position(
            item_id=item,
            on_hand=on_hand,
            held=on_hand - free,
            reserved=reserved,
            soft=soft.get(item, ZERO),
            incoming=expected.get((item, Direction.IN), ZERO),
            outgoing=expected.get((item, Direction.OUT), ZERO),
        )
    return answer


def _soft(item_ids: Collection[int], site_id: int, at: datetime) -> dict[int, Decimal]:
    rows = (
        Reservation.objects.filter(
            state=ReservationState.SOFT, item_id__in=item_ids, site_id=site_id, expires_at__gt=at
        )
        .values_list("item_id")
        .annotate(total=Sum(OPEN))
    )
    return dict(rows)


def _expected(item_ids: Collection[int], site_id: int) -> dict[tuple[int, str], Decimal]:
    rows = (
        Expectation.objects.filter(item_id__in=item_ids, site_id=site_id)
        .values_list("item_id", "direction")
        .annotate(Sum("quantity"))
    )
    return {(item, direction): quantity for item, direction, quantity in rows}


def projection(item_id: int, *, site_id: int, at: datetime) -> list[Projected]:
    """What comes and goes, day by day in order, and what is left after each; overdue expectations come first.

    It begins with today's usable own stock: the balance of the first step less its own quantity.
    """
    balance = usable_stock(item_id, site_id=site_id, at=at)
    steps = []
    rows = Expectation.objects.filter(item_id=item_id, site_id=site_id).order_by(
        "due", "direction", "priority", "id"
    )
    for due, direction, quantity, kind, source_id in rows.values_list(
        "due", "direction", "quantity", "source_kind", "source_id"
    ):
        balance += quantity if direction == Direction.IN else -quantity
        steps.append(Projected(due, direction, quantity, balance, Source(kind, source_id)))
    return steps


def usable_stock(item_id: int, *, site_id: int, at: datetime) -> Decimal:
    """Own stock that may be used, reserved or not."""
    rows = Balance.objects.filter(
        _OURS & not_expired(identity.site_day(site_id, at)),
        item_id=item_id,
        place__site_id=site_id,
        status=Status.FREE,
    )
    return rows.aggregate(sum=Sum("on_hand"))["sum"] or ZERO


def next_arrivals(item_ids: Collection[int], *, site_id: int, on: date) -> dict[int, tuple[date, Decimal]]:
    """The next day on which something comes, and how much then, by item."""
    rows = Expectation.objects.filter(
        item_id__in=item_ids, site_id=site_id, direction=Direction.IN, due__gte=on
    ).order_by("-due", "-id")
    return {item: (due, quantity) for item, due, quantity in rows.values_list("item_id", "due", "quantity")}


Worth = dict[tuple[str, str], tuple[Decimal, Decimal]]


def worth_by_place() -> Worth:
    """Quantity in all and value (in the site's currency) by site and place code, other owners' stock counted at nothing."""
    rows = (
        Balance.objects.filter(on_hand__gt=0)
        .values_list("place__site__code", "place__code", "place__site__currency")
        .annotate(Sum("on_hand"), Sum("value_minor"))
    )
    return {
        (site, place): (quantity, Money(int(value), currency).amount)
        for site, place, currency, quantity, value in rows
    }


def value_of(item_ids: Collection[int] | None, *, site_id: int, currency: str) -> Mapping[int, Money]:
    """What own stock is worth, by item, in the site's currency; everything where item_ids is None."""
    rows = Balance.objects.filter(place__site_id=site_id, on_hand__gt=0, owner=None)
    if item_ids is not None:
        rows = rows.filter(item_id__in=item_ids)
    worth = rows.values_list("item_id").annotate(Sum("value_minor"))
    return {item: Money(int(value), currency) for item, value in worth}
