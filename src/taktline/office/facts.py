"""What this room tells others."""

from dataclasses import dataclass
from typing import ClassVar

from taktline.kernel.outbox import Fact


@dataclass(frozen=True, slots=True)
class TaskClosed(Fact):
    """A task was done or dismissed."""

    topic: ClassVar[str] = "office.task-closed"
    task_id: int
    kind: str
    state: str


@dataclass(frozen=True, slots=True)
class ApprovalDecided(Fact):
    """Somebody approved or rejected what was asked."""

    topic: ClassVar[str] = "office.approval-decided"
    approval_id: int
    kind: str
    source_kind: str
    source_id: int
    approved: bool


@dataclass(frozen=True, slots=True)
class Notified(Fact):
    """Somebody has a new notification; the page in front of them may say so."""

    topic: ClassVar[str] = "office.notified"
    user_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class MailFailed(Fact):
    """A mail could not be sent however often it was tried; somebody must look."""

    topic: ClassVar[str] = "office.mail-failed"
    mail_id: int
    source_kind: str
    source_id: int
