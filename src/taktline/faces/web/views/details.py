"""The page of one thing."""

from collections.abc import Sequence
from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_noop as N_

from taktline.faces.web import answers, grid, widgets
from taktline.faces.web.access import Context, WebRequest, allows
from taktline.faces.web.detail import Block, Detail, Fact, Facts, Lines, Timeline
from taktline.faces.web.parts import Action
from taktline.faces.web.screen import Screen
from taktline.faces.web.wording import moments
from taktline.kernel.actor import Actor
from taktline.kernel.errors import NotFound


def show(screen: Screen, request: HttpRequest, key: str) -> HttpResponse:
    """The page, or only its body when a live event asks for that."""
    actor = cast(WebRequest, request).actor
    thing_id = identify(screen, key, actor)
    if screen.detail is None:
        raise NotFound(what=N_("page"), key=key)
    detail = screen.detail(thing_id, actor)
    context = detail_context(detail, actor, tab=request.GET.get("tab", "")) | {
        "screen": screen,
        "key": key,
        "thing_id": thing_id,
        "actions": [each for each in (*screen.actions, *detail.actions) if _may(each, detail, actor)],
    }
    partial = answers.is_partial(request) and answers.target(request) == "detail"
    return render(request, "web/detail_body.html" if partial else "web/detail.html", context)


def identify(screen: Screen, key: str, actor: Actor) -> int:
    """The id behind the key in the address. Raises NotFound."""
    if screen.find is not None:
        return screen.find(key, actor)
    if not key.isdecimal() or len(key) > 18:
        raise NotFound(what=str(screen.title), key=key)
    return int(key)


def detail_context(detail: Detail, actor: Actor, *, tab: str = "") -> Context:
    """What the detail template needs; also for pages made by hand that show a Detail."""
    tabs = list(detail.tabs)
    now = next((each for each in tabs if each.key == tab), tabs[0] if tabs else None)
    return {
        "detail": detail,
        "facts": shown_facts(detail.facts, actor),
        "blocks": shown_blocks(detail.blocks, actor),
        "tabs": tabs,
        "tab": now,
        "tab_blocks": shown_blocks(now.blocks, actor) if now else [],
        "links": [each for each in detail.links if allows(actor, each.permit)],
        "can_edit": bool(detail.edit_url)
        and (detail.edit_permit is None or allows(actor, detail.edit_permit)),
    }


def _may(action: Action, detail: Detail, actor: Actor) -> bool:
    return allows(actor, action.permit) and (detail.legal is None or action.key in detail.legal)


def shown_facts(facts: Sequence[Fact], actor: Actor) -> list[tuple[Fact, str]]:
    """Facts with their values drawn; those about money only for those who may see it."""
    return [
        (fact, widgets.draw(fact.value, fact.widget, widgets.Look(), fact.url))
        for fact in facts
        if actor.scope.money or not (fact.money or fact.widget in ("money", "price"))
    ]


def shown_blocks(blocks: Sequence[Block], actor: Actor) -> list[dict[str, Any]]:
    """Blocks with what their templates need."""
    return [{"block": block, "template": block.template, **_extra(block, actor)} for block in blocks]


def _extra(block: Block, actor: Actor) -> dict[str, Any]:
    if isinstance(block, Facts):
        return {"facts": shown_facts(block.facts, actor)}
    if isinstance(block, Timeline):
        return {"rows": moments.moments(block.lines, block.labels, money=actor.scope.money)}
    if isinstance(block, Lines):
        columns = [c for c in block.columns if actor.scope.money or c.widget not in ("money", "price")]
        heads, lines = grid.table(columns, block.rows)
        footer = [
            widgets.draw(block.footer[head.col.name], head.widget, widgets.Look())
            if head.col.name in block.footer
            else ""
            for head in heads
        ]
        whys = [_why(block, row) for row in block.rows]
        return {
            "heads": heads,
            "rows": list(zip(lines, whys, strict=True)),
            "footer": footer if block.footer else [],
        }
    return {}


def _why(block: Lines, row: Any) -> str:
    values = getattr(row, "values", None)
    mapping = values if isinstance(values, dict) else row
    return widgets.address(block.why, mapping, getattr(row, "id", "")) if block.why else ""
