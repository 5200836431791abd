"""Returns to suppliers: the list and the page."""

from django.utils.translation import gettext as now
from django.utils.translation import gettext_lazy as _

from taktline.faces.web.declare import Chip, Col, Detail, Empty, Fact, Lines, Pick, Screen, Tab, Timeline
from taktline.kernel import journal
from taktline.kernel.actor import Actor
from taktline.kernel.listing import Measured
from taktline.purchasing import permits, queries
from taktline.purchasing.life import ReturnOutcome
from taktline.purchasing.types import RETURN


def _return_detail(return_id: int, by: Actor) -> Detail:
    row = queries.supplier_return(return_id, scope=by.scope)
    columns = (
        Col("item_code", now("Item"), "code"), Col("item_name", now("Name"), wide=True), Col("lot", now("Lot"), "code"),
        Col("quantity", now("Quantity"), "quantity"),
    )  # fmt: skip
    shown = [
        each | {"quantity": Measured(each["quantity"], each["unit"])} for each in queries.return_lines(row.id, scope=by.scope)
    ]
    labels = {"purchasing.return-goods": now("Goods returned")}
    return Detail(
        title=row.number,
        subtitle=str(row.supplier),
        facts=(
            Fact(now("Receipt"), row.receipt_number, url=f"/purchasing/receipts/{row.receipt_number}/"),
            Fact(now("Purchase order"), row.order_number, url=f"/purchasing/orders/{row.order_number}/"),
            Fact(now("The supplier owes us"), ReturnOutcome(row.outcome).label),
            Fact(now("Reason"), row.reason),
            Fact(now("By"), row.returned_by),
        ),
        tabs=(
            Tab("lines", now("What went back"), (Lines(columns, shown),)),
            Tab("log", now("History"), (Timeline(journal.history("purchasing.supplierreturn", row.id, scope=by.scope), labels=labels),)),
        ),
    )


RETURNS = Screen(
    key="purchasing.returns",
    title=_("Returns to suppliers"),
    listing=queries.RETURNS,
    permit=permits.SEE,
    url="purchasing/returns/",
    group="purchasing",
    icon="truck-return",
    order=54,
    columns=(
        Col("number", _("Return"), "link"),
        Col("receipt", _("Receipt"), url="/purchasing/receipts/{receipt}/"),
        Col("supplier", _("Supplier"), wide=True),
        Col("outcome", _("The supplier owes us"), "badge", tones={"replace": "blue", "credit": "amber"}),
        Col("reason", _("Reason")),
        Col("returned_at", _("Returned on"), "datetime"),
        Col("returned_by", _("By")),
    ),
    filters=(
        Pick("outcome", _("The supplier owes us")),
        Pick("supplier", _("Supplier"), lookup="purchasing.supplier"),
        Pick("returned_on", _("Returned on")),
    ),
    chips=(Chip(_("Credit expected"), {"outcome": "credit"}),),
    row_url="/purchasing/returns/{number}/",
    find=lambda key, by: queries.return_id_of(key, scope=by.scope),
    detail=_return_detail,
    help=_("What went back to suppliers, and whether it is to come again or to be credited."),
    empty=Empty(_("Nothing went back yet. Goods are returned from the page of their receipt.")),
)
SCREENS = (RETURNS,)
SOURCES = {
    RETURN: lambda return_id, by: f"/purchasing/returns/{queries.supplier_return(return_id, scope=by.scope).number}/"
}
