"""From a browser session to an actor, and from a name and password to a session."""

from datetime import datetime

from django.contrib.auth import SESSION_KEY
from django.http import HttpRequest
from django.middleware.csrf import rotate_token

from taktline.identity import queries, services
from taktline.identity.types import AT_TERMINAL
from taktline.kernel.actor import Actor
from taktline.kernel.errors import Refusal
from taktline.shopfloor.permits import TERMINAL


def actor_of_request(request: HttpRequest, *, at: datetime) -> Actor | None:
    """Who asks, or None for somebody who has not signed in or may no longer."""
    user_id = _user_id(request)
    if user_id is None:
        return None
    try:
        actor = queries.actor_of(user_id, at)
    except Refusal:
        return None
    return actor.narrowed(TERMINAL) if request.session.get(AT_TERMINAL) else actor


def sign_in(request: HttpRequest, *, username: str, password: str, at: datetime) -> None:
    """Begin a session. Raises what identity refuses with: wrong password, locked out, not active."""
    _begin(request, services.sign_in(username, password, address=_address(request), at=at), at=at)


def sign_in_with_pin(request: HttpRequest, *, username: str, pin: str, at: datetime) -> None:
    """Begin a session at the floor terminal, which opens what one does there and no more. Raises what identity refuses with."""
    _begin(request, services.sign_in_with_pin(username, pin, address=_address(request), at=at), at=at)
    request.session[AT_TERMINAL] = True


def _begin(request: HttpRequest, user_id: int, *, at: datetime) -> None:
    request.session.flush()
    request.session[SESSION_KEY] = str(user_id)
    request.session.save()
    rotate_token(request)
    agent = str(request.headers.get("User-Agent", ""))
    key = request.session.session_key or ""
    services.begin_session(user_id, key=key, address=_address(request), agent=agent, at=at)


def sign_out(request: HttpRequest, *, at: datetime) -> None:
    """End the session."""
    user_id = _user_id(request)
    if user_id is not None:
        services.sign_out(user_id, key=request.session.session_key or "", address=_address(request), at=at)
    request.session.flush()


def remember_language(actor: Actor, language: str, *, at: datetime) -> None:
    """Keep the language with the user, for mail and for other browsers."""
    services.set_language(actor.id, language=language, time_zone=actor.time_zone, by=actor, at=at)


def _user_id(request: HttpRequest) -> int | None:
    kept = str(request.session.get(SESSION_KEY, ""))
    return int(kept) if kept.isdigit() else None


def _address(request: HttpRequest) -> str:
    return str(request.META.get("REMOTE_ADDR", ""))
