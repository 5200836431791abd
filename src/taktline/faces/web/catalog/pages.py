"""The page of one item."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from taktline.catalog import permits, queries
from taktline.catalog.life import ItemState
from taktline.catalog.types import ItemRow
from taktline.faces.web.catalog import files
from taktline.faces.web.catalog.made import made_from, made_how, used_in
from taktline.faces.web.declare import (
    Badge,
    Col,
    Detail,
    Fact,
    Facts,
    Lines,
    Link,
    Notice,
    Tab,
    Timeline,
)
from taktline.inventory import permits as stock_permits
from taktline.kernel import journal
from taktline.kernel.actor import Actor
from taktline.kernel.exact import plain
from taktline.kernel.listing import Measured
from taktline.kernel.source import Source
from taktline.parties import queries as parties

STATE_TONES = {ItemState.DRAFT: "grey", ItemState.RELEASED: "green", ItemState.OBSOLETE: "amber"}
LEGAL = {
    ItemState.DRAFT: frozenset({"release", "revision", "attach"}),
    ItemState.RELEASED: frozenset({"retire", "revision", "attach"}),
    ItemState.OBSOLETE: frozenset({"release", "attach"}),
}
ACTIONS = {
    "catalog.create-item": gettext_lazy("entered"),
    "catalog.change-item": gettext_lazy("changed"),
    "catalog.release-item": pgettext_lazy("item", "released"),
    "catalog.retire-item": gettext_lazy("retired"),
    "catalog.add-revision": gettext_lazy("revised"),
    "catalog.set-conversions": gettext_lazy("conversions changed"),
}


def item(item_id: int, by: Actor, on: date) -> Detail:
    """One item: what it is, what it is made of and how, where it is used, what it costs."""
    row = queries.item(item_id, scope=by.scope)
    gaps = queries.engineering_gaps([item_id], on).get(item_id, ())
    notices: tuple[Notice, ...] = ()
    if gaps and row.state is not ItemState.OBSOLETE:
        said = "; ".join(str(gap.label) for gap in gaps)
        notices = (Notice(said, "amber", _("Not ready to be promised")),)
    tabs = [_overview(row, by), made_from(row, by, on), made_how(row, by, on), used_in(item_id)]
    if by.may(permits.PRICE_SEE) and by.scope.money:
        tabs.append(_prices(row, by))
    tabs += [files.tab(Source(files.ITEM, item_id), by), _history(item_id, by)]
    links = []
    if by.may(stock_permits.SEE):
        links.append(
            Link(_("Stock"), f"/inventory/stock/?item={item_id}", stock_permits.SEE, icon="packages")
        )
    return Detail(
        title=row.code,
        subtitle=f"{row.name} {row.specification}".strip(),
        badges=(
            Badge(row.state.label, STATE_TONES[row.state]),
            Badge(row.supply.label, "blue"),
            *((Badge(_("phantom"), "purple"),) if row.is_phantom else ()),
            *((Badge(_("customer-supplied"), "purple"),) if row.is_customer_supplied else ()),
        ),
        blocks=notices,
        tabs=tabs,
        links=links,
        legal=LEGAL[row.state],
        edit_url=f"/catalog/items/{row.code}/edit/",
        edit_permit=permits.CHANGE,
    )


def _overview(row: ItemRow, by: Actor) -> Tab:
    supplier = parties.parties([row.default_supplier_id or 0], scope=by.scope).get(
        row.default_supplier_id or 0
    )
    what = [
        Fact(_("Chinese name"), row.name.zh),
        Fact(_("English name"), row.name.en),
        Fact(_("Specification"), row.specification),
        Fact(_("Drawing"), row.drawing, "code"),
        Fact(_("Class"), str(row.class_name or "")),
        Fact(_("Stock unit"), row.unit),
        Fact(_("Second unit"), row.second_unit),
        Fact(_("Tracking"), row.tracking.label),
        Fact(_("Picking rule"), row.pick_rule.label),
        Fact(_("Shelf life"), _("%(days)s days") % {"days": row.shelf_days} if row.shelf_days else ""),
    ]
    plan = [
        Fact(_("Lead time"), _("%(days)s days") % {"days": row.lead_days}),
        Fact(_("Safety stock"), Measured(row.safety_stock, row.unit)),
        Fact(_("Lot sizing"), row.lot_rule.label),
        Fact(_("Lot size"), _lot(row)),
        Fact(_("Scrap share"), row.scrap, "ratio"),
        Fact(_("Supplier"), str(supplier.name) if supplier else ""),
        Fact(_("Tax code"), row.tax_code),
    ]
    blocks: list[Facts | Lines] = [Facts(what, _("What it is")), Facts(plan, _("How it is planned"))]
    if by.scope.money:
        blocks.append(Facts(_costs(row, by), _("What it costs")))
    blocks += _ways_and_revisions(row)
    return Tab("overview", _("Overview"), blocks)


def _ways_and_revisions(row: ItemRow) -> list[Facts | Lines]:
    blocks: list[Facts | Lines] = []
    ways = [
        {"from": f"{rule.from_quantity} {rule.from_unit}", "to": f"{rule.to_quantity} {rule.to_unit}"}
        for rule in queries.conversions([row.id])[row.id]
    ]
    if ways:
        blocks.append(Lines((Col("from", _("Are exactly")), Col("to", "")), ways, _("Conversions")))
    revisions = [
        {"code": r.code, "drawing": r.drawing, "from": r.effective_from, "until": r.effective_until}
        for r in queries.revisions(row.id)
    ]
    columns = (
        Col("code", _("Revision"), "code"),
        Col("drawing", _("Drawing"), "code", wide=True),
        Col("from", _("In force from"), "date"),
        Col("until", _("Until before"), "date"),
    )
    blocks.append(Lines(columns, revisions, _("Revisions"), empty=_("No revision yet.")))
    return blocks


def _lot(row: ItemRow) -> str:
    parts = (
        (row.lot_quantity, _("fixed")),
        (row.lot_minimum, _("at least")),
        (row.lot_multiple, _("in steps of")),
        (row.lot_maximum, _("at most")),
    )
    said = [f"{word} {plain(amount)}" for amount, word in parts if amount]
    if row.period_days:
        said.append(_("%(days)s days") % {"days": row.period_days})
    return ", ".join(said)


def _costs(row: ItemRow, by: Actor) -> list[Fact]:
    found = queries.cost_history(row.id, scope=by.scope)
    facts = [
        Fact(_("Purchase price"), row.purchase_price, "price", money=True),
        Fact(_("Standard cost"), row.standard_cost, "price", money=True),
    ]
    if found:
        last = found[0]
        facts += [
            Fact(_("Material"), last.material, "price", money=True),
            Fact(_("Work"), last.work, "price", money=True),
            Fact(_("Outside"), last.outside, "price", money=True),
            Fact(_("Rolled up on"), last.on, "date"),
        ]
    return facts


def _prices(row: ItemRow, by: Actor) -> Tab:
    found = queries.prices_of(item_id=row.id, scope=by.scope)
    names = parties.parties((each.customer_id or 0 for each in found), scope=by.scope)
    shown = [each for each in found if each.customer_id is None or each.customer_id in names]
    columns = (
        Col("list", _("Price list"), "code"),
        Col("customer", _("Customer"), wide=True),
        Col("from_quantity", _("From quantity")),
        Col("price", _("Price"), "price"),
        Col("currency", _("Currency")),
        Col("discount", _("Discount"), "ratio"),
        Col("floor", _("Floor price"), "price"),
        Col("tax", _("With tax"), "flag"),
        Col("from", _("Valid from"), "date"),
        Col("until", _("Until before"), "date"),
    )
    rows = [
        {
            "list": each.list_code,
            "customer": str(names[each.customer_id].name) if each.customer_id else _("everybody"),
            "from_quantity": Measured(each.from_quantity, row.unit),
            "price": each.price,
            "currency": each.currency,
            "discount": each.discount,
            "floor": each.floor_price,
            "tax": each.tax_included,
            "from": each.valid_from,
            "until": each.valid_until,
        }
        for each in shown
    ]
    return Tab("prices", _("Prices"), (Lines(columns, rows, empty=_("No price yet.")),), len(rows))


def _history(item_id: int, by: Actor) -> Tab:
    lines = journal.history("catalog.item", item_id, scope=by.scope)
    return Tab("log", _("History"), (Timeline(lines, ACTIONS),))
