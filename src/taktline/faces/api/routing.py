"""Routers whose every route has a permit, a documented way to fail, and an answer that is given once."""

import hashlib
from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any

from django.http import HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from ninja import Router, Status
from ninja.constants import NOT_SET
from pydantic import BaseModel

from taktline.faces.api.access import ApiRequest, Open, need_of
from taktline.faces.api.guard import ApiKey
from taktline.faces.api.lists import list_of
from taktline.faces.api.problem import Problem
from taktline.kernel import idempotency
from taktline.kernel.listing import Listing
from taktline.kernel.permit import Permit

CHANGING = frozenset({"POST", "PUT", "PATCH", "DELETE"})
FAILURES = (400, 401, 403, 404, 409, 413, 422, 503)
KEY_PARAMETER = {
    "in": "header",
    "name": "Idempotency-Key",
    "required": False,
    "schema": {"type": "string", "maxLength": idempotency.LONGEST_KEY, "pattern": "^[ -~]+$"},
    "description": "Any text of your own. Sent again with the same request, the first answer is given again.",
}

Handler = Callable[..., Any]


class RoomRouter(Router):
    """The routes of one room. Each handler says below its route decorator what it `needs`."""

    def add_api_operation(
        self,
        path: str,
        methods: list[str],
        view_func: Handler,
        *,
        response: Any = NOT_SET,
        openapi_extra: dict[str, Any] | None = None,
        **options: Any,
    ) -> None:
        """Register a route. Raises TypeError if its handler names no permit."""
        need = need_of(view_func)
        if need is None:
            raise TypeError(f"{view_func.__module__}.{view_func.__name__} names no permit: add @needs(...)")
        answers, success = _answers(response)
        changing = bool(CHANGING.intersection(methods))
        extra = dict(openapi_extra or {})
        if changing and need.whole and need.access is not Open.PUBLIC:
            extra["parameters"] = [*extra.get("parameters", ()), KEY_PARAMETER]
            view_func = _whole(view_func, success)
        elif success != 200:
            view_func = _with_status(view_func, success)
        room = view_func.__module__.rpartition(".")[2]
        options["operation_id"] = options.get("operation_id") or f"{room}_{view_func.__name__}"
        options["auth"] = None if need.access is Open.PUBLIC else [ApiKey(need)]
        super().add_api_operation(
            path, methods, view_func, response=answers, openapi_extra=extra or None, **options
        )

    def lists(self, path: str, listing: Listing, permit: Permit, *, summary: str) -> None:
        """A GET route over a Listing: its filters, search, sort and cursor as parameters, its columns as fields."""
        handler, schema, name = list_of(listing, permit)
        self.get(path, response=schema, summary=summary, operation_id=name)(handler)


def _answers(response: Any) -> tuple[dict[Any, Any], int]:
    """Success beside every documented failure, and the status of success."""
    given: Mapping[Any, Any] = response if isinstance(response, dict) else {200: response}
    success = next(iter(given))
    given = {status: (None if schema is NOT_SET else schema) for status, schema in given.items()}
    return {**given, **{status: Problem for status in FAILURES if status not in given}}, int(success)


def _with_status(handler: Handler, success: int) -> Handler:
    @wraps(handler)
    def answered(request: ApiRequest, *args: Any, **kwargs: Any) -> Any:
        result = handler(request, *args, **kwargs)
        return result if isinstance(result, Status | HttpResponseBase) else Status(success, result)

    return answered


def _whole(handler: Handler, success: int) -> Handler:
    """The handler in one operation; with an Idempotency-Key its answer is kept in that same transaction."""

    @wraps(handler)
    def answered(request: ApiRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        def work() -> idempotency.Answer:
            result = handler(request, *args, **kwargs)
            status, body = (
                (result.status_code, result.value) if isinstance(result, Status) else (success, result)
            )
            return idempotency.Answer(status, idempotency.plain(_jsonable(body)))

        key = request.headers.get("Idempotency-Key", "")
        if key:
            answer = idempotency.once(
                key, fingerprint=fingerprint(request), by=request.actor, at=request.at, work=work
            )
        else:
            answer = idempotency.unremembered(work)
        response: HttpResponse = HttpResponse(status=204)
        if answer.status != 204:
            response = JsonResponse(answer.body, status=answer.status, safe=False)
        if answer.replayed:
            response["Idempotency-Replayed"] = "true"
        return response

    return answered


def _jsonable(body: object) -> object:
    if isinstance(body, BaseModel):
        return body.model_dump(mode="json")
    if isinstance(body, list | tuple):
        return [_jsonable(each) for each in body]
    return body


def fingerprint(request: ApiRequest) -> str:
    """Digest of everything a request says; for uploads of the files' content, as boundaries differ every time."""
    digest = hashlib.sha256(f"{request.method} {request.get_full_path()}\n".encode())
    if (request.content_type or "").startswith("multipart/"):
        digest.update(repr(sorted((name, request.POST.getlist(name)) for name in request.POST)).encode())
        for name in sorted(request.FILES):
            for file in request.FILES.getlist(name):
                digest.update(f"\n{name} {file.name}\n".encode())
                for chunk in file.chunks():
                    digest.update(chunk)
                file.seek(0)
    else:
        digest.update(request.body)
    return digest.hexdigest()
