"""Who may call an address: a permit, anybody who has signed in, or (said aloud) everybody."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.functional import Promise

from taktline.kernel.actor import Actor
from taktline.kernel.permit import Permit

Text = str | Promise


class Open(Enum):
    """Addresses that need no permit; every use of PUBLIC is a decision somebody made."""

    PUBLIC = "public"
    SIGNED_IN = "signed-in"


PUBLIC = Open.PUBLIC
SIGNED_IN = Open.SIGNED_IN
Access = Permit | str | Open


class WebRequest(HttpRequest):
    """A request as our views see it: with who asks and when. Set by the middleware."""

    actor: Actor
    at: datetime


View = Callable[..., HttpResponseBase]


@dataclass(frozen=True, slots=True)
class Route:
    """One address of this face, for the permission matrix. permit: a code, "public" or "signed-in"."""

    path: str
    methods: tuple[str, ...]
    permit: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Endpoint:
    """One address with its view. url: Django path syntax without the leading slash."""

    url: str
    view: View
    permit: Access
    name: str = ""
    methods: tuple[str, ...] = ("GET",)

    @property
    def access_code(self) -> str:
        """The permit's code, or "public" or "signed-in"."""
        return code_of(self.permit)


def code_of(access: Access) -> str:
    """A permit's code, or "public" or "signed-in"."""
    if isinstance(access, Open):
        return access.value
    return access.code if isinstance(access, Permit) else access


def allows(actor: Actor | None, access: Access) -> bool:
    """Whether the actor (None: nobody has signed in) may call an address."""
    if access is PUBLIC:
        return True
    if actor is None:
        return False
    return access is SIGNED_IN or actor.may(code_of(access))


def require(actor: Actor, access: Access) -> None:
    """Refuse unless the actor may. Raises NotPermitted."""
    if not isinstance(access, Open):
        actor.require(access)


Context = dict[str, Any]
