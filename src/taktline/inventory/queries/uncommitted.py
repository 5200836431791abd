"""What may be given away today without taking it from those it was promised to."""

from collections.abc import Collection
from datetime import datetime
from decimal import Decimal

from taktline.inventory.models import Expectation
from taktline.inventory.queries.positions import positions
from taktline.inventory.types import Direction
from taktline.kernel.source import Source

ZERO = Decimal(0)


def uncommitted(
    item_ids: Collection[int], *, site_id: int, at: datetime, besides: Collection[Source] = ()
) -> dict[int, Decimal]:
    """Own stock by item that is neither reserved nor needed for what is expected to leave, whenever that is.

    The lowest the stock ever falls to, all comings and goings counted; never below zero. besides: documents whose own
    expectations do not count. Five queries whatever the number.
    """
    here = positions(item_ids, site_id=site_id, at=at)
    balance = {item: row.on_hand - row.held - row.soft for item, row in here.items()}
    lowest = dict(balance)
    own = set(besides)
    rows = Expectation.objects.filter(item_id__in=item_ids, site_id=site_id).order_by(
        "due", "direction", "id"
    )
    for item, direction, quantity, kind, source_id in rows.values_list(
        "item_id", "direction", "quantity", "source_kind", "source_id"
    ):
        if Source(kind, source_id) in own:
            continue
        balance[item] += quantity if direction == Direction.IN else -quantity
        lowest[item] = min(lowest[item], balance[item])
    return {item: max(ZERO, min(row.free, lowest[item])) for item, row in here.items()}
