"""The lists of this room."""

from typing import Any

from django.db.models import QuerySet

from taktline.kernel.listing import Column, Filter, FilterKind, Kind, Listing
from taktline.kernel.scope import Scope
from taktline.office.life import ApprovalState, TaskState
from taktline.office.models import Approval, Attachment, Notification, PolicyValue, Task
from taktline.office.queries.sites import of_sites


def _files(rows: "QuerySet[Any]", scope: Scope) -> "QuerySet[Any]":
    return of_sites(rows if scope.money else rows.filter(shows_money=False), scope)


# The title is a msgid: show worded(row["title"], row["data"]).
TASKS = Listing(
    key="office.tasks",
    model=Task,
    columns=(
        Column("kind"),
        Column("title", sort=False),
        Column("data", sort=False),
        Column("role"),
        Column("state", Kind.CHOICE, choices=dict(TaskState.choices)),
        Column("site", path="site__code"),
        Column("due", Kind.DATETIME, path="due_at"),
        Column("taken_by", Kind.NAME, path="taken_by__name"),
        Column("source_kind"),
        Column("source_id", Kind.NUMBER),
        Column("opened_at", Kind.DATETIME),
        Column("closed_at", Kind.DATETIME),
        Column("note", sort=False),
    ),
    filters=(
        Filter("kind", FilterKind.CHOICE),
        Filter("role", FilterKind.CHOICE),
        Filter("state", FilterKind.CHOICE, choices=dict(TaskState.choices)),
        Filter("taken_by", FilterKind.ID, path="taken_by_id"),
        Filter("site", FilterKind.ID, path="site_id"),
        Filter("due", FilterKind.DAY, path="due_at__date"),
    ),
    sort="due",
    scope=of_sites,
)

NOTIFICATIONS = Listing(
    key="office.notifications",
    model=Notification,
    columns=(
        Column("title", sort=False),
        Column("data", sort=False),
        Column("url", sort=False),
        Column("at", Kind.DATETIME),
        Column("read_at", Kind.DATETIME),
    ),
    filters=(
        Filter("user", FilterKind.ID, path="user_id"),
        Filter(
            "is_read", FilterKind.FLAG, narrow=lambda rows, text: rows.filter(read_at__isnull=text != "1")
        ),
    ),
)

ATTACHMENTS = Listing(
    key="office.attachments",
    model=Attachment,
    columns=(
        Column("name"),
        Column("size", Kind.NUMBER),
        Column("source_kind"),
        Column("source_id", Kind.NUMBER),
        Column("by", path="by_name"),
        Column("at", Kind.DATETIME),
    ),
    filters=(Filter("name", FilterKind.TEXT), Filter("source_kind", FilterKind.CHOICE)),
    prepare=lambda rows: rows.filter(removed_at=None),
    scope=_files,
)

POLICIES = Listing(
    key="office.policies",
    model=PolicyValue,
    columns=(
        Column("kind"),
        Column("site", path="site__code"),
        Column("valid_from", Kind.DATETIME),
        Column("value", sort=False, money=True),
        Column("reason", sort=False),
        Column("by", path="by_name"),
        Column("at", Kind.DATETIME),
    ),
    filters=(Filter("kind", FilterKind.CHOICE), Filter("site", FilterKind.ID, path="site_id")),
    sort="-valid_from",
    scope=of_sites,
)

APPROVALS = Listing(
    key="office.approvals",
    model=Approval,
    columns=(
        Column("kind"),
        Column("source_kind"),
        Column("source_id", Kind.NUMBER),
        Column("role"),
        Column("reason", sort=False),
        Column("data", sort=False),
        Column("money", sort=False, money=True),
        Column("state", Kind.CHOICE, choices=dict(ApprovalState.choices)),
        Column("asked_by", path="asked_by_name"),
        Column("asked_at", Kind.DATETIME),
        Column("decided_by", path="decided_by_name"),
        Column("decided_at", Kind.DATETIME),
        Column("note", sort=False),
    ),
    filters=(
        Filter("kind", FilterKind.CHOICE),
        Filter("role", FilterKind.CHOICE),
        Filter("state", FilterKind.CHOICE, choices=dict(ApprovalState.choices)),
    ),
    scope=of_sites,
)
