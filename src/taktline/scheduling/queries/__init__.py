"""What can be read of schedules."""

from taktline.scheduling.queries.basis import Ground, outdated
from taktline.scheduling.queries.board import board
from taktline.scheduling.queries.compare import compare
from taktline.scheduling.queries.listings import RUNS
from taktline.scheduling.queries.loads import centre_loads
from taktline.scheduling.queries.runs import (
    is_taken,
    latest_run,
    published_run,
    run,
    slots,
    version,
    work_order_ends,
)
from taktline.scheduling.queries.snapshot import Floor, Snapshot, Way, minutes, published_snapshot
from taktline.scheduling.queries.why import why
from taktline.scheduling.refuse import refused

__all__ = [
    "RUNS",
    "Floor",
    "Ground",
    "Snapshot",
    "Way",
    "board",
    "centre_loads",
    "compare",
    "is_taken",
    "latest_run",
    "minutes",
    "outdated",
    "published_run",
    "published_snapshot",
    "refused",
    "run",
    "slots",
    "version",
    "why",
    "work_order_ends",
]
