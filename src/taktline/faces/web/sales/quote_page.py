"""The page of one quotation: what is offered, what was sent before, what happened."""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from taktline.catalog import queries as catalog
from taktline.faces.web.declare import Badge, Col, Detail, Fact, Lines, Link, Notice, Tab, Timeline
from taktline.faces.web.sales.words import LOG, QUOTATION_STATES
from taktline.kernel import journal
from taktline.kernel.actor import Actor
from taktline.kernel.listing import Measured
from taktline.sales import permits, queries
from taktline.sales.life import QuotationState
from taktline.sales.queries import QuotationSheet

LEGAL: Mapping[str, frozenset[str]] = {
    QuotationState.DRAFT: frozenset({"send", "lose"}),
    QuotationState.SENT: frozenset({"win", "lose", "revise"}),
    QuotationState.EXPIRED: frozenset({"revise", "lose"}),
}
COLUMNS = (
    Col("position", _("Line")),
    Col("item", _("Item")),
    Col("name", _("Name"), wide=True),
    Col("quantity", _("Quantity"), widget="quantity"),
    Col("requested_on", _("Requested"), widget="date"),
    Col("promised_on", _("Promised"), widget="date"),
)
MONEY = (Col("price", _("Unit price"), widget="price"), Col("gross", _("Gross amount"), widget="money"))


def _rows(sheet: QuotationSheet) -> list[dict[str, Any]]:
    return [
        {
            "id": line.id,
            "position": line.position,
            "item": line.item_code or "?",
            "name": str(line.item_name),
            "quantity": Measured(line.quantity, line.unit),
            "requested_on": line.requested_on,
            "promised_on": line.promised_on,
            "price": line.price,
            "gross": line.gross,
        }
        for line in sheet.lines
    ]


def _versions(sheet: QuotationSheet, columns: tuple[Col, ...]) -> Iterator[Lines]:
    """Each version as it was sent, the last first."""
    named = {line["item"] for each in sheet.versions for line in each.content["lines"] if line["item"]}
    items = catalog.items(named)
    wanted = tuple(col for col in columns if col.name not in ("requested_on", "gross"))
    for each in sheet.versions:
        prices = each.money.get("prices", {})
        lines = [
            {
                "id": line["position"],
                "position": line["position"],
                "item": items[line["item"]].code if line["item"] in items else "?",
                "name": str(items[line["item"]].name) if line["item"] in items else line["text"],
                "quantity": Measured(Decimal(line["quantity"]), line["unit"]),
                "promised_on": date.fromisoformat(line["promised_on"]) if line["promised_on"] else None,
                "price": Decimal(price) if (price := prices.get(str(line["position"]))) not in (None, "None") else None,
            }
            for line in each.content["lines"]
        ]
        title = _t("Version %(version)s, sent %(on)s, valid until %(until)s") % {
            "version": each.version,
            "on": f"{timezone.localtime(each.sent_at):%Y-%m-%d %H:%M}",
            "until": each.content["valid_until"],
        }
        yield Lines(wanted, lines, title=title)


def detail(quotation_id: int, by: Actor) -> Detail:
    """Lines with prices and dates, versions that were sent, history."""
    sheet = queries.quotation(quotation_id, scope=by.scope)
    rows = _rows(sheet)
    notices = [Notice(sheet.lost_reason, "red")] if sheet.lost_reason else []
    if sheet.order_number:
        link = Link(sheet.order_number, f"/sales/orders/{sheet.order_number}/", permits.SEE)
        notices.append(Notice(_("This quotation became an order:"), "green", link=link))
    columns = (*COLUMNS, *MONEY) if by.scope.money else COLUMNS
    facts = [
        Fact(_("Customer"), f"{sheet.customer_code} {sheet.customer_name}"),
        Fact(_("Version"), sheet.version, "number"),
        Fact(_("Valid until"), sheet.valid_until, "date"),
    ]
    if sheet.gross is not None:
        facts.append(Fact(_("Gross amount"), sheet.gross, "money", money=True))
    is_draft = sheet.state == QuotationState.DRAFT
    return Detail(
        title=sheet.number,
        subtitle=str(sheet.customer_name),
        badges=(Badge(QuotationState(sheet.state).label, QUOTATION_STATES[sheet.state]),),
        facts=facts,
        tabs=(
            Tab("lines", _("Lines"), (*notices, Lines(columns, rows)), count=len(rows)),
            Tab("versions", _("Versions"), tuple(_versions(sheet, columns)), count=len(sheet.versions)),
            Tab("log", _("History"), (Timeline(journal.history("sales.quotation", sheet.id, scope=by.scope), LOG),)),
        ),
        legal=LEGAL.get(sheet.state, frozenset()),
        print_url=f"/sales/quotations/{sheet.number}/print/",
        edit_url=f"/sales/quotations/{sheet.number}/edit/" if is_draft else "",
        edit_permit=permits.QUOTE,
    )
