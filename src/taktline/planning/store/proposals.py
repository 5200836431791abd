"""Proposals: matched with those that stand, then only differences are written."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from taktline.kernel.bulk import update_rows
from taktline.kernel.exact import from_micro
from taktline.planning import rules
from taktline.planning.life import LIVE, ProposalState
from taktline.planning.load.solved import Solved
from taktline.planning.models import Proposal
from taktline.planning.store.rows import insert_objects
from taktline.planning.types import SupplyKind

_PLAN = (
    "kind", "is_phantom", "quantity", "started", "start", "due", "wanted", "expected", "past_due", "priority", "cover_id",
)  # fmt: skip
_COLUMNS = tuple(name.removesuffix("_id") for name in _PLAN)
KEPT_FOR = timedelta(days=30)


@dataclass(slots=True)
class Planned:
    """A proposal as the engine made it, with its row."""

    row: int
    item_id: int
    kind: str
    is_phantom: bool
    quantity: Decimal
    started: Decimal
    start: date
    due: date
    wanted: date
    expected: date
    past_due: bool
    priority: int
    cover_id: int | None


def keep_proposals(solved: Solved, *, at: datetime) -> tuple[list[int], tuple[int, int, int]]:
    """Write them. Returns the proposal id of each engine row, and how many are new, changed and gone."""
    site_id = solved.inputs.site_id
    standing: dict[int, list[Proposal]] = defaultdict(list)
    for row in Proposal.objects.filter(site_id=site_id, state__in=LIVE).order_by("due", "id"):
        standing[row.item_id].append(row)
    wanted: dict[int, list[Planned]] = defaultdict(list)
    for each in _planned(solved):
        wanted[each.item_id].append(each)
    new: list[tuple[Planned, Proposal]] = []
    changed: list[Proposal] = []
    gone: list[Proposal] = []
    ids = [0] * len(solved.result.proposals.item)
    for item_id in sorted(standing.keys() | wanted.keys()):
        for old, plan in rules.matched(standing.get(item_id, []), wanted.get(item_id, [])):
            if plan is None:
                gone += [old] if old is not None else []
            elif old is None:
                new.append((plan, _fresh(plan, site_id, at)))
            else:
                ids[plan.row] = old.pk
                if _moved(old, plan, at):
                    changed.append(old)
    insert_objects(Proposal, [row for _plan, row in new])
    for plan, row in new:
        ids[plan.row] = row.pk
    update_rows(changed, (*_COLUMNS, "state", "was_quantity", "was_due", "changed_at"))
    _withdraw(gone, site_id, at)
    return ids, (len(new), len(changed), len(gone))


def _planned(solved: Solved) -> list[Planned]:
    plan, day = solved.result.proposals, solved.inputs.day
    days: dict[int, date] = {}

    def on(number: int) -> date:
        if number not in days:
            days[number] = day(number)
        return days[number]

    columns = (
        plan.item, plan.make, plan.phantom, plan.quantity, plan.started, plan.start, plan.due, plan.wanted, plan.expected,
        plan.past_due, plan.priority, solved.proposal_cover,
    )  # fmt: skip
    rows = zip(*(column.tolist() for column in columns), strict=True)
    return [
        Planned(
            row, item, SupplyKind.MAKE if make else SupplyKind.BUY, phantom, from_micro(quantity), from_micro(started),
            on(start), on(due), on(wanted), on(expected), past_due, priority, solved.delivery(cover),
        )
        for row, (item, make, phantom, quantity, started, start, due, wanted, expected, past_due, priority, cover)
        in enumerate(rows)
    ]  # fmt: skip


def _fresh(plan: Planned, site_id: int, at: datetime) -> Proposal:
    values = {name: getattr(plan, name) for name in _PLAN}
    return Proposal(site_id=site_id, item_id=plan.item_id, created_at=at, changed_at=at, **values)


def _moved(old: Proposal, plan: Planned, at: datetime) -> bool:
    """Take over what the plan says now; a dismissed proposal that moves is proposed again."""
    if all(getattr(old, name) == getattr(plan, name) for name in _PLAN):
        return False
    if (old.due, old.quantity) != (plan.due, plan.quantity):
        old.was_due, old.was_quantity, old.changed_at = old.due, old.quantity, at
        old.state = ProposalState.PROPOSED
    for name in _PLAN:
        setattr(old, name, getattr(plan, name))
    return True


def _withdraw(gone: list[Proposal], site_id: int, at: datetime) -> None:
    """Nobody needs them any more; they stay a while, so that a planner sees what is gone."""
    for row in gone:
        row.state, row.changed_at = ProposalState.WITHDRAWN, at
    update_rows(gone, ("state", "changed_at"))
    if gone:
        old = Proposal.objects.filter(
            site_id=site_id, state=ProposalState.WITHDRAWN, changed_at__lt=at - KEPT_FOR
        )
        old.delete()


