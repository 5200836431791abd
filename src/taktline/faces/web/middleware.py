"""What every request of this face passes through: clock, actor, language, refusals, content policy."""

from collections.abc import Callable
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation

from taktline.faces.web import account, answers
from taktline.kernel.errors import Refusal

Next = Callable[[HttpRequest], HttpResponse]

POLICY = (
    "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; "
    "connect-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)


class ActorMiddleware:
    """Reads the clock once and says who asks; speaks the asker's language in the asker's time zone."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Serve one request as the asker."""
        request.at = timezone.now()  # type: ignore[attr-defined]
        actor = account.actor_of_request(request, at=request.at)  # type: ignore[attr-defined]
        request.actor = actor  # type: ignore[attr-defined]
        if actor is not None and settings.LANGUAGE_COOKIE_NAME not in request.COOKIES:
            translation.activate(actor.language)
            request.LANGUAGE_CODE = actor.language
        with timezone.override(ZoneInfo(actor.time_zone if actor else "Asia/Shanghai")):
            response = self.get_response(request)
        if actor is not None and not request.path.startswith(settings.STATIC_URL):
            response.headers.setdefault("Cache-Control", "private, no-store")
        return response


class RefusalMiddleware:
    """Turns a Refusal that a view let through into a toast or a friendly page."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Serve one request; refusals come through process_exception."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer a refusal; leave everything else to be an error."""
        return answers.refused(request, exception) if isinstance(exception, Refusal) else None


class PolicyMiddleware:
    """Nothing inline, nothing from outside: tells the browser so."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Serve one request and say what its page may load."""
        response = self.get_response(request)
        response.headers.setdefault("Content-Security-Policy", POLICY)
        response.headers.setdefault("Permissions-Policy", "geolocation=(), microphone=(), payment=()")
        return response
