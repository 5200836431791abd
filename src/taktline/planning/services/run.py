"""A run: read, compute, check, then store what differs."""

from collections.abc import Callable
from datetime import date, datetime

from django.utils.translation import gettext as _

from taktline.catalog import queries as catalog
from taktline.engines import mrp
from taktline.engines.errors import EngineError
from taktline.kernel import outbox
from taktline.kernel.actor import Actor
from taktline.kernel.operation import operation
from taktline.planning import permits
from taktline.planning.errors import CannotPlan, PlanStopped, PlanUnsound
from taktline.planning.facts import PlanChanged
from taktline.planning.load.inputs import load
from taktline.planning.load.solved import Solved, understood
from taktline.planning.load.worth import worth_of
from taktline.planning.store import keep
from taktline.planning.types import Outcome

# Beyond this many requirements the checker, plain Python on purpose, would take longer than the run.
CHECKED_UP_TO = 5_000
STEPS = 4

Report = Callable[[int, int, str], None]


def compute_plan(
    site_id: int, *, today: date, at: datetime, report: Report | None = None, stop: Callable[[], bool] | None = None
) -> Solved | None:
    """Plan a site from what stands now; None when nothing that a plan rests on has changed since the last one.

    Holds no transaction while it computes. Raises CannotPlan naming what to mend, PlanStopped, PlanUnsound.
    """
    say = report or (lambda _done, _total, _step: None)
    say(0, STEPS, _("reading demand, supply and recipes"))
    inputs = load(site_id, today=today, at=at)
    if inputs is None:
        say(STEPS, STEPS, _("nothing has changed"))
        return None
    say(1, STEPS, _("netting and pegging"))
    try:
        result = mrp.solve(inputs.problem, stop)
    except EngineError as error:
        raise _refusal(error) from error
    say(2, STEPS, _("checking the plan"))
    _require_sound(inputs.problem, result)
    say(3, STEPS, _("storing what differs"))
    return understood(inputs, result)


def _require_sound(problem: mrp.Problem, result: mrp.Result) -> None:
    if len(result.requirements.item) > CHECKED_UP_TO:
        return
    if found := mrp.check(problem, result):
        raise PlanUnsound(what=f"{found[0].code} {found[0].subject}")


def _refusal(error: EngineError) -> CannotPlan | PlanStopped:
    """The engine's refusal in a planner's words."""
    if error.code == "mrp.stopped":
        return PlanStopped()
    told = dict(error.facts)
    item = told.get("item")
    if isinstance(item, int):
        row = catalog.items([item]).get(item)
        told["item"] = row.code if row is not None else item
    said = {
        "mrp.cycle": _("the bill of material runs in a circle at %(item)s"),
        "mrp.fixed_lot_without_size": _("%(item)s is ordered in fixed lots, but has no lot size"),
        "mrp.period_without_days": _("%(item)s is ordered for a period, but has no days"),
        "mrp.lot_max_too_small": _("the largest lot of %(item)s is smaller than its smallest"),
        "mrp.overflow": _("a quantity of %(item)s is too large"),
        "mrp.two_main_components": _("%(item)s has two main components in one group of alternates"),
    }.get(error.code)
    if said is None or "item" not in told:
        return CannotPlan(what=str(error))
    return CannotPlan(what=said % told)


@operation
def keep_plan(solved: Solved, *, by: Actor, at: datetime) -> Outcome:
    """Store what a computed plan changes. Raises StaleSnapshot if the plan was changed while it was computed."""
    by.require(permits.RUN)
    run = keep(solved, worth_of(solved), by=by, at=at)
    if run is None:
        return Outcome(changed=False, projected=solved.projected())
    outbox.publish(PlanChanged(run.pk, run.site_id), at=at)
    figures = {
        "proposals_new": run.proposals_new,
        "proposals_changed": run.proposals_changed,
        "proposals_gone": run.proposals_gone,
        "pegs_changed": run.pegs_changed,
        "exceptions_new": run.exceptions_new,
        "exceptions_gone": run.exceptions_gone,
    }
    return Outcome(changed=True, run_id=run.pk, figures=figures, projected=solved.projected())
