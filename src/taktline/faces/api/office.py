"""Tasks, notifications, policies and approvals."""

from datetime import datetime
from typing import Annotated, Any

from ninja import Schema
from pydantic import Field

from taktline.faces.api.access import SIGNED_IN, ApiRequest, needs
from taktline.faces.api.fields import Body, Id
from taktline.faces.api.routing import RoomRouter
from taktline.kernel.actor import ActorKind
from taktline.office import permits, queries, services

router = RoomRouter(tags=["office"])

router.lists("/tasks", queries.TASKS, permits.TASK_ANY, summary="Everybody's tasks")
router.lists("/policies", queries.POLICIES, permits.POLICY_SEE, summary="Policies and since when they hold")
router.lists("/approvals", queries.APPROVALS, permits.APPROVAL_ANY, summary="What was asked to be approved")
router.lists("/attachments", queries.ATTACHMENTS, permits.TASK_ANY, summary="All attached files")


class TaskOut(Schema):
    """A task, worded in the asker's language."""

    id: int
    kind: str
    role: str
    title: str
    source: str | None
    due: datetime | None
    state: str
    taken_by: int | None
    data: dict[str, Any]


@router.get("/tasks/mine", response=list[TaskOut], summary="Open tasks of my roles, the most urgent first")
@needs(permits.TASK_WORK)
def my_tasks(request: ApiRequest, limit: Annotated[int, Field(ge=1, le=200)] = 50) -> list[TaskOut]:
    return [
        TaskOut(
            id=each.id,
            kind=each.kind,
            role=each.role,
            title=each.title,
            source=str(each.source) if each.source else None,
            due=each.due,
            state=each.state,
            taken_by=each.taken_by,
            data=dict(each.data),
        )
        for each in queries.my_tasks(actor=request.actor, limit=limit)
    ]


class NoteIn(Body):
    """What one has to say about it."""

    note: Annotated[str, Field(max_length=400)] = ""


class ReasonIn(Body):
    """Why."""

    reason: Annotated[str, Field(min_length=1, max_length=400)]


@router.post("/tasks/{task_id}/take", response={204: None}, summary="Say that I am at it")
@needs(permits.TASK_WORK)
def take_task(request: ApiRequest, task_id: Id) -> None:
    services.take_task(task_id, by=request.actor, at=request.at)


@router.post("/tasks/{task_id}/give-back", response={204: None}, summary="Let somebody else do it")
@needs(permits.TASK_WORK)
def give_back_task(request: ApiRequest, task_id: Id) -> None:
    services.give_back_task(task_id, by=request.actor, at=request.at)


@router.post("/tasks/{task_id}/finish", response={204: None}, summary="It is done")
@needs(permits.TASK_WORK)
def finish_task(request: ApiRequest, task_id: Id, body: NoteIn) -> None:
    services.finish_task(task_id, note=body.note, by=request.actor, at=request.at)


@router.post("/tasks/{task_id}/dismiss", response={204: None}, summary="It need not be done")
@needs(permits.TASK_WORK)
def dismiss_task(request: ApiRequest, task_id: Id, body: ReasonIn) -> None:
    services.dismiss_task(task_id, reason=body.reason, by=request.actor, at=request.at)


class NotificationOut(Schema):
    """A notification, worded in the asker's language."""

    id: int
    text: str
    url: str
    at: datetime
    is_read: bool


class NotificationsOut(Schema):
    """The newest notifications of the asker; a key has none."""

    unread: int
    items: list[NotificationOut]


@router.get("/notifications", response=NotificationsOut, summary="My notifications, newest first")
@needs(SIGNED_IN)
def notifications(request: ApiRequest) -> NotificationsOut:
    if request.actor.kind is not ActorKind.USER:
        return NotificationsOut(unread=0, items=[])
    rows = queries.notifications(request.actor.id)
    items = [NotificationOut(id=r.id, text=r.text, url=r.url, at=r.at, is_read=r.is_read) for r in rows]
    return NotificationsOut(unread=queries.unread_count(request.actor.id), items=items)


@router.post("/notifications/read", response={204: None}, summary="I have read them all")
@needs(SIGNED_IN)
def read_notifications(request: ApiRequest) -> None:
    if request.actor.kind is ActorKind.USER:
        services.mark_read(request.actor.id, at=request.at)


class DecisionIn(Body):
    """Yes or no; a no needs a note."""

    approve: bool
    note: Annotated[str, Field(max_length=400)] = ""


@router.post("/approvals/{approval_id}/decide", response={204: None}, summary="Approve or reject")
@needs(SIGNED_IN)  # who may is decided by the role that was asked
def decide_approval(request: ApiRequest, approval_id: Id, decision: DecisionIn) -> None:
    services.decide_approval(
        approval_id, approve=decision.approve, note=decision.note, by=request.actor, at=request.at
    )
