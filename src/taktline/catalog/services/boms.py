"""Bills of material are drawn up, revised and put in force."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date, datetime
from decimal import Decimal

from django.utils.translation import gettext as _

from taktline.catalog import load, locks, permits
from taktline.catalog.errors import (
    BeginsTooEarly,
    BomCycle,
    CodeTaken,
    EmptyStructure,
    NotADraft,
    NotMade,
    UnreleasedComponents,
)
from taktline.catalog.facts import BomActivated
from taktline.catalog.life import BOM_LIFE, ItemState, StructureState
from taktline.catalog.models import Bom, BomLine, Item
from taktline.catalog.rules import structure
from taktline.catalog.types import BomLineDraft, Supply
from taktline.identity import queries as identity
from taktline.kernel import journal, outbox, search
from taktline.kernel.actor import Actor
from taktline.kernel.drafts import check
from taktline.kernel.errors import Fault, InvalidInput, InvalidInputs
from taktline.kernel.operation import operation

STEP = 10
CHECKED = ("quantity", "scrap", "alternate_group", "alternate_priority", "operation_number")


@operation
def create_bom(
    item_id: int,
    *,
    code: str = "",
    base: Decimal = Decimal(1),
    lines: Sequence[BomLineDraft] = (),
    by: Actor,
    at: datetime,
) -> int:
    """A new bill of material, as a draft; its id. base: pieces of the item that the lines are for.

    Raises NotMade, CodeTaken, BomCycle, InvalidInput, InvalidInputs, NotFound.
    """
    by.require(permits.STRUCTURE)
    item = locks.item(item_id)
    if item.supply == Supply.BUY:
        raise NotMade(item=item.code)
    if base <= 0:
        raise InvalidInput(field="base", reason=_("A quantity above zero."))
    bom = Bom(item=item, code=code.strip() or _next_code(item), base=base)
    if item.boms.filter(code=bom.code).exists():
        raise CodeTaken(key=bom.code)
    check(bom, ("code", "base"))
    bom.save()
    search.index("catalog.bom", bom.pk, item.code, item.name, item.name_en, bom.code)
    journal.record(
        "catalog.create-bom", subject=bom, by=by, at=at, after={"item": item.code, "code": bom.code}
    )
    if lines:
        set_bom_lines(bom.pk, lines, by=by, at=at)
    return bom.pk


@operation
def set_bom_lines(bom_id: int, lines: Sequence[BomLineDraft], *, by: Actor, at: datetime) -> None:
    """Replace the lines of a draft, in this order.

    Raises NotADraft, BomCycle with the path, InvalidInputs naming each wrong line, NotFound.
    """
    by.require(permits.STRUCTURE)
    locks.bump()  # first of all: two edits at once could close a circle together
    bom = locks.bom(bom_id)
    _require_draft(bom)
    item = bom.item
    known = dict(Item.objects.filter(pk__in={line.component_id for line in lines}).values_list("id", "code"))
    _require_sound(lines, known)
    _require_no_circle(bom, lines, on=identity.company_day(at))
    rows = [BomLine(bom=bom, position=STEP * at_, **asdict(line)) for at_, line in enumerate(lines, start=1)]
    for number, row in enumerate(rows):
        _checked(row, number)
    before = _spoken(bom)
    bom.lines.all().delete()
    BomLine.objects.bulk_create(rows, batch_size=500)
    after = {f"{row.position}": f"{known[row.component_id]} × {row.quantity}" for row in rows}
    journal.record(
        "catalog.set-bom-lines",
        subject=bom,
        by=by,
        at=at,
        before={"item": item.code, "lines": before},
        after={"lines": after},
    )


@operation
def set_bom_base(bom_id: int, base: Decimal, *, by: Actor, at: datetime) -> None:
    """Say how many pieces a draft's lines are for. Raises NotADraft, InvalidInput, NotFound."""
    by.require(permits.STRUCTURE)
    bom = locks.bom(bom_id)
    _require_draft(bom)
    if base <= 0:
        raise InvalidInput(field="base", reason=_("A quantity above zero."))
    before, bom.base = bom.base, base
    check(bom, ("base",))
    bom.save(update_fields=("base",))
    journal.record(
        "catalog.set-bom-base", subject=bom, by=by, at=at, before={"base": before}, after={"base": base}
    )
    locks.bump()


@operation
def revise_bom(bom_id: int, *, code: str = "", by: Actor, at: datetime) -> int:
    """A new draft with the same lines; its id. Raises CodeTaken, NotFound."""
    by.require(permits.STRUCTURE)
    bom = locks.bom(bom_id)
    lines = [
        BomLineDraft(*row)
        for row in bom.lines.order_by("position").values_list(
            "component_id",
            "quantity",
            "scrap",
            "alternate_group",
            "alternate_priority",
            "is_by_product",
            "operation_number",
        )
    ]
    return create_bom(bom.item_id, code=code, base=bom.base, lines=lines, by=by, at=at)


