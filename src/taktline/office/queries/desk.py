"""Files, saved views, policies and approvals, as rows."""

from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

from django.core.files.storage import default_storage
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_noop as N_

from taktline.kernel.errors import NotFound
from taktline.kernel.scope import Scope
from taktline.kernel.source import Source
from taktline.office import rules
from taktline.office.errors import FileMissing
from taktline.office.models import Approval, Attachment, PolicyValue, SavedView
from taktline.office.queries.sites import of_sites
from taktline.office.types import ApprovalRow, AttachmentRow, Policy, ViewRow

P = TypeVar("P", bound=Policy)


def attachments_of(source: Source, *, scope: Scope) -> list[AttachmentRow]:
    """The files of one thing, oldest first, without those that show money to who may not see it."""
    rows = Attachment.objects.filter(source_kind=source.kind, source_id=source.id, removed_at=None)
    return [_attachment(each) for each in _seen(rows, scope).order_by("id")]


def attachment(attachment_id: int, *, scope: Scope) -> tuple[AttachmentRow, Path]:
    """One file and where it lies. The face first asks the room of its source whether the asker may see that.

    Raises NotFound, FileMissing.
    """
    found = _seen(Attachment.objects.filter(pk=attachment_id, removed_at=None), scope).first()
    if found is None:
        raise NotFound(what=N_("file"), key=attachment_id)
    path = file_path(found.digest)
    if not path.exists():
        raise FileMissing(name=found.name)
    return _attachment(found), path


def file_path(digest: str) -> Path:
    """Where content of this digest lies."""
    return Path(default_storage.path(f"attachments/{digest[:2]}/{digest[2:4]}/{digest}"))


def _seen(rows: "QuerySet[Attachment]", scope: Scope) -> "QuerySet[Attachment]":
    rows = rows if scope.money else rows.filter(shows_money=False)
    return of_sites(rows, scope)


def _attachment(row: Attachment) -> AttachmentRow:
    return AttachmentRow(
        id=row.pk,
        source=Source(row.source_kind, row.source_id),
        name=row.name,
        size=row.size,
        content_type=row.content_type,
        shows_money=row.shows_money,
        by=row.by_name,
        at=row.at,
    )


def views_of(user_id: int, screen: str) -> list[ViewRow]:
    """A user's own views of a screen and everybody's, by name."""
    rows = SavedView.objects.filter(Q(user_id=user_id) | Q(user=None), screen=screen).order_by("name", "id")
    return [
        ViewRow(pk, name, query, owner is None, is_default, owner == user_id)
        for pk, name, query, owner, is_default in rows.values_list(
            "id", "name", "query", "user_id", "is_default"
        )
    ]


def policy(kind: type[P], *, at: datetime, site_id: int | None = None) -> P:
    """The policy in force at a moment: the site's own, else the company's, else the defaults."""
    rows = PolicyValue.objects.filter(kind=kind.key, valid_from__lte=at).order_by("-valid_from", "-id")
    values: list[dict[str, Any]] = []
    if site_id is not None:
        values = list(rows.filter(site_id=site_id).values_list("value", flat=True)[:1])
    values = values or list(rows.filter(site=None).values_list("value", flat=True)[:1])
    stored: P = rules.policy_from_json(kind, values[0]) if values else kind()
    return stored


def approvals_of(source: Source, *, scope: Scope) -> list[ApprovalRow]:
    """What was asked about one thing, newest first."""
    rows = Approval.objects.filter(source_kind=source.kind, source_id=source.id).order_by("-id")
    return [_approval(each, scope) for each in of_sites(rows, scope)]


def approval(approval_id: int, *, scope: Scope) -> ApprovalRow:
    """One request for approval. Raises NotFound."""
    found = of_sites(Approval.objects.filter(pk=approval_id), scope).first()
    if found is None:
        raise NotFound(what=N_("approval"), key=approval_id)
    return _approval(found, scope)


def _approval(row: Approval, scope: Scope) -> ApprovalRow:
    return ApprovalRow(
        id=row.pk,
        kind=row.kind,
        source=Source(row.source_kind, row.source_id),
        role=row.role,
        reason=row.reason,
        data=row.data,
        money=row.money if scope.money else {},
        state=row.state,
        asked_by=row.asked_by_name,
        asked_at=row.asked_at,
        decided_by=row.decided_by_name,
        note=row.note,
    )
