"""Low-level codes: how deep below its highest user an item sits, worked out anew for every run.

Source: A. B. Kahn, Topological sorting of large networks, 1962; J. Orlicky, Material Requirements
Planning, 1975 (low-level coding). A stored code goes stale the day a BOM changes, so none is stored.
"""

import numpy as np

from taktline.engines.errors import EngineError
from taktline.engines.mrp.problem import Ints


def low_level_codes(count: int, above: Ints, below: Ints, ids: Ints) -> Ints:
    """Level of each item row: 0 for what nothing uses, else 1 + the deepest of those above.

    above, below: length E, item rows; below must be planned after above.
    Raises EngineError("mrp.cycle", path=ids …) with the first item repeated at the end.
    """
    order = np.argsort(above, kind="stable")
    targets = below[order]
    pointer = np.searchsorted(above[order], np.arange(count + 1))
    waiting = np.bincount(below, minlength=count)
    level = np.zeros(count, np.int64)
    front = np.flatnonzero(waiting == 0)
    depth, done = 0, 0
    while len(front):
        level[front] = depth
        done += len(front)
        reached = _slices(targets, pointer, front)
        hits = np.bincount(reached, minlength=count)
        waiting = waiting - hits
        front = np.flatnonzero((waiting == 0) & (hits > 0))
        depth += 1
    if done < count:
        raise EngineError("mrp.cycle", {"path": _cycle(waiting, targets, pointer, ids)})
    return level


def _slices(targets: Ints, pointer: Ints, rows: Ints) -> Ints:
    """All targets of the given rows, end to end."""
    counts = pointer[rows + 1] - pointer[rows]
    ends = np.cumsum(counts)
    total = int(ends[-1]) if len(ends) else 0
    return targets[np.repeat(pointer[rows] - ends + counts, counts) + np.arange(total)]


def _cycle(waiting: Ints, targets: Ints, pointer: Ints, ids: Ints) -> tuple[int, ...]:
    """One circle among the rows Kahn could not finish: walk up from any of them until a row repeats."""
    stuck = np.flatnonzero(waiting > 0)
    above: dict[int, int] = {}
    for row in stuck:
        for child in targets[pointer[row] : pointer[row + 1]]:
            above.setdefault(int(child), int(row))
    at = int(stuck[0])
    walked: list[int] = []
    while at not in walked:
        walked.append(at)
        at = above[at]
    circle = walked[walked.index(at) :]
    return tuple(int(ids[row]) for row in [at, *reversed(circle)])
