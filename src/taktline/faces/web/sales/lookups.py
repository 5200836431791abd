"""Type-aheads and the global search of this room."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from taktline.catalog import queries as catalog
from taktline.faces.web.declare import Choice, Hit, Lookup, Search
from taktline.kernel.actor import Actor
from taktline.kernel.listing import Listing, page
from taktline.parties import queries as parties
from taktline.sales import permits, queries


def find_customers(text: str, by: Actor, limit: int) -> Sequence[Choice]:
    """Customers by code or name."""
    rows = parties.suggest_parties(text, scope=by.scope, limit=limit)
    return [Choice(row.id, f"{row.code} {row.name}", str(row.currency)) for row in rows]


def customer_label(customer_id: str, by: Actor) -> str:
    """The text of a chosen customer."""
    row = parties.customer(int(customer_id), scope=by.scope)
    return f"{row.code} {row.name}"


def find_items(text: str, by: Actor, limit: int) -> Sequence[Choice]:
    """Items by code, name or specification."""
    rows = catalog.suggest_items(text, limit)
    return [Choice(row.id, f"{row.code} {row.name}", f"{row.specification} {row.unit}".strip()) for row in rows]


def item_label(item_id: str, by: Actor) -> str:
    """The text of a chosen item."""
    row = catalog.item(int(item_id), scope=by.scope)
    return f"{row.code} {row.name}"


def _hits(listing: Listing, url: str, text: str, by: Actor, limit: int) -> Sequence[Hit]:
    rows = page(listing, scope=by.scope, text=text, size=limit).rows
    return [
        Hit(
            title=str(row["number"]),
            url=f"{url}{row['number']}/",
            note=" · ".join(str(part) for part in (row["customer"], row["customer_number"]) if part),
            badge=str(listing.names["state"].choices[str(row["state"])]) if listing.names["state"].choices else "",
        )
        for row in rows
    ]


def find_orders(text: str, by: Actor, limit: int) -> Sequence[Hit]:
    """Orders by number, the customer's number, or customer."""
    return _hits(queries.ORDERS, "/sales/orders/", text, by, limit)


def find_quotations(text: str, by: Actor, limit: int) -> Sequence[Hit]:
    """Quotations by number or customer."""
    return _hits(queries.QUOTATIONS, "/sales/quotations/", text, by, limit)


LOOKUPS = (
    Lookup("sales.customer", permits.SEE, find_customers, customer_label),
    Lookup("sales.item", permits.SEE, find_items, item_label),
)
SEARCHES = (
    Search("sales.orders", _("Orders"), permits.SEE, find_orders, icon="file-text", order=10),
    Search("sales.quotations", _("Quotations"), permits.SEE_QUOTATIONS, find_quotations, icon="file-dollar", order=40),
)


def order_url(order_id: int, by: Actor) -> str:
    """The page of an order that a task points at."""
    return f"/sales/orders/{queries.sheet_of(order_id, scope=by.scope).number}/"


def message_url(message_id: int, by: Actor) -> str:
    """The page of a message that a task points at."""
    return f"/sales/messages/{queries.message(message_id, scope=by.scope).number}/"


def delivery_url(delivery_id: int, by: Actor) -> str:
    """The page of the order a delivery belongs to."""
    found = queries.describe([delivery_id]).get(delivery_id)
    return f"/sales/orders/{found.number}/" if found else "/sales/orders/"


def quotation_url(quotation_id: int, by: Actor) -> str:
    """The page of a quotation."""
    return f"/sales/quotations/{queries.quotation(quotation_id, scope=by.scope).number}/"


SOURCES = {
    "sales.order": order_url,
    "sales.message": message_url,
    "sales.delivery": delivery_url,
    "sales.quotation": quotation_url,
}
