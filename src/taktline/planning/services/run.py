"""A run: read, compute, check, then store what differs."""

import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime

import numpy as np
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_

from taktline.catalog import queries as catalog
from taktline.engines import mrp
from taktline.engines.errors import EngineError
from taktline.kernel import outbox
from taktline.kernel.actor import Actor
from taktline.kernel.errors import NotFound
from taktline.kernel.operation import operation
from taktline.planning import permits, rules
from taktline.planning.errors import CannotPlan, PlanStopped, PlanUnsound
from taktline.planning.facts import PlanChanged
from taktline.planning.load.inputs import Inputs, load
from taktline.planning.load.solved import Checked, Solved, understood
from taktline.planning.load.worth import worth_of
from taktline.planning.store import keep
from taktline.planning.types import Outcome

READING, NETTING, CHECKING = (
    N_("reading demand, supply and recipes"), N_("netting and pegging"), N_("checking the plan"),
)  # fmt: skip
STORING, UNCHANGED = N_("storing what differs"), N_("nothing has changed")
STEPS = 4

Report = Callable[[int, int, str], None]


class _Steps:
    """Tells each step as it begins, by its English name, and how long it took once the next one begins."""

    def __init__(self, report: Report | None) -> None:
        self._report = report or (lambda _done, _total, _step: None)
        self._began = time.monotonic()
        self._name = ""
        self.spent: list[tuple[str, int]] = []

    def begin(self, number: int, name: str) -> None:
        """The step of this number begins."""
        now = time.monotonic()
        if self._name:
            self.spent.append((self._name, round((now - self._began) * 1000)))
        self._name, self._began = name, now
        self._report(number, STEPS, name)


def compute_plan(
    site_id: int, *, today: date, at: datetime, report: Report | None = None, stop: Callable[[], bool] | None = None
) -> Solved | None:
    """Plan a site from what stands now; None when nothing that a plan rests on has changed since the last one.

    Holds no transaction while it computes. Raises CannotPlan naming what to mend, PlanStopped, PlanUnsound.
    """
    steps = _Steps(report)
    steps.begin(0, READING)
    inputs = load(site_id, today=today, at=at)
    if inputs is None:
        steps.begin(STEPS, UNCHANGED)
        return None
    steps.begin(1, NETTING)
    try:
        result = mrp.solve(inputs.problem, stop)
    except EngineError as error:
        raise _refusal(error) from error
    solved = understood(inputs, result)
    steps.begin(2, CHECKING)
    _unless(stop)
    checked = _require_sound(inputs, result)
    _unless(stop)
    steps.begin(3, STORING)
    return replace(solved, checked=checked, steps=tuple(steps.spent))


def _unless(stop: Callable[[], bool] | None) -> None:
    if stop is not None and stop():
        raise PlanStopped


def _require_sound(inputs: Inputs, result: mrp.Result) -> Checked:
    """Let the independent checker judge the plan; of a large one a sample of items, whole, drawn anew for each plan."""
    seed = int(inputs.digest[:8], 16)
    asked = np.concatenate(
        [result.requirements.item, result.proposals.item[result.requirements.proposal[result.requirements.proposal >= 0]]]
    )
    items, counts = np.unique(asked, return_counts=True)
    weights = dict(zip(items.tolist(), counts.tolist(), strict=True))
    whole = len(result.requirements.item) <= rules.CHECKED_UP_TO
    chosen = list(weights) if whole else rules.to_check(weights, most=rules.SAMPLED, seed=seed)
    if found := mrp.check(inputs.problem, result, None if whole else chosen):
        raise PlanUnsound(what=f"{found[0].code} {found[0].subject}")
    return Checked(len(chosen), len(weights), seed)


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
    """Store what a computed plan changes.

    Raises NotFound for a site one may not see, StaleSnapshot if the plan was changed while it was computed.
    """
    by.require(permits.RUN)
    if not by.scope.covers_site(solved.inputs.site_id):
        raise NotFound(what=N_("site"), key=solved.inputs.site_id)
    began = time.monotonic()
    run = keep(solved, worth_of(solved), by=by, at=at)
    if run is None:
        return Outcome(changed=False, projected=solved.projected())
    steps = [*solved.steps, (STORING, round((time.monotonic() - began) * 1000))]
    run.milliseconds = sum(spent for _name, spent in steps)
    run.figures = _told(solved, steps)
    run.save(update_fields=["milliseconds", "figures"])
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


def _told(solved: Solved, steps: Sequence[tuple[str, int]]) -> dict[str, object]:
    """What a run's page tells besides its differences."""
    result, checked = solved.result, solved.checked
    return {
        "steps": [list(step) for step in steps],
        "checked": [checked.items, checked.of, checked.seed] if checked is not None else [],
        "requirements": len(result.requirements.item),
        "proposals": len(result.proposals.item),
        "pegs": len(result.pegs.requirement),
        "messages": len(result.messages.call),
    }
