"""Forms that move stock, made for a scanner: the item stands first and has the cursor."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from taktline.faces.web.declare import Done, Field, FormSpec
from taktline.faces.web.form import Choices
from taktline.identity import queries as identity
from taktline.inventory import permits, queries, services
from taktline.inventory.types import (
    Key,
    LotGiven,
    PlaceKind,
    Posting,
    Receipt,
    Withdrawal,
)
from taktline.kernel.actor import Actor
from taktline.kernel.errors import InvalidInput
from taktline.kernel.exact import Money

Data = Mapping[str, object]
STOCK = "/inventory/stock/"


def sites(by: Actor) -> Choices:
    """The sites the actor may see."""
    return [(str(site.id), f"{site.code} {site.name}") for site in identity.sites(scope=by.scope)]


def _wip(by: Actor) -> Choices:
    rows = queries.places(scope=by.scope, kinds=[PlaceKind.WIP])
    return [
        (PlaceKind.CUSTOMER.value, _("customer")),
        (PlaceKind.PRODUCTION.value, _("used up in production")),
        (PlaceKind.SCRAP.value, _("scrap")),
        (PlaceKind.SUPPLIER.value, _("back to the supplier")),
        *((str(row.id), f"{row.code} {row.name}") for row in rows),
    ]


def _decimal(value: object) -> Decimal:
    return value if isinstance(value, Decimal) else Decimal(0)


def as_id(value: object) -> int:
    """The id chosen in a ref field, 0 for none."""
    return value if isinstance(value, int) else 0


def as_day(value: object) -> date | None:
    """The day of a date field."""
    return value if isinstance(value, date) else None


def _moment(value: object) -> datetime | None:
    return value if isinstance(value, datetime) else None


def _money(value: object, place_id: int, by: Actor) -> Money | None:
    """An amount in the currency of the place's site."""
    if not isinstance(value, Decimal):
        return None
    return Money.of(value, identity.site(queries.place(place_id, scope=by.scope).site_id).currency)


ITEM = Field(
    "item", _("Item"), "ref", lookup="catalog.item", required=True, help=_("Scan it or type a part of it.")
)
PLACE = Field("place", _("Place"), "ref", lookup="inventory.place", required=True)
QUANTITY = Field("quantity", _("Quantity"), "number", required=True)
LOT = Field("lot", _("Lot or serial number"), help=_("Only for items kept by lot."))
WHEN = Field("posted_at", _("Happened"), "datetime", help=_("Empty: now. Not into a closed month."))
REASON = Field("reason", _("Reason"), "text", required=True, wide=True)


def _lot(data: Data) -> LotGiven | None:
    """What was said of the lot. Raises InvalidInput when there is something to say but no number to say it of."""
    attributes = {
        name: str(data[name] if data[name] is not None else "") for name in ("heat_number", "length_mm")
    }
    told = {name: value for name, value in attributes.items() if value}
    second = _decimal(data["second_quantity"]) or None
    if not data["lot"]:
        if told or second or data["expires_on"] or data["supplier_lot"]:
            raise InvalidInput(field="lot", reason=_now("These facts belong to a lot; give its number."))
        return None
    return LotGiven(
        str(data["lot"]),
        expires_on=as_day(data["expires_on"]),
        supplier_lot=str(data["supplier_lot"]),
        attributes=told,
        second_quantity=second,
    )


def _receive(data: Data, by: Actor, at: datetime, _key: str) -> Done:
    given, place = _lot(data), as_id(data["place"])
    receipt = Receipt(
        as_id(data["item"]),
        place,
        _decimal(data["quantity"]),
        lot=given,
        owner_id=as_id(data["owner"]),
        status=str(data["status"]),
        value=_money(data.get("value"), place, by),
    )
    posting = Posting(reason=str(data["note"]), posted_at=_moment(data["posted_at"]))
    services.receive([receipt], origin=str(data["origin"]), posting=posting, by=by, at=at)
    return Done(_now("Received."), "/inventory/receive/")


