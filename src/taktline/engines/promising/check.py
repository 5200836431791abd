"""Whether a promise keeps every rule, and every promise already made."""

from itertools import pairwise

import numpy as np

from taktline.engines.promising.promise import Snapshot
from taktline.engines.promising.request import Promise, Request
from taktline.engines.promising.snapshot import extended
from taktline.engines.scheduling import Problem, Timetable, Violation, check
from taktline.engines.scheduling.audit import Audit
from taktline.engines.scheduling.validate import LONGEST


def check_promise(snapshot: Snapshot, request: Request, answer: Promise) -> list[Violation]:
    """Violations that the promised steps would bring into the published schedule, [] for a promise to give.

    Starts and ends of published operations are as published. Where a step comes right before one, that one's
    setup may now take longer or shorter, so its setup is laid anew before its unmoved start and checked there.
    """
    n, table = snapshot.problem.size, snapshot.timetable
    wide = extended(snapshot.problem, table, request, LONGEST)
    steps = answer.steps
    joined = Timetable(
        machine=np.append(table.machine, [s.machine for s in steps]).astype(np.int64),
        person=np.append(table.person, [s.person for s in steps]).astype(np.int64),
        begin=np.append(table.begin, [s.begin for s in steps]).astype(np.int64),
        start=np.append(table.start, [s.start for s in steps]).astype(np.int64),
        end=np.append(table.end, [s.end for s in steps]).astype(np.int64),
    )
    neighbours = _lay_setups_anew(wide, joined, n)
    return [v for v in check(wide, joined) if any(o >= n or o in neighbours for o in v.operations)]


def _lay_setups_anew(wide: Problem, joined: Timetable, n: int) -> set[int]:
    """Begin of each published, unfrozen operation that now follows a step on its machine; which those are."""
    audit, found = Audit.of(wide, joined), set[int]()
    for machine in {audit.machine[o] for o in range(n, wide.size)}:
        if wide.machines.outside[machine]:
            continue
        lane = sorted(
            (o for o in range(wide.size) if audit.machine[o] == machine),
            key=lambda o: (audit.end[o], audit.start[o]),
        )
        for before, o in pairwise(lane):
            mode = audit.mode(o)
            if before < n or o >= n or audit.frozen[o] or mode is None:
                continue
            found.add(o)
            last, family = int(wide.operations.family[before]), int(wide.operations.family[o])
            need = 0 if family >= 0 and last == family else mode[1]
            if family >= 0 and last >= 0 and last != family:
                need += int(wide.machines.changeover[int(wide.machines.centre[machine]), last, family])
            joined.begin[o] = audit.clock(o).before(audit.start[o], need)
    return found
