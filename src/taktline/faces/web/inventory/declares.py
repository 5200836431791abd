"""What these pages are made of."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from taktline.faces.web.declare import (
    Choice,
    Endpoint,
    Hit,
    HomeCard,
    Lookup,
    Page,
    Search,
)
from taktline.faces.web.inventory import handmade
from taktline.faces.web.inventory.count_screens import COUNTS, PLACES
from taktline.faces.web.inventory.forms import MOVE_FORMS
from taktline.faces.web.inventory.record_screens import EXPECTATIONS, MOVES, PERIODS, RESERVATIONS
from taktline.faces.web.inventory.setup_forms import SETUP_FORMS
from taktline.faces.web.inventory.stock_screens import BALANCES, LOTS, STOCK
from taktline.inventory import permits, queries
from taktline.inventory.types import PHYSICAL
from taktline.kernel.actor import Actor
from taktline.kernel.listing import page

SCREENS = (STOCK, BALANCES, LOTS, MOVES, RESERVATIONS, EXPECTATIONS, COUNTS, PLACES, PERIODS)
FORMS = (*MOVE_FORMS, *SETUP_FORMS)
PAGES = (
    Page("inventory.scan", _("Scan"), permits.SEE, "inventory/scan/", handmade.scan, "inventory", "scan", 5),
    Page(
        "inventory.found",
        _("Found stock"),
        permits.FOUND,
        "inventory/found/",
        handmade.found,
        "inventory",
        "hand-grab",
        75,
        methods=("GET", "POST"),
    ),
    Endpoint(
        "inventory/stock/<int:card_id>/projection/", handmade.projection, permits.SEE, "inventory.projection"
    ),
    Endpoint(
        "inventory/counts/<str:number>/sheet/",
        handmade.sheet,
        permits.COUNT,
        "inventory.count-sheet",
        ("GET", "POST"),
    ),
)


def _find_places(text: str, by: Actor, limit: int) -> list[Choice]:
    rows = queries.places(scope=by.scope, kinds=PHYSICAL)
    wanted = text.strip().lower()
    fitting = [row for row in rows if wanted in f"{row.code} {row.name.zh} {row.name.en}".lower()]
    return [Choice(row.id, row.code, str(row.name)) for row in fitting[:limit]]


def _place_label(key: str, by: Actor) -> str:
    return queries.place(int(key), scope=by.scope).code


def _search_lots(text: str, by: Actor, limit: int) -> list[Hit]:
    if len(text.strip()) < 2:
        return []
    rows = page(queries.LOTS, scope=by.scope, where={"code": text.strip()}, size=limit).rows
    return [
        Hit(str(row["code"]), f"/inventory/lots/{row.id}/", f"{row['item_code']} {row['item_name']}")
        for row in rows
    ]


def _shortages(*, by: Actor, at: datetime) -> dict[str, object]:
    del at
    rows = page(queries.STOCK, scope=by.scope, where={"short": "1"}, size=8).rows
    names = ("item_code", "item_name", "site", "projected")
    return {"rows": [{name: row[name] for name in names} for row in rows]}


LOOKUPS = (Lookup("inventory.place", permits.SEE, find=_find_places, label=_place_label),)
SEARCHES = (Search("inventory.lots", _("Lots"), permits.SEE, find=_search_lots, icon="barcode", order=60),)
HOME_CARDS = (
    HomeCard(
        "inventory.shortages",
        _("Will run out"),
        permits.SEE,
        "inventory/shortages.html",
        _shortages,
        roles=("warehouse_clerk", "planner", "buyer", "plant_manager"),
        width=2,
        order=40,
        icon="alert-triangle",
        more="/inventory/stock/?short=1",
        topics=("inventory.stock-moved", "inventory.expectations-changed"),
    ),
)
SOURCES = {
    "inventory.count": lambda count_id, by: (
        f"/inventory/counts/{queries.count(count_id, scope=by.scope).number}/"
    )
}
