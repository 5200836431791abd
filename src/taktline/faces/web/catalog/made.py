"""Tabs of an item: what it is made of, how, and what it goes into."""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _

from taktline.catalog import permits, queries
from taktline.catalog.life import StructureState
from taktline.catalog.types import BomRow, ItemRow, RoutingRow, UsedIn, countable
from taktline.faces.web.catalog import tree
from taktline.faces.web.catalog.structures import operations_table
from taktline.faces.web.declare import Badge, Col, Lines, Link, Notice, Part, Tab
from taktline.kernel.actor import Actor
from taktline.kernel.exact import plain

STRUCTURE_TONES = {
    StructureState.DRAFT: "grey",
    StructureState.ACTIVE: "green",
    StructureState.SUPERSEDED: "amber",
}


def made_from(row: ItemRow, by: Actor, on: date) -> Tab:
    """What it is made of: the tree in force, and every version."""
    boms = queries.boms_of(row.id)
    active = queries.active_bom(row.id, on)
    blocks: list[Part | Lines | Notice] = []
    if active is not None:
        context = {
            "texts": tree.texts(title=_("Components")),
            "id": "bom-texts",
            "url": f"/catalog/boms/{active.id}/tree.json",
            "readonly": True,
        }
        title = _("In force: %(code)s, for %(base)s %(unit)s") % {
            "code": active.code,
            "base": plain(active.base),
            "unit": row.unit,
        }
        blocks.append(Part("catalog/tree.html", context, title))
    columns, versions = _versions("boms", boms)
    blocks.append(Lines(columns, versions, _("Versions"), empty=_("No bill of material yet.")))
    if by.may(permits.STRUCTURE) and row.supply != "buy" and not boms:
        link = Link(_("New bill of material"), f"/catalog/boms/new/?item_id={row.id}", permits.STRUCTURE)
        blocks.append(Notice(_("Say what it is made of."), "blue", link=link))
    return Tab("bom", _("Bill of material"), blocks, len(active.lines) if active else 0)


def made_how(row: ItemRow, by: Actor, on: date) -> Tab:
    """How it is made: the operations in force, and every version."""
    routings = queries.routings_of(row.id)
    active = queries.active_routing(row.id, on, scope=by.scope)
    blocks: list[Lines | Notice] = []
    if active is not None:
        blocks.append(operations_table(active, by, title=_("In force: %(code)s") % {"code": active.code}))
    columns, versions = _versions("routings", routings)
    blocks.append(Lines(columns, versions, _("Versions"), empty=_("No routing yet.")))
    if by.may(permits.STRUCTURE) and row.supply != "buy" and not routings:
        link = Link(_("New routing"), f"/catalog/routings/new/?item_id={row.id}", permits.STRUCTURE)
        blocks.append(Notice(_("Say how it is made."), "blue", link=link))
    return Tab("routing", _("Routing"), blocks, len(active.operations) if active else 0)


def used_in(item_id: int) -> Tab:
    """What uses it, up to the top."""
    found = queries.where_used(item_id)
    columns = (
        Col("level", _("Level")),
        Col("code", _("Used in"), "link", url="/catalog/items/{code}/"),
        Col("name", _("Name"), wide=True),
        Col("bom", _("Version"), "link", url="/catalog/boms/{bom_id}/"),
        Col("state", _("State"), "badge"),
        Col("quantity", _("Per piece")),
        Col("path", _("Through")),
    )
    rows = [_use(each) for each in found]
    lines = Lines(columns, rows, empty=_("It goes into nothing."))
    return Tab("used", _("Where used"), (lines,), len({each.item_id for each in found}))


def _use(each: UsedIn) -> dict[str, object]:
    amount = each.quantity
    exact = plain(countable(amount, 6))
    return {
        "level": each.level,
        "code": each.code,
        "name": each.name,
        "bom": each.bom_code,
        "bom_id": each.bom_id,
        "state": Badge(each.state.label, STRUCTURE_TONES[each.state]),
        "quantity": f"{exact} {each.unit}",
        "path": " → ".join(each.path),
    }


def _versions(
    folder: str, rows: Sequence[BomRow | RoutingRow]
) -> tuple[tuple[Col, ...], list[dict[str, object]]]:
    columns = (
        Col("code", _("Version"), "link", url=f"/catalog/{folder}/{{id}}/"),
        Col("state", _("State"), "badge"),
        Col("from", _("In force from"), "date"),
        Col("until", _("Until before"), "date"),
        Col("revision", _("Revision")),
    )
    versions: list[dict[str, object]] = [
        {
            "id": each.id,
            "code": each.code,
            "state": Badge(each.state.label, STRUCTURE_TONES[each.state]),
            "from": each.effective_from,
            "until": each.effective_until,
            "revision": each.revision if isinstance(each, BomRow) else "",
        }
        for each in rows
    ]
    return columns, versions
