"""Publish a schedule: it is in force, and the shop floor has its machines, times and sequence."""

from collections.abc import Iterable
from datetime import datetime

from taktline.kernel.actor import Actor
from taktline.kernel.operation import operation
from taktline.kernel.scope import EVERYTHING
from taktline.promising import queries as promising
from taktline.scheduling import queries as schedules
from taktline.scheduling import services as scheduling
from taktline.scheduling.types import BoardMove, Moved, SlotRow
from taktline.shopfloor import services as shopfloor
from taktline.shopfloor.types import PlannedSlot


@operation
def publish_schedule(run_id: int, *, by: Actor, at: datetime) -> int:
    """Put a proposed run into force and dispatch it. Returns how many operations got another place.

    Raises IllegalMove, StaleSnapshot.
    """
    scheduling.publish(run_id, by=by, at=at)
    return _dispatch(run_id, by=by, at=at)


def preview_move(site_id: int, move: BoardMove, *, by: Actor, at: datetime) -> Moved:
    """What a move on the board would do, promised time left alone; nothing is written. Raises as scheduling does."""
    kept = promising.kept_room(site_id, at=at)
    return scheduling.preview_move(site_id, move, kept=kept, by=by, at=at)


@operation
def move_operation(site_id: int, move: BoardMove, *, stamp: str, by: Actor, at: datetime) -> int:
    """Keep a move that was previewed on the board and dispatch what follows from it. Returns the new run's id.

    Raises StaleSnapshot if anything changed since the preview, and what scheduling.keep_move raises.
    """
    kept = promising.kept_room(site_id, at=at)
    run_id = scheduling.keep_move(site_id, move, stamp=stamp, kept=kept, by=by, at=at)
    _dispatch(run_id, by=by, at=at)
    return run_id


def _dispatch(run_id: int, *, by: Actor, at: datetime) -> int:
    run = schedules.run(run_id, scope=EVERYTHING)
    slots = schedules.slots(run_id).values()
    return shopfloor.set_plan(_planned(slots), site_id=run.site_id, by=by, at=at)


def _planned(slots: Iterable[SlotRow]) -> list[PlannedSlot]:
    return [
        PlannedSlot(slot.operation_id, slot.machine_id, slot.person_id, slot.begin, slot.end, slot.sequence)
        for slot in slots
    ]
