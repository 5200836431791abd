"""What the buttons of these pages do."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import cast

from taktline.flows.plan_and_release.release_work_orders import release_work_orders
from taktline.kernel.actor import Actor
from taktline.shopfloor import queries, services

Data = Mapping[str, object]


def release(ids: Sequence[int], by: Actor, at: datetime, data: Data) -> None:
    """Release work orders whose material is here."""
    release_work_orders(ids, by=by, at=at)


def release_anyway(ids: Sequence[int], by: Actor, at: datetime, data: Data) -> None:
    """Release work orders although material is missing."""
    release_work_orders(ids, anyway=True, by=by, at=at)


def cancel(order_id: int, by: Actor, at: datetime, data: Data) -> None:
    """Do not make it after all."""
    services.cancel(
        order_id, reason=str(data.get("reason") or ""), scrap=bool(data.get("scrap")), by=by, at=at
    )


def change(order_id: int, by: Actor, at: datetime, data: Data) -> None:
    """Another quantity and day."""
    services.change(
        order_id, quantity=cast("Decimal", data["quantity"]), due=cast("date", data["due"]), by=by, at=at
    )


def change_data(key: str, by: Actor) -> Mapping[str, object]:
    """What stands now."""
    row = queries.work_order(int(key), scope=by.scope)
    return {"quantity": row.quantity, "due": row.due}
