"""Who may call a route: each names a permit, or says aloud that it needs none."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Any, TypeVar

from django.http import HttpRequest

from taktline.kernel.actor import Actor
from taktline.kernel.permit import Permit

Handler = TypeVar("Handler", bound=Callable[..., Any])


class Open(Enum):
    """Routes that need no permit; every use of PUBLIC is a decision somebody made."""

    PUBLIC = "public"
    SIGNED_IN = "signed-in"


PUBLIC = Open.PUBLIC
SIGNED_IN = Open.SIGNED_IN
Access = Permit | Open


class ApiRequest(HttpRequest):
    """A request as our handlers see it: with who asks and when. Set by the guard."""

    actor: Actor
    at: datetime


@dataclass(frozen=True, slots=True)
class Route:
    """One route for the permission matrix. permit: a code, "public" or "signed-in"."""

    path: str
    methods: tuple[str, ...]
    permit: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Need:
    """What a handler asks for. whole: run it in one operation, with its Idempotency-Key."""

    access: Access
    whole: bool = True

    @property
    def code(self) -> str:
        """The permit's code, or "public" or "signed-in"."""
        return self.access.value if isinstance(self.access, Open) else self.access.code


NEEDS = "_taktline_needs"


def needs(access: Access, *, whole: bool = True) -> Callable[[Handler], Handler]:
    """Say what a route needs; stands below the route's own decorator. A route without it cannot be registered.

    whole: a handler that changes something runs in one operation and honours its Idempotency-Key. False only
    for work that computes long outside a transaction and is harmless twice.
    """

    def mark(handler: Handler) -> Handler:
        setattr(handler, NEEDS, Need(access, whole))
        return handler

    return mark


def need_of(handler: Callable[..., Any]) -> Need | None:
    """What needs() said of a handler."""
    return getattr(handler, NEEDS, None)
