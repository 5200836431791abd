"""What people must be told when stock is not what the ledger said."""

from collections.abc import Mapping
from datetime import datetime

from django.utils.translation import gettext_noop as N_

from taktline.catalog import queries as catalog
from taktline.identity import queries as identity
from taktline.inventory import facts
from taktline.kernel.actor import system
from taktline.kernel.deliver import Reaction
from taktline.kernel.source import Source
from taktline.office import services as office
from taktline.sales import queries as sales
from taktline.sales.types import DELIVERY, ORDER

COUNT = "inventory.count"
_HOUSE = system("stock")


def ask_for_a_recount(body: Mapping[str, object], at: datetime) -> None:
    """Somebody found stock: the warehouse counts that place again."""
    item_id = int(str(body["item_id"]))
    office.open_task(
        "inventory.recount",
        role="warehouse_clerk",
        title=N_("Stock of %(item)s was found that the books did not know: count it again"),
        key=str(body["task_key"]),
        source=Source(COUNT, int(str(body["count_id"]))),
        site_id=int(str(body["site_id"])),
        due=_end_of_day(body, at),
        data={"item": catalog.items([item_id])[item_id].code},
        by=_HOUSE,
        at=at,
    )


def tell_whose_stock_is_gone(body: Mapping[str, object], at: datetime) -> None:
    """What was reserved for a customer is not there any more: the planner looks for another way."""
    if body["source_kind"] != DELIVERY:
        return
    delivery_id = int(str(body["source_id"]))
    told = sales.describe([delivery_id]).get(delivery_id)
    if told is None:
        return
    office.open_task(
        "inventory.reservation-cut",
        role="planner",
        title=N_("Stock reserved for order %(number)s is gone: find another way"),
        key=str(delivery_id),
        source=Source(ORDER, told.order_id),
        site_id=int(str(body["site_id"])),
        due=_end_of_day(body, at),
        data={"number": told.number},
        by=_HOUSE,
        at=at,
    )


def _end_of_day(body: Mapping[str, object], at: datetime) -> datetime:
    site_id = int(str(body["site_id"]))
    return identity.end_of_site_day(site_id, identity.site_day(site_id, at))


REACTIONS = (
    Reaction(facts.StockFound.topic, "stock.ask-for-a-recount", ask_for_a_recount),
    Reaction(facts.ReservationCut.topic, "stock.tell-whose-stock-is-gone", tell_whose_stock_is_gone),
)
