"""Tasks and notifications, as rows."""

from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_noop as N_

from taktline.kernel.actor import Actor, ActorKind
from taktline.kernel.errors import NotFound
from taktline.kernel.source import Source
from taktline.office import permits
from taktline.office.life import TaskState
from taktline.office.models import Notification, Task
from taktline.office.queries.wording import worded
from taktline.office.types import NoteRow, TaskRow

OPEN = (TaskState.OPEN, TaskState.TAKEN)


def my_tasks(*, actor: Actor, limit: int = 50) -> list[TaskRow]:
    """Open tasks of the actor's roles and those the actor has taken: taken first, then by due time."""
    rows = _visible(actor).filter(state__in=OPEN)
    return _task_rows(rows.order_by("-state", "due_at", "id")[:limit])


def my_task_count(*, actor: Actor) -> int:
    """How many open tasks the actor could do."""
    return _visible(actor).filter(state__in=OPEN).count()


def task(task_id: int, *, actor: Actor) -> TaskRow:
    """One task that the actor may see. Raises NotFound."""
    found = _task_rows(_visible(actor).filter(pk=task_id))
    if not found:
        raise NotFound(what=N_("task"), key=task_id)
    return found[0]


def tasks_of(source: Source, *, actor: Actor) -> list[TaskRow]:
    """Open tasks about one thing."""
    rows = _visible(actor).filter(source_kind=source.kind, source_id=source.id, state__in=OPEN)
    return _task_rows(rows.order_by("id"))


def open_task_id(kind: str, *, key: str) -> int | None:
    """The open task of this kind about this key, if there is one."""
    return Task.objects.filter(kind=kind, key=key, state__in=OPEN).values_list("id", flat=True).first()


def _visible(actor: Actor) -> "QuerySet[Task]":
    rows = Task.objects.all()
    if actor.kind is not ActorKind.SYSTEM and not actor.may(permits.TASK_ANY):
        rows = rows.filter(Q(role__in=actor.roles) | Q(taken_by_id=actor.id))
    if actor.scope.sites is not None:
        rows = rows.filter(Q(site=None) | Q(site_id__in=actor.scope.sites))
    return rows


def _task_rows(rows: "QuerySet[Task]") -> list[TaskRow]:
    return [
        TaskRow(
            id=each.pk,
            kind=each.kind,
            key=each.key,
            role=each.role,
            title=worded(each.title, each.data),
            data=each.data,
            source=_source(each),
            site_id=each.site_id,
            due=each.due_at,
            state=each.state,
            taken_by=each.taken_by_id,
            opened_at=each.opened_at,
        )
        for each in rows
    ]


def _source(row: Any) -> Source | None:
    return Source(row.source_kind, row.source_id) if row.source_kind and row.source_id is not None else None


def notifications(user_id: int, *, limit: int = 20) -> list[NoteRow]:
    """The newest notifications of a user."""
    return [
        NoteRow(
            id=each.pk,
            text=worded(each.title, each.data),
            url=each.url,
            source=_source(each),
            at=each.at,
            is_read=each.read_at is not None,
        )
        for each in Notification.objects.filter(user_id=user_id).order_by("-id")[:limit]
    ]


def unread_count(user_id: int) -> int:
    """How many notifications the user has not read."""
    return Notification.objects.filter(user_id=user_id, read_at=None).count()
