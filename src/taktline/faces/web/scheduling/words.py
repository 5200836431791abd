"""Figures of a run in plain words, without promising more than was proved."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from taktline.faces.web.access import Text
from taktline.faces.web.scheduling.places import hours
from taktline.scheduling.types import RunRow

KINDS: Mapping[str, Text] = {
    "path": _l("path"),
    "machine_load": _l("machine load"),
    "cp_sat": _l("exhaustive search"),
}
PROOFS: Mapping[str, Text] = {
    "path": _l("every order for itself, with the whole plant to itself, would already be this late"),
    "machine_load": _l("the fullest machines cannot get through their work before its due days"),
    "cp_sat": _l("an exhaustive search has ruled out everything better"),
}
RULES: Mapping[str, Text] = {"right shift": _l("moved by hand; what was in the way went later")}


def step(text: str) -> str:
    """A job's step in the reader's language."""
    if text.startswith("improve: "):
        tried = text.removeprefix("improve: ").partition(" ")[0]
        return _("improving, %(tried)s moves tried") % {"tried": f"{int(tried):,}" if tried.isdigit() else tried}
    known = {
        "read": _("reading orders, machines, people and material"),
        "check and store": _("checking every rule"),
        "prove": _("proving how good any schedule could be"),
        "proposed": _("proposed, may be published"),
    }
    return known.get(text, text)


def figures(run: RunRow) -> dict[str, Any]:
    """The objective, the bound and the gap as sentences."""
    proved = run.bound_kind == "cp_sat" and run.gap == 0
    bound = run.tardiness if proved else run.bound
    late = _("%(orders)s of the orders end after their due day.") % {"orders": run.late_orders}
    if not run.late_orders:
        late = _("Every order ends by its due day.")
    return {
        "late": late,
        "tardiness": hours(run.tardiness),
        "changeover": hours(run.changeover),
        "flow": f"{run.flow / 1440:,.0f}",
        "bound": hours(bound),
        "kind": KINDS.get(run.bound_kind, run.bound_kind),
        "proof": PROOFS.get(run.bound_kind, ""),
        "avoidable": hours(max(run.tardiness - bound, 0)),
        "is_best": run.tardiness <= bound,
        "gap": f"{run.gap * 100:.0f}",
        "iterations": f"{run.iterations:,}",
    }
