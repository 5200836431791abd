"""Values that leave this room, and the shape of policies that other rooms declare."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from taktline.kernel.source import Source


@dataclass(frozen=True, slots=True)
class Policy:
    """A rule of the company that may differ by site and changes at a date.

    A room declares its own as a frozen dataclass with a key and a default for every field; fields are int, str, bool,
    Decimal, date, or tuples of these. Whoever decides is handed the value, and reads no settings.
    """

    key: ClassVar[str] = ""


@dataclass(frozen=True, slots=True)
class NewTask:
    """A task to open. title: English msgid with %(name)s of data; data: no prices, costs or amounts.

    key: at most one open task per kind and key. role: code of who should do it.
    """

    kind: str
    key: str
    role: str
    title: str
    source: Source | None = None
    site_id: int | None = None
    due: datetime | None = None
    data: Mapping[str, object] | None = None


@dataclass(frozen=True, slots=True)
class TaskRow:
    """A task as a person sees it. title is worded in the active language."""

    id: int
    kind: str
    key: str
    role: str
    title: str
    data: Mapping[str, object]
    source: Source | None
    site_id: int | None
    due: datetime | None
    state: str
    taken_by: int | None
    opened_at: datetime


@dataclass(frozen=True, slots=True)
class NoteRow:
    """A notification as a person sees it."""

    id: int
    text: str
    url: str
    source: Source | None
    at: datetime
    is_read: bool


@dataclass(frozen=True, slots=True)
class AttachmentRow:
    """A file attached to something. shows_money: only for those who may see prices."""

    id: int
    source: Source
    name: str
    size: int
    content_type: str
    shows_money: bool
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ViewRow:
    """A saved view: a query string under a name. is_own: may be changed by who asked."""

    id: int
    name: str
    query: str
    is_shared: bool
    is_default: bool
    is_own: bool


@dataclass(frozen=True, slots=True)
class ApprovalRow:
    """A request for approval. money: amounts, empty for those who may not see them."""

    id: int
    kind: str
    source: Source
    role: str
    reason: str
    data: Mapping[str, object]
    money: Mapping[str, object]
    state: str
    asked_by: str
    asked_at: datetime
    decided_by: str
    note: str


@dataclass(frozen=True, slots=True)
class NewMail:
    """A mail to be sent. to: addresses parted by commas. files: name and content. shows_money: the files hold prices."""

    to: str
    subject: str
    body: str
    source: Source | None = None
    site_id: int | None = None
    files: tuple[tuple[str, bytes], ...] = ()
    shows_money: bool = False


@dataclass(frozen=True, slots=True)
class MailRow:
    """A mail and where it stands."""

    id: int
    to: str
    subject: str
    body: str
    source: Source | None
    state: str
    attempts: int
    error: str
    by: str
    created_at: datetime
    sent_at: datetime | None
