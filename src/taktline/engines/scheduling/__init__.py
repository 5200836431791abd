"""Finite scheduling: machines, people, calendars, changeovers, material dates, promises already made.

Build a problem by naming things (``Draft``) or from arrays (``Problem``), then:

    draft = Draft(horizon=40_320, now=0)
    days = draft.calendar(working_time)                                   # taktline.engines.timeline
    lathe = draft.machine(MachineSpec("L1", days, centre="turning"))
    anna = draft.person("Anna", days, skills=("turning",))
    draft.changeover("turning", {("steel", "brass"): 30})
    job = draft.job("SO-1/10", due=2_880, weight=2)
    first = draft.operation(job, OperationSpec("10", (Alternative(lathe, run=60, setup=10),), family="steel"))
    draft.operation(job, OperationSpec("20", (Alternative(lathe, run=30),), after=(Link(first),)))
    problem = draft.problem()                                             # raises EngineError(code, facts)

    solve(problem, stop=None, seed=0, *, iterations=200_000) -> Result    # construct, improve, bound
    construct(problem) -> Result                                          # dispatch rules only
    consequence(problem, base, Move(operation, start, machine)) -> Result # one bar dragged in a schedule
    right_shift(problem) -> Result                                        # the published schedule, made feasible again
    prove(problem, result, effort=10.0) -> Result                         # small problems: polished, with an exact bound
    check(problem, timetable) -> list[Violation]                          # independent of the solver
    why(problem, timetable, operation) -> Binding                         # what held it back
    chain(problem, timetable, operation) -> list[Binding]                 # and what held that back, to the origin
    difference(problem, before, after) -> Difference                      # operations moved, jobs that slip
    bound_of(problem) -> Bound                                            # no schedule is better than this
    warm()                                                                # compile the kernels ahead of the first question

``stop(progress) -> bool | float``: True stops with the best so far; a float is the share of the caller's
budget that is spent, which also steers the search (1.0 stops). Without it the iterations are the budget and
the same problem, seed and iterations give the same bytes.
"""

from taktline.engines.scheduling.bounds import bound_of
from taktline.engines.scheduling.check import check
from taktline.engines.scheduling.draft import Alternative, Draft, Link, MachineSpec, OperationSpec, Slot
from taktline.engines.scheduling.explain import chain, why
from taktline.engines.scheduling.improve import Stop
from taktline.engines.scheduling.problem import (
    NONE,
    WHOLE,
    Commitments,
    Jobs,
    Keys,
    Machines,
    Modes,
    Operations,
    People,
    Problem,
    Timetable,
    Weights,
)
from taktline.engines.scheduling.prove import prove
from taktline.engines.scheduling.repair import Move, consequence, difference, right_shift
from taktline.engines.scheduling.result import (
    Binding,
    BindingKind,
    Bound,
    BoundKind,
    Cost,
    Difference,
    Progress,
    Result,
    Slip,
    Violation,
)
from taktline.engines.scheduling.solve import construct, solve
from taktline.engines.scheduling.validate import validate
from taktline.engines.scheduling.warm import warm

__all__ = [
    "NONE",
    "WHOLE",
    "Alternative",
    "Binding",
    "BindingKind",
    "Bound",
    "BoundKind",
    "Commitments",
    "Cost",
    "Difference",
    "Draft",
    "Jobs",
    "Keys",
    "Link",
    "MachineSpec",
    "Machines",
    "Modes",
    "Move",
    "OperationSpec",
    "Operations",
    "People",
    "Problem",
    "Progress",
    "Result",
    "Slip",
    "Slot",
    "Stop",
    "Timetable",
    "Violation",
    "Weights",
    "bound_of",
    "chain",
    "check",
    "consequence",
    "construct",
    "difference",
    "prove",
    "right_shift",
    "solve",
    "validate",
    "warm",
    "why",
]
