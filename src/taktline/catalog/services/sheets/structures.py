"""Bills of material and routings from Excel: all rows of one parent make its new structure."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from taktline.catalog.errors import BomCycle
from taktline.catalog.models import Item
from taktline.catalog.queries import active_bom, active_routing
from taktline.catalog.services.boms import activate_bom, create_bom
from taktline.catalog.services.routings import activate_routing, create_routing
from taktline.catalog.types import AlternativeDraft, BomLineDraft, OperationDraft
from taktline.identity import queries as identity
from taktline.kernel.actor import Actor
from taktline.kernel.bring import YES_NO, Became
from taktline.kernel.bring_groups import at_row, bring_groups, drafts_of, placed
from taktline.kernel.cells import day, decimal, linked, needed, text, whole, yes
from taktline.kernel.errors import InvalidInput, InvalidInputs
from taktline.kernel.exact import plain
from taktline.kernel.sheets import Cell, Sheet, SheetColumn, SheetReport, Values
from taktline.parties import queries as parties
from taktline.resources import queries as resources
from taktline.resources.types import MachineRow


def _boms(rows: Sequence[Values], by: Actor, at: datetime, dry_run: bool) -> SheetReport:  # noqa: FBT001
    items = dict(Item.objects.values_list("code", "id"))
    sums: list[Decimal] = []

    def line(values: Values) -> BomLineDraft:
        return BomLineDraft(
            component_id=needed(values, "component", items),
            quantity=decimal(values, "quantity"),
            scrap=decimal(values, "scrap"),
            alternate_group=text(values, "alternate_group"),
            alternate_priority=whole(values, "alternate_priority"),
            is_by_product=yes(values, "is_by_product"),
            operation_number=whole(values, "operation_number") or None,
        )

    def apply(members: Sequence[Values]) -> Became:
        item_id = needed(members[0], "item", items)
        lines = drafts_of(members, line)
        sums.extend(each.quantity for each in lines)
        base = decimal(members[0], "base", Decimal(1))
        start: date = day(members[0], "effective_from") or identity.company_day(at)
        standing = active_bom(item_id, start)
        if standing is not None and standing.base == base and _same_lines(standing.lines, lines):
            return Became.UNCHANGED
        try:
            bom_id = create_bom(item_id, base=base, lines=lines, by=by, at=at)
        except InvalidInputs as wrong:
            raise placed(wrong, {"component_id": "component"}) from wrong
        except BomCycle as circle:
            raise at_row(0, "component", str(circle)) from circle
        activate_bom(bom_id, effective_from=start, by=by, at=at)
        return Became.CREATED if standing is None else Became.CHANGED

    def totals() -> list[tuple[str, str]]:
        return [(_("Lines"), str(len(sums))), (_("Sum of quantities"), plain(sum(sums, Decimal(0))))]

    return bring_groups(rows, "item", apply, dry_run=dry_run, totals=totals)


def _same_lines(standing: Sequence[object], lines: Sequence[BomLineDraft]) -> bool:
    names = BomLineDraft.__dataclass_fields__
    now = [tuple(getattr(row, name) for name in names) for row in standing]
    return now == [tuple(getattr(draft, name) for name in names) for draft in lines]


def _routings(rows: Sequence[Values], by: Actor, at: datetime, dry_run: bool) -> SheetReport:  # noqa: FBT001
    items = dict(Item.objects.values_list("code", "id"))
    centres = {row.code: pk for pk, row in resources.centres().items()}
    skills = {row.code: pk for pk, row in resources.skills().items()}
    families, suppliers = resources.families(), parties.supplier_codes()
    machines = {row.code: row for row in resources.machines()}
    seconds: list[int] = []

    def step(values: Values) -> OperationDraft:
        links = linked(values, "skill", skills) | linked(values, "family", families)
        others = _alternatives(text(values, "alternatives"), centres, machines)
        drafted = _step(
            values, needed(values, "centre", centres), links | linked(values, "supplier", suppliers)
        )
        return replace(drafted, alternatives=others)

    def apply(members: Sequence[Values]) -> Became:
        item_id = needed(members[0], "item", items)
        steps = drafts_of(members, step)
        seconds.extend(each.run_seconds for each in steps)
        start = day(members[0], "effective_from") or identity.company_day(at)
        standing = active_routing(item_id, start)
        try:
            routing_id = create_routing(item_id, operations=steps, by=by, at=at)
        except InvalidInputs as wrong:
            raise placed(wrong, {"centre_id": "centre"}) from wrong
        activate_routing(routing_id, effective_from=start, by=by, at=at)
        return Became.CREATED if standing is None else Became.CHANGED

    def totals() -> list[tuple[str, str]]:
        return [(_("Operations"), str(len(seconds))), (_("Sum of seconds per piece"), str(sum(seconds)))]

    return bring_groups(rows, "item", apply, dry_run=dry_run, totals=totals)


def _step(values: Values, centre_id: int, links: Mapping[str, object]) -> OperationDraft:
    price = values.get("outside_price")
    return OperationDraft(
        number=whole(values, "number"),
        name=text(values, "name"),
        name_en=text(values, "name_en"),
        centre_id=centre_id,
        setup_seconds=whole(values, "setup_seconds"),
        run_seconds=whole(values, "run_seconds"),
        is_pausable=yes(values, "is_pausable", otherwise=True),
        transfer_quantity=decimal(values, "transfer_quantity"),
        queue_minutes=whole(values, "queue_minutes"),
        wait_minutes=whole(values, "wait_minutes"),
        skill_id=_id(links, "skill_id"),
        family_id=_id(links, "family_id"),
        supplier_id=_id(links, "supplier_id"),
        inspection_point=yes(values, "inspection_point"),
        outside_price=price if isinstance(price, Decimal) else None,
        outside_days=whole(values, "outside_days"),
    )


def _alternatives(
    words: str, centres: Mapping[str, int], machines: Mapping[str, MachineRow]
) -> tuple[AlternativeDraft, ...]:
    """Codes of centres or machines, each with its seconds per piece and setup seconds where they differ."""
    found = []
    for priority, part in enumerate(
        (each.split() for each in words.replace("，", ",").split(",") if each.strip()), 1
    ):
        code, times = part[0], part[1:]
        if len(times) > 2 or not all(each.isdecimal() and len(each) < 8 for each in times):
            raise InvalidInput(
                field="alternatives", reason=_("Write whole seconds behind the code, such as MILL 90 600.")
            )
        machine = machines.get(code)
        centre = machine.centre_id if machine else centres.get(code)
        if centre is None:
            raise InvalidInput(
                field="alternatives", reason=_("There is nothing with the code %(code)s.") % {"code": code}
            )
        run, setup = (*(int(each) for each in times), None, None)[:2]
        found.append(AlternativeDraft(centre, machine.id if machine else None, setup, run, priority))
    return tuple(found)


def _id(links: Mapping[str, object], name: str) -> int | None:
    found = links.get(name)
    return found if isinstance(found, int) else None


_START = SheetColumn(
    "effective_from", gettext_lazy("In force from"), Cell.DATE, help=gettext_lazy("Empty for today")
)
BOM_SHEET = Sheet(
    "catalog.boms",
    gettext_lazy("Bills of material"),
    (
        SheetColumn("item", gettext_lazy("Parent"), required=True),
        SheetColumn("base", gettext_lazy("For pieces"), Cell.DECIMAL, help=gettext_lazy("Empty for 1")),
        SheetColumn("component", gettext_lazy("Component"), required=True),
        SheetColumn("quantity", gettext_lazy("Quantity"), Cell.DECIMAL, required=True),
        SheetColumn("scrap", gettext_lazy("Scrap share"), Cell.DECIMAL),
        SheetColumn("alternate_group", gettext_lazy("Alternate group")),
        SheetColumn("alternate_priority", gettext_lazy("Priority"), Cell.WHOLE),
        SheetColumn("is_by_product", gettext_lazy("By-product"), Cell.CHOICE, choices=YES_NO),
        SheetColumn("operation_number", gettext_lazy("Operation"), Cell.WHOLE),
        _START,
    ),
    _boms,
)
ROUTING_SHEET = Sheet(
    "catalog.routings",
    gettext_lazy("Routings"),
    (
        SheetColumn("item", gettext_lazy("Item"), required=True),
        SheetColumn("number", gettext_lazy("Number"), Cell.WHOLE, required=True),
        SheetColumn("name", gettext_lazy("Chinese name"), required=True),
        SheetColumn("name_en", gettext_lazy("English name")),
        SheetColumn("centre", gettext_lazy("Work centre"), required=True),
        SheetColumn("setup_seconds", gettext_lazy("Setup seconds"), Cell.WHOLE),
        SheetColumn("run_seconds", gettext_lazy("Seconds per piece"), Cell.WHOLE),
        SheetColumn("is_pausable", gettext_lazy("May pause over a break"), Cell.CHOICE, choices=YES_NO),
        SheetColumn("transfer_quantity", gettext_lazy("Transfer batch"), Cell.DECIMAL),
        SheetColumn("queue_minutes", gettext_lazy("Queue minutes"), Cell.WHOLE),
        SheetColumn("wait_minutes", gettext_lazy("Wait minutes"), Cell.WHOLE),
        SheetColumn("skill", gettext_lazy("Skill")),
        SheetColumn("family", gettext_lazy("Changeover family")),
        SheetColumn("inspection_point", gettext_lazy("Inspection point"), Cell.CHOICE, choices=YES_NO),
        SheetColumn("supplier", gettext_lazy("Supplier")),
        SheetColumn("outside_price", gettext_lazy("Outside price"), Cell.DECIMAL),
        SheetColumn("outside_days", gettext_lazy("Outside days"), Cell.WHOLE),
        SheetColumn(
            "alternatives",
            gettext_lazy("Alternatives"),
            help=gettext_lazy(
                "MILL 90 600, M-07: other centres or machines, each with seconds per piece and setup seconds"
            ),
        ),
        _START,
    ),
    _routings,
)
