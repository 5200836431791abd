"""The addresses of a declared screen."""

from collections.abc import Callable
from functools import partial

from django.http.response import HttpResponseBase

from taktline.faces.web.access import Access, Endpoint
from taktline.faces.web.screen import Screen
from taktline.faces.web.views import acting, details, importing, lists


def endpoints(screen: Screen) -> list[Endpoint]:
    """List, columns, views, export, import, actions and the page of one thing."""
    made = [
        _at(screen, "", lists.show, screen.permit),
        _at(screen, "columns/", lists.choose_columns, screen.permit, "POST"),
        _at(screen, "views/", lists.save_view, screen.permit, "POST"),
        _at(screen, "views/<int:view_id>/forget/", lists.forget_view, screen.permit, "POST"),
    ]
    if screen.export:
        made.append(_at(screen, "export/", lists.export, screen.permit))
    if screen.sheet is not None:
        permit = screen.sheet_permit or screen.permit
        made.append(_at(screen, "import/", importing.show, permit, "GET", "POST"))
        made.append(_at(screen, "import/template/", importing.template, permit))
    for action in screen.actions:
        one = partial(acting.one, action_key=action.key)
        made.append(_at(screen, f"<int:thing_id>/do/{action.key}/", one, action.permit, "GET", "POST"))
        if action.bulk:
            many = partial(acting.many, action_key=action.key)
            made.append(_at(screen, f"do/{action.key}/", many, action.permit, "GET", "POST"))
    if screen.detail is not None:
        made.append(_at(screen, "<str:key>/", details.show, screen.permit))
    return made


def _at(
    screen: Screen, tail: str, view: Callable[..., HttpResponseBase], permit: Access, *methods: str
) -> Endpoint:
    bound = partial(view, screen)
    name = screen.key if not tail else f"{screen.key}:{tail}"
    bound.__name__ = bound.__qualname__ = name  # type: ignore[attr-defined]
    return Endpoint(url=screen.url + tail, view=bound, permit=permit, name=name, methods=methods or ("GET",))
