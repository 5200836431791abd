"""The list page of a screen: rows, columns, saved views, Excel."""

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.text import capfirst

from taktline.faces.web import answers, excel, grid, sources
from taktline.faces.web.access import Context, WebRequest, allows
from taktline.faces.web.parts import Chip
from taktline.faces.web.screen import Screen
from taktline.kernel import listing as lists
from taktline.kernel.listing.page import COUNT_LIMIT
from taktline.office import queries as desk
from taktline.office import services as office


def show(screen: Screen, request: HttpRequest) -> HttpResponse:
    """The page, or only its table when HTMX asks for that."""
    actor = cast(WebRequest, request).actor
    query = grid.read_query(screen, request.GET)
    allowed = grid.allowed_columns(screen, actor)
    columns = grid.columns_for(screen, actor, _chosen(screen, request))
    page = grid.page(screen, actor, query)
    heading = grid.heads(screen.listing, columns, query)
    bulk = [each for each in screen.actions if each.bulk and allows(actor, each.permit)]
    context: Context = {
        "screen": screen,
        "query": query,
        "heads": heading,
        "rows": grid.body(grid.lines(screen, sources.named(page.rows, actor), heading), ticks=bool(bulk)),
        "page": page,
        "next_href": query.href(after=page.after) if page.after else "",
        "back_href": query.href(before=page.before) if page.before else "",
        "total": lists.count(screen.listing, scope=actor.scope, where=query.where, text=query.text),
        "count_limit": COUNT_LIMIT,
        "bulk": bulk,
        "allowed": [(col, col in columns) for col in allowed],
    }
    if answers.is_partial(request) and answers.target(request) == "list-body":
        return render(request, "web/list_body.html", context)
    return render(request, "web/list.html", context | _around(screen, request, query))


def _around(screen: Screen, request: HttpRequest, query: grid.Query) -> Context:
    asked = cast(WebRequest, request)
    actor = asked.actor
    chips = [(chip, *_chip(chip, query)) for chip in screen.chips]
    return {
        "controls": grid.controls(screen, query),
        "chips": chips,
        "views": desk.views_of(actor.id, screen.key),
        "can_save": True,
        "links": [each for each in screen.links if allows(actor, each.permit)],
        "new": screen.new if screen.new and allows(actor, screen.new.permit) else None,
        "can_import": screen.sheet is not None and allows(actor, screen.sheet_permit or screen.permit),
        "searchable": bool(screen.listing.search),
    }


def _chip(chip: Chip, query: grid.Query) -> tuple[str, bool]:
    """Where a click on the chip leads (off again when it is on), and whether it is on."""
    on = all(query.where.get(name) == value for name, value in chip.where.items())
    return query.href(**(dict.fromkeys(chip.where, "") if on else dict(chip.where))), on


def _chosen(screen: Screen, request: HttpRequest) -> list[str] | None:
    named = request.GET.get("cols", "")
    if named:
        return named.split(",")
    kept = request.session.get(f"columns:{screen.key}")
    return list(kept) if kept else None


def choose_columns(screen: Screen, request: HttpRequest) -> HttpResponse:
    """Remember which columns this person wants; none chosen means the usual ones."""
    wanted = request.POST.getlist("column")
    known = {col.name for col in screen.columns}
    request.session[f"columns:{screen.key}"] = [name for name in wanted if name in known]
    return answers.go(request, screen.path + request.POST.get("query", ""))


def save_view(screen: Screen, request: HttpRequest) -> HttpResponse:
    """Keep the query under a name."""
    asked = cast(WebRequest, request)
    query = request.POST.get("query", "")
    office.save_view(screen.key, name=request.POST.get("name", ""), query=query, by=asked.actor)
    return answers.go(request, screen.path + query)


def forget_view(screen: Screen, request: HttpRequest, view_id: int) -> HttpResponse:
    """Drop a saved view."""
    asked = cast(WebRequest, request)
    office.delete_view(view_id, by=asked.actor)
    return answers.go(request, screen.path)


def export(screen: Screen, request: HttpRequest) -> HttpResponseBase:
    """All rows the query leaves, as Excel."""
    actor = cast(WebRequest, request).actor
    query = grid.read_query(screen, request.GET)
    columns = grid.columns_for(screen, actor, _chosen(screen, request))
    rows = lists.every_row(
        screen.listing, scope=actor.scope, where=query.where, text=query.text, sort=query.sort
    )
    name = f"{capfirst(str(screen.title))}.xlsx"
    return excel.download(name, excel.sheet_of(screen, columns, sources.every_named(rows, actor)))
