"""Products go into stock, with what they are worth and the lots they were made of."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from fractions import Fraction

from taktline.catalog import queries as catalog
from taktline.catalog.types import ItemRow, countable
from taktline.identity import queries as identity
from taktline.inventory import queries as inventory
from taktline.inventory import services as stock
from taktline.inventory.types import LotGiven, PlaceKind, Receipt, Status
from taktline.kernel import journal, outbox
from taktline.kernel.actor import Actor
from taktline.kernel.exact import CURRENCY_DIGITS, Money, plain
from taktline.kernel.moving import Move
from taktline.kernel.operation import operation
from taktline.kernel.source import Source
from taktline.resources import queries as resources
from taktline.shopfloor import locks, permits
from taktline.shopfloor.errors import NotMade, OrderNotOpen
from taktline.shopfloor.facts import WorkOrderCompleted
from taktline.shopfloor.life import WORK_ORDER_LIFE, OperationState, WorkOrderState
from taktline.shopfloor.models import Completion, Issue, MadeLot, Operation, TimeRecord, UsedLot, WorkOrder
from taktline.shopfloor.rules import cost
from taktline.shopfloor.rules.hours import Span, union_seconds
from taktline.shopfloor.services import ledger, supply
from taktline.shopfloor.services.standing import ON_THE_FLOOR
from taktline.shopfloor.types import MATERIAL, Completed, Finished

DONE = Move(WORK_ORDER_LIFE, WorkOrderState.COMPLETED, "shopfloor.complete-order")
ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class _Worth:
    """What goes along with one completion. used: (issue, part, value)."""

    used: tuple[tuple[Issue, Decimal, int], ...]
    time: int

    @property
    def material(self) -> int:
        """Value of the material."""
        return sum(value for _issue, _part, value in self.used)


@operation
def complete(work_order_id: int, finished: Finished, *, by: Actor, at: datetime) -> Completed:
    """Book good pieces into stock: material leaves work in process, products come in at its value and the time's.

    The last time (finished.is_final, or the last operation done and all good pieces booked) takes all that is left and
    completes the order. Raises OrderNotOpen, NotMade, NoStore, InvalidInput for a place of another site, and what the
    ledger refuses.
    """
    by.require(permits.COMPLETE if finished.report_id is None else permits.REPORT)
    order = locks.work_order(work_order_id, scope=by.scope)
    if order.state not in ON_THE_FLOOR:
        raise OrderNotOpen(order=order.number, state=order.get_state_display())
    last = (
        Operation.objects.filter(work_order=order)
        .exclude(state=OperationState.SKIPPED)
        .order_by("-number")[0]
    )
    if finished.quantity < 0 or order.completed + finished.quantity > last.good:
        raise NotMade(
            good=plain(last.good),
            order=order.number,
            completed=plain(order.completed),
            asked=plain(finished.quantity),
        )
    is_final = last.state == OperationState.DONE and order.completed + finished.quantity >= last.good
    worth = _worth(order, finished.quantity, is_final=is_final, at=at)
    books = ledger.books(order, by=by, at=at)
    place_id = ledger.finished_place(order, books.policy, chosen=finished.place_id, by=by)
    event = Completion.objects.create(
        work_order=order, quantity=finished.quantity, place_id=place_id, material_minor=worth.material,
        time_minor=worth.time, report_id=finished.report_id, at=at, actor_name=by.name[:80],
    )  # fmt: skip
    _use(order, event, worth, books, by=by, at=at)
    lots = _bring(event, finished, Money(worth.material + worth.time, books.currency), by=by, at=at)
    _bring_by_products(event, Money(0, books.currency), by=by, at=at)
    order.completed += finished.quantity
    order.save(update_fields=["completed"])
    after = {"quantity": plain(finished.quantity), "completed": plain(order.completed)}
    money = {"material": worth.material, "time": worth.time}
    journal.record("shopfloor.complete", subject=order, by=by, at=at, after=after, money=money)
    supply.expect([order], order.materials.all(), at=at)
    if is_final:
        _end(order, by=by, at=at)
    return Completed(event.pk, finished.quantity, lots)


def _worth(order: WorkOrder, quantity: Decimal, *, is_final: bool, at: datetime) -> _Worth:
    """The share of material and time that goes along with these pieces."""
    expected = order.quantity - order.scrapped - order.completed
    share = Fraction(1) if is_final else cost.share_of_pieces(quantity, expected)
    used = []
    rows = (
        Issue.objects.filter(material__work_order=order, left__gt=0)
        .select_related("item__unit")
        .order_by("pk")
    )
    for row in rows:
        part = cost.part_of(row.left, share, row.item.unit.places)
        if part > 0:
            used.append((row, part, cost.minor_of(row.left_minor, part, row.left)))
    booked = sum(Completion.objects.filter(work_order=order).values_list("time_minor", flat=True))
    still = max(time_value(order.pk, at=at) - booked, 0)
    return _Worth(tuple(used), still if share >= 1 else int(still * share))


def time_value(work_order_id: int, *, at: datetime) -> int:
    """Machine time reported so far at the centres' hourly rates, in whole coins; running time counts until now."""
    rows = TimeRecord.objects.filter(operation__work_order_id=work_order_id)
    spans: dict[tuple[int, int], list[Span]] = {}
    for pk, centre, machine, begin, end in rows.values_list(
        "pk", "operation__centre_id", "machine_id", "start", "end"
    ):
        spans.setdefault((centre, machine or 0), []).append(Span(pk, begin, max(end or at, begin)))
    centres = resources.centres({centre for centre, _machine in spans})
    return sum(
        cost.time_minor(
            union_seconds(found), centres[centre].hour_rate, CURRENCY_DIGITS.get(centres[centre].currency, 2)
        )
        for (centre, _machine), found in spans.items()
    )


