"""Why an operation stands where it stands, told link by link."""

from collections.abc import Mapping
from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from taktline.faces.web import answers
from taktline.faces.web.access import WebRequest
from taktline.faces.web.scheduling import labels
from taktline.faces.web.scheduling.places import Place, place_of, span
from taktline.kernel.actor import Actor
from taktline.resources import queries as resources
from taktline.scheduling import permits, queries, services
from taktline.scheduling.errors import NotOnTheBoard, NotPublished
from taktline.scheduling.types import SlotRow, Why
from taktline.shopfloor import queries as shopfloor
from taktline.shopfloor.types import OperationRow, WorkOrderRow


class Names:
    """Numbers and names of everything a chain points at, in a fixed number of queries."""

    def __init__(self, chain: list[Why], slots: Mapping[int, SlotRow], place: Place) -> None:
        ids = {each.operation_id for each in chain}
        ids |= {each.other_operation_id for each in chain if each.other_operation_id is not None}
        self._slots = {pk: slots[pk] for pk in ids if pk in slots}
        self.orders = shopfloor.work_orders({slot.work_order_id for slot in self._slots.values()})
        rows = shopfloor.operations_of(self.orders)
        self._operations: dict[int, OperationRow] = {row.id: row for each in rows.values() for row in each}
        self._machines = resources.machine_names(slot.machine_id for slot in self._slots.values())
        self._people = {row.id: str(row.name) for row in resources.people(site_id=place.id)}

    def operation(self, operation_id: int | None) -> str:
        """WO-…/20 滚齿."""
        row = self._operations.get(operation_id or 0)
        return f"{self.orders[row.work_order_id].number}/{row.number} {row.name}" if row else "–"

    def order(self, operation_id: int) -> WorkOrderRow | None:
        """The work order of an operation."""
        slot = self._slots.get(operation_id)
        return self.orders.get(slot.work_order_id) if slot else None

    def machine(self, machine_id: int | None) -> str:
        """The machine's name, or its code."""
        code, name = self._machines.get(machine_id or 0, ("–", ""))
        return str(name) or code

    def machine_of(self, operation_id: int) -> str:
        """The machine an operation stands on."""
        slot = self._slots.get(operation_id)
        return self.machine(slot.machine_id) if slot else "–"

    def person(self, person_id: int | None) -> str:
        """The person's name."""
        return self._people.get(person_id or 0, "–")


def operation(request: HttpRequest, operation_id: int) -> HttpResponse:
    """The dialog of one operation: what it is, what holds it there, whose it is. Raises NotOnTheBoard."""
    asked = cast(WebRequest, request)
    place, by = place_of(request), asked.actor
    standing = queries.published_run(place.id, scope=by.scope)
    if standing is None:
        raise NotPublished
    slots = queries.slots(standing.id)
    slot = slots.get(operation_id)
    if slot is None:
        raise NotOnTheBoard
    chain = list(queries.why(place.id, operation_id, at=asked.at))
    names = Names(chain, slots, place)
    return render(request, "scheduling/operation.html", _shown(operation_id, slot, chain, names, place, by))


def _shown(
    operation_id: int, slot: SlotRow, chain: list[Why], names: Names, place: Place, by: Actor
) -> dict[str, Any]:  # fmt: skip
    order = names.order(operation_id)
    customer = None if order is None else labels.for_whom({order.id: order.demand}, by).get(order.id)
    return {
        "operation_id": operation_id,
        "title": names.operation(operation_id),
        "order": order,
        "customer": customer,
        "machine": names.machine(slot.machine_id),
        "person": names.person(slot.person_id) if slot.person_id else "",
        "begin": place.told(slot.begin),
        "end": place.told(slot.end),
        "pinned": slot.is_pinned,
        "may_move": by.may(permits.MOVE),
        "chain": [{"what": names.operation(each.operation_id), "why": told(each, names, place)} for each in chain],
        "site": place.id,
    }


def told(link: Why, names: Names, place: Place) -> str:
    """One link as a sentence."""
    facts = {
        "until": place.told(link.until),
        "other": names.operation(link.other_operation_id),
        "machine": names.machine(link.machine_id) if link.machine_id else names.machine_of(link.operation_id),
        "person": names.person(link.person_id),
        "waits": span(link.waits_minutes),
    }
    sentence = _sentences().get(link.kind, "") % facts
    if link.waits_minutes > 0 and link.kind in ("predecessor", "machine", "person", "material"):
        sentence += " " + _("Then it waits %(waits)s for working time.") % facts
    return sentence


def _sentences() -> dict[str, str]:
    return {
        "predecessor": _("It follows %(other)s, which is done at %(until)s."),
        "machine": _("%(machine)s is taken by %(other)s until %(until)s."),
        "person": _("%(person)s works at %(other)s until %(until)s."),
        "material": _("Its material is there at %(until)s."),
        "calendar": _("%(machine)s works again at %(until)s."),
        "truck": _("It waits for the truck at %(until)s."),
        "release": _("Its order may begin at %(until)s, not before."),
        "now": _("Nothing is in its way: it starts as soon as it can."),
        "pin": _("A planner pinned it to %(until)s."),
        "frozen": _("It has started, or starts so soon that it stays where it is."),
        "free": _("It could start at %(until)s already; it stands later so that others are not disturbed."),
    }


def unpin(request: HttpRequest, operation_id: int) -> HttpResponse:
    """Let the scheduler decide again."""
    asked = cast(WebRequest, request)
    services.unpin(operation_id, by=asked.actor, at=asked.at)
    answers.say(request, _("Unpinned. The next run may move it."))
    return answers.go(request, f"/board/?site={place_of(request).id}")
