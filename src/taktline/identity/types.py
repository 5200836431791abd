"""Values that leave this room."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from taktline.kernel.naming import Name

AT_TERMINAL = "taktline_at_terminal"  # marks a browser session that a PIN has opened


class Outcome(TextChoices):
    """How an attempt to sign in ended, or that a session ended."""

    DONE = "done", _("signed in")
    WRONG = "wrong", _("wrong password")
    LOCKED = "locked", _("locked out")
    INACTIVE = "inactive", _("not active")
    SIGNED_OUT = "signed_out", _("signed out")


@dataclass(frozen=True, slots=True)
class SiteRow:
    """A plant: its clock and its currency."""

    id: int
    code: str
    name: Name
    time_zone: str
    currency: str


@dataclass(frozen=True, slots=True)
class UserRow:
    """Somebody who signs in."""

    id: int
    username: str
    name: Name
    email: str
    language: str
    time_zone: str
    is_active: bool
    roles: tuple[str, ...]
    sites: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class RoleRow:
    """A role with the codes of its permits."""

    id: int
    code: str
    name: Name
    permits: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SessionRow:
    """One browser that somebody has signed in with."""

    id: int
    address: str
    agent: str
    started_at: datetime
    is_current: bool


@dataclass(frozen=True, slots=True)
class UserDraft:
    """What is told about a user. roles: codes; sites: ids, none for all."""

    name: str
    name_en: str = ""
    email: str = ""
    language: str = "zh-hans"
    time_zone: str = "Asia/Shanghai"
    roles: tuple[str, ...] = ()
    sites: tuple[int, ...] = ()
    is_active: bool = True


@dataclass(frozen=True, slots=True)
class KeyDraft:
    """What is told about an API key. permits: codes; sites: ids, none for all; expires_at: None for never."""

    name: str
    permits: tuple[str, ...] = ()
    sites: tuple[int, ...] = ()
    expires_at: datetime | None = None
    language: str = "en"


@dataclass(frozen=True, slots=True)
class NewKey:
    """A fresh API key; the secret is shown this once and kept nowhere."""

    id: int
    secret: str
