"""The page of one planning run."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from django.utils.translation import gettext as _

from taktline.faces.web.declare import Badge, Detail, Fact, Facts, Part
from taktline.kernel.actor import Actor
from taktline.kernel.listing import Measured
from taktline.planning import queries
from taktline.planning.life import ProposalState
from taktline.planning.types import ProposalRow, RunRow, SupplyKind

_STATES = dict(ProposalState.choices)
_KINDS = dict(SupplyKind.choices)


def run(run_id: int, by: Actor) -> Detail:
    """What a run looked at, how its check went, how long its steps took, and what it moved."""
    row = queries.run(run_id, scope=by.scope)
    moved = queries.moved_by_run(run_id, scope=by.scope)
    return Detail(
        title=_("Planning run %(number)s") % {"number": row.id},
        subtitle=str(row.site),
        badges=(Badge(_checked(row), "green"),) if row.checked_of else (),
        facts=(
            Fact(_("Started"), row.started_at, "datetime"),
            Fact(_("By"), row.by),
            Fact(_("New proposals"), row.proposals_new),
            Fact(_("Moved proposals"), row.proposals_changed),
            Fact(_("Proposals gone"), row.proposals_gone),
            Fact(_("Pegs changed"), row.pegs_changed),
            Fact(_("Exceptions new or changed"), row.exceptions_new),
            Fact(_("Exceptions settled"), row.exceptions_gone),
        ),
        blocks=(Facts(_size(row), _("What was planned")), Facts(_steps(row), _("Steps")), Part("planning/moved.html", {"moved": _lines(moved)})),
    )


def _checked(row: RunRow) -> str:
    told = {"n": row.checked, "m": row.checked_of}
    if row.checked == row.checked_of:
        return _("checked all %(m)s items") % told
    return _("checked %(n)s of %(m)s items") % told


def _size(row: RunRow) -> Sequence[Fact]:
    return (
        Fact(_("Requirements"), row.requirements),
        Fact(_("Planned orders"), row.proposals),
        Fact(_("Pegs"), row.pegs),
        Fact(_("Independent check"), _checked(row) if row.checked_of else "–"),
        *((Fact(_("Sample drawn with"), row.seed),) if row.checked < row.checked_of else ()),
    )


def _steps(row: RunRow) -> Sequence[Fact]:
    told = [Fact(_(name), _("%(ms)s ms") % {"ms": spent}) for name, spent in row.steps]
    return (*told, Fact(_("In all"), _("%(ms)s ms") % {"ms": row.milliseconds}))


def _lines(moved: Sequence[ProposalRow]) -> list[dict[str, Any]]:
    return [
        {
            "url": f"/planning/proposals/{each.id}/",
            "item_url": f"/planning/items/{quote(each.item_code, safe='')}/",
            "item": each.item_code,
            "name": each.item_name,
            "kind": _KINDS[each.kind],
            "state": _STATES[each.state],
            "quantity": Measured(each.quantity, each.unit),
            "was_quantity": None if each.was_quantity is None else Measured(each.was_quantity, each.unit),
            "due": each.due,
            "was_due": each.was_due,
        }
        for each in moved
    ]
