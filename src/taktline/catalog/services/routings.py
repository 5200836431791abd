"""Routings are drawn up, revised and put in force."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from django.utils.translation import gettext as _

from taktline.catalog import locks, permits
from taktline.catalog.errors import BeginsTooEarly, CodeTaken, EmptyStructure, NotADraft, NotMade
from taktline.catalog.facts import RoutingActivated
from taktline.catalog.life import ROUTING_LIFE, StructureState
from taktline.catalog.models import Item, OperationAlternative, Routing, RoutingOperation
from taktline.catalog.queries.structure import routing as read_routing
from taktline.catalog.types import AlternativeDraft, OperationDraft, OperationRow, Supply
from taktline.kernel import journal, outbox, search
from taktline.kernel.actor import Actor
from taktline.kernel.drafts import check
from taktline.kernel.errors import Fault, InvalidInputs
from taktline.kernel.operation import operation
from taktline.resources import queries as resources
from taktline.resources.types import CentreRow

PLAIN = tuple(name for name in OperationDraft.__dataclass_fields__ if name != "alternatives")
LONGEST = 10_000_000
NOT_NEGATIVE = (
    "setup_seconds",
    "run_seconds",
    "queue_minutes",
    "wait_minutes",
    "outside_days",
    "transfer_quantity",
)


@operation
def create_routing(
    item_id: int, *, code: str = "", operations: Sequence[OperationDraft] = (), by: Actor, at: datetime
) -> int:
    """A new routing, as a draft; its id. Raises NotMade, CodeTaken, InvalidInputs, NotFound."""
    by.require(permits.STRUCTURE)
    item = locks.item(item_id)
    if item.supply == Supply.BUY:
        raise NotMade(item=item.code)
    routing = Routing(item=item, code=code.strip() or _next_code(item))
    if item.routings.filter(code=routing.code).exists():
        raise CodeTaken(key=routing.code)
    check(routing, ("code",))
    routing.save()
    search.index("catalog.routing", routing.pk, item.code, item.name, item.name_en, routing.code)
    after = {"item": item.code, "code": routing.code}
    journal.record("catalog.create-routing", subject=routing, by=by, at=at, after=after)
    if operations:
        set_operations(routing.pk, operations, by=by, at=at)
    return routing.pk


@operation
def set_operations(routing_id: int, operations: Sequence[OperationDraft], *, by: Actor, at: datetime) -> None:
    """Replace the operations of a draft. Raises NotADraft, InvalidInputs naming each wrong value, NotFound."""
    by.require(permits.STRUCTURE)
    routing = locks.routing(routing_id)
    _require_draft(routing)
    named = {step.centre_id for step in operations}
    named |= {each.centre_id for step in operations for each in step.alternatives}
    centres = resources.centres(named)
    faults = [fault for number, step in enumerate(operations) for fault in _wrong(step, number, centres)]
    numbers = [step.number for step in operations]
    faults += [
        Fault(f"operations[{at_}].number", _("This number stands twice."))
        for at_, number in enumerate(numbers)
        if number in numbers[:at_]
    ]
    if faults:
        raise InvalidInputs(faults=faults)
    before = _spoken(routing)
    routing.operations.all().delete()
    for at_, step in enumerate(operations):
        _add(routing, step, at_, centres)
    journal.record(
        "catalog.set-operations",
        subject=routing,
        by=by,
        at=at,
        before={"item": routing.item.code, "operations": before},
        after={"operations": _spoken(routing)},
    )
    locks.bump()


@operation
def revise_routing(routing_id: int, *, code: str = "", by: Actor, at: datetime) -> int:
    """A new draft with the same operations; its id. Raises CodeTaken, NotFound."""
    by.require(permits.STRUCTURE)
    routing = locks.routing(routing_id)
    own = dict(routing.operations.values_list("number", "family_id"))
    steps = [operation_draft_of(row, own[row.number]) for row in read_routing(routing_id).operations]
    return create_routing(routing.item_id, code=code, operations=steps, by=by, at=at)


@operation
def activate_routing(routing_id: int, *, effective_from: date, by: Actor, at: datetime) -> None:
    """Put a draft in force from a local day; what was in force ends there.

    Raises IllegalMove, EmptyStructure, BeginsTooEarly, NotFound.
    """
    by.require(permits.ACTIVATE)
    routing = locks.routing(routing_id)
    item = locks.item(routing.item_id)
    what = f"{item.code}/{routing.code}"
    ROUTING_LIFE.require(what, StructureState(routing.state), StructureState.ACTIVE)
    if not routing.operations.exists():
        raise EmptyStructure(what=what)
    others = Routing.objects.filter(item=item, state=StructureState.ACTIVE).exclude(pk=routing.pk)
    for other in others.order_by("effective_from"):
        if other.effective_from is not None and other.effective_from > effective_from:
            raise BeginsTooEarly(what=what, day=effective_from, other=other.code, began=other.effective_from)
        until = other.effective_until
        other.state = StructureState.SUPERSEDED
        other.effective_until = effective_from if until is None else min(effective_from, until)
        other.save(update_fields=("state", "effective_until"))
    routing.state, routing.effective_from = StructureState.ACTIVE, effective_from
    routing.save(update_fields=("state", "effective_from"))
    after = {"item": item.code, "code": routing.code, "effective_from": effective_from}
    journal.record("catalog.activate-routing", subject=routing, by=by, at=at, after=after)
    locks.bump()
    outbox.publish(RoutingActivated(item.pk, routing.pk), at=at)


@operation
def drop_routing(routing_id: int, *, by: Actor, at: datetime) -> None:
    """Throw a draft away. Raises NotADraft, NotFound."""
    by.require(permits.STRUCTURE)
    routing = locks.routing(routing_id)
    _require_draft(routing)
    before = {"item": routing.item.code, "operations": _spoken(routing)}
    journal.record("catalog.drop-routing", subject=routing, by=by, at=at, before=before)
    search.forget("catalog.routing", routing.pk)
    routing.delete()
    locks.bump()


def operation_draft_of(row: OperationRow, family_id: int | None) -> OperationDraft:
    """An operation as it is, ready to be changed. family_id: its own, not the item's."""
    return OperationDraft(
        number=row.number,
        name=row.name.zh,
        centre_id=row.centre_id,
        name_en=row.name.en,
        setup_seconds=row.setup_seconds,
        run_seconds=row.run_seconds,
        is_pausable=row.is_pausable,
        transfer_quantity=row.transfer_quantity,
        queue_minutes=row.queue_minutes,
        wait_minutes=row.wait_minutes,
        skill_id=row.skill_id,
        family_id=family_id,
        inspection_point=row.inspection_point,
        supplier_id=row.outside.supplier_id if row.outside else None,
        outside_price=row.outside.price if row.outside else None,
        outside_currency=row.outside.currency if row.outside else "CNY",
        outside_days=row.outside.days if row.outside else 0,
        note=row.note,
        alternatives=tuple(
            AlternativeDraft(
                each.centre_id, each.machine_id, each.setup_seconds, each.run_seconds, each.priority
            )
            for each in row.alternatives
        ),
    )


