"""Report pieces: good, scrap by whose fault, and set aside for rework."""

from dataclasses import asdict
from datetime import datetime
from decimal import Decimal

from taktline.catalog.types import ItemRow
from taktline.kernel import journal, outbox
from taktline.kernel.actor import Actor
from taktline.kernel.exact import plain
from taktline.kernel.operation import operation
from taktline.office import queries as office
from taktline.shopfloor import permits
from taktline.shopfloor.errors import (
    BeyondPredecessor,
    NotCountedSo,
    NothingReported,
    NotSetAside,
    OverProduction,
    ReportKeyUsed,
    ScrapNeedsReason,
)
from taktline.shopfloor.facts import OperationReported
from taktline.shopfloor.life import OperationState
from taktline.shopfloor.models import Operation, QuantityReport
from taktline.shopfloor.rules import flow
from taktline.shopfloor.services import standing, supply
from taktline.shopfloor.types import MakingPolicy, Pieces, Reported, ScrapReason, Who

# Nobody makes a hundred million pieces between two reports.
MOST = Decimal(100_000_000)
_COUNTS = ("good", "scrap_machining", "scrap_material", "rework", "reworked")


@operation
def report(operation_id: int, pieces: Pieces, *, who: Who, by: Actor, at: datetime) -> Reported:
    """Book pieces that came out of an operation; what it moved on makes the next one ready.

    who.key told before answers as it did then. Raises NothingReported, NotCountedSo, ScrapNeedsReason, OrderNotOpen,
    OperationClosed, OperationLocked, BeyondPredecessor, NotSetAside, OverProduction, NotYourself, HappenedNever,
    ReportKeyUsed.
    """
    by.require(permits.REPORT)
    found = standing.standing(operation_id, by=by)
    if (known := _told(found, pieces, who)) is not None:
        return known
    _require_sound(pieces, found.item)
    standing.require_open(found)
    _require_room(found, pieces, by=by, at=at)
    then = standing.moment(who, found.order, at)
    row = QuantityReport.objects.create(
        operation=found.operation,
        person_id=standing.person(who, site_id=found.order.site_id, by=by),
        machine_id=standing.machine(who, found, by=by),
        key=who.key,
        happened_at=then,
        recorded_at=at,
        actor_kind=by.kind.value,
        actor_id=by.id,
        actor_name=by.name[:80],
        **asdict(pieces),
    )
    standing.begin_order(found.order, by=by, at=then)
    count(found, pieces, by=by, at=at)
    tell(found, row, by=by, at=at)
    return reported(found, row, is_new=True)


def _told(found: standing.Standing, pieces: Pieces, who: Who) -> Reported | None:
    known = QuantityReport.objects.filter(key=who.key).first() if who.key else None
    if known is None:
        return None
    same = all(getattr(known, name) == getattr(pieces, name) for name in _COUNTS)
    if known.operation_id != found.operation.pk or not same:
        raise ReportKeyUsed
    return reported(found, known, is_new=False)


def reported(found: standing.Standing, row: QuantityReport, *, is_new: bool) -> Reported:
    """What the report did."""
    now = found.operation
    return Reported(
        row.pk, found.order.pk, now.pk, row.good, is_new, found.is_last, now.state == OperationState.DONE,
        standing.is_worked_off(found),
    )  # fmt: skip


def _require_sound(pieces: Pieces, item: ItemRow) -> None:
    counts = [getattr(pieces, name) for name in _COUNTS]
    if min(counts) < 0 or pieces.good + pieces.scrap + pieces.rework <= 0:
        raise NothingReported
    for each in counts:
        if each > MOST or each != round(each, item.unit_places):
            raise NotCountedSo(quantity=plain(each), unit=item.unit, item=item.code)
    if pieces.scrap + pieces.rework > 0 and pieces.reason not in ScrapReason.values:
        raise ScrapNeedsReason


def _require_room(found: standing.Standing, pieces: Pieces, *, by: Actor, at: datetime) -> None:
    """Refuse pieces that cannot have been here."""
    row, order = found.operation, found.order
    if pieces.reworked > min(row.rework, pieces.good + pieces.scrap):
        raise NotSetAside(rework=plain(row.rework), asked=plain(pieces.reworked))
    taken = row.good + row.scrap + row.rework
    if found.at > 0:
        if taken + pieces.fresh > found.came:
            raise BeyondPredecessor(
                before=found.operations[found.at - 1].number, delivered=plain(found.came), taken=plain(taken),
                asked=plain(pieces.fresh), unit=found.item.unit,
            )  # fmt: skip
        return
    policy = office.policy(MakingPolicy, at=at, site_id=order.site_id)
    most = flow.tolerated(order.quantity, policy.over_production)
    if taken + pieces.fresh > most and not by.may(permits.OVER_PRODUCE):
        raise OverProduction(
            order=order.number, quantity=plain(order.quantity), most=plain(most), unit=found.item.unit
        )


def count(found: standing.Standing, pieces: Pieces, *, by: Actor, at: datetime) -> None:
    """Add pieces (negative to take them back) to the operation and its order, and move on what follows."""
    row, order = found.operation, found.order
    _begin(row)
    row.good += pieces.good
    row.scrap += pieces.scrap
    row.rework += pieces.rework - pieces.reworked
    row.save(update_fields=["good", "scrap", "rework", "state"])
    order.scrapped += pieces.scrap
    order.save(update_fields=["scrapped"])
    standing.settle(found, by=by, at=at)
    supply.expect([order], order.materials.all(), at=at)


def _begin(row: Operation) -> None:
    """Who reports pieces has worked, whether he said so or not."""
    if row.state in (OperationState.WAITING, OperationState.READY, OperationState.SETUP):
        row.state = OperationState.RUNNING


def tell(found: standing.Standing, row: QuantityReport, *, by: Actor, at: datetime) -> None:
    """The report's line in the journal, and its fact."""
    after: dict[str, object] = {name: plain(getattr(row, name)) for name in _COUNTS if getattr(row, name)}
    after |= {"operation": found.operation.number, "report": row.pk}
    journal.record("shopfloor.report", subject=found.order, by=by, at=at, after=after, reason=row.note)
    outbox.publish(
        OperationReported(
            found.operation.pk, found.order.pk, found.order.item_id, found.order.site_id, row.pk, plain(row.good),
            plain(row.scrap_machining + row.scrap_material), plain(row.rework - row.reworked),
        ),
        at=at,
    )  # fmt: skip
