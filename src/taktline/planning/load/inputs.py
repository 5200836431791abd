"""One consistent reading of demand, supply, stock and recipes, as the engine's tables."""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from taktline.catalog import queries as catalog
from taktline.engines import mrp
from taktline.inventory import queries as inventory
from taktline.kernel.columns import Columns
from taktline.kernel.operation import snapshot
from taktline.kernel.source import Source
from taktline.planning.load.days import working_days
from taktline.planning.load.documents import Documents, read_documents
from taktline.planning.load.goods import read_goods
from taktline.planning.models import PlanState
from taktline.planning.rules import EARLY_TOLERANCE_DAYS, ORDER_FENCE_DAYS, PULL_IN_DAYS
from taktline.purchasing import queries as purchasing
from taktline.resources import queries as resources

SHORTEST, LONGEST, BEYOND = 365, 1500, 90
RULES = (ORDER_FENCE_DAYS, EARLY_TOLERANCE_DAYS, PULL_IN_DAYS)


@dataclass(frozen=True, slots=True)
class Inputs:
    """What the engine is told, and what its ids mean.

    demands, supplies: document by engine id. version: of the plan it was read beside. digest: of all of it.
    """

    site_id: int
    today: date
    problem: mrp.Problem
    demands: dict[int, Source]
    supplies: dict[int, Source]
    version: int
    digest: str

    def day(self, number: int) -> date:
        """The calendar day of an engine's day."""
        return self.today + timedelta(days=max(-36_500, min(int(number), 36_500)))


def load(site_id: int, *, today: date, at: datetime) -> Inputs | None:
    """Read everything a plan of the site rests on; the number of queries does not depend on how much there is.

    None when it is what the standing plan was made from: then items and structures are not even read, as their
    room counts its changes.
    """
    with snapshot():
        state = PlanState.objects.filter(site_id=site_id).values_list("version", "digest").first()
        version, standing = state or (0, "")
        documents = read_documents(site_id, at=at)
        stock = inventory.on_hand_columns(site_id=site_id, at=at)
        leads = purchasing.preferred_lead_days()
        stamps = f"{today} {catalog.version()} {resources.version()} {RULES} {sorted(leads.items())}"
        digest = _digest(documents, stock, stamps)
        if digest == standing:
            return None
        goods = read_goods(site_id=site_id, today=today, leads=leads)
        horizon = _horizon(documents.farthest(today))
        calendar = mrp.Calendar.of(0, working_days(site_id, start=today, days=horizon + 1))
    items = goods.with_stock(stock, documents.kept_elsewhere())
    demands, supplies = documents.tables(today, horizon, items)
    problem = mrp.Problem(items, goods.lines, demands, supplies, (calendar,), horizon)
    return Inputs(
        site_id, today, problem, documents.demand_sources(), documents.supply_sources(), version, digest
    )


def _horizon(farthest: int) -> int:
    return max(SHORTEST, min(LONGEST, farthest + BEYOND))


def _digest(documents: Documents, stock: Columns, stamps: str) -> str:
    """One fingerprint of all that a plan depends on."""
    told = hashlib.sha256(stamps.encode())
    for columns in (documents.expected, stock):
        told.update(columns.ids.tobytes())
        for name in sorted(columns.arrays):
            told.update(columns.arrays[name].tobytes())
    for known in (documents.reserved, documents.feeds):
        told.update(repr(sorted(known.items())).encode())
    told.update(repr(sorted(documents.fixed)).encode())
    return told.hexdigest()
