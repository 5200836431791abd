"""Put a message or a proposal aside until its inputs change."""

from collections.abc import Iterable
from datetime import datetime

from taktline.kernel import journal
from taktline.kernel.actor import Actor
from taktline.kernel.moving import Move
from taktline.kernel.operation import operation
from taktline.planning import locks, permits
from taktline.planning.life import EXCEPTION_LIFE, PROPOSAL_LIFE, ExceptionState, ProposalState
from taktline.planning.models import ExceptionMessage


@operation
def dismiss_exceptions(ids: Iterable[int], *, reason: str = "", by: Actor, at: datetime) -> None:
    """Put messages aside; each comes back when it says something else. Raises IllegalMove, NotFound; then none is."""
    by.require(permits.HANDLE)
    _move_exceptions(ids, ExceptionState.DISMISSED, reason, by, at)


@operation
def reopen_exceptions(ids: Iterable[int], *, by: Actor, at: datetime) -> None:
    """Take dismissed messages up again. Raises IllegalMove, NotFound; then none is."""
    by.require(permits.HANDLE)
    _move_exceptions(ids, ExceptionState.OPEN, "", by, at)


def _move_exceptions(ids: Iterable[int], then: ExceptionState, reason: str, by: Actor, at: datetime) -> None:
    rows = locks.exceptions(ids, scope=by.scope)
    for row in rows:
        EXCEPTION_LIFE.require(row, ExceptionState(row.state), then)
    for row in rows:
        before, row.state, row.changed_at = row.state, then, at
        row.dismissed_by = by.name[:80] if then == ExceptionState.DISMISSED else ""
        row.dismiss_reason = reason[:200]
        journal.record(
            "planning.move-exception", subject=row, by=by, at=at, before={"state": before}, after={"state": then.value},
            reason=reason,
        )  # fmt: skip
    ExceptionMessage.objects.bulk_update(rows, ["state", "dismissed_by", "dismiss_reason", "changed_at"])


@operation
def dismiss_proposals(ids: Iterable[int], *, reason: str = "", by: Actor, at: datetime) -> None:
    """Put proposals aside; each comes back when its day or quantity changes. Raises IllegalMove; then none is."""
    by.require(permits.FIRM)
    _move_proposals(ids, ProposalState.DISMISSED, reason, by, at)


@operation
def reopen_proposals(ids: Iterable[int], *, by: Actor, at: datetime) -> None:
    """Take dismissed proposals up again. Raises IllegalMove; then none is."""
    by.require(permits.FIRM)
    _move_proposals(ids, ProposalState.PROPOSED, "", by, at)


def _move_proposals(ids: Iterable[int], then: ProposalState, reason: str, by: Actor, at: datetime) -> None:
    move = Move(PROPOSAL_LIFE, then, "planning.move-proposal")
    move.make(locks.proposals(ids, scope=by.scope), by=by, at=at, reason=reason)
