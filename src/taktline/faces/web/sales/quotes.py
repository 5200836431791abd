"""Quotations: made, sent, revised, won, lost."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from hashlib import sha256
from typing import cast

from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from taktline.faces.web.declare import (
    Action,
    Chip,
    Col,
    Done,
    Empty,
    Field,
    FormSpec,
    Link,
    Pick,
    Screen,
)
from taktline.faces.web.sales import quote_page
from taktline.faces.web.sales.entry import SECTIONS, TOKEN, fresh, require_same
from taktline.faces.web.sales.rows import FOR_ALL, LINES, OldLine, Rows, head_row, line_inputs, terms_of
from taktline.faces.web.sales.words import QUOTATION_STATES
from taktline.flows import take_order
from taktline.identity import queries as identity
from taktline.kernel.actor import Actor
from taktline.kernel.idempotency import Answer, once
from taktline.sales import permits, queries
from taktline.sales.services import QuotationInput

Data = Mapping[str, object]


def _input(data: Data, site_id: int, old: Sequence[OldLine] = ()) -> QuotationInput:
    rows = cast(Rows, data.get("lines") or ())
    until = cast(date, data["valid_until"])
    first = next((row["requested_on"] for row in rows if row.get("requested_on")), until)
    return QuotationInput(
        customer_id=cast(int, data["customer"]),
        site_id=site_id,
        valid_until=until,
        lines=line_inputs(rows, fallback=first, old=old, terms=terms_of(data)),
        tax_included=bool(data.get("tax_included")),
        customer_number=str(data.get("customer_number") or ""),
        note=str(data.get("note") or ""),
        holds_stock=bool(data.get("holds_stock")),
    )


def create(data: Data, by: Actor, at: datetime, key: str) -> str:
    """Write it down; the same form sent twice is one quotation."""
    wanted = _input(data, identity.default_site(scope=by.scope).id)

    def work() -> Answer:
        return Answer(201, take_order.create_quotation(wanted, by=by, at=at).number)

    seal = sha256(repr(wanted).encode()).hexdigest()
    answer = once(f"form:{data.get('token') or at.isoformat()}:{seal[:32]}", fingerprint=seal, by=by, at=at, work=work)
    return f"/sales/quotations/{answer.body}/"


def edit(data: Data, by: Actor, at: datetime, key: str) -> str:
    """Replace what a draft says."""
    sheet = queries.quotation(queries.quotation_id_of(key, scope=by.scope), scope=by.scope)
    require_same(data.get("customer"), sheet.customer_id)
    take_order.edit_quotation(sheet.id, _input(data, sheet.site_id, sheet.lines), by=by, at=at)
    return f"/sales/quotations/{key}/"


def load(key: str, by: Actor) -> Data:
    """The quotation as it stands."""
    sheet = queries.quotation(queries.quotation_id_of(key, scope=by.scope), scope=by.scope)
    return {
        "customer": sheet.customer_id,
        "customer_number": sheet.customer_number,
        "valid_until": sheet.valid_until,
        "tax_included": sheet.tax_included,
        "holds_stock": sheet.holds_stock,
        "note": sheet.note,
        "lines": [head_row(line) for line in sheet.lines],
    }


FIELDS = (
    Field("customer", _("Customer"), "ref", required=True, lookup="sales.customer"),
    Field("customer_number", _("Customer's inquiry")),
    Field("valid_until", _("Valid until"), "date", required=True),
    Field("tax_included", _("Prices with tax"), "bool", initial=True),
    Field("holds_stock", _("Keep stock while it is valid"), "bool"),
    Field("note", _("Note"), "textarea", wide=True, rows=2),
    replace(LINES, help=""),
    *FOR_ALL,
)
FORMS = (
    FormSpec(
        "sales.quotation-new",
        _("New quotation"),
        permits.QUOTE,
        "sales/quotations/new/",
        fields=(*FIELDS, TOKEN),
        sections=SECTIONS,
        run=create,
        load=fresh,
        back="/sales/quotations/",
        submit=_("Save"),
    ),
    FormSpec(
        "sales.quotation-edit",
        _("Edit quotation"),
        permits.QUOTE,
        "sales/quotations/<str:key>/edit/",
        fields=FIELDS,
        sections=SECTIONS,
        run=edit,
        load=load,
        submit=_("Save"),
    ),
)


def send(quotation_id: int, by: Actor, at: datetime, data: Data) -> None:
    """Send it; the version is kept."""
    day = data.get("on")
    sheet = queries.quotation(quotation_id, scope=by.scope)
    dates = {line.id: day for line in sheet.lines} if isinstance(day, date) else {}
    take_order.send_quotation(quotation_id, promises=dates, by=by, at=at)


def revise(quotation_id: int, by: Actor, at: datetime, data: Data) -> None:
    """Open the next version."""
    take_order.revise_quotation(quotation_id, by=by, at=at)


def win(quotation_id: int, by: Actor, at: datetime, data: Data) -> Done:
    """It becomes an order."""
    drafted = take_order.accept_quotation(
        quotation_id, customer_number=str(data.get("customer_number") or ""), by=by, at=at
    )
    return Done(_t("Order %(number)s is made.") % {"number": drafted.number}, f"/sales/orders/{drafted.number}/")


def lose(quotation_id: int, by: Actor, at: datetime, data: Data) -> None:
    """It does not, and why."""
    take_order.lose_quotation(quotation_id, reason=str(data["reason"]), by=by, at=at)


QUOTATIONS = Screen(
    key="sales.quotations",
    title=_("Quotations"),
    listing=queries.QUOTATIONS,
    permit=permits.SEE_QUOTATIONS,
    url="sales/quotations/",
    group="orders",
    icon="file-dollar",
    order=40,
    columns=(
        Col("number", _("Quotation"), widget="link"),
        Col("version", _("Version")),
        Col("customer", _("Customer"), wide=True),
        Col("state", _("State"), widget="badge", tones=QUOTATION_STATES),
        Col("valid_until", _("Valid until"), widget="due", done=lambda row: row["state"] != "sent"),
        Col("gross", _("Gross amount")),
        Col("order_number", _("Order"), url="/sales/orders/{order_number}/"),
        Col("lost_reason", _("Lost because"), wide=True),
        Col("created_by", _("Made by"), hidden=True),
    ),
    filters=(Pick("state", _("State")), Pick("customer", _("Customer"), lookup="sales.customer")),
    chips=(Chip(_("Sent"), {"state": "sent"}), Chip(_("Won"), {"state": "won"}), Chip(_("Lost"), {"state": "lost"})),
    actions=(
        Action(
            "send",
            _("Send"),
            permits.QUOTE,
            run=send,
            icon="send",
            says=_("Sent."),
            form=FormSpec(fields=(Field("on", _("Promised date"), "date"),)),
        ),
        Action(
            "win",
            _("Won: make the order"),
            permits.QUOTE,
            run=win,
            icon="trophy",
            form=FormSpec(fields=(Field("customer_number", _("Customer's number")),)),
        ),
        Action("revise", _("Revise"), permits.QUOTE, run=revise, icon="versions", says=_("The next version is open.")),
        Action(
            "lose",
            _("Lost"),
            permits.QUOTE,
            run=lose,
            tone="red",
            icon="mood-sad",
            form=FormSpec(fields=(Field("reason", _("Reason"), "textarea", required=True),)),
        ),
    ),
    new=Link(_("New quotation"), "/sales/quotations/new/", permits.QUOTE),
    row_url="/sales/quotations/{number}/",
    find=lambda key, by: queries.quotation_id_of(key, scope=by.scope),
    detail=quote_page.detail,
    help=_("Offers with a price and a date, good until a day. Won, they are orders without retyping."),
    empty=Empty(_("No quotation yet."), Link(_("New quotation"), "/sales/quotations/new/", permits.QUOTE)),
)
