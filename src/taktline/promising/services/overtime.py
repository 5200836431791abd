"""Overtime that a promise brought into calendars, and taking it back when nobody needs it any more."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from taktline.identity import queries as identity
from taktline.kernel.actor import system
from taktline.kernel.source import Source
from taktline.promising.models import Offer, OfferOption
from taktline.promising.queries.held import Held, clashes, held_slots
from taktline.promising.queries.offers import overtime_of
from taktline.promising.types import Overtime
from taktline.resources import services as resources
from taktline.resources.types import ExceptionDraft, ExceptionKind
from taktline.sales.types import DELIVERY
from taktline.scheduling import queries as scheduling
from taktline.scheduling.types import KeptRoom
from taktline.shopfloor import queries as shopfloor

_HOUSE = system("promising")


def add(overtime: Sequence[Overtime], *, site_id: int, at: datetime) -> None:
    """Put the extra shifts into the calendars of the machines and of those who tend them."""
    zone = ZoneInfo(identity.site(site_id).time_zone)
    for each in overtime:
        resources.work_overtime(
            [_shift(each, zone)], machine_ids=[each.machine_id], person_ids=each.person_ids, by=_HOUSE, at=at
        )


def take_back(offer: Offer, gone: Collection[int], *, at: datetime) -> int:
    """Take back the shifts of an offer's accepted option that nothing else stands in. Returns how many.

    gone: deliveries that need them no longer; work orders made for those do not count as needing them.
    """
    option = OfferOption.objects.filter(offer=offer, kind=offer.accepted).first()
    if option is None or not option.overtime:
        return 0
    shifts = [each for each in overtime_of(option.overtime) if each.end > at]
    held = held_slots(offer.site_id, at=at)
    own = shopfloor.of_demand([Source(DELIVERY, pk) for pk in sorted(gone)])
    besides = [row.id for rows in own.values() for row in rows]
    zone = ZoneInfo(identity.site(offer.site_id).time_zone)
    count = 0
    for each in shifts:
        machine = not _needed(offer.site_id, KeptRoom(each.machine_id, None, each.start, each.end), held, besides)
        people = [
            pk
            for pk in each.person_ids
            if not _needed(offer.site_id, KeptRoom(0, pk, each.start, each.end), held, besides)
        ]
        if machine or people:
            resources.take_back_overtime(
                [_shift(each, zone)],
                machine_ids=[each.machine_id] if machine else [],
                person_ids=people,
                by=_HOUSE,
                at=at,
            )
            count += 1
    return count


def _needed(site_id: int, room: KeptRoom, held: Iterable[Held], besides: Sequence[int]) -> bool:
    return clashes(room, held) or scheduling.is_taken(site_id, [room], besides=besides)


def _shift(each: Overtime, zone: ZoneInfo) -> ExceptionDraft:
    start, end = each.start.astimezone(zone), each.end.astimezone(zone)
    minutes = start.hour * 60 + start.minute
    length = int((end - start).total_seconds()) // 60
    return ExceptionDraft(start.date(), ExceptionKind.OVERTIME, start=minutes, end=minutes + length)
