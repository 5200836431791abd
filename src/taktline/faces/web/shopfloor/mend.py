"""Forms that take something back, book material and products, and stop an order."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import cast

from django.utils.translation import gettext as now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from taktline.faces.web.declare import Done, Field, FormSpec
from taktline.inventory import queries as inventory
from taktline.kernel.actor import Actor
from taktline.shopfloor import permits, queries, services
from taktline.shopfloor.types import Finished, IssueLine, Offcut

Data = Mapping[str, object]
_WHY = Field("reason", _("Reason"), "textarea", required=True)


def _order_url(order_id: int, by: Actor) -> str:
    return f"/shopfloor/work-orders/{queries.work_order(order_id, scope=by.scope).number}/"


def _reverse_report(data: Data, by: Actor, at: datetime, key: str) -> Done:
    row = queries.report(int(key), scope=by.scope)
    services.reverse_report(row.id, reason=str(data["reason"]), by=by, at=at)
    return Done(now("Taken back. Report what is right."), f"/shopfloor/work-orders/{row.work_order}/")


def _load_report(key: str, by: Actor) -> Data:
    row = queries.report(int(key), scope=by.scope)
    told = f"{row.work_order} · {row.number} {row.operation} · {row.good:f} {row.unit}"
    return {"what": told}


def _reverse_issue(data: Data, by: Actor, at: datetime, key: str) -> Done:
    order_id = queries.order_of_issue(int(key), scope=by.scope)
    if data.get("quantity") is None:
        services.reverse_issue(int(key), reason=str(data.get("reason") or ""), by=by, at=at)
        return Done(now("Taken back."), _order_url(order_id, by))
    offcut = None
    if data.get("lot"):
        offcut = Offcut(str(data["lot"]), int(str(data.get("length_mm") or 0)))
    quantity, place = cast("Decimal", data["quantity"]), int(str(data.get("place") or 0))
    services.return_material(int(key), quantity, place_id=place, offcut=offcut, by=by, at=at)
    return Done(now("Back in the store."), _order_url(order_id, by))


def _reverse_completion(data: Data, by: Actor, at: datetime, key: str) -> Done:
    order_id = queries.order_of_completion(int(key), scope=by.scope)
    services.reverse_completion(int(key), reason=str(data["reason"]), by=by, at=at)
    return Done(now("Taken back."), _order_url(order_id, by))


def _places(by: Actor) -> list[tuple[str, str]]:
    return [
        (str(row.id), f"{row.code} {row.name}")
        for row in inventory.places(scope=by.scope, kinds=("warehouse", "zone", "bin"))
    ]


REPORT = FormSpec(
    "shopfloor.report", _("Take back a report"), permits.MEND, "shopfloor/reports/<str:key>/",
    fields=(Field("what", _("Report"), readonly=True), _WHY), run=_reverse_report, load=_load_report,
    submit=pgettext_lazy("report", "Take back"), back="/shopfloor/work-orders/",
    help=_("A counter-entry is written; what the report took and brought goes back. Then the right figures are reported."),
)  # fmt: skip
ISSUE = FormSpec(
    "shopfloor.issue", _("Return material"), permits.ISSUE, "shopfloor/issues/<str:key>/",
    fields=(
        Field("quantity", _("Quantity"), "number", help=_("Empty: all of it was issued by mistake and is taken back.")),
        Field("place", _("Place"), "choice", choices=_places),
        Field("lot", _("Lot of the offcut"), help=_("Empty where it goes back under its own lot.")),
        Field("length_mm", _("Length of the offcut"), "whole", unit="mm"),
        Field("reason", _("Reason"), "textarea"),
    ),
    run=_reverse_issue, submit=_("Return material"), back="/shopfloor/work-orders/",
)  # fmt: skip
COMPLETION = FormSpec(
    "shopfloor.completion", _("Take products back out of stock"), permits.MEND, "shopfloor/completions/<str:key>/",
    fields=(_WHY,), run=_reverse_completion, submit=pgettext_lazy("report", "Take back"), back="/shopfloor/work-orders/",
)  # fmt: skip
FORMS = (REPORT, ISSUE, COMPLETION)


def _materials(order_id: int) -> list[tuple[str, str]]:
    rows = queries.materials_of([order_id]).get(order_id, [])
    return [(str(row.id), f"{row.item_code} {row.item_name}") for row in rows if not row.is_by_product]


def issue(order_id: int, by: Actor, at: datetime, data: Data) -> Done:
    """Issue a material: the one of this code, from a scanned place and lot, or as the picking rule says."""
    rows = {row.item_code.lower(): row for row in queries.materials_of([order_id]).get(order_id, [])}
    row = rows.get(str(data["item"]).strip().lower())
    order = queries.work_order(order_id, scope=by.scope)
    material_id, item_id = (row.id, row.item_id) if row else (0, 0)
    place = (
        inventory.place_by_code(str(data.get("place") or ""), site_id=order.site_id)
        if data.get("place")
        else None
    )
    lot = inventory.lot_by_code(str(data.get("lot") or ""), item_id=item_id) if data.get("lot") else None
    quantity = cast("Decimal", data["quantity"])
    line = IssueLine(material_id, quantity, _known(place, data.get("place")), _known(lot, data.get("lot")))
    services.issue(order_id, [line], reason=str(data.get("reason") or ""), by=by, at=at)
    return Done(now("Issued."))


def _known(found: object, typed: object) -> int:
    """The id of what was scanned; a code nobody knows names a row that is not there, and is refused as such."""
    if not typed:
        return 0
    return int(getattr(found, "id", 2**62))


def reserve(order_id: int, by: Actor, at: datetime, data: Data) -> Done:
    """Keep lots in bins for the pick list."""
    missing = services.reserve_materials(order_id, by=by, at=at).missing
    if not missing:
        return Done(now("All materials are kept for it."))
    short = ", ".join(f"{row.item_code} {row.wanted - row.taken:f} {row.unit}" for row in missing)
    return Done(now("Kept as far as there is. Missing: %(short)s") % {"short": short})


def complete(order_id: int, by: Actor, at: datetime, data: Data) -> Done:
    """Book good pieces into stock by hand."""
    finished = Finished(
        cast("Decimal", data["quantity"]), int(str(data.get("place") or 0)), str(data.get("lot") or "")
    )
    services.complete(order_id, finished, by=by, at=at)
    return Done(now("In stock."))


def split(order_id: int, by: Actor, at: datetime, data: Data) -> Done:
    """So many pieces become an order of their own."""
    made = services.split(order_id, cast("Decimal", data["quantity"]), by=by, at=at)
    return Done(now("Split."), _order_url(made, by))


def pause(order_id: int, by: Actor, at: datetime, data: Data) -> None:
    """Nobody works on it for now."""
    services.pause_order(order_id, reason=str(data.get("reason") or ""), by=by, at=at)


def hold(order_id: int, by: Actor, at: datetime, data: Data) -> None:
    """It waits for a decision."""
    services.hold_order(order_id, reason=str(data.get("reason") or ""), by=by, at=at)


def resume(order_id: int, by: Actor, at: datetime, data: Data) -> None:
    """It goes on."""
    services.resume_order(order_id, by=by, at=at)


ISSUE_FORM = FormSpec(
    fields=(
        Field("item", _("Item"), required=True, placeholder=_("scan or type its code")),
        Field("quantity", _("Quantity"), "number", required=True),
        Field("place", _("Place"), placeholder=_("scan; empty: as the picking rule says")),
        Field("lot", _("Lot")),
        Field("reason", _("Reason"), "textarea", help=_("Needed for more than the bill of material says.")),
    )
)
COMPLETE_FORM = FormSpec(
    fields=(
        Field("quantity", _("Quantity"), "number", required=True),
        Field("place", _("Place"), "choice", choices=_places),
        Field("lot", _("Lot"), help=_("Empty: the number of the work order.")),
    )
)
SPLIT_FORM = FormSpec(fields=(Field("quantity", _("Pieces for the new order"), "number", required=True),))
STOP_FORM = FormSpec(fields=(_WHY,))
CANCEL_FORM = FormSpec(
    fields=(
        _WHY,
        Field("scrap", pgettext_lazy("work order", "Write off what is at the machine"), "bool",
              help=_("Otherwise issued material goes back where it came from.")),
    )
)  # fmt: skip
