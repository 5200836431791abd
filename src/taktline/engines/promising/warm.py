"""Compile what a promise needs, so that the first customer does not wait for it."""

from taktline.engines.promising.promise import Snapshot, expedite
from taktline.engines.promising.request import Request
from taktline.engines.scheduling import Alternative, OperationSpec, construct
from taktline.engines.scheduling.warm import example


def warm() -> None:
    """Promise one operation in a tiny plant; the machine code stays on disk for the next process."""
    problem = example()
    request = Request((OperationSpec("x", (Alternative(0, 10),)),), weight=9)
    expedite(Snapshot(problem, construct(problem).timetable), request)