def _use(
    order: WorkOrder, event: Completion, worth: _Worth, books: ledger.Books, *, by: Actor, at: datetime
) -> None:
    """Material leaves work in process, each row with its own value."""
    outs = [
        ledger.out_of_wip(row, part, wip_id=books.wip_id, value=Money(value, books.currency))
        for row, part, value in worth.used
    ]
    moves = ledger.take(order, outs, to=PlaceKind.PRODUCTION, by=by, at=at) if outs else []
    uses = []
    for (row, part, value), move in zip(worth.used, moves, strict=True):
        row.left -= part
        row.left_minor -= value
        uses.append(
            UsedLot(
                completion=event, issue=row, item_id=row.item_id, lot_id=row.lot_id, quantity=part, value_minor=value,
                move_id=move.move_id,
            )
        )  # fmt: skip
    Issue.objects.bulk_update([row for row, _part, _value in worth.used], ["left", "left_minor"])
    UsedLot.objects.bulk_create(uses)


def _bring(
    event: Completion, finished: Finished, value: Money, *, by: Actor, at: datetime
) -> tuple[int, ...]:
    """The products come into stock: in one lot, or each piece by its own number."""
    if finished.quantity == 0:
        return ()
    order, place_id = event.work_order, event.place_id or 0
    item = catalog.items([order.item_id])[order.item_id]
    parts = _parts(order, item, finished)
    values = cost.spread(value.minor, len(parts)) if len(parts) > 1 else [value.minor]
    today = identity.site_day(order.site_id, at)
    given = [LotGiven(code, made_on=today) if code else None for code, _quantity in parts]
    receipts = [
        Receipt(
            item.id,
            place_id,
            quantity,
            lot=lot,
            status=finished.status or Status.FREE,
            value=Money(worth, value.currency),
        )
        for (_code, quantity), lot, worth in zip(parts, given, values, strict=True)
    ]
    return _received(order, event, receipts, by=by, at=at)


def _parts(order: WorkOrder, item: ItemRow, finished: Finished) -> list[tuple[str, Decimal]]:
    if item.tracking == "serial":
        first = int(order.completed) + 1
        stem = finished.lot_code or order.number
        return [(f"{stem}-{first + at:03d}", Decimal(1)) for at in range(int(finished.quantity))]
    return [((finished.lot_code or order.number) if item.tracking == "lot" else "", finished.quantity)]


def _received(
    order: WorkOrder, event: Completion, receipts: Sequence[Receipt], *, by: Actor, at: datetime
) -> tuple[int, ...]:
    about = ledger.posting(order)
    moves = stock.receive(receipts, origin=PlaceKind.PRODUCTION, posting=about, by=ledger.lent(by), at=at)
    made = []
    for receipt, move_id in zip(receipts, moves, strict=True):
        lot = inventory.lot_by_code(receipt.lot.code, item_id=receipt.item_id) if receipt.lot else None
        made.append(
            MadeLot(
                completion=event, item_id=receipt.item_id, lot_id=lot.id if lot else None, quantity=receipt.quantity,
                value_minor=receipt.value.minor if receipt.value else 0, move_id=move_id,
            )
        )  # fmt: skip
    MadeLot.objects.bulk_create(made)
    return tuple(row.lot_id for row in made if row.lot_id)


def _bring_by_products(event: Completion, nothing: Money, *, by: Actor, at: datetime) -> None:
    """What comes out besides the product, in step with it; it carries no value."""
    order = event.work_order
    done = Fraction(order.completed + event.quantity) / Fraction(order.quantity)
    for row in order.materials.filter(is_by_product=True).select_related("item__unit"):
        so_far = countable(Fraction(row.quantity) * min(done, Fraction(1)), row.item.unit.places, down=True)
        part = so_far - row.issued
        if part <= 0:
            continue
        lot = LotGiven(order.number) if row.item.tracking == "lot" else None
        receipt = Receipt(row.item_id, event.place_id or 0, part, lot=lot, value=nothing)
        _received(order, event, [receipt], by=by, at=at)
        row.issued = so_far
        row.save(update_fields=["issued"])


def _end(order: WorkOrder, *, by: Actor, at: datetime) -> None:
    """Nothing more is brought or taken, and nothing is kept for it any more."""
    DONE.make(order, by=by, at=at, also={"completed_at": at})
    supply.forget([order], at=at)
    sources = [Source(MATERIAL, pk) for pk in order.materials.values_list("pk", flat=True)]
    stock.release_reservations(sources, by=ledger.lent(by), at=at)
    outbox.publish(WorkOrderCompleted(order.pk, order.item_id, order.site_id), at=at)
