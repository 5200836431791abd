"""Every widget in every state, for those who build pages."""

import json
from datetime import timedelta
from decimal import Decimal
from typing import Any, cast

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from taktline.faces.web import reading, widgets
from taktline.faces.web.access import WebRequest
from taktline.faces.web.detail import Badge, Detail, Fact, Facts, Lines, Notice, Tab, Timeline
from taktline.faces.web.form import Field, FormSpec
from taktline.faces.web.parts import Action, Col
from taktline.faces.web.shell import sample_board
from taktline.faces.web.views import details, forms
from taktline.kernel.errors import InvalidInput
from taktline.kernel.exact import Money
from taktline.kernel.journal import Line
from taktline.kernel.listing import Measured

TONES = ("grey", "blue", "green", "amber", "red", "purple")
ICONS = (
    "plus",
    "edit",
    "trash",
    "check",
    "download",
    "upload",
    "printer",
    "player-play",
    "hand-stop",
    "refresh",
)


def show(request: HttpRequest) -> HttpResponse:
    """The gallery."""
    actor = cast(WebRequest, request).actor
    form = FormSpec(title=_("A form"), fields=_fields())
    boxes = reading.empty(form, actor, {}, {"quantity": Decimal("12.5"), "kind": "sample", "rush": True})
    boxes[1].error = _("This must be filled in.")
    context = details.detail_context(_detail(), actor, tab=request.GET.get("tab", "")) | {
        "widgets": _widgets(),
        "tones": TONES,
        "icons": ICONS,
        "form": form,
        "groups": forms.groups(form, boxes),
        "action": "/gallery/",
        "actions": [Action(key="sample", label=_("Confirm"), permit="", tone="primary")],
        "board": sample_board.board(),
        "chart": _chart(),
    }
    return render(request, "web/gallery.html", context)


def _widgets() -> list[tuple[str, list[Any]]]:
    today = timezone.localdate()
    now = timezone.now()
    look = widgets.Look(choices={"open": _("open"), "late": _("late")}, tones={"open": "blue", "late": "red"})
    samples: list[tuple[str, list[object]]] = [
        ("text", ["GP-20", None]),
        ("code", ["GP-20-A-1"]),
        ("badge", ["open", "late", Badge(_("on hold"), "amber")]),
        ("quantity", [Measured(Decimal("12480.5"), "kg"), Measured(Decimal(30), "pcs")]),
        ("money", [Money(1234567), Money(-98700, "USD")]),
        ("price", [Decimal(180), Decimal("0.0375")]),
        ("number", [1234567, Decimal("0.5")]),
        ("ratio", [Decimal("0.13")]),
        ("date", [today]),
        ("datetime", [now]),
        ("ago", [now]),
        ("due", [today - timedelta(days=4), today + timedelta(days=2), today + timedelta(days=20)]),
        ("days", [9, 0]),
        ("progress", [Decimal(0), (37, 120), Decimal(1)]),
        ("tags", [["open", "late"]]),
        ("flag", [True, False]),
    ]
    return [(name, [widgets.draw(value, name, look) for value in values]) for name, values in samples]


def _fields() -> tuple[Field, ...]:
    kinds = (("standard", _("Standard")), ("sample", _("Sample")))
    return (
        Field("text", _("Text"), help=_("A hint below the box.")),
        Field("must", _("Required"), required=True),
        Field("quantity", _("Quantity"), "number", unit="pcs"),
        Field("day", _("Date"), "date"),
        Field("kind", _("Choice"), "choice", choices=kinds),
        Field("rush", _("Rush order"), "bool"),
        Field("note", _("Note"), "textarea"),
        Field(
            "lines",
            _("Lines"),
            "lines",
            rows=2,
            fields=(
                Field("item", _("Item")),
                Field("quantity", _("Quantity"), "number"),
                Field("day", _("Date"), "date"),
            ),
        ),
    )


def _detail() -> Detail:
    today = timezone.localdate()
    moved = Line(
        timezone.now(), "Li Gendan", "sales.confirm", {"state": "reviewed"}, {"state": "confirmed"}, {}, ""
    )
    return Detail(
        title="SO-S1-2026-00042",
        subtitle=_("A detail page"),
        badges=(Badge(_("confirmed"), "blue"), Badge(_("on hold"), "red")),
        facts=(
            Fact(_("Requested"), today - timedelta(days=2), "due", why="/gallery/why/"),
            Fact(_("Promised"), today + timedelta(days=9), "date"),
            Fact(_("Amount"), Money(12345678), "money"),
        ),
        tabs=(
            Tab("lines", _("Lines"), _blocks(), 3),
            Tab("history", _("History"), (Timeline((moved,), labels={"sales.confirm": _("Confirmed")}),), 1),
        ),
    )


def _blocks() -> tuple[Notice, Lines, Facts]:
    today = timezone.localdate()
    columns = (
        Col("item", _("Item"), "code"),
        Col("quantity", _("Quantity"), "quantity"),
        Col("due", _("Date"), "due"),
        Col("amount", _("Amount"), "money"),
    )
    rows = [
        {
            "item": f"GP-{20 + at}",
            "quantity": 120 * at,
            "due": today + timedelta(days=4 * at - 6),
            "amount": Money(at * 98700),
        }
        for at in range(1, 4)
    ]
    late = _("Line 2 comes nine days later than asked: the hobbing machine is full until the 14th.")
    return (
        Notice(late, "amber"),
        Lines(columns, rows, title=_("Lines"), footer={"amount": Money(592200)}, why="/gallery/why/"),
        Facts((Fact(_("Customer's order"), "PO-8812"), Fact(_("Payment"), _("60 days"))), title=_("Terms")),
    )


def _chart() -> dict[str, object]:
    days = [f"11-{at:02d}" for at in range(9, 23)]
    return {
        "xAxis": {"type": "category", "data": days},
        "yAxis": {"type": "value"},
        "legend": {},
        "series": [
            {"type": "bar", "name": _("Planned"), "data": [60 + at * 7 % 31 for at in range(14)]},
            {"type": "line", "name": _("Done"), "data": [55 + at * 11 % 37 for at in range(14)]},
        ],
    }


def part(request: HttpRequest, part: str) -> HttpResponse:
    """A fragment the gallery fetches: what a “why” answers, a dialog."""
    return render(request, "web/gallery_part.html", {"part": part})


def move(request: HttpRequest) -> HttpResponse:
    """A made-up consequence for the board of the gallery; nothing is kept."""
    try:
        asked = json.loads(request.body or b"{}")
        if "token" in asked:
            return JsonResponse({"version": 1})
        return JsonResponse(
            sample_board.consequence(int(asked["bar"]), int(asked["lane"]), int(asked["start"]))
        )
    except (ValueError, KeyError, TypeError) as error:
        raise InvalidInput(field="bar", reason=str(error)) from error
