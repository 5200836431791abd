"""Opening, taking and closing tasks."""

from collections.abc import Mapping
from datetime import datetime

from django.utils.translation import gettext_noop as N_

from taktline.kernel import journal, outbox
from taktline.kernel.actor import Actor, ActorKind
from taktline.kernel.errors import InvalidInput
from taktline.kernel.locks import lock_one, lock_rows
from taktline.kernel.operation import operation
from taktline.kernel.source import Source
from taktline.office import permits
from taktline.office.errors import NotYourTask, TakenByAnother
from taktline.office.facts import TaskClosed
from taktline.office.life import TASK_LIFE, TaskState
from taktline.office.models import Task
from taktline.office.queries.sites import of_sites

OPEN = (TaskState.OPEN, TaskState.TAKEN)


@operation
def open_task(
    kind: str,
    *,
    role: str,
    title: str,
    key: str,
    by: Actor,
    at: datetime,
    source: Source | None = None,
    site_id: int | None = None,
    due: datetime | None = None,
    data: Mapping[str, object] | None = None,
) -> int:
    """Tell a role that something has to be done; if it has been told already, bring that task up to date.

    title: English msgid with %(name)s of data. data: no prices, costs or amounts. due: of a task that is open already
    the earlier one stands, so that asking again makes nobody punctual. Returns the task's id.
    """
    for field, text, most in (
        ("kind", kind, 60),
        ("key", key, 120),
        ("role", role, 40),
        ("title", title, 300),
    ):
        if not text or len(text) > most:
            raise InvalidInput(field=field, reason=f"1–{most}")
    told: dict[str, object] = {
        "role": role,
        "title": title,
        "data": dict(data or {}),
        "source_kind": source.kind if source else "",
        "source_id": source.id if source else None,
        "site_id": site_id,
        "due_at": due,
    }
    found = lock_rows(Task.objects.filter(kind=kind, key=key, state__in=OPEN))
    if found:
        return _brought_up_to_date(found[0], told)
    made = Task.objects.create(kind=kind, key=key, opened_at=at, **told)
    journal.record(
        "office.open-task", subject=made, by=by, at=at, after={"kind": kind, "key": key, "role": role}
    )
    return made.pk


def _brought_up_to_date(task: Task, told: dict[str, object]) -> int:
    due = told["due_at"]
    if task.due_at is not None and (not isinstance(due, datetime) or due > task.due_at):
        told["due_at"] = task.due_at
    changed = [name for name, value in told.items() if getattr(task, name) != value]
    for name in changed:
        setattr(task, name, told[name])
    if changed:
        task.save(update_fields=changed)
    return task.pk


@operation
def take_task(task_id: int, *, by: Actor, at: datetime) -> None:
    """Say that one is at it. Raises NotYourTask, TakenByAnother, IllegalMove."""
    task = _locked(task_id, by=by)
    TASK_LIFE.require(N_("The task"), TaskState(task.state), TaskState.TAKEN)
    _move(task, TaskState.TAKEN, by=by, at=at)


@operation
def give_back_task(task_id: int, *, by: Actor, at: datetime) -> None:
    """Let somebody else of the role do it. Raises IllegalMove, TakenByAnother."""
    task = _locked(task_id, by=by)
    TASK_LIFE.require(N_("The task"), TaskState(task.state), TaskState.OPEN)
    _move(task, TaskState.OPEN, by=by, at=at)


@operation
def finish_task(task_id: int, *, note: str = "", by: Actor, at: datetime) -> None:
    """It is done. Raises NotYourTask, TakenByAnother, IllegalMove."""
    task = _locked(task_id, by=by)
    TASK_LIFE.require(N_("The task"), TaskState(task.state), TaskState.DONE)
    _move(task, TaskState.DONE, note=note, by=by, at=at)


@operation
def dismiss_task(task_id: int, *, reason: str, by: Actor, at: datetime) -> None:
    """It need not be done; a reason is wanted. Raises InvalidInput, NotYourTask, IllegalMove."""
    if not reason.strip():
        raise InvalidInput(field="reason", reason=N_("This must be filled."))
    task = _locked(task_id, by=by)
    TASK_LIFE.require(N_("The task"), TaskState(task.state), TaskState.DISMISSED)
    _move(task, TaskState.DISMISSED, note=reason, by=by, at=at)


@operation
def close_tasks(kind: str, *, key: str, by: Actor, at: datetime, note: str = "") -> int:
    """What a task asked for has happened by itself: close it. Returns how many were open (0 or 1)."""
    rows = lock_rows(Task.objects.filter(kind=kind, key=key, state__in=OPEN))
    for task in rows:
        _move(task, TaskState.DONE, note=note, by=by, at=at)
    return len(rows)


@operation
def close_tasks_of(source: Source, *, by: Actor, at: datetime, note: str = "") -> int:
    """A thing is finished or gone: close every open task about it. Returns how many."""
    rows = lock_rows(Task.objects.filter(source_kind=source.kind, source_id=source.id, state__in=OPEN))
    for task in rows:
        _move(task, TaskState.DONE, note=note, by=by, at=at)
    return len(rows)


def _locked(task_id: int, *, by: Actor) -> Task:
    """The task, if the actor may work on it. Raises NotFound, NotPermitted, NotYourTask, TakenByAnother."""
    by.require(permits.TASK_WORK)
    task = lock_one(of_sites(Task.objects.filter(pk=task_id), by.scope), what=N_("task"), key=task_id)
    if by.kind is ActorKind.SYSTEM or by.may(permits.TASK_ANY):
        return task
    if task.role not in by.roles:
        raise NotYourTask(role=task.role)
    if task.taken_by_id not in (None, by.id):
        raise TakenByAnother(who=task.taken_by.name if task.taken_by else "")
    return task


def _move(task: Task, then: TaskState, *, by: Actor, at: datetime, note: str = "") -> None:
    before = {"state": task.state}
    task.state = then
    task.note = note[:400] or task.note
    if then is TaskState.TAKEN:
        task.taken_by_id = by.id if by.kind is ActorKind.USER else None
    elif then is TaskState.OPEN:
        task.taken_by_id = None
    else:
        task.closed_at = at
        outbox.publish(TaskClosed(task_id=task.pk, kind=task.kind, state=then.value), at=at)
    task.save(update_fields=["state", "note", "taken_by", "closed_at"])
    journal.record(
        "office.move-task",
        subject=task,
        by=by,
        at=at,
        before=before,
        after={"state": then.value},
        reason=note,
    )
