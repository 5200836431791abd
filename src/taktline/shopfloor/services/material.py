"""Material goes to a work order: by hand and scan, or by itself when pieces are reported."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import ROUND_CEILING, Decimal
from fractions import Fraction

from django.utils.translation import gettext_noop as N_

from taktline.catalog import queries as catalog
from taktline.catalog.types import ItemRow, countable
from taktline.inventory import queries as inventory
from taktline.inventory import services as stock
from taktline.inventory.types import Picked, Want, Withdrawal
from taktline.kernel import journal
from taktline.kernel.actor import Actor
from taktline.kernel.errors import NotFound
from taktline.kernel.exact import plain, quantize_quantity
from taktline.kernel.operation import operation
from taktline.kernel.scope import EVERYTHING
from taktline.kernel.source import Source
from taktline.shopfloor import locks, permits
from taktline.shopfloor.errors import NoSuchAlternate, OrderNotOpen, OverIssue, OverIssueNeedsReason
from taktline.shopfloor.models import Issue, Material, Operation, WorkOrder
from taktline.shopfloor.services import ledger, supply
from taktline.shopfloor.services.standing import ON_THE_FLOOR
from taktline.shopfloor.types import MATERIAL, IssueKind, IssueLine, Missing, Taken

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class How:
    """How material was taken. report_id: the report that backflushed it."""

    kind: IssueKind
    owner_id: int = 0
    report_id: int | None = None
    reason: str = ""


@operation
def issue(
    work_order_id: int, lines: Sequence[IssueLine], *, reason: str = "", by: Actor, at: datetime
) -> Taken:
    """Take material from lots and bins into work in process; what was reserved for the line is used up.

    Raises OrderNotOpen, OverIssue without the permit, OverIssueNeedsReason, NoSuchAlternate, ShortOfStock, NotFound.
    """
    by.require(permits.ISSUE)
    order = locks.work_order(work_order_id, scope=by.scope)
    if order.state not in ON_THE_FLOOR:
        raise OrderNotOpen(order=order.number, state=order.get_state_display())
    materials = {row.pk: row for row in order.materials.filter(is_by_product=False)}
    items = catalog.items(
        {row.item_id for row in materials.values()} | {line.item_id for line in lines if line.item_id}
    )
    taken: list[int] = []
    for line in lines:
        material = materials.get(line.material_id)
        if material is None:
            raise NotFound(what=N_("material"), key=line.material_id)
        item_id = line.item_id or material.item_id
        counts = quantize_quantity(line.quantity * _factor(order, material, item_id, items))
        _require_wanted(order, material, counts, items[material.item_id], reason, by)
        kept = _kept(material)
        picked = _pick(order, material, replace(line, item_id=item_id), reason, by=by, at=at)
        how = How(IssueKind.HAND, line.owner_id, reason=reason)
        taken += write(material, picked, counts, how=how, by=by, at=at)
        _keep_rest(order, material, kept, by=by, at=at)
    supply.expect([order], materials.values(), at=at)
    return Taken(tuple(taken))


def _factor(order: WorkOrder, material: Material, item_id: int, known: Mapping[int, ItemRow]) -> Decimal:
    """What one unit of an approved alternate counts for. Raises NoSuchAlternate."""
    if item_id == material.item_id:
        return Decimal(1)
    recipe = catalog.recipes([order.item_id], order.start).get(order.item_id)
    for each in recipe.materials if recipe else ():
        if each.component_id != material.item_id:
            continue
        for other in each.alternates:
            if other.component_id == item_id:
                ratio = each.gross / other.gross
                return Decimal(ratio.numerator) / Decimal(ratio.denominator)
    picked = known[item_id].code if item_id in known else str(item_id)
    raise NoSuchAlternate(picked=picked, item=known[material.item_id].code)


def _require_wanted(
    order: WorkOrder, material: Material, counts: Decimal, item: ItemRow, reason: str, by: Actor
) -> None:
    """Refuse an over-issue unless somebody answers for it."""
    if material.issued + counts <= material.quantity:
        return
    if not by.may(permits.OVER_ISSUE):
        raise OverIssue(
            order=order.number, needed=plain(material.quantity), issued=plain(material.issued), asked=plain(counts),
            unit=item.unit, item=item.code,
        )  # fmt: skip
    if not reason.strip():
        raise OverIssueNeedsReason


def _pick(
    order: WorkOrder, material: Material, line: IssueLine, reason: str, *, by: Actor, at: datetime
) -> list[Picked]:
    """Take what is reserved for the line first; whoever names a place or a lot has it in hand and takes that."""
    source, item_id = Source(MATERIAL, material.pk), line.item_id
    wip = ledger.books(order, by=by, at=at).wip_id
    wanted = Withdrawal(item_id, line.quantity, line.place_id, line.lot_id, line.owner_id)
    if line.place_id or line.lot_id or item_id != material.item_id:
        stock.release_reservations([source], by=ledger.lent(by), at=at)
        return ledger.take(order, [wanted], to=wip, reason=reason, by=by, at=at)
    picked: list[Picked] = []
    if (kept := _kept(material)) > 0:
        part = min(kept, line.quantity)
        picked += stock.issue_reserved(
            source,
            quantities={item_id: part},
            to=wip,
            posting=ledger.posting(order, reason),
            by=ledger.lent(by),
            at=at,
        )
        wanted = Withdrawal(item_id, line.quantity - part, owner_id=line.owner_id)
    if wanted.quantity > 0:
        picked += ledger.take(order, [wanted], to=wip, reason=reason, by=by, at=at)
    return picked


def reserved(material: Material) -> list[Withdrawal]:
    """What is kept for a material line, by bin and lot."""
    rows = inventory.reservations_of([Source(MATERIAL, material.pk)], scope=EVERYTHING)
    return [Withdrawal(row.item_id, row.quantity, row.place_id or 0, row.lot_id or 0) for row in rows]


def _kept(material: Material) -> Decimal:
    return sum((row.quantity for row in reserved(material)), ZERO)


def _keep_rest(order: WorkOrder, material: Material, kept: Decimal, *, by: Actor, at: datetime) -> None:
    """What was kept for a line and is still needed stays kept, as far as it is free; the rest is let go."""
    source, need = Source(MATERIAL, material.pk), max(material.quantity - material.issued, ZERO)
    if (now := _kept(material)) > need:
        stock.release_reservations([source], by=ledger.lent(by), at=at)
        now = ZERO
    wanted = min(kept, need) - now
    free = inventory.free_stock({material.item_id}, site_id=order.site_id, at=at).get(material.item_id, ZERO)
    if (part := min(wanted, free)) > 0:
        want = Want(source, material.item_id, part)
        stock.reserve([want], site_id=order.site_id, by=ledger.lent(by), at=at)


def write(
    material: Material, picked: Sequence[Picked], counts: Decimal, *, how: How, by: Actor, at: datetime
) -> list[int]:
    """Keep what was taken as issue rows, and count it for the line. Returns their ids."""
    whole = sum((each.quantity for each in picked), ZERO)
    rows = [
        Issue(
            material=material, item_id=each.item_id, lot_id=each.lot_id or None, owner_id=how.owner_id or None,
            place_id=each.place_id, kind=how.kind, quantity=each.quantity,
            counts=quantize_quantity(counts * each.quantity / whole, rounding=ROUND_CEILING),
            value_minor=each.value_minor, left=each.quantity, left_minor=each.value_minor, move_id=each.move_id,
            report_id=how.report_id, reason=how.reason[:200], at=at, actor_name=by.name[:80],
        )
        for each in picked
    ]  # fmt: skip
    if not rows:
        return []
    Issue.objects.bulk_create(rows)
    material.issued += counts
    material.save(update_fields=["issued"])
    after = {"item": rows[0].item_id, "quantity": plain(whole), "issued": plain(material.issued)}
    action = "shopfloor.issue" if how.kind == IssueKind.HAND else "shopfloor.backflush"
    journal.record(action, subject=material.work_order, by=by, at=at, after=after, reason=how.reason)
    return [row.pk for row in rows]


@operation
def backflush(operation_id: int, *, report_id: int | None, by: Actor, at: datetime) -> Taken:
    """Take what the pieces reported at an operation have used up and nobody has issued: as much of it as is there."""
    by.require(permits.REPORT)
    row = Operation.objects.select_related("work_order").get(pk=operation_id)
    order = locks.work_order(row.work_order_id, scope=by.scope)
    wants = _wants(order, row)
    if not wants:
        return Taken(())
    items = catalog.items({material.item_id for material, _want in wants})
    books = ledger.books(order, by=by, at=at)
    issues: list[int] = []
    missing: list[Missing] = []
    for material, want in wants:
        picked = _there(order, material, want, books.wip_id, by=by, at=at)
        got = sum((each.quantity for each in picked), ZERO)
        issues += write(
            material, picked, got, how=How(IssueKind.BACKFLUSH, report_id=report_id), by=by, at=at
        )
        if got < want:
            item = items[material.item_id]
            missing.append(Missing(material.item_id, item.code, item.unit, want, got))
    supply.expect([order], [material for material, _want in wants], at=at)
    return Taken(tuple(issues), tuple(missing))


def _wants(order: WorkOrder, row: Operation) -> list[tuple[Material, Decimal]]:
    """What the pieces worked off here need and the line has not got; lines of no operation belong to the first."""
    numbers = list(
        Operation.objects.filter(work_order=order).order_by("number").values_list("number", flat=True)
    )
    worked = Fraction(row.good + row.scrap) / Fraction(order.quantity)
    found = []
    for material in order.materials.filter(is_by_product=False).select_related("item__unit"):
        at_number = material.operation_number if material.operation_number in numbers else numbers[0]
        if at_number != row.number:
            continue
        needed = countable(Fraction(material.quantity) * worked, material.item.unit.places)
        if needed > material.issued:
            found.append((material, needed - material.issued))
    return found


def _there(
    order: WorkOrder, material: Material, want: Decimal, wip_id: int, *, by: Actor, at: datetime
) -> list[Picked]:
    """What is reserved for the line, then what is free, but no more than there is."""
    picked: list[Picked] = []
    part = min(_kept(material), want)
    if part > 0:
        source = Source(MATERIAL, material.pk)
        picked += stock.issue_reserved(
            source,
            quantities={material.item_id: part},
            to=wip_id,
            posting=ledger.posting(order),
            by=ledger.lent(by),
            at=at,
        )
    if want > part:
        rest = Withdrawal(material.item_id, want - part, at_most=True)
        picked += ledger.take(order, [rest], to=wip_id, by=by, at=at)
    return picked


@operation
def reserve_materials(work_order_id: int, *, by: Actor, at: datetime) -> Taken:
    """Keep lots in bins for an order's lines, as far as they are free: its pick list. Returns what is missing."""
    by.require(permits.ISSUE)
    order = locks.work_order(work_order_id, scope=by.scope)
    if order.state not in ON_THE_FLOOR:
        raise OrderNotOpen(order=order.number, state=order.get_state_display())
    materials = list(order.materials.filter(is_by_product=False).select_related("item__unit"))
    free = dict(inventory.free_stock({row.item_id for row in materials}, site_id=order.site_id, at=at))
    missing = []
    for row in materials:
        need = row.quantity - row.issued - _kept(row)
        part = min(need, max(free.get(row.item_id, ZERO), ZERO))
        if part > 0:
            wants = [Want(Source(MATERIAL, row.pk), row.item_id, part)]
            stock.reserve(wants, site_id=order.site_id, by=ledger.lent(by), at=at)
            free[row.item_id] -= part
        if need > part:
            missing.append(Missing(row.item_id, row.item.code, row.item.unit.code, need, part))
    return Taken((), tuple(missing))
