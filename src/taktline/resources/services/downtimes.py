"""Planned stops of machines and absences of people."""

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_

from taktline.kernel import journal
from taktline.kernel.actor import Actor
from taktline.kernel.errors import InvalidInput
from taktline.kernel.locks import lock_one
from taktline.kernel.operation import operation
from taktline.resources import locks, permits, store
from taktline.resources.errors import EndsBeforeItStarts
from taktline.resources.models import Downtime
from taktline.resources.types import DowntimeRow


@operation
def add_downtime(downtime: DowntimeRow, *, by: Actor, at: datetime) -> int:
    """Say that a machine stands still or a person is away (id of the row is ignored); its id.

    Raises EndsBeforeItStarts, InvalidInput, NotFound.
    """
    by.require(permits.DOWNTIME)
    if (downtime.machine_id is None) == (downtime.person_id is None):
        raise InvalidInput(field="machine_id", reason=_("Name one machine or one person."))
    if downtime.end <= downtime.start:
        raise EndsBeforeItStarts
    if not downtime.reason.strip() or len(downtime.reason) > 120:
        raise InvalidInput(field="reason", reason=_("Say why, in at most 120 characters."))
    if downtime.machine_id is not None:
        locks.machine(downtime.machine_id)
    else:
        locks.person(downtime.person_id or 0)
    row = Downtime.objects.create(
        machine_id=downtime.machine_id,
        person_id=downtime.person_id,
        start=downtime.start,
        end=downtime.end,
        reason=downtime.reason.strip(),
    )
    after = {"machine": row.machine_id, "person": row.person_id, "start": row.start, "end": row.end}
    journal.record("resources.add-downtime", subject=row, by=by, at=at, after=after, reason=row.reason)
    store.changed("downtime", row.pk, at=at)
    return row.pk


@operation
def remove_downtime(downtime_id: int, *, by: Actor, at: datetime) -> None:
    """Take a downtime back. Raises NotFound."""
    by.require(permits.DOWNTIME)
    row = lock_one(Downtime.objects.filter(pk=downtime_id), what=N_("downtime"), key=downtime_id)
    before = {"machine": row.machine_id, "person": row.person_id, "start": row.start, "end": row.end}
    journal.record("resources.remove-downtime", subject=row, by=by, at=at, before=before, reason=row.reason)
    row.delete()
    store.changed("downtime", downtime_id, at=at)
