"""The figures of some stock cards in three grouped sums, where the list's own expressions would sum for each row."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.db.models import F, Q, QuerySet, Sum

from taktline.inventory.life import ReservationState
from taktline.inventory.models import OPEN, Balance, Expectation, Reservation, StockCard
from taktline.inventory.types import STORAGE, Direction, Status
from taktline.kernel.composed import Given, composed
from taktline.kernel.exact import QuantityField

ZERO = Decimal(0)


def card_figures(card_ids: Sequence[int]) -> Mapping[int, Mapping[str, object]]:
    """What the stock list shows of each card: on hand, held, reserved, free, incoming, outgoing, projected."""
    cards = {(item, site): pk for pk, item, site in _cards().rows({"ids": card_ids})}
    given = {"items": {item for item, _site in cards}, "sites": {site for _item, site in cards}}
    found = {
        pk: dict.fromkeys(("here", "usable", "hard", "left", "soft", "in", "out"), ZERO) for pk in card_ids
    }
    for asked in (_balances(), _soft(), _expected()):
        for row in asked.rows(given):
            item, site, *_sums = row.values()
            if (pk := cards.get((item, site))) is not None:
                found[pk].update(
                    {name.removeprefix("sum_"): row[name] or ZERO for name in row if name.startswith("sum_")}
                )
    return {pk: _told(sums) for pk, sums in found.items()}


def _told(sums: Mapping[str, Decimal]) -> Mapping[str, object]:
    return {
        "on_hand": sums["here"],
        "held": sums["here"] - sums["usable"],
        "reserved": sums["hard"] + sums["soft"],
        "free": sums["left"] - sums["soft"],
        "incoming": sums["in"],
        "outgoing": sums["out"],
        "projected": sums["usable"] + sums["in"] - sums["out"],
    }


@composed
def _cards() -> "QuerySet[StockCard, tuple[int, int, int]]":
    return StockCard.objects.filter(pk__among=Given("ids")).values_list("pk", "item_id", "site_id")


@composed
def _balances() -> "QuerySet[Any, Any]":
    rows = Balance.objects.filter(owner=None, place__kind__in=STORAGE)
    rows = rows.filter(item__among=Given("items"), place__site__among=Given("sites"))
    free = Q(status=Status.FREE)
    return (
        rows.order_by()
        .values("item_id", "place__site_id")
        .annotate(
            sum_here=Sum("on_hand"),
            sum_usable=Sum("on_hand", filter=free),
            sum_hard=Sum("reserved"),
            sum_left=Sum(F("on_hand") - F("reserved"), filter=free, output_field=QuantityField()),
        )
    )


@composed
def _soft() -> "QuerySet[Any, Any]":
    rows = Reservation.objects.filter(state=ReservationState.SOFT)
    rows = rows.filter(item__among=Given("items"), site__among=Given("sites"))
    return rows.order_by().values("item_id", "site_id").annotate(sum_soft=Sum(OPEN))


@composed
def _expected() -> "QuerySet[Any, Any]":
    rows = Expectation.objects.filter(item__among=Given("items"), site__among=Given("sites"))
    return (
        rows.order_by()
        .values("item_id", "site_id")
        .annotate(
            sum_in=Sum("quantity", filter=Q(direction=Direction.IN)),
            sum_out=Sum("quantity", filter=Q(direction=Direction.OUT)),
        )
    )