def _require_draft(routing: Routing) -> None:
    if routing.state != StructureState.DRAFT:
        raise NotADraft(what=f"{routing.item.code}/{routing.code}", state=StructureState(routing.state).label)


def _wrong(step: OperationDraft, number: int, centres: Mapping[int, CentreRow]) -> list[Fault]:
    place = f"operations[{number}]"
    faults = []
    centre = centres.get(step.centre_id)
    if centre is None:
        faults.append(Fault(f"{place}.centre_id", _("There is no such work centre.")))
    elif centre.is_outside and step.outside_days <= 0:
        faults.append(Fault(f"{place}.outside_days", _("Work done outside takes at least one day.")))
    elif not centre.is_outside and step.setup_seconds + step.run_seconds <= 0:
        faults.append(Fault(f"{place}.run_seconds", _("Enter the time it takes, in seconds per piece.")))
    faults += [
        Fault(f"{place}.{name}", _("Zero or more."))
        for name in NOT_NEGATIVE
        if not 0 <= getattr(step, name) <= LONGEST
    ]
    if not 0 < step.number <= 9999:
        faults.append(Fault(f"{place}.number", _("A number from 1 to 9999.")))
    if step.outside_price is not None and step.outside_price < 0:
        faults.append(Fault(f"{place}.outside_price", _("Zero or more.")))
    for at, each in enumerate(step.alternatives):
        if each.centre_id not in centres:
            faults.append(Fault(f"{place}.alternatives[{at}].centre_id", _("There is no such work centre.")))
        if not all(0 <= (seconds or 0) <= LONGEST for seconds in (each.setup_seconds, each.run_seconds)):
            faults.append(Fault(f"{place}.alternatives[{at}].run_seconds", _("Zero or more.")))
    return faults


def _add(routing: Routing, step: OperationDraft, number: int, centres: Mapping[int, CentreRow]) -> None:
    row = RoutingOperation(routing=routing, **{name: getattr(step, name) for name in PLAIN})
    centre = centres[step.centre_id]
    if not centre.is_outside:
        row.supplier_id, row.outside_price, row.outside_days = None, None, 0
    elif row.supplier_id is None:
        row.supplier_id = centre.supplier_id
    others = [
        OperationAlternative(
            operation=row,
            centre_id=each.centre_id,
            machine_id=each.machine_id,
            setup_seconds=step.setup_seconds if each.setup_seconds is None else each.setup_seconds,
            run_seconds=step.run_seconds if each.run_seconds is None else each.run_seconds,
            priority=each.priority,
        )
        for each in step.alternatives
    ]
    try:
        check(row, [name for name in PLAIN if name != "centre_id"])
        for other in others:
            check(other, ("machine_id", "priority"))
    except InvalidInputs as wrong:
        faults = [Fault(f"operations[{number}].{fault.field}", fault.reason) for fault in wrong.faults]
        raise InvalidInputs(faults=faults) from wrong
    row.save()
    OperationAlternative.objects.bulk_create(others)


def _next_code(item: Item) -> str:
    number = item.routings.count() + 1
    while item.routings.filter(code=f"R{number}").exists():
        number += 1
    return f"R{number}"


def _spoken(routing: Routing) -> dict[str, str]:
    rows = routing.operations.order_by("number").values_list("number", "name", "centre__code", "run_seconds")
    return {f"{number}": f"{name} {centre} {seconds} s" for number, name, centre, seconds in rows}
