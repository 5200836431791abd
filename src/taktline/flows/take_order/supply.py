"""What stands behind the items that are asked for: free stock, expected supply, and whether more can be had."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal

from taktline.catalog.life import ItemState
from taktline.catalog.types import Gap, ItemRow
from taktline.flows.take_order.promise import Supply
from taktline.inventory import queries as inventory
from taktline.inventory.types import Position
from taktline.sales.types import DemandRow


def supply_of(
    items: Mapping[int, ItemRow],
    gaps: Mapping[int, Sequence[Gap]],
    demand: Sequence[DemandRow],
    *,
    site_id: int,
    at: datetime,
) -> dict[int, Supply]:
    """By item what can meet the demand. The demand itself must be neither reserved nor expected when this is asked."""
    positions = inventory.positions(list(items), site_id=site_id, at=at)
    free = inventory.uncommitted(list(items), site_id=site_id, at=at)
    wanted: dict[int, Decimal] = {}
    for row in demand:
        wanted[row.item_id] = wanted.get(row.item_id, Decimal(0)) + row.quantity
    short = {item_id: quantity for item_id, quantity in wanted.items() if free[item_id] < quantity}
    covered = _covered_on(short, positions, site_id=site_id, at=at)
    return {
        item_id: Supply(
            free[item_id], covered.get(item_id), item.lead_days, _can_supply(item, gaps.get(item_id, ()))
        )
        for item_id, item in items.items()
    }


def _can_supply(item: ItemRow, gaps: Sequence[Gap]) -> bool:
    """A draft is being engineered and will be; what has left the range, or cannot be made as released, will not."""
    return item.state == ItemState.DRAFT or not gaps


def _covered_on(
    wanted: Mapping[int, Decimal], positions: Mapping[int, Position], *, site_id: int, at: datetime
) -> dict[int, date]:
    """By when expected supply covers what is wanted beyond what others want, for items that expect enough."""
    found: dict[int, date] = {}
    for item_id, quantity in wanted.items():
        here = positions[item_id]
        if here.projected < quantity:
            continue
        # From the end backwards: the first day from which on there is always enough.
        for step in reversed(inventory.projection(item_id, site_id=site_id, at=at)):
            if step.balance < quantity:
                break
            found[item_id] = step.due
    return found
