"""What was reported, issued and booked: tabs of the work order's page."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from taktline.faces.web.declare import Col, Fact, Facts, Lines, Tab
from taktline.identity import queries as identity
from taktline.kernel.actor import Actor
from taktline.kernel.exact import Money
from taktline.kernel.listing import Measured
from taktline.shopfloor import queries, services
from taktline.shopfloor.types import CompletionKind, IssueKind, ScrapReason, TimeKind, WorkOrderRow


def tabs(row: WorkOrderRow, by: Actor, at: datetime) -> tuple[Tab, ...]:
    """Reports, material and products of an order that has been on the floor."""
    reports, times = queries.reports_of(row.id), queries.times_of(row.id)
    issues, made = queries.issues_of(row.id), queries.completions_of(row.id)
    return (
        Tab("reports", _("Reports"), (_reports(row.id), _times(row.id)), count=len(reports) + len(times)),
        Tab("issues", _("Issued material"), (_issues(row.id),), count=len(issues)),
        Tab("made", _("Into stock"), (*_wip(row, by, at), _made(row.id)), count=len(made)),
    )


def _reports(order_id: int) -> Lines:
    columns = (
        Col("happened_at", _("When"), "datetime"),
        Col("number", _("No."), "number"),
        Col("operation", _("Operation"), wide=True),
        Col("good", pgettext("pieces", "Good"), "quantity"),
        Col("scrap_machining", _("Machining scrap"), "quantity"),
        Col("scrap_material", _("Material scrap"), "quantity"),
        Col("rework", pgettext("pieces", "Rework"), "quantity"),
        Col("reason", _("Reason"), choices=dict(ScrapReason.choices)),
        Col("who", _("Who")),
        Col("note", _("Note")),
        Col("mend", "", url="/shopfloor/reports/{id}/"),
    )
    shown: list[dict[str, Any]] = [
        {
            "id": each.id, "happened_at": each.happened_at, "number": each.number, "operation": each.operation,
            "good": Measured(each.good, each.unit), "scrap_machining": Measured(each.scrap_machining, each.unit),
            "scrap_material": Measured(each.scrap_material, each.unit), "rework": Measured(each.rework, each.unit),
            "reason": str(ScrapReason(each.reason).label) if each.reason else "", "who": str(each.person or each.who),
            "note": each.note, "mend": _("reversed") if each.is_reversed else pgettext("report", "Take back"),
        }
        for each in queries.reports_of(order_id)
    ]  # fmt: skip
    return Lines(columns, shown, title=_("Pieces"), empty=_("Nothing has been reported yet."))


def _times(order_id: int) -> Lines:
    columns = (
        Col("start", _("Start"), "datetime"),
        Col("end", _("End"), "datetime"),
        Col("number", _("No."), "number"),
        Col("kind", _("Kind")),
        Col("who", _("Who"), wide=True),
    )
    shown: list[dict[str, Any]] = [
        {
            "start": each.start, "end": each.end, "number": each.number, "kind": str(TimeKind(each.kind).label),
            "who": str(each.person or ""),
        }
        for each in queries.times_of(order_id)
    ]  # fmt: skip
    return Lines(columns, shown, title=_("Time"), empty=_("No time has been reported yet."))


def _issues(order_id: int) -> Lines:
    columns = (
        Col("at", _("When"), "datetime"),
        Col("item_code", _("Item"), url="/planning/items/{item_code}/"),
        Col("item_name", _("Name"), wide=True),
        Col("quantity", _("Quantity"), "quantity"),
        Col("left", _("Still at the machine"), "quantity"),
        Col("lot", _("Lot"), url="/shopfloor/trace/{lot_id}/"),
        Col("place", _("Place")),
        Col("kind", _("Kind")),
        Col("who", _("Who")),
        Col("reason", _("Reason")),
        Col("mend", "", url="/shopfloor/issues/{id}/"),
    )
    shown: list[dict[str, Any]] = [
        {
            "id": each.id, "at": each.at, "item_code": each.item_code, "item_name": each.item_name,
            "quantity": Measured(each.quantity, each.unit), "left": Measured(each.left, each.unit), "lot": each.lot,
            "lot_id": each.lot_id or 0, "place": each.place, "kind": str(IssueKind(each.kind).label), "who": each.who,
            "reason": each.reason, "mend": _("Return material") if each.left > 0 else "",
        }
        for each in queries.issues_of(order_id)
    ]  # fmt: skip
    return Lines(columns, shown, title=_("Issued material"), empty=_("Nothing has been issued yet."))


def _made(order_id: int) -> Lines:
    columns = (
        Col("at", _("When"), "datetime"),
        Col("kind", _("Kind")),
        Col("quantity", _("Quantity"), "quantity"),
        Col("place", _("Place")),
        Col("lots", _("Lots"), wide=True, url="/shopfloor/trace/{lot_id}/"),
        Col("who", _("Who")),
        Col("mend", "", url="/shopfloor/completions/{id}/"),
    )
    shown: list[dict[str, Any]] = [
        {
            "id": each.id, "at": each.at, "kind": str(CompletionKind(each.kind).label),
            "quantity": Measured(each.quantity, each.unit), "place": each.place, "lots": ", ".join(each.lots),
            "lot_id": each.lot_ids[0] if each.lot_ids else 0, "who": each.who,
            "mend": _("reversed") if each.is_reversed else pgettext("report", "Take back") if each.kind == CompletionKind.PRODUCT else "",
        }
        for each in queries.completions_of(order_id)
    ]  # fmt: skip
    return Lines(columns, shown, title=_("Into stock"), empty=_("Nothing has come into stock yet."))


def _wip(row: WorkOrderRow, by: Actor, at: datetime) -> tuple[Facts, ...]:
    """What it has cost, for who may see money."""
    if not by.scope.money:
        return ()
    worth = queries.wip_of(row.id, time_minor=services.time_value(row.id, at=at))
    currency = identity.site(row.site_id).currency
    return (
        Facts(
            (
                Fact(_("Material put in"), Money(worth.material_in, currency), "money", money=True),
                Fact(_("Machine time"), Money(worth.time_in, currency), "money", money=True),
                Fact(_("Booked out"), Money(worth.booked_out, currency), "money", money=True),
                Fact(_("In work now"), Money(worth.value, currency), "money", money=True),
            ),
            title=_("Value of work in process"),
        ),
    )
