"""Every refusal leaves this face in one shape: code, title, facts, and each wrong value."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.core.exceptions import BadRequest, RequestDataTooBig, SuspiciousOperation
from django.db import DataError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from ninja import NinjaAPI, Schema
from ninja.errors import AuthenticationError, HttpError, ValidationError

from taktline.kernel import telling
from taktline.kernel.errors import Fault, Refusal
from taktline.kernel.scope import Scope


class FaultOut(Schema):
    """What is wrong with one value. field: its path in the request, such as lines[2].quantity."""

    field: str
    reason: str


class Problem(Schema):
    """Why a request was refused. code is for programs and stable; title is for people."""

    code: str
    title: str
    facts: dict[str, Any]
    faults: list[FaultOut] = []


def answer(
    status: int,
    code: str,
    title: str,
    *,
    facts: Mapping[str, object] | None = None,
    faults: Sequence[Fault] = (),
) -> HttpResponse:
    """A problem as a response."""
    told = [{"field": fault.field, "reason": fault.reason} for fault in faults]
    body = {"code": code, "title": title, "facts": dict(facts or {}), "faults": told}
    return JsonResponse(body, status=status, json_dumps_params={"ensure_ascii": False})


def refused(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """A refusal, with amounts hidden from those who may not see money."""
    actor = getattr(request, "actor", None)
    scope = actor.scope if actor is not None else Scope()
    response = answer(
        refusal.status,
        refusal.code,
        telling.sentence_for(refusal, scope),
        facts=telling.facts_for(refusal, scope),
        faults=telling.faults_of(refusal),
    )
    if refusal.status == 401:
        response["WWW-Authenticate"] = "Bearer"
    return response


def invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """Values of the wrong type, missing or out of bounds."""
    faults = [Fault(_field(each["loc"]), _reason(each)) for each in error.errors]
    title = _("%(count)s values cannot be accepted. First: %(first)s") % {
        "count": len(faults),
        "first": f"{faults[0].field}: {faults[0].reason}" if faults else "",
    }
    return answer(422, "kernel.invalid-inputs", title, facts={"count": len(faults)}, faults=faults)


def _field(where: Sequence[str | int]) -> str:
    """lines[2].quantity from ("body", "order", "lines", 2, "quantity")."""
    path = (
        list(where[2:])
        if where and where[0] in ("body", "form", "file") and len(where) > 2
        else list(where[1:])
    )
    text = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path)
    return text.removeprefix(".") or str(where[0] if where else "")


def _reason(error: Mapping[str, Any]) -> str:
    facts = {name: str(value) for name, value in error.get("ctx", {}).items()}
    match str(error["type"]):
        case "missing":
            return _("This must be filled.")
        case "extra_forbidden":
            return _("There is no such field; check its spelling.")
        case "int_parsing" | "int_type" | "int_from_float" | "int_parsing_size":
            return _("This must be a whole number.")
        case "decimal_parsing" | "decimal_type" | "float_parsing" | "float_type" | "finite_number":
            return _("This is not a number.")
        case "decimal_max_places":
            return _("At most %(decimal_places)s decimal places.") % facts
        case "decimal_max_digits" | "decimal_whole_digits":
            return _("This number is too large.")
        case "greater_than":
            return _("This must be more than %(gt)s.") % facts
        case "greater_than_equal":
            return _("This must be at least %(ge)s.") % facts
        case "less_than" | "less_than_equal":
            return _("This must be at most %(most)s.") % {"most": facts.get("le") or facts.get("lt")}
        case "string_too_long":
            return _("At most %(max_length)s characters.") % facts
        case "string_too_short":
            return _("At least %(min_length)s characters.") % facts
        case "too_long" | "too_short":
            return _("This list has too many or too few entries.")
        case "string_type":
            return _("This must be a text.")
        case "bool_parsing" | "bool_type":
            return _("This must be true or false.")
        case "literal_error" | "enum":
            return _("Choose one of: %(expected)s.") % facts
        case kind if kind.startswith(("date", "time", "timezone")):
            return _("This is not a date or time; write it as 2026-01-31 or 2026-01-31T08:00:00Z.")
        case _other:
            return str(error.get("msg", ""))


def install(api: NinjaAPI) -> None:
    """Make the API answer every refusal and every known fault in our shape; a bug stays a server error."""
    handlers: dict[type[Exception], Any] = {
        Refusal: refused,
        ValidationError: invalid,
        AuthenticationError: unknown_caller,
        HttpError: malformed,
        BadRequest: malformed,
        SuspiciousOperation: malformed,
        RequestDataTooBig: too_big,
        Http404: nowhere,
        OverflowError: too_large,
        DataError: too_large,
    }
    for kind, handler in handlers.items():
        api.add_exception_handler(kind, handler)


def unknown_caller(request: HttpRequest, _error: Exception) -> HttpResponse:
    """Nobody we know."""
    title = _("Say who you are: send an API key as “Authorization: Bearer …”, or sign in.")
    response = answer(401, "api.unknown-caller", title)
    response["WWW-Authenticate"] = "Bearer"
    return response


def malformed(request: HttpRequest, error: Exception) -> HttpResponse:
    """A body that is not JSON, a missing CSRF token, and their kind."""
    if getattr(error, "status_code", 400) == 403:
        return answer(
            403, "api.csrf", _("Your session's token is missing or old. Reload the page and try again.")
        )
    return answer(400, "api.malformed", _("The request cannot be read. Send well-formed JSON in UTF-8."))


def too_big(request: HttpRequest, _error: Exception) -> HttpResponse:
    """More than the server takes at once."""
    return answer(413, "api.too-big", _("The request is too big. Send it in smaller parts."))


def too_large(request: HttpRequest, _error: Exception) -> HttpResponse:
    """A number beyond what the database holds."""
    return answer(422, "api.number-too-large", _("A number in the request is too large. Check it."))


def nowhere(request: HttpRequest, _error: Exception | None = None) -> HttpResponse:
    """No such address."""
    return answer(
        404, "api.no-such-address", _("There is nothing at this address. See /api/v1/docs for what there is.")
    )
