"""Chains as tables: from a thing down to what gives it and up to whom it is for."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from taktline.faces.web.access import WebRequest
from taktline.faces.web.declare import Part
from taktline.kernel.actor import Actor
from taktline.kernel.listing import Measured
from taktline.kernel.source import Source
from taktline.planning import queries
from taktline.planning.types import BY_PRODUCT, PROPOSAL, SAFETY, STOCK, Node, Step, Trace
from taktline.purchasing.types import LINE, REQUISITION
from taktline.sales.types import DELIVERY
from taktline.shopfloor.types import WORK_ORDER

_TONES = {
    DELIVERY: "purple", WORK_ORDER: "blue", LINE: "green", REQUISITION: "amber", PROPOSAL: "amber", STOCK: "green",
    SAFETY: "grey", BY_PRODUCT: "grey",
}  # fmt: skip
DEEPEST_INDENT = 8


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a drawn chain."""

    level: int
    kind: str
    tone: str
    node: Node
    url: str
    item_code: str
    item_name: str
    quantity: Measured
    day: object
    needed_on: object
    late_days: int
    again: bool


def kind_names() -> dict[str, str]:
    """What kinds of things are called."""
    return {
        DELIVERY: _("customer order"), WORK_ORDER: _("work order"), LINE: _("purchase order"),
        REQUISITION: _("requisition"), PROPOSAL: _("planned order"), STOCK: _("stock"), SAFETY: _("safety stock"),
        BY_PRODUCT: _("by-product"),
    }  # fmt: skip


def url_of(source: Source) -> str:
    """Where a thing is shown."""
    return f"/to/{source.kind}/{source.id}/"


def pegs_url(source: Source) -> str:
    """Where a thing's chain is shown."""
    return f"/planning/pegs/{source.kind}/{source.id}/"


def lines(steps: Sequence[Step]) -> list[Line]:
    """Steps ready to draw."""
    names = kind_names()
    return [
        Line(
            min(step.depth, DEEPEST_INDENT), names.get(step.node.source.kind, step.node.source.kind),
            _TONES.get(step.node.source.kind, "grey"), step.node, url_of(step.node.source), step.item_code,
            str(step.item_name or ""), Measured(step.quantity, step.unit), _there_on(step), step.needed_on, step.late_days,
            step.again,
        )
        for step in steps
    ]  # fmt: skip


def _there_on(step: Step) -> object:
    """The day the plan has it there: behind its document's own day where something it needs comes late."""
    if step.late_days and step.needed_on is not None:
        return step.needed_on + timedelta(days=step.late_days)
    return step.node.day


def chain(source: Source, by: Actor) -> Part:
    """A chain as a block of a page."""
    return Part("planning/chain.html", context(queries.trace(source, scope=by.scope)))


def context(found: Trace) -> dict[str, Any]:
    """What the chain's template needs."""
    return {
        "start": found.start,
        "kind": kind_names().get(found.start.source.kind, ""),
        "down": lines(found.down),
        "up": lines(found.up),
        "customers": lines(found.customers),
    }


def show(request: HttpRequest, kind: str, thing_id: int) -> HttpResponse:
    """The page of a chain."""
    source = Source(kind, thing_id)
    found = queries.trace(source, scope=cast(WebRequest, request).actor.scope)
    return render(request, "planning/pegs.html", {"part": context(found), "url": url_of(source)})


def fragment(request: HttpRequest, kind: str, thing_id: int) -> HttpResponse:
    """The chain alone, for other rooms' pages: the customer order's "where from"."""
    found = queries.trace(Source(kind, thing_id), scope=cast(WebRequest, request).actor.scope)
    return render(request, "planning/chain.html", {"part": context(found)})
