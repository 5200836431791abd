"""Pages made by hand: the projection of an item, found stock in two taps, the count sheet, the scan box."""

from datetime import date
from decimal import Decimal, InvalidOperation
from typing import cast
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from taktline.catalog import queries as catalog
from taktline.catalog.types import ItemRow, Suggestion
from taktline.faces.web import answers
from taktline.faces.web.access import WebRequest
from taktline.faces.web.inventory.words import source_url, told
from taktline.faces.web.sources import texts
from taktline.identity import queries as identity
from taktline.inventory import queries, services
from taktline.inventory.types import STORAGE, CountedLine, Direction, Scanned
from taktline.kernel.actor import Actor
from taktline.kernel.errors import Fault, InvalidInput, InvalidInputs, NotFound
from taktline.kernel.exact import plain


def projection(request: HttpRequest, card_id: int) -> HttpResponse:
    """What comes and goes, and what is left after each, as a chart and a table with the reason of each line."""
    asked = cast(WebRequest, request)
    card = queries.card(card_id, scope=asked.actor.scope)
    steps = queries.projection(card.item_id, site_id=card.site_id, at=asked.at)
    today = identity.site_day(card.site_id, asked.at)
    now = queries.usable_stock(card.item_id, site_id=card.site_id, at=asked.at)
    numbers = texts({step.source for step in steps}, asked.actor)
    lines = [
        {
            "due": step.due,
            "late": step.due < today,
            "quantity": step.quantity if step.direction == Direction.IN else -step.quantity,
            "balance": step.balance,
            "short": step.balance < 0,
            "text": told(step.source.kind, numbers.get(step.source)),
            "url": source_url(step.source, asked.actor),
        }
        for step in steps
    ]
    unit = catalog.item(card.item_id, scope=asked.actor.scope).unit
    context = {
        "lines": lines,
        "now": now,
        "unit": unit,
        "today": today,
        "chart": _chart(now, lines, today),
    }
    return render(request, "inventory/projection.html", context | {"is_plain": "plain" in request.GET})


def _chart(now: Decimal, lines: list[dict[str, object]], today: date) -> dict[str, object]:
    """A stair over the days; overdue expectations stand at today."""
    by_day = {today.isoformat(): plain(now)}
    for line in lines:
        by_day[max(str(line["due"]), today.isoformat())] = plain(cast(Decimal, line["balance"]))
    points = sorted(by_day.items())
    return {
        "xAxis": {"type": "time"},
        "yAxis": {"type": "value"},
        "legend": {"show": False},
        "series": [{"type": "line", "step": "end", "name": _("Projected"), "symbolSize": 5, "data": points}],
    }


def found(request: HttpRequest) -> HttpResponse:
    """First tap: the item. Second tap: where it was found. Nothing else stands between the man and the ledger."""
    asked = cast(WebRequest, request)
    if request.method == "POST":
        return _book(asked)
    text = request.GET.get("item", "").strip()
    context: dict[str, object] = {"text": text}
    if text:
        chosen, offers = _items(text, asked.actor)
        context |= {"item": chosen, "offers": offers}
        if chosen is not None:
            context |= {"places": _places_for(chosen.id, asked.actor)}
    return render(request, "inventory/found.html", context)


def _items(text: str, by: Actor) -> tuple[ItemRow | None, list[Suggestion]]:
    """The item that is meant, or those it could be."""
    if text.isdigit() and int(text) < 2**63 and (rows := catalog.items([int(text)], scope=by.scope)):
        return rows[int(text)], []
    lots = [each for each in queries.scan(text, scope=by.scope) if each.kind == "lot"]
    if lots:
        return catalog.item(lots[0].item_id, scope=by.scope), []
    offers = catalog.suggest_items(text, 12)
    exact = [each for each in offers if each.code.lower() == text.lower()]
    if exact or len(offers) == 1:
        return catalog.item((exact or offers)[0].id, scope=by.scope), []
    return None, list(offers)


