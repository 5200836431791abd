"""Material goes back to the store: whole, or as an offcut with its own lot and length."""

from dataclasses import dataclass
from datetime import datetime
from decimal import ROUND_CEILING, Decimal

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as N_

from taktline.catalog import queries as catalog
from taktline.catalog.types import ItemRow
from taktline.inventory import queries as inventory
from taktline.inventory import services as stock
from taktline.inventory.life import LotState
from taktline.inventory.types import LotGiven, PlaceKind, Receipt
from taktline.kernel import journal
from taktline.kernel.actor import Actor
from taktline.kernel.errors import NotFound
from taktline.kernel.exact import Money, plain, quantize_quantity
from taktline.kernel.operation import operation
from taktline.shopfloor import locks, permits
from taktline.shopfloor.errors import NoOffcuts, NotInWip
from taktline.shopfloor.models import Completion, Issue, MadeLot, UsedLot, WorkOrder
from taktline.shopfloor.rules import cost
from taktline.shopfloor.services import ledger, supply
from taktline.shopfloor.types import CompletionKind, IssueKind, Offcut


@operation
def return_material(
    issue_id: int, quantity: Decimal, *, place_id: int, offcut: Offcut | None = None, by: Actor, at: datetime
) -> int:
    """Bring back a part of an issue that still lies at the machine, with its value. Returns the id of the return.

    offcut: it comes back as a lot of its own, with a length and the heat number of the lot it was cut from.
    Raises NotFound, NotInWip, NoOffcuts, InvalidInput for a place of another site, and what the ledger refuses.
    """
    by.require(permits.ISSUE)
    found = Issue.objects.filter(pk=issue_id).select_related("material").first()
    if found is None:
        raise NotFound(what=N_("material issue"), key=issue_id)
    order = locks.work_order(found.material.work_order_id, scope=by.scope)
    found.refresh_from_db(fields=["left", "left_minor", "quantity", "counts"])
    ledger.own_place(order, place_id, by=by)
    item = catalog.items([found.item_id])[found.item_id]
    if not 0 < quantity <= found.left:
        raise NotInWip(left=plain(found.left), unit=item.unit, item=item.code, asked=plain(quantity))
    if offcut is None:
        row = give_back(found, Goes(IssueKind.RETURN, quantity, place_id), by=by, at=at)
    else:
        row = _cut(order, found, Piece(item, quantity, place_id, offcut), by=by, at=at)
    supply.expect([order], [found.material], at=at)
    return row.pk


@dataclass(frozen=True, slots=True)
class Goes:
    """So much of an issue goes to a place, and why."""

    kind: IssueKind
    quantity: Decimal
    place_id: int


@dataclass(frozen=True, slots=True)
class Piece:
    """An offcut on its way into the store."""

    item: ItemRow
    quantity: Decimal
    place_id: int
    offcut: Offcut


def _cut(order: WorkOrder, found: Issue, piece: Piece, *, by: Actor, at: datetime) -> Issue:
    """The lot ends in production and a new one comes out of it; the genealogy knows both."""
    item, quantity, place_id, offcut = piece.item, piece.quantity, piece.place_id, piece.offcut
    value = cost.minor_of(found.left_minor, quantity, found.left)
    if found.lot_id is None:
        raise NoOffcuts(item=item.code)
    books = ledger.books(order, by=by, at=at)
    out = ledger.out_of_wip(found, quantity, wip_id=books.wip_id, value=Money(value, books.currency))
    used = ledger.take(order, [out], to=PlaceKind.PRODUCTION, by=by, at=at)[0]
    parent = inventory.lot(found.lot_id)
    attributes = {**parent.attributes, "length_mm": str(offcut.length_mm), "cut_from": parent.code}
    given = LotGiven(offcut.lot_code, supplier_lot=parent.supplier_lot, attributes=attributes)
    receipt = Receipt(
        found.item_id, place_id, quantity, lot=given, owner_id=found.owner_id or 0,
        value=None if found.owner_id else Money(value, books.currency),
    )  # fmt: skip
    about = ledger.posting(order)
    move_id = stock.receive([receipt], origin=PlaceKind.PRODUCTION, posting=about, by=ledger.lent(by), at=at)[
        0
    ]
    lot = inventory.lot_by_code(offcut.lot_code, item_id=found.item_id)
    event = Completion.objects.create(
        work_order=order, kind=CompletionKind.OFFCUT, quantity=quantity, place_id=place_id, material_minor=value, at=at,
        actor_name=by.name[:80],
    )  # fmt: skip
    MadeLot.objects.create(
        completion=event, item_id=found.item_id, lot_id=lot.id if lot else None, quantity=quantity, value_minor=value,
        move_id=move_id,
    )  # fmt: skip
    UsedLot.objects.create(
        completion=event, issue=found, item_id=found.item_id, lot_id=found.lot_id, quantity=quantity,
        value_minor=value, move_id=used.move_id,
    )  # fmt: skip
    return write_back(found, Back(IssueKind.RETURN, quantity, value, place_id, move_id), by=by, at=at)


