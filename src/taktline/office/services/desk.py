"""Saved views, policies and approvals."""

from collections.abc import Mapping
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_

from taktline.kernel import journal, outbox
from taktline.kernel.actor import Actor, ActorKind
from taktline.kernel.errors import InvalidInput
from taktline.kernel.locks import lock_one, lock_rows
from taktline.kernel.operation import operation
from taktline.kernel.source import Source
from taktline.office import permits, rules
from taktline.office.errors import AlreadyAsked, NotYourTask, OwnRequest
from taktline.office.facts import ApprovalDecided
from taktline.office.life import APPROVAL_LIFE, ApprovalState
from taktline.office.models import Approval, PolicyValue, SavedView
from taktline.office.queries.sites import of_sites
from taktline.office.services.tasks import close_tasks, open_task
from taktline.office.types import Policy

MOST_VIEWS = 100
APPROVAL_TASK = "office.approval"


@operation
def save_view(
    screen: str, *, name: str, query: str, shared: bool = False, default: bool = False, by: Actor
) -> int:
    """Keep a query under a name, one's own or everybody's; the same name replaces it. Returns the view's id."""
    if shared:
        by.require(permits.VIEW_SHARE)
    if not name.strip() or len(name) > 60:
        raise InvalidInput(field="name", reason=_("Write 1 to 60 characters."))
    if len(query) > 2000 or len(screen) > 80:
        raise InvalidInput(field="query", reason=_("This view has too many conditions to be saved."))
    mine = SavedView.objects.filter(screen=screen)
    mine = mine.filter(user=None) if shared else mine.filter(user_id=by.id)
    if mine.count() >= MOST_VIEWS:
        raise InvalidInput(field="name", reason=_("There are too many views; delete one first."))
    if default:
        mine.update(is_default=False)
    view = mine.filter(name=name.strip()).first() or SavedView(screen=screen, name=name.strip())
    view.user_id = None if shared else by.id
    view.query, view.is_default = query, default
    view.save()
    return view.pk


@operation
def delete_view(view_id: int, *, by: Actor) -> None:
    """Forget a view: one's own, or everybody's for who may share. Raises NotFound, NotPermitted."""
    view = lock_one(SavedView.objects.filter(pk=view_id), what=N_("view"), key=view_id)
    if view.user_id != by.id:
        by.require(permits.VIEW_SHARE)
    view.delete()


@operation
def set_policy(
    value: Policy,
    *,
    valid_from: datetime,
    site_id: int | None = None,
    reason: str = "",
    by: Actor,
    at: datetime,
) -> None:
    """Put a policy in force from a moment on, for a site or the company; earlier values stay as they were.

    Raises InvalidInput for a moment that has passed: what was decided then rested on what held then.
    """
    by.require(permits.POLICY_CHANGE)
    if valid_from < at:
        raise InvalidInput(field="valid_from", reason=_("This must not lie in the past."))
    row = PolicyValue.objects.create(
        kind=value.key,
        site_id=site_id,
        valid_from=valid_from,
        value=rules.policy_to_json(value),
        reason=reason[:400],
        by_name=by.name[:80],
        at=at,
    )
    after = {"kind": value.key, "site_id": site_id, "valid_from": valid_from}
    journal.record(
        "office.set-policy", subject=row, by=by, at=at, after=after, money=row.value, reason=reason
    )


@operation
def request_approval(
    kind: str,
    *,
    source: Source,
    role: str,
    reason: str,
    title: str,
    by: Actor,
    at: datetime,
    site_id: int | None = None,
    data: Mapping[str, object] | None = None,
    money: Mapping[str, object] | None = None,
) -> int:
    """Ask a role to agree; it gets a task with this title (msgid over data). Returns the approval's id.

    site_id: of what it is about. money: amounts the decider needs, kept apart from data. Raises AlreadyAsked, InvalidInput.
    """
    by.require(permits.APPROVAL_ASK)
    if not reason.strip():
        raise InvalidInput(field="reason", reason=_("Say why."))
    open_ones = Approval.objects.filter(
        kind=kind, source_kind=source.kind, source_id=source.id, state=ApprovalState.REQUESTED
    )
    if lock_rows(open_ones):
        raise AlreadyAsked
    row = Approval.objects.create(
        site_id=site_id,
        kind=kind,
        source_kind=source.kind,
        source_id=source.id,
        role=role,
        reason=reason[:400],
        data=dict(data or {}),
        money=dict(money or {}),
        asked_by_id=by.id if by.kind is ActorKind.USER else None,
        asked_by_name=by.name[:80],
        asked_at=at,
    )
    key = str(row.pk)
    open_task(
        APPROVAL_TASK,
        role=role,
        title=title,
        source=source,
        site_id=site_id,
        key=key,
        data=data,
        by=by,
        at=at,
    )
    journal.record("office.request-approval", subject=row, by=by, at=at, after={"kind": kind}, reason=reason)
    return row.pk


@operation
def decide_approval(approval_id: int, *, approve: bool, note: str = "", by: Actor, at: datetime) -> None:
    """Agree or not; a no needs a note. Raises OwnRequest, NotYourTask, IllegalMove, InvalidInput."""
    row = _locked(approval_id, by=by)
    if by.kind is not ActorKind.SYSTEM:
        if row.role not in by.roles and not by.may(permits.APPROVAL_ANY):
            raise NotYourTask(role=row.role)
        if by.kind is ActorKind.USER and row.asked_by_id == by.id:
            raise OwnRequest
    if not approve and not note.strip():
        raise InvalidInput(field="note", reason=_("Say why."))
    _settle(row, ApprovalState.APPROVED if approve else ApprovalState.REJECTED, note=note, by=by, at=at)
    fact = ApprovalDecided(
        approval_id=row.pk,
        kind=row.kind,
        source_kind=row.source_kind,
        source_id=row.source_id,
        approved=approve,
    )
    outbox.publish(fact, at=at)


@operation
def withdraw_approval(approval_id: int, *, by: Actor, at: datetime) -> None:
    """The question has gone away; who asked, or the house, takes it back. Raises NotPermitted, IllegalMove."""
    row = _locked(approval_id, by=by)
    if by.kind is not ActorKind.SYSTEM and row.asked_by_id != by.id:
        by.require(permits.APPROVAL_ANY)
    _settle(row, ApprovalState.WITHDRAWN, note="", by=by, at=at)


def _locked(approval_id: int, *, by: Actor) -> Approval:
    rows = of_sites(Approval.objects.filter(pk=approval_id), by.scope)
    return lock_one(rows, what=N_("approval"), key=approval_id)


def _settle(row: Approval, then: ApprovalState, *, note: str, by: Actor, at: datetime) -> None:
    APPROVAL_LIFE.require(N_("The approval"), ApprovalState(row.state), then)
    before = {"state": row.state}
    row.state, row.note, row.decided_by_name, row.decided_at = then, note[:400], by.name[:80], at
    row.save(update_fields=["state", "note", "decided_by_name", "decided_at"])
    close_tasks(APPROVAL_TASK, key=str(row.pk), by=by, at=at, note=note)
    after = {"state": then.value}
    journal.record(
        "office.settle-approval", subject=row, by=by, at=at, before=before, after=after, reason=note
    )
