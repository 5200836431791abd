"""The API put together: /api/v1, its documentation, and its routers from an explicit list."""

from ninja import NinjaAPI, Router

from taktline.faces.api import (
    catalog,
    catalog_prices,
    catalog_routings,
    catalog_structures,
    identity,
    inventory_plans,
    messages,
    office,
    opening,
    parties,
    planning,
    problem,
    promising,
    purchasing,
    purchasing_invoices,
    purchasing_receipts,
    purchasing_supply,
    resources,
    sales,
    scheduling,
    shopfloor,
    shopfloor_floor,
    shopfloor_making,
    shopfloor_material,
)
from taktline.faces.api.parsing import StrictParser

# Below what address each room's router stands, from the ground up.
ROUTERS: tuple[tuple[str, Router], ...] = (
    ("", identity.router),
    ("/office", office.router),
    ("/opening", opening.router),
    ("", parties.router),
    ("/resources", resources.router),
    ("/catalog", catalog.router),
    ("/catalog", catalog_structures.router),
    ("/catalog", catalog_routings.router),
    ("/catalog", catalog_prices.router),
    ("/inventory", inventory_plans.router),
    ("/shopfloor", shopfloor.router),
    ("/shopfloor", shopfloor_making.router),
    ("/shopfloor", shopfloor_material.router),
    ("/shopfloor", shopfloor_floor.router),
    ("/purchasing", purchasing.router),
    ("/purchasing", purchasing_receipts.router),
    ("/purchasing", purchasing_invoices.router),
    ("/purchasing", purchasing_supply.router),
    ("/planning", planning.router),
    ("/schedule", scheduling.router),
    ("", sales.router),
    ("", messages.router),
    ("", promising.router),
)

DESCRIPTION = """Everything the pages do, programs can do.

Send an API key as `Authorization: Bearer tk_…`. Send an `Idempotency-Key` with whatever changes something: sent
again, it is done once. Lists answer `items` and `next`; pass `next` as `cursor`. Refusals answer `code`, `title`,
`facts` and `faults`. Quantities, prices and amounts are text, because they are exact."""

api = NinjaAPI(
    title="Taktline", version="1", urls_namespace="api", description=DESCRIPTION, parser=StrictParser()
)
problem.install(api)
for prefix, router in ROUTERS:
    api.add_router(prefix, router)
