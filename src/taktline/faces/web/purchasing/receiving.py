"""The page on which a clerk books what came of a purchase order. It shows no prices."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import cast
from uuid import uuid4

from django.utils.translation import gettext as now
from django.utils.translation import gettext_lazy as _

from taktline.faces.web.declare import Done, Field, FormSpec
from taktline.faces.web.filling import Data
from taktline.faces.web.purchasing.order_acts import line_of, lines, rows_of
from taktline.inventory import queries as stock
from taktline.inventory.types import STORAGE, LotGiven
from taktline.kernel.actor import Actor
from taktline.kernel.errors import InvalidInput
from taktline.purchasing import permits, queries, services
from taktline.purchasing.types import Arrived


def _open(key: str, by: Actor) -> Data:
    """What is still to come of an order, ready to be received."""
    order_id = queries.purchase_order_id_of(key, scope=by.scope)
    site_id = queries.purchase_order(order_id, scope=by.scope).site_id
    places = [row.id for row in stock.places(scope=by.scope, kinds=STORAGE) if row.site_id == site_id]
    return {
        "client_key": uuid4().hex,
        "place": places[0] if len(places) == 1 else None,
        "lines": [
            {"line": each.position, "item": f"{each.item_code} {each.item_name}", "quantity": each.quantity - each.received}
            for each in lines(order_id, by)
            if each.received < each.quantity
        ],
    }


def _lot(row: Mapping[str, object]) -> LotGiven | None:
    told = {name: str(row.get(name) or "").strip() for name in ("lot", "supplier_lot", "heat_number")}
    expires = cast("date | None", row.get("expires_on"))
    if not any(told.values()) and expires is None:
        return None
    heat = {"heat_number": told["heat_number"]} if told["heat_number"] else {}
    return LotGiven(told["lot"], expires_on=expires, supplier_lot=told["supplier_lot"], attributes=heat)


def _receive(data: Data, by: Actor, at: datetime, key: str) -> Done:
    order_id = queries.purchase_order_id_of(key, scope=by.scope)
    known = {each.position: each.id for each in lines(order_id, by)}
    came = [row for row in rows_of(data) if row.get("quantity")]
    if not came:
        raise InvalidInput(field="lines", reason=now("Nothing came: give the quantity of at least one line."))
    receipts = [
        services.LineReceipt(line_of(row, known), cast("Decimal", row["quantity"]), _lot(row)) for row in came
    ]
    arrived = Arrived(
        str(data.get("delivery_note") or ""), str(data.get("note") or ""), bool(data.get("for_inspection")),
        str(data.get("client_key") or ""),
    )  # fmt: skip
    place_id = int(cast("int", data["place"]))
    receipt = services.receive(order_id, receipts, place_id=place_id, arrived=arrived, by=by, at=at)
    number = queries.receipt(receipt, scope=by.scope).number
    return Done(now("Receipt %(number)s is booked. Print the labels.") % {"number": number}, f"/purchasing/receipts/{number}/")


FORMS = (
    FormSpec(
        "purchasing.receive",
        _("Receive goods of order"),
        permits.RECEIVE,
        "purchasing/orders/<str:key>/receive/",
        (
            Field("client_key", _("Report"), "hidden"),
            Field("place", _("Into place"), "ref", lookup="purchasing.place", required=True),
            Field("delivery_note", _("Supplier's delivery note")),
            Field(
                "lines", _("What came"), "lines", rows=1, wide=True,
                help=_("Clear the quantity of what did not come. For several lots of one line, add rows with its number."),
                fields=(
                    Field("line", _("No."), "whole", required=True),
                    Field("item", _("Item"), readonly=True),
                    Field("quantity", _("Quantity"), "number"),
                    Field("lot", _("Lot"), placeholder=_("next number")),
                    Field("supplier_lot", _("Supplier's lot")),
                    Field("heat_number", _("Heat number")),
                    Field("expires_on", _("Expires on"), "date"),
                ),
            ),
            Field("for_inspection", _("To incoming inspection"), "bool", help=_("What the supplier item wants inspected goes there by itself.")),
            Field("note", _("Note"), "textarea", wide=True),
        ),
        _receive,
        _open,
        submit=_("Book the receipt"),
        back="/purchasing/orders/",
    ),
)  # fmt: skip