RECEIVE = FormSpec(
    "inventory.receive",
    _("Receive stock"),
    permits.RECEIVE,
    "inventory/receive/",
    fields=(
        ITEM,
        PLACE,
        QUANTITY,
        LOT,
        Field("expires_on", _("Expires on"), "date"),
        Field("heat_number", _("Heat number")),
        Field("length_mm", _("Length, mm"), "whole", help=_("Of an offcut.")),
        Field("supplier_lot", _("Supplier's lot")),
        Field(
            "second_quantity",
            _("In the second unit"),
            "number",
            help=_("The whole receipt, such as its weight."),
        ),
        Field(
            "status",
            _("Status"),
            "choice",
            choices=(("free", _("free")), ("inspection", _("in inspection"))),
            initial="free",
            required=True,
        ),
        Field(
            "origin",
            _("Comes from"),
            "choice",
            choices=(
                ("supplier", _("supplier")),
                ("production", _("production")),
                ("customer", _("customer (a return)")),
            ),
            initial="supplier",
            required=True,
        ),
        Field("owner", _("Belongs to"), "ref", lookup="parties.customer", help=_("Empty: us.")),
        Field("value", _("Value"), "number", permit="identity.money.see", help=_("Of the whole receipt.")),
        WHEN,
        Field("note", _("Note"), wide=True),
    ),
    run=_receive,
    back=STOCK,
    submit=_("Receive"),
    help=_(
        "What comes in. Scan the item, the place and the quantity; the form is ready for the next at once."
    ),
)


def lot_of(data: Data, item_id: int) -> int:
    """The id of the lot whose number was typed. Raises InvalidInput."""
    code = str(data["lot"])
    if not code:
        return 0
    lot = queries.lot_by_code(code, item_id=item_id)
    if lot is None:
        raise InvalidInput(field="lot", reason=_now("This item has no such lot."))
    return lot.id


def _issue(data: Data, by: Actor, at: datetime, _key: str) -> Done:
    item_id, to = as_id(data["item"]), str(data["to"])
    wanted = Withdrawal(item_id, _decimal(data["quantity"]), as_id(data["place"]), lot_of(data, item_id))
    picked = services.issue(
        [wanted],
        site_id=int(str(data["site"])),
        to=int(to) if to.isdigit() else to,
        posting=Posting(reason=str(data["note"]), posted_at=_moment(data["posted_at"])),
        by=by,
        at=at,
    )
    places = {row.id: row.code for row in queries.places(scope=by.scope)}
    where = ", ".join(f"{places.get(each.place_id, '')} × {each.quantity:f}" for each in picked)
    return Done(_now("Issued from %(places)s.") % {"places": where}, "/inventory/issue/")


ISSUE = FormSpec(
    "inventory.issue",
    _("Issue stock"),
    permits.ISSUE,
    "inventory/issue/",
    fields=(
        ITEM,
        QUANTITY,
        Field("to", _("Goes to"), "choice", choices=_wip, required=True, initial="production"),
        Field("site", _("Site"), "choice", choices=sites, required=True),
        Field("place", _("Place"), "ref", lookup="inventory.place", help=_("Empty: by the picking rule.")),
        LOT,
        WHEN,
        Field("note", _("Note"), wide=True),
    ),
    run=_issue,
    back=STOCK,
    submit=_("Issue"),
    help=_(
        "What goes out. Without place and lot the oldest or the first to expire is taken; reserved stock stays."
    ),
)


def _transfer(data: Data, by: Actor, at: datetime, _key: str) -> Done:
    item_id = as_id(data["item"])
    key = Key(item_id, as_id(data["place"]), lot_of(data, item_id))
    services.transfer(
        key,
        quantity=_decimal(data["quantity"]),
        to_place_id=as_id(data["to_place"]),
        posting=Posting(posted_at=_moment(data["posted_at"])),
        by=by,
        at=at,
    )
    return Done(_now("Moved."), "/inventory/transfer/")


TO_PLACE = Field("to_place", _("To place"), "ref", lookup="inventory.place", required=True)
TRANSFER = FormSpec(
    "inventory.transfer",
    _("Transfer stock"),
    permits.TRANSFER,
    "inventory/transfer/",
    fields=(ITEM, PLACE, TO_PLACE, QUANTITY, LOT, WHEN),
    run=_transfer,
    back=STOCK,
    submit=_("Transfer"),
)


def _adjust(data: Data, by: Actor, at: datetime, _key: str) -> Done:
    item_id = as_id(data["item"])
    key = Key(item_id, as_id(data["place"]), lot_of(data, item_id))
    posting = Posting(reason=str(data["reason"]), posted_at=_moment(data["posted_at"]))
    services.adjust(key, change=_decimal(data["change"]), posting=posting, by=by, at=at)
    return Done(_now("Corrected."), "/inventory/adjust/")


ADJUST = FormSpec(
    "inventory.adjust",
    _("Adjust stock"),
    permits.ADJUST,
    "inventory/adjust/",
    fields=(
        ITEM,
        PLACE,
        LOT,
        Field("change", _("Quantity change"), "number", required=True, help=_("2 more: 2; three fewer: -3.")),
        REASON,
        WHEN,
    ),
    run=_adjust,
    back=STOCK,
    submit=_("Adjust"),
)


MOVE_FORMS = (RECEIVE, ISSUE, TRANSFER, ADJUST)
