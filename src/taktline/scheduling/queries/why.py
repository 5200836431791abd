"""Why an operation stands where it stands."""

from collections.abc import Sequence
from datetime import datetime

import numpy as np

from taktline.engines.scheduling import Timetable
from taktline.engines.scheduling.explain import chain
from taktline.scheduling.errors import NotOnTheBoard
from taktline.scheduling.queries.problem import Loaded, load
from taktline.scheduling.types import Why

LONGEST = 12


def why(site_id: int, operation_id: int, *, at: datetime) -> Sequence[Why]:
    """From the operation back to the origin of its start in the schedule in force. Raises NotOnTheBoard."""
    loaded = load(site_id, at=at)
    index = loaded.index_of(operation_id)
    if index is None or operation_id not in loaded.slots:
        raise NotOnTheBoard
    timetable = _complete(loaded)
    found = []
    for binding in chain(loaded.problem, timetable, index)[:LONGEST]:
        machine = binding.resource if binding.kind in ("machine", "calendar", "truck") else -1
        person = binding.resource if binding.kind == "person" else -1
        found.append(
            Why(
                operation_id=loaded.operation_ids[binding.operation],
                kind=binding.kind.value,
                other_operation_id=loaded.operation_ids[binding.other] if binding.other >= 0 else None,
                machine_id=loaded.machine_ids[machine] if machine >= 0 else None,
                person_id=loaded.person_ids[person] if person >= 0 else None,
                until=loaded.clock.moment(binding.until),
                waits_minutes=binding.waits,
            )
        )
    return found


def _complete(loaded: Loaded) -> Timetable:
    """The schedule in force; what it does not hold yet stands after the horizon, out of everybody's way."""
    table = loaded.problem.commitments.published
    absent = table.start < 0
    far = np.where(absent, loaded.problem.horizon, table.start)
    modes = loaded.problem.modes
    machine = np.where(
        absent, modes.machine[np.minimum(modes.offset[:-1], len(modes.machine) - 1)], table.machine
    )
    begin = np.where(absent, far, table.begin)
    return Timetable(machine, table.person, begin, far, np.where(absent, far, table.end))
