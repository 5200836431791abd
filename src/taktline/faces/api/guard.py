"""Stands before every route: reads the clock, finds who asks, and lets through only who may."""

from typing import Any

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.http import HttpRequest
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from ninja.errors import HttpError
from ninja.security import HttpBearer
from ninja.utils import check_csrf

from taktline.faces.api.access import Need, Open
from taktline.identity import queries
from taktline.identity.types import AT_TERMINAL
from taktline.kernel.actor import Actor
from taktline.kernel.errors import InvalidInput, Refusal
from taktline.shopfloor.permits import TERMINAL


class ApiKey(HttpBearer):
    """An API key in the Authorization header, or the browser session of somebody who has signed in."""

    def __init__(self, need: Need) -> None:
        super().__init__()
        self.need = need

    def __call__(self, request: HttpRequest) -> Any:
        """The actor, if there is one and it may. Raises NotPermitted."""
        request.at = timezone.now()  # type: ignore[attr-defined]
        _refuse_nul(request)
        actor = super().__call__(request) or self._of_session(request)
        if actor is None:
            return None
        request.actor = actor  # type: ignore[attr-defined]
        if not isinstance(self.need.access, Open):
            actor.require(self.need.access)
        return actor

    def authenticate(self, request: HttpRequest, token: str) -> Actor:
        """The holder of the key, answered in the language it asks for or was made with. Raises UnknownKey."""
        actor = queries.actor_of_key(token.strip(), request.at)  # type: ignore[attr-defined]
        if "Accept-Language" not in request.headers and settings.LANGUAGE_COOKIE_NAME not in request.COOKIES:
            translation.activate(actor.language)
        return actor

    def _of_session(self, request: HttpRequest) -> Actor | None:
        session = getattr(request, "session", None)
        user_id = str(session.get(SESSION_KEY, "")) if session is not None else ""
        if "Authorization" in request.headers or not user_id.isdigit():
            return None
        if check_csrf(request):
            raise HttpError(403, "csrf")
        try:
            actor = queries.actor_of(int(user_id), request.at)  # type: ignore[attr-defined]
        except Refusal:
            return None
        return actor.narrowed(TERMINAL) if session is not None and session.get(AT_TERMINAL) else actor


def _refuse_nul(request: HttpRequest) -> None:
    """A zero character is no text in PostgreSQL, so it is none here."""
    if "\x00" in request.path or "%00" in request.META.get("QUERY_STRING", ""):
        raise InvalidInput(field="address", reason=_("A text must not hold the zero character."))
