"""Pages of one bill of material and of one routing."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from taktline.catalog import permits, queries
from taktline.catalog.life import StructureState
from taktline.catalog.types import OperationRow, RoutingRow
from taktline.faces.web.catalog import files, tree
from taktline.faces.web.declare import Badge, Col, Detail, Fact, Lines, Part, Tab, Timeline
from taktline.kernel import journal
from taktline.kernel.actor import Actor
from taktline.kernel.exact import plain
from taktline.kernel.naming import Name
from taktline.kernel.source import Source
from taktline.parties import queries as parties
from taktline.resources import queries as resources

TONES = {StructureState.DRAFT: "grey", StructureState.ACTIVE: "green", StructureState.SUPERSEDED: "amber"}
LEGAL = {
    StructureState.DRAFT: frozenset({"activate", "revise", "drop", "attach"}),
    StructureState.ACTIVE: frozenset({"revise", "attach"}),
    StructureState.SUPERSEDED: frozenset({"revise", "attach"}),
}


def bom(bom_id: int, by: Actor) -> Detail:
    """One bill of material: its tree, to be edited in place while it is a draft."""
    row = queries.bom(bom_id)
    item = queries.item(row.item_id, scope=by.scope)
    editable = row.state is StructureState.DRAFT and by.may(permits.STRUCTURE)
    context = {
        "texts": tree.texts(title=_("Components")),
        "id": "bom-texts",
        "url": f"/catalog/boms/{bom_id}/tree.json",
        "save": f"/catalog/boms/{bom_id}/lines/",
        "readonly": not editable,
    }
    return Detail(
        title=f"{item.code} / {row.code}",
        subtitle=str(item.name),
        badges=(Badge(row.state.label, TONES[row.state]),),
        facts=(
            Fact(_("Item"), item.code, url=f"/catalog/items/{item.code}/?tab=bom"),
            Fact(_("Lines are for"), f"{plain(row.base)} {item.unit}"),
            Fact(_("In force from"), row.effective_from),
            Fact(_("Until before"), row.effective_until),
            Fact(_("Revision"), row.revision),
        ),
        tabs=(
            Tab("tree", _("Components"), (Part("catalog/tree.html", context),), len(row.lines)),
            files.tab(Source(files.BOM, bom_id), by, item_id=row.item_id),
            Tab("log", _("History"), (Timeline(journal.history("catalog.bom", bom_id, scope=by.scope)),)),
        ),
        legal=LEGAL[row.state],
        help=_(
            "What is in force is not edited: revise it, change the draft, and put that in force from a day."
        ),
    )


def routing(routing_id: int, by: Actor) -> Detail:
    """One routing with its operations."""
    row = queries.routing(routing_id, scope=by.scope)
    item = queries.item(row.item_id, scope=by.scope)
    is_draft = row.state is StructureState.DRAFT
    return Detail(
        title=f"{item.code} / {row.code}",
        subtitle=str(item.name),
        badges=(Badge(row.state.label, TONES[row.state]),),
        facts=(
            Fact(_("Item"), item.code, url=f"/catalog/items/{item.code}/?tab=routing"),
            Fact(_("In force from"), row.effective_from),
            Fact(_("Until before"), row.effective_until),
        ),
        tabs=(
            Tab("operations", _("Operations"), (operations_table(row, by),), len(row.operations)),
            files.tab(Source(files.ROUTING, routing_id), by, item_id=row.item_id),
            Tab(
                "log",
                _("History"),
                (Timeline(journal.history("catalog.routing", routing_id, scope=by.scope)),),
            ),
        ),
        legal=LEGAL[row.state],
        edit_url=f"/catalog/routings/{routing_id}/edit/" if is_draft else "",
        edit_permit=permits.STRUCTURE if is_draft else None,
    )


def operations_table(routing: RoutingRow, by: Actor, *, title: str = "") -> Lines:
    """The operations of a routing as lines."""
    centres = {pk: row.name for pk, row in resources.centres().items()}
    skills = {pk: row.name for pk, row in resources.skills().items()}
    machine_ids = {a.machine_id for o in routing.operations for a in o.alternatives if a.machine_id}
    machines = {pk: name for pk, (_code, name) in resources.machine_names(machine_ids).items()}
    suppliers = parties.parties(o.outside.supplier_id for o in routing.operations if o.outside)
    names = {pk: row.name for pk, row in suppliers.items()}
    columns = [
        Col("number", _("Number"), "code"),
        Col("name", _("Operation")),
        Col("centre", _("Work centre")),
        Col("setup", _("Setup min")),
        Col("run", _("Seconds per piece")),
        Col("transfer", _("Transfer batch")),
        Col("wait", _("Queue / wait min")),
        Col("skill", _("Skill")),
        Col("others", _("Alternatives")),
        Col("outside", _("Outside")),
        Col("marks", _("Marks"), "tags", tones={}),
    ]
    if by.scope.money and any(each.outside for each in routing.operations):
        columns.insert(10, Col("price", _("Outside price")))
    rows = [_row(each, centres, machines, skills, names) for each in routing.operations]
    return Lines(columns, rows, title, empty=_("No operation yet. Enter them with the Edit button."))


def _row(
    row: OperationRow,
    centres: Mapping[int, Name],
    machines: Mapping[int, Name],
    skills: Mapping[int, Name],
    suppliers: Mapping[int, Name],
) -> dict[str, object]:
    others = [
        f"{machines.get(each.machine_id or 0) or centres.get(each.centre_id, '')} ({each.run_seconds} s)"
        for each in row.alternatives
    ]
    outside = price = ""
    if row.outside is not None:
        days = _("%(days)s days") % {"days": row.outside.days}
        outside = f"{suppliers.get(row.outside.supplier_id, '')}, {days}"
        price = f"{row.outside.currency} {plain(row.outside.price)}" if row.outside.price is not None else ""
    marks = [_("inspection")] if row.inspection_point else []
    marks += [] if row.is_pausable else [_("no break")]
    return {
        "number": row.number,
        "name": str(row.name),
        "centre": str(centres.get(row.centre_id, "")),
        "setup": -(-row.setup_seconds // 60) or "",
        "run": row.run_seconds or "",
        "transfer": plain(row.transfer_quantity) if row.transfer_quantity else "",
        "wait": f"{row.queue_minutes} / {row.wait_minutes}" if row.queue_minutes or row.wait_minutes else "",
        "skill": str(skills.get(row.skill_id or 0, "")),
        "others": ", ".join(others),
        "outside": outside,
        "price": price,
        "marks": marks,
    }
