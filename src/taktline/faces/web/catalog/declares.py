"""What the pages of items and structures are made of."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from taktline.catalog import permits, queries, services
from taktline.faces.web.catalog import (
    acts,
    files,
    forms,
    structure_forms,
    structures,
    table_forms,
    tables,
    tree,
)
from taktline.faces.web.declare import (
    Action,
    Chip,
    Choice,
    Col,
    Empty,
    Endpoint,
    Hit,
    Link,
    Lookup,
    Pick,
    Screen,
    Search,
)
from taktline.faces.web.filling import key_of
from taktline.kernel.actor import Actor

ITEM_TONES = {"draft": "grey", "released": "green", "obsolete": "amber"}
STRUCTURE_TONES = {"draft": "grey", "active": "green", "superseded": "amber"}
SUPPLY_TONES = {"make": "blue", "buy": "purple", "both": "grey"}
_NEW_ITEM = Link(_("New item"), "/catalog/items/new/", permits.CHANGE)
_NEW_BOM = Link(_("New bill of material"), "/catalog/boms/new/", permits.STRUCTURE)
_NEW_ROUTING = Link(_("New routing"), "/catalog/routings/new/", permits.STRUCTURE)

ITEMS = Screen(
    key="catalog.items",
    title=_("Items"),
    listing=queries.ITEMS,
    permit=permits.SEE,
    url="catalog/items/",
    icon="box",
    order=10,
    columns=(
        Col("code", _("Code"), "link"),
        Col("name", _("Name"), wide=True),
        Col("specification", _("Specification")),
        Col("item_class", _("Class")),
        Col("unit", _("Unit")),
        Col("supply", _("Supply"), "badge", tones=SUPPLY_TONES),
        Col("state", _("State"), "badge", tones=ITEM_TONES),
        Col("lead_days", _("Lead time in days")),
        Col("safety_stock", _("Safety stock")),
        Col("standard_cost", _("Standard cost")),
        Col("tracking", _("Tracking"), hidden=True),
        Col("lot_rule", _("Lot sizing"), hidden=True),
        Col("supplier", _("Supplier"), hidden=True),
        Col("drawing", _("Drawing"), hidden=True),
        Col("purchase_price", _("Purchase price"), hidden=True),
        Col("is_phantom", _("Phantom"), hidden=True),
        Col("is_customer_supplied", _("Customer-supplied"), hidden=True),
    ),
    filters=(
        Pick("code", _("Code")),
        Pick("supply", _("Supply")),
        Pick("state", _("State")),
        Pick("tracking", _("Tracking")),
        Pick("supplier", _("Supplier"), lookup="parties.supplier"),
    ),
    chips=(
        Chip(_("Drafts"), {"state": "draft"}),
        Chip(_("Made, without BOM"), {"no_bom": "1"}),
        Chip(_("Made, without routing"), {"no_routing": "1"}),
    ),
    actions=(
        Action(
            "release",
            _("Release item"),
            permits.RELEASE,
            run=acts.release,
            icon="circle-check",
            tone="primary",
            bulk=True,
            says=_("Released: it may be sold, planned and made."),
        ),
        Action(
            "retire",
            _("Retire"),
            permits.RELEASE,
            run=acts.retire,
            form=acts.REASON,
            icon="archive",
            bulk=True,
            says=_("Retired."),
        ),
        Action(
            "revision",
            _("New revision"),
            permits.CHANGE,
            run=forms.add_revision,
            form=forms.REVISION,
            icon="versions",
            says=_("The revision is entered."),
        ),
        files.ATTACH_TO_ITEM,
    ),
    links=(Link(_("Roll up costs"), "/catalog/costs/roll-up/", permits.COST, icon="calculator"),),
    new=_NEW_ITEM,
    row_url="/catalog/items/{code}/",
    find=acts.find_item,
    detail=acts.item_page,
    sheet=services.ITEM_SHEET,
    more_sheets=(services.CONVERSION_SHEET, services.REVISION_SHEET),
    sheet_permit=permits.CHANGE,
    help=_("Everything that is bought, made, stocked or sold: how it is counted, planned, made and priced."),
    empty=Empty(_("No item yet. Enter the first, or bring them in from Excel."), _NEW_ITEM),
    live="catalog.item-changed",
)
_STRUCTURE_COLUMNS = (
    Col("item", _("Item"), "link"),
    Col("item_name", _("Name"), wide=True),
    Col("code", _("Version"), "code"),
    Col("state", _("State"), "badge", tones=STRUCTURE_TONES),
    Col("effective_from", _("In force from"), "date"),
    Col("effective_until", _("Until before"), "date"),
)
_ACTIVATE = _("Put in force")
BOMS = Screen(
    key="catalog.boms",
    title=_("Bills of material"),
    listing=queries.BOMS,
    permit=permits.SEE,
    url="catalog/boms/",
    icon="binary-tree",
    order=12,
    columns=(*_STRUCTURE_COLUMNS, Col("lines", _("Lines")), Col("revision", _("Revision"), hidden=True)),
    filters=(
        Pick("code", _("Item")),
        Pick("state", _("State")),
        Pick("component", _("Component"), lookup="catalog.component"),
    ),
    chips=(Chip(_("In force"), {"state": "active"}), Chip(_("Drafts"), {"state": "draft"})),
    actions=(
        Action(
            "activate",
            _ACTIVATE,
            permits.ACTIVATE,
            run=structure_forms.activate_bom,
            form=structure_forms.ACTIVATE,
            icon="circle-check",
            tone="primary",
            says=_("In force."),
        ),
        Action("revise", _("Revise"), permits.STRUCTURE, run=structure_forms.revise_bom, icon="versions"),
        Action(
            "drop",
            _("Discard the draft"),
            permits.STRUCTURE,
            run=structure_forms.drop_bom,
            confirm=_("Throw this draft away?"),
            icon="trash",
            tone="red",
        ),
        files.ATTACH_TO_BOM,
    ),
    new=_NEW_BOM,
    row_url="/catalog/boms/{id}/",
    detail=structures.bom,
    sheet=services.BOM_SHEET,
    sheet_permit=permits.STRUCTURE,
    help=_("What items are made of, level by level, and from which day on."),
    empty=Empty(
        _("No bill of material yet. Draw one up, or bring whole structures in from Excel."), _NEW_BOM
    ),
)
ROUTINGS = Screen(
    key="catalog.routings",
    title=_("Routings"),
    listing=queries.ROUTINGS,
    permit=permits.SEE,
    url="catalog/routings/",
    icon="route",
    order=14,
    columns=(*_STRUCTURE_COLUMNS, Col("operations", _("Operations"))),
    filters=(
        Pick("code", _("Item")),
        Pick("state", _("State")),
        Pick("centre", _("Work centre"), lookup="resources.centre"),
    ),
    chips=(Chip(_("In force"), {"state": "active"}), Chip(_("Drafts"), {"state": "draft"})),
    actions=(
        Action(
            "activate",
            _ACTIVATE,
            permits.ACTIVATE,
            run=structure_forms.activate_routing,
            form=structure_forms.ACTIVATE,
            icon="circle-check",
            tone="primary",
            says=_("In force."),
        ),
        Action("revise", _("Revise"), permits.STRUCTURE, run=structure_forms.revise_routing, icon="versions"),
        Action(
            "drop",
            _("Discard the draft"),
            permits.STRUCTURE,
            run=structure_forms.drop_routing,
            confirm=_("Throw this draft away?"),
            icon="trash",
            tone="red",
        ),
        files.ATTACH_TO_ROUTING,
    ),
    new=_NEW_ROUTING,
    row_url="/catalog/routings/{id}/",
    detail=structures.routing,
    sheet=services.ROUTING_SHEET,
    sheet_permit=permits.STRUCTURE,
    help=_(
        "How items are made: at which work centres, in what time, with which skill, and what is done outside."
    ),
    empty=Empty(_("No routing yet."), _NEW_ROUTING),
)


def _suggest(text: str, by: Actor, limit: int) -> Sequence[Choice]:
    del by
    rows = queries.suggest_items(text, limit)
    return [Choice(row.id, f"{row.code} {row.name}", row.specification) for row in rows]


def _made(text: str, by: Actor, limit: int) -> Sequence[Choice]:
    del by
    rows = queries.suggest_items(text, limit, made=True)
    return [Choice(row.id, f"{row.code} {row.name}", row.specification) for row in rows]


def _label(key: str, by: Actor) -> str:
    row = queries.item(key_of(key), scope=by.scope)
    return f"{row.code} {row.name}"


def _hits(text: str, by: Actor, limit: int) -> Sequence[Hit]:
    del by
    rows = queries.suggest_items(text, limit)
    return [
        Hit(
            f"{row.code} {row.name}",
            f"/catalog/items/{row.code}/",
            row.specification,
            str(row.state.label),
            ITEM_TONES[row.state],
        )
        for row in rows
    ]


def _page_of(item_id: int, by: Actor) -> str:
    return f"/catalog/items/{queries.item(item_id, scope=by.scope).code}/"


SCREENS = (ITEMS, BOMS, ROUTINGS, *tables.SCREENS)
FORMS = (*forms.FORMS, *structure_forms.FORMS, *table_forms.FORMS, *acts.FORMS)
PAGES = (
    Endpoint("catalog/boms/<int:bom_id>/tree.json", tree.of_bom, permits.SEE, "catalog.bom-tree"),
    Endpoint("catalog/items/<int:item_id>/tree.json", tree.of_item, permits.SEE, "catalog.item-tree"),
    Endpoint(
        "catalog/boms/<int:bom_id>/lines/", tree.save, permits.STRUCTURE, "catalog.bom-lines", ("POST",)
    ),
    Endpoint("catalog/files/<int:file_id>/", files.give, permits.SEE, "catalog.file"),
)
LOOKUPS = (
    Lookup("catalog.item", permits.SEE, _suggest, _label),
    Lookup("catalog.component", permits.SEE, _suggest, _label),
    Lookup("catalog.made-item", permits.SEE, _made, _label),
)
SEARCHES = (Search("catalog.items", _("Items"), permits.SEE, _hits, icon="box", order=20),)
SOURCES = {"catalog.item": _page_of}
