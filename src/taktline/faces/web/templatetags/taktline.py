"""What templates of this face say: icons, assets, menu, values."""

from typing import Any

from django import template
from django.contrib.staticfiles import finders
from django.http import HttpRequest
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

from taktline.faces.web import board, widgets
from taktline.faces.web import menu as menus
from taktline.kernel.actor import Actor

register = template.Library()
_versions: dict[str, str] = {}


@register.simple_tag
def icon(name: str, size: int = 18) -> SafeString:
    """An icon of the sprite; the build picks every name it sees in templates and declarations."""
    return format_html(
        '<svg class="tk-icon" width="{}" height="{}" aria-hidden="true"><use href="{}#{}"></use></svg>',
        size,
        size,
        asset("icons.svg"),
        name,
    )


@register.simple_tag
def asset(name: str) -> str:
    """The address of a built file, with its size and time so that a new build is fetched anew."""
    path = f"taktline/build/{name}"
    if path not in _versions:
        _versions[path] = menus.stamp(finders.find(path))
    return f"{static(path)}?v={_versions[path]}"


@register.simple_tag(takes_context=True)
def menu(context: dict[str, Any]) -> list[menus.Group]:
    """The side menu of who asks."""
    request: HttpRequest = context["request"]
    actor: Actor | None = getattr(request, "actor", None)
    return menus.menu(actor, request.path) if actor else []


@register.simple_tag(takes_context=True)
def may(context: dict[str, Any], permit: str) -> bool:
    """Whether who asks has the permit of this code."""
    actor: Actor | None = getattr(context["request"], "actor", None)
    return actor is not None and actor.may(permit)


@register.simple_tag(takes_context=True)
def theme(context: dict[str, Any]) -> str:
    """Light or dark, as chosen."""
    return "dark" if context["request"].COOKIES.get("taktline_theme") == "dark" else "light"


@register.simple_tag(takes_context=True)
def folded(context: dict[str, Any]) -> bool:
    """Whether the side menu was folded."""
    return bool(context["request"].COOKIES.get("taktline_menu") == "folded")


@register.filter
def show(value: object, widget: str = "") -> SafeString:
    """A value by its widget: {{ line.quantity|show }}, {{ order.due|show:"due" }}."""
    return widgets.draw(value, widget, widgets.Look())


@register.filter
def cell(value: object, col: Any) -> SafeString:
    """A value by a column."""
    return widgets.draw(value, col.widget, col)


@register.filter
def get(mapping: Any, key: str) -> object:
    """An entry by a name that is itself a variable."""
    try:
        return mapping[key]
    except (KeyError, TypeError):
        return ""


@register.simple_tag
def badge(text: object, tone: str = "grey") -> SafeString:
    """A state in a word."""
    return format_html('<span class="tk-badge tk-{}">{}</span>', tone, text)


@register.simple_tag
def board_texts() -> dict[str, str]:
    """The words of the machine board."""
    return board.board_texts()