@operation
def activate_bom(
    bom_id: int, *, effective_from: date, revision_id: int | None = None, by: Actor, at: datetime
) -> None:
    """Put a draft in force from a local day; what was in force ends there.

    Raises IllegalMove, EmptyStructure, UnreleasedComponents, BeginsTooEarly, BomCycle, NotFound.
    """
    by.require(permits.ACTIVATE)
    locks.bump()
    bom = locks.bom(bom_id)
    item = locks.item(bom.item_id)
    BOM_LIFE.require(f"{item.code}/{bom.code}", StructureState(bom.state), StructureState.ACTIVE)
    lines = list(bom.lines.select_related("component"))
    if not lines:
        raise EmptyStructure(what=f"{item.code}/{bom.code}")
    if raw := sorted({line.component.code for line in lines if line.component.state != ItemState.RELEASED}):
        raise UnreleasedComponents(what=f"{item.code}/{bom.code}", codes=", ".join(raw))
    _require_no_circle(
        bom, [BomLineDraft(line.component_id, line.quantity) for line in lines], on=identity.company_day(at)
    )
    _end_previous(bom, effective_from)
    bom.state, bom.effective_from = StructureState.ACTIVE, effective_from
    bom.revision_id = revision_id
    check(bom, ("revision_id",))
    bom.save(update_fields=("state", "effective_from", "revision"))
    after = {"item": item.code, "code": bom.code, "effective_from": effective_from}
    journal.record("catalog.activate-bom", subject=bom, by=by, at=at, after=after)
    outbox.publish(BomActivated(item.pk, bom.pk), at=at)


@operation
def drop_bom(bom_id: int, *, by: Actor, at: datetime) -> None:
    """Throw a draft away. Raises NotADraft, NotFound."""
    by.require(permits.STRUCTURE)
    bom = locks.bom(bom_id)
    _require_draft(bom)
    journal.record(
        "catalog.drop-bom", subject=bom, by=by, at=at, before={"item": bom.item.code, "lines": _spoken(bom)}
    )
    search.forget("catalog.bom", bom.pk)
    bom.delete()
    locks.bump()


def _require_draft(bom: Bom) -> None:
    if bom.state != StructureState.DRAFT:
        raise NotADraft(what=f"{bom.item.code}/{bom.code}", state=StructureState(bom.state).label)


def _require_sound(lines: Sequence[BomLineDraft], known: dict[int, str]) -> None:
    faults = []
    for number, line in enumerate(lines):
        if line.component_id not in known:
            faults.append(Fault(f"lines[{number}].component_id", _("There is no such item.")))
        if line.quantity <= 0:
            faults.append(Fault(f"lines[{number}].quantity", _("A quantity above zero.")))
        if not 0 <= line.scrap < 1:
            faults.append(
                Fault(f"lines[{number}].scrap", _("A share from 0 to below 1; write 0.03 for 3 %."))
            )
        if line.is_by_product and line.alternate_group:
            faults.append(Fault(f"lines[{number}].alternate_group", _("A by-product stands in for nothing.")))
    if faults:
        raise InvalidInputs(faults=faults)


def _require_no_circle(bom: Bom, lines: Sequence[BomLineDraft], *, on: date) -> None:
    mine = {line.component_id for line in lines if not line.is_by_product}
    below = load.children_below(mine, on=on, without_bom=bom.pk)
    below[bom.item_id] = below.get(bom.item_id, set()) | mine
    if path := structure.path_back(bom.item_id, below):
        raise BomCycle(path=load.names(path))


def _checked(row: BomLine, number: int) -> None:
    try:
        check(row, CHECKED)
    except InvalidInputs as wrong:
        faults = [Fault(f"lines[{number}].{fault.field}", fault.reason) for fault in wrong.faults]
        raise InvalidInputs(faults=faults) from wrong


def _end_previous(bom: Bom, day: date) -> None:
    others = Bom.objects.filter(item_id=bom.item_id, state=StructureState.ACTIVE).exclude(pk=bom.pk)
    for other in others.order_by("effective_from"):
        if other.effective_from is not None and other.effective_from > day:
            raise BeginsTooEarly(what=bom.code, day=day, other=other.code, began=other.effective_from)
        other.state = StructureState.SUPERSEDED
        other.effective_until = day if other.effective_until is None else min(day, other.effective_until)
        other.save(update_fields=("state", "effective_until"))


def _next_code(item: Item) -> str:
    number = item.boms.count() + 1
    while item.boms.filter(code=f"V{number}").exists():
        number += 1
    return f"V{number}"


def _spoken(bom: Bom) -> dict[str, str]:
    rows = bom.lines.order_by("position").values_list("position", "component__code", "quantity")
    return {f"{position}": f"{code} × {quantity}" for position, code, quantity in rows}
