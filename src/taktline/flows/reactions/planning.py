"""What makes a plan out of date.

Documents state demand and supply as expectations in the transaction that makes them true, so that one topic of
inventory stands for orders, purchases and work orders alike; facts of each document would only repeat it.
"""

from collections.abc import Mapping
from datetime import datetime

from taktline.catalog import facts as catalog
from taktline.inventory import facts as inventory
from taktline.kernel.deliver import Reaction
from taktline.planning import services as planning
from taktline.purchasing import facts as purchasing
from taktline.sales import facts as sales
from taktline.shopfloor import facts as shopfloor


def _site(body: Mapping[str, object]) -> int | None:
    site_id = body.get("site_id")
    return site_id if isinstance(site_id, int) else None


def _moved(body: Mapping[str, object], at: datetime) -> None:
    planning.mark_dirty(_site(body), at=at)


_TOPICS = (
    inventory.ExpectationsChanged,
    inventory.StockMoved,
    inventory.StockReserved,
    inventory.ReservationReleased,
    inventory.ReservationCut,
    inventory.LotStateChanged,
    sales.OrderChanged,  # a priority, which no expectation may show
    shopfloor.WorkOrderReleased,
    catalog.ItemChanged,
    catalog.ItemReleased,
    catalog.ItemRetired,
    catalog.BomActivated,
    purchasing.SupplierItemsChanged,  # a preferred supplier's lead time
)

REACTIONS = tuple(Reaction(fact.topic, f"planning.dirty-after.{fact.topic}", _moved, same=_site) for fact in _TOPICS)
