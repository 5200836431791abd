"""Stock and expectations as columns, for engines; quantities are whole millionths."""

from datetime import datetime

import numpy as np
from django.db.models import BigIntegerField, ExpressionWrapper, F, Q, Sum

from taktline.identity import queries as identity
from taktline.inventory.locks import not_expired
from taktline.inventory.models import Balance, Expectation
from taktline.inventory.types import STORAGE, Direction, Status
from taktline.kernel.columns import Columns

_EPOCH = "datetime64[D]"


def on_hand_columns(*, site_id: int, at: datetime) -> Columns:
    """Own stock by item (ids: item ids): `usable` (free status, not expired), `reserved` (hard, part of it).

    int64 millionths of the stock unit.
    """
    rows = (
        Balance.objects.filter(
            Q(owner=None, place__kind__in=STORAGE, place__site_id=site_id, status=Status.FREE, on_hand__gt=0)
            & not_expired(identity.site_day(site_id, at))
        )
        .order_by("item_id")
        .values_list("item_id")
        .annotate(
            usable=Sum(ExpressionWrapper(F("on_hand"), output_field=BigIntegerField())),
            kept=Sum(ExpressionWrapper(F("reserved"), output_field=BigIntegerField())),
        )
    )
    table = np.array([(int(a), int(b), int(c)) for a, b, c in rows], dtype=np.int64).reshape(-1, 3)
    return Columns(
        ids=table[:, 0].copy(), arrays={"usable": table[:, 1].copy(), "reserved": table[:, 2].copy()}
    )


def expectations(*, site_id: int, direction: str | None = None) -> Columns:
    """Everything expected at a site, by due day (ids: expectation ids).

    item_id, source_id, priority: int64; quantity: int64 millionths; due: datetime64[D]; sign: int8, +1 brings and
    −1 takes; source_kind: text.
    """
    rows = Expectation.objects.filter(site_id=site_id).order_by("due", "id")
    if direction is not None:
        rows = rows.filter(direction=direction)
    raw = list(
        rows.annotate(micro=ExpressionWrapper(F("quantity"), output_field=BigIntegerField())).values_list(
            "pk", "item_id", "source_id", "priority", "micro", "due", "direction", "source_kind"
        )
    )
    table = np.array([row[:5] for row in raw], dtype=np.int64).reshape(-1, 5)
    return Columns(
        ids=table[:, 0].copy(),
        arrays={
            "item_id": table[:, 1].copy(),
            "source_id": table[:, 2].copy(),
            "priority": table[:, 3].copy(),
            "quantity": table[:, 4].copy(),
            "due": np.array([row[5] for row in raw], dtype=_EPOCH),
            "sign": np.array([1 if row[6] == Direction.IN else -1 for row in raw], dtype=np.int8),
            "source_kind": np.array([row[7] for row in raw], dtype=np.str_),
        },
    )