def _places_for(item_id: int, by: Actor) -> list[dict[str, object]]:
    """Where the item lies first, with what the books say; then every other storage place."""
    book: dict[int, Decimal] = {}
    for site in identity.sites(scope=by.scope):
        for row in queries.balances_of(item_id, site_id=site.id, scope=by.scope):
            book[row.key.place_id] = book.get(row.key.place_id, Decimal(0)) + row.on_hand
    rows = queries.places(scope=by.scope, kinds=STORAGE)
    rows.sort(key=lambda row: (row.id not in book, row.code))
    return [{"place": row, "book": book.get(row.id)} for row in rows[:60]]


def _book(asked: WebRequest) -> HttpResponse:
    done = services.found_stock(
        _whole(asked, "item"),
        place_id=_whole(asked, "place"),
        quantity=_decimal(asked.POST.get("quantity", "1"), "quantity"),
        lot_code=asked.POST.get("lot", ""),
        by=asked.actor,
        at=asked.at,
    )
    count = queries.count(done.count_id, scope=asked.actor.scope)
    answers.say(asked, _("Booked. Recount %(number)s is waiting.") % {"number": count.number})
    return answers.go(asked, "/inventory/found/")


def _whole(asked: WebRequest, name: str) -> int:
    text = asked.POST.get(name, "")
    if not text.isdigit() or len(text) > 18:
        raise InvalidInput(field=name, reason=_("This must be filled in."))
    return int(text)


def _decimal(text: str, name: str) -> Decimal:
    try:
        value = Decimal(text.strip().replace(",", ""))
    except InvalidOperation as error:
        raise InvalidInput(field=name, reason=_("This is not a number.")) from error
    if not value.is_finite() or abs(value) > 10**9:
        raise InvalidInput(field=name, reason=_("This is not a number."))
    return value


def sheet(request: HttpRequest, number: str) -> HttpResponse:
    """The count sheet: one box per line, in walking order; what is filled in is kept."""
    asked = cast(WebRequest, request)
    row = queries.count_by_number(number, scope=asked.actor.scope)
    lines = queries.count_lines(row.id, scope=asked.actor.scope)
    if request.method == "POST":
        given, faults = [], []
        for line in lines:
            text = request.POST.get(f"line{line.id}", "").strip()
            if not text:
                continue
            try:
                given.append(CountedLine(line.key, _decimal(text, f"line{line.id}")))
            except InvalidInput as wrong:
                faults.append(Fault(f"{line.place_code} {line.item_code}", str(wrong.facts["reason"])))
        if faults:
            raise InvalidInputs(faults=faults)
        changed = [each for each in given if _now(lines, each) != each.counted]
        if changed:
            services.record_count(row.id, changed, by=asked.actor, at=asked.at)
        answers.say(request, _("Written down."))
        return answers.go(request, f"/inventory/counts/{number}/")
    return render(request, "inventory/sheet.html", {"count": row, "lines": lines})


def _now(lines: list, each: CountedLine) -> Decimal | None:  # type: ignore[type-arg]
    return next((line.counted for line in lines if line.key == each.key), None)


def scan(request: HttpRequest) -> HttpResponse:
    """The scan box: leads straight to what the code names, or offers what it could be."""
    asked = cast(WebRequest, request)
    code = request.GET.get("code", "").strip()
    found_things = queries.scan(code, scope=asked.actor.scope)
    if len(found_things) == 1:
        return answers.go(request, _address(found_things[0]))
    things = [{"thing": each, "url": _address(each)} for each in found_things]
    return render(request, "inventory/scan.html", {"code": code, "things": things})


def _address(thing: Scanned) -> str:
    match thing.kind:
        case "place":
            return f"/inventory/balances/?place={quote(thing.code)}"
        case "lot":
            return f"/inventory/lots/{thing.id}/"
        case "item":
            return f"/inventory/stock/{quote(thing.code)}/"
    raise NotFound(what=_("page"), key=thing.code)
