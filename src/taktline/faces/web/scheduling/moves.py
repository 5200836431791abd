"""Dragging a bar: what would follow, and keeping exactly that."""

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, cast

from django.core import signing
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_

from taktline.faces.web.access import WebRequest
from taktline.faces.web.scheduling import labels
from taktline.faces.web.scheduling.places import Place, place_of
from taktline.flows.plan_and_release.publish_schedule import move_operation, preview_move
from taktline.kernel import telling
from taktline.kernel.actor import Actor
from taktline.kernel.errors import InvalidInput, Refusal, StaleSnapshot
from taktline.scheduling import queries
from taktline.scheduling.types import BoardMove, Moved, Slipped
from taktline.shopfloor import queries as shopfloor

SALT = "taktline.board.move"
SHOWN_FOR = 15 * 60
MOST_MINUTES = 600 * 1440

View = Callable[[HttpRequest], HttpResponse]


def told(view: View) -> View:
    """A view for the island: a refusal is JSON with its code and sentence."""

    def answer(request: HttpRequest) -> HttpResponse:
        try:
            return view(request)
        except Refusal as refusal:
            scope = cast(WebRequest, request).actor.scope
            body = {"code": refusal.code, "title": telling.sentence_for(refusal, scope)}
            return JsonResponse(body, status=refusal.status)

    return answer


@told
def move(request: HttpRequest) -> HttpResponse:
    """What would follow if a bar stood elsewhere; nothing is written."""
    asked = cast(WebRequest, request)
    place, sent = place_of(request), _sent(request)
    if _number(sent, "version") != queries.version(place.id):
        raise StaleSnapshot(what=N_("The schedule"))
    origin = _origin(sent, place)
    start = origin + timedelta(minutes=_number(sent, "start", least=-MOST_MINUTES))
    wish = BoardMove(_number(sent, "bar"), _number(sent, "lane"), start)
    found = preview_move(place.id, wish, by=asked.actor, at=asked.at)
    token = signing.dumps([wish.operation_id, wish.machine_id, start.isoformat(), found.stamp], salt=SALT)
    return JsonResponse(_consequence(found, wish, token, place, origin, asked.actor))


@told
def keep(request: HttpRequest) -> HttpResponse:
    """Keep what was shown, pin the bar and tell the shop floor. Raises StaleSnapshot when anything has changed."""
    asked = cast(WebRequest, request)
    place = place_of(request)
    operation_id, machine_id, start, stamp = _opened(_sent(request).get("token"))
    wish = BoardMove(operation_id, machine_id, datetime.fromisoformat(start))
    move_operation(place.id, wish, stamp=stamp, by=asked.actor, at=asked.at)
    return JsonResponse({"version": queries.version(place.id)})


def _opened(token: object) -> tuple[int, int, str, str]:
    try:
        operation_id, machine_id, start, stamp = signing.loads(str(token or ""), salt=SALT, max_age=SHOWN_FOR)
    except signing.SignatureExpired as error:
        raise StaleSnapshot(what=N_("The schedule")) from error
    except (signing.BadSignature, ValueError) as error:
        raise InvalidInput(field="token", reason=_("Drag the bar again; this consequence was not shown by us.")) from error
    return operation_id, machine_id, start, stamp


def _sent(request: HttpRequest) -> Mapping[str, Any]:
    try:
        sent = json.loads(request.body or b"{}")
    except ValueError as error:
        raise InvalidInput(field="body", reason=_("Send well-formed JSON.")) from error
    if not isinstance(sent, dict):
        raise InvalidInput(field="body", reason=_("Send well-formed JSON."))
    return sent


def _origin(sent: Mapping[str, Any], place: Place) -> datetime:
    """The moment of minute 0 of the board that was shown; it moves at midnight, the page may be older."""
    try:
        return datetime.fromisoformat(str(sent.get("origin", ""))).replace(tzinfo=place.zone)
    except ValueError as error:
        raise InvalidInput(field="origin", reason=_("This must be a date and time, as the board was given it.")) from error


def _number(sent: Mapping[str, Any], name: str, *, least: int = 0) -> int:
    value = sent.get(name)
    if not isinstance(value, int) or isinstance(value, bool) or not least <= value < 2**53:
        raise InvalidInput(field=name, reason=_("This must be a whole number."))
    if name == "start" and value > MOST_MINUTES:
        raise InvalidInput(field=name, reason=_("This is beyond the weeks that are scheduled."))
    return value


def _consequence(
    found: Moved, wish: BoardMove, token: str, place: Place, origin: datetime, by: Actor
) -> dict[str, Any]:
    moved = [
        {
            "id": slot.operation_id,
            "lane": slot.machine_id,
            "start": _minute(origin, slot.begin),
            "end": _minute(origin, slot.end),
        }
        for slot in found.slots
    ]
    note = ""
    if found.pinned_late:
        slot = next((each for each in found.slots if each.operation_id == wish.operation_id), None)
        if slot is not None:
            note = _("It cannot start there; the next possible start is %(start)s.") % {"start": place.told(slot.begin)}
    return {"token": token, "moved": moved, "slips": _slips(found.slips, place, by), "note": note}


def _minute(origin: datetime, moment: datetime) -> int:
    return int((moment - origin) / timedelta(minutes=1))


def _slips(slips: Sequence[Slipped], place: Place, by: Actor) -> list[dict[str, Any]]:
    """One line for each customer's order: its work order that suffers most."""
    rows = shopfloor.work_orders([each.work_order_id for each in slips])
    numbers = labels.numbers(
        {pk: row.demand for pk, row in rows.items()}, [(pk, row.number) for pk, row in rows.items()], by
    )
    worst: dict[str, Slipped] = {}
    for each in slips:
        order = numbers.get(each.work_order_id, "")
        known = worst.get(order)
        if order and (known is None or _harm(each) > _harm(known)):
            worst[order] = each
    return [
        {
            "order": order,
            "label": f"{rows[each.work_order_id].number} {rows[each.work_order_id].item_name}",
            "before": place.told(each.before),
            "after": place.told(each.after),
            "minutes": _minute(each.before, each.after),
            "late": each.late_after > each.late_before,
        }
        for order, each in sorted(worst.items(), key=lambda pair: _harm(pair[1]), reverse=True)
    ]


def _harm(slip: Slipped) -> tuple[int, int]:
    """How much later than due it becomes, then how much later at all."""
    return slip.late_after - slip.late_before, _minute(slip.before, slip.after)
