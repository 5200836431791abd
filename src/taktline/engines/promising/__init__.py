"""When can the customer have it: from stock and supply (ATP), else by insertion into the schedule (CTP).

availability(on_hand, supplies, demands, start) -> Availability       # .at(moment), .earliest(quantity)
discrete(on_hand, receipts, demands) -> list[int]                     # textbook ATP per bucket

snapshot = Snapshot(problem, timetable)                               # the published schedule, held
request = Request(steps=(OperationSpec(...), ...), weight=2)          # all make levels, links by position
promise(snapshot, request) -> Promise                                 # nothing published moves
expedite(snapshot, request) -> (Promise, slips, Snapshot)             # lesser jobs may be pushed aside
evaluate(snapshot, choices) -> tuple[Outcome, ...]                    # split, overtime, expedite, in one call
split(request, shares) -> tuple[Request, ...]
check_promise(snapshot, request, answer) -> list[Violation]           # the hard check, independent
    warm()                                                                # compile ahead of the first question
"""

from taktline.engines.promising.atp import Availability, availability, discrete
from taktline.engines.promising.check import check_promise
from taktline.engines.promising.promise import Snapshot, evaluate, expedite, promise, split
from taktline.engines.promising.request import Choice, Extra, Outcome, PlacedStep, Promise, Request
from taktline.engines.promising.warm import warm

__all__ = [
    "Availability",
    "Choice",
    "Extra",
    "Outcome",
    "PlacedStep",
    "Promise",
    "Request",
    "Snapshot",
    "availability",
    "check_promise",
    "discrete",
    "evaluate",
    "expedite",
    "promise",
    "split",
    "warm",
]
