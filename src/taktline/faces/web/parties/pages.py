"""The page of one customer or supplier."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from taktline.catalog import permits as catalog_permits
from taktline.catalog import queries as catalog
from taktline.faces.web.declare import Badge, Col, Detail, Fact, Facts, Lines, Notice, Tab, Timeline
from taktline.identity import queries as identity
from taktline.kernel import journal
from taktline.kernel.actor import Actor
from taktline.kernel.listing import page
from taktline.parties import permits, queries
from taktline.parties.types import PartyRow

ACTIONS = {
    "parties.create-party": gettext_lazy("entered"),
    "parties.change-party": gettext_lazy("changed"),
    "parties.set-addresses": gettext_lazy("addresses changed"),
    "parties.set-contacts": gettext_lazy("contacts changed"),
    "parties.block": gettext_lazy("blocked"),
    "parties.unblock": gettext_lazy("unblocked"),
}


def customer(party_id: int, by: Actor) -> Detail:
    """One customer."""
    row = queries.party(party_id, scope=by.scope)
    parts = [_overview(row, by), _reach(row, by)]
    if by.may(catalog_permits.PRICE_SEE):
        parts.append(_prices(row, by))
    parts += [_part_numbers(row, by), _history(row, by)]
    return _detail(row, tuple(parts), "customers")


def supplier(party_id: int, by: Actor) -> Detail:
    """One supplier."""
    row = queries.party(party_id, scope=by.scope)
    items = page(catalog.ITEMS, scope=by.scope, where={"supplier": str(row.id)}, size=200).rows
    columns = (
        Col("code", _("Item"), "link", url="/catalog/items/{code}/"),
        Col("name", _("Name"), wide=True),
        Col("lead_days", _("Lead time in days")),
    )
    supplies = Tab(
        "items", _("What it supplies"), (Lines(columns, items, empty=_("Nothing yet.")),), count=len(items)
    )
    return _detail(row, (_overview(row, by), _reach(row, by), supplies, _history(row, by)), "suppliers")


def _detail(row: PartyRow, tabs: tuple[Tab, ...], folder: str) -> Detail:
    badges = [Badge(_("blocked"), "red")] if row.blocked else []
    if not row.is_active:
        badges.append(Badge(_("no longer active"), "grey"))
    blocks = (Notice(row.block_reason, "red", _("Blocked")),) if row.blocked else ()
    permit = permits.CHANGE_CUSTOMER if folder == "customers" else permits.CHANGE_SUPPLIER
    return Detail(
        title=str(row.name),
        subtitle=row.code,
        badges=badges,
        blocks=blocks,
        tabs=tabs,
        legal=frozenset({"unblock" if row.blocked else "block"}),
        edit_url=f"/parties/{folder}/{row.code}/edit/",
        edit_permit=permit,
    )


def _overview(row: PartyRow, by: Actor) -> Tab:
    clerk = identity.user_names([row.clerk_id]).get(row.clerk_id) if row.clerk_id else None
    facts = [
        Fact(_("Chinese name"), row.name.zh),
        Fact(_("English name"), row.name.en),
        Fact(_("Tax number"), row.tax_number, "code"),
        Fact(_("Currency"), row.currency),
        Fact(_("Payment terms"), str(row.terms.name) if row.terms else ""),
        Fact(_("Sales clerk"), str(clerk) if clerk else ""),
        Fact(_("Clean orders pass without hands"), row.auto_confirm, "flag"),
    ]
    if by.scope.money and row.is_customer:
        facts += [
            Fact(_("Credit limit"), row.credit_limit or _("no limit"), money=True),
            Fact(_("Exposure"), row.exposure, money=True),
        ]
    return Tab("overview", _("Overview"), (Facts(facts),))


def _reach(row: PartyRow, by: Actor) -> Tab:
    addresses = queries.addresses(row.id, scope=by.scope)
    contacts = queries.contacts(row.id, scope=by.scope)
    places = [
        {
            "kind": each.kind.label,
            "name": each.name,
            "place": " ".join(part for part in (each.province, each.city, each.lines) if part),
            "postcode": each.postcode,
            "where": f"{each.latitude}, {each.longitude}" if each.latitude is not None else "",
        }
        for each in addresses
    ]
    people = [{"name": c.name, "role": c.role, "phone": c.phone, "mail": c.mail} for c in contacts]
    place_columns = (
        Col("kind", _("Used for")),
        Col("name", _("Addressee")),
        Col("place", _("Address"), wide=True),
        Col("postcode", _("Postcode")),
        Col("where", _("Coordinates"), "code"),
    )
    people_columns = tuple(
        Col(name, label)
        for name, label in (
            ("name", _("Name")),
            ("role", _("Position")),
            ("phone", _("Phone")),
            ("mail", _("Mail")),
        )
    )
    blocks = (
        Lines(place_columns, places, title=_("Addresses"), empty=_("No address yet.")),
        Lines(people_columns, people, title=_("Contacts"), empty=_("Nobody to speak to yet.")),
    )
    return Tab("reach", _("Addresses and contacts"), blocks, count=len(addresses) + len(contacts))


def _prices(row: PartyRow, by: Actor) -> Tab:
    found = page(catalog.PRICES, scope=by.scope, where={"customer": str(row.id)}, size=200).rows
    columns = (
        Col("price_list", _("Price list"), "code"),
        Col("item", _("Item"), "link", url="/catalog/items/{item}/"),
        Col("item_name", _("Name"), wide=True),
        Col("from_quantity", _("From quantity")),
        Col("price", _("Price")),
        Col("floor_price", _("Floor price")),
        Col("valid_from", _("Valid from")),
        Col("valid_until", _("Until before")),
    )
    return Tab(
        "prices", _("Agreed prices"), (Lines(columns, found, empty=_("No price agreed yet.")),), len(found)
    )


def _part_numbers(row: PartyRow, by: Actor) -> Tab:
    found = page(catalog.CUSTOMER_ITEMS, scope=by.scope, where={"customer": str(row.id)}, size=200).rows
    columns = (
        Col("code", _("Customer's code"), "code"),
        Col("name", _("Customer's name for it")),
        Col("item", _("Item"), "link", url="/catalog/items/{item}/"),
        Col("item_name", _("Name"), wide=True),
        Col("unit", _("Customer's unit")),
    )
    lines = Lines(columns, found, empty=_("Nothing learnt yet; it comes with the first order."))
    return Tab("codes", _("Own part numbers"), (lines,), len(found))


def _history(row: PartyRow, by: Actor) -> Tab:
    lines = journal.history("parties.party", row.id, scope=by.scope)
    return Tab("log", _("History"), (Timeline(lines, ACTIONS),))