def give_back(found: Issue, goes: Goes, *, by: Actor, at: datetime) -> Issue:
    """A part of an issue goes back into the store, under its own lot and with its value."""
    order = found.material.work_order
    value = cost.minor_of(found.left_minor, goes.quantity, found.left)
    books = ledger.books(order, by=by, at=at)
    out = ledger.out_of_wip(found, goes.quantity, wip_id=books.wip_id, value=Money(value, books.currency))
    move_id = ledger.take(order, [out], to=goes.place_id, by=by, at=at)[0].move_id
    _revive(found, by=by, at=at)
    return write_back(found, Back(goes.kind, goes.quantity, value, goes.place_id, move_id), by=by, at=at)


def _revive(found: Issue, *, by: Actor, at: datetime) -> None:
    """A lot that was used up and is back again may be used."""
    if found.lot_id and inventory.lot(found.lot_id).state == LotState.CONSUMED:
        stock.release_lot(found.lot_id, reason=gettext("back from the machine"), by=ledger.lent(by), at=at)


@dataclass(frozen=True, slots=True)
class Back:
    """What went back, and by which move."""

    kind: IssueKind
    quantity: Decimal
    value: int
    place_id: int
    move_id: int


def write_back(found: Issue, back: Back, *, by: Actor, at: datetime) -> Issue:
    """A row with the opposite sign; the issue has less left and its line is short of it again."""
    found.left -= back.quantity
    found.left_minor -= back.value
    found.save(update_fields=["left", "left_minor"])
    counts = quantize_quantity(found.counts * back.quantity / found.quantity, rounding=ROUND_CEILING)
    row = Issue.objects.create(
        material=found.material, item_id=found.item_id, lot_id=found.lot_id, owner_id=found.owner_id,
        place_id=back.place_id, kind=back.kind, quantity=-back.quantity, counts=-counts, value_minor=-back.value, left=Decimal(0),
        left_minor=0, move_id=back.move_id, undoes=found, at=at, actor_name=by.name[:80],
    )  # fmt: skip
    material = found.material
    material.refresh_from_db(fields=["issued"])  # another row of the line may have gone back a moment ago
    material.issued = max(material.issued - counts, Decimal(0))
    material.save(update_fields=["issued"])
    after = {"item": found.item_id, "quantity": plain(back.quantity), "issued": plain(material.issued)}
    journal.record("shopfloor.return", subject=material.work_order, by=by, at=at, after=after)
    return row


def scrap(order: WorkOrder, found: Issue, reason: str, *, by: Actor, at: datetime) -> None:
    """What is left of an issue is written off."""
    books = ledger.books(order, by=by, at=at)
    out = ledger.out_of_wip(
        found, found.left, wip_id=books.wip_id, value=Money(found.left_minor, books.currency)
    )
    ledger.take(order, [out], to=PlaceKind.SCRAP, reason=reason, by=by, at=at)
    before, found.left, found.left_minor = {"left": plain(found.left)}, Decimal(0), 0
    found.save(update_fields=["left", "left_minor"])
    journal.record("shopfloor.scrap-material", subject=order, by=by, at=at, before=before, reason=reason)
