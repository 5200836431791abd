"""What these pages are made of."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from taktline.faces.web.declare import (
    Action,
    Chip,
    Col,
    Empty,
    Endpoint,
    Field,
    FormSpec,
    Hit,
    HomeCard,
    Link,
    Page,
    Pick,
    Screen,
    Search,
)
from taktline.faces.web.shopfloor import acts, kitting, mend, pages, trace
from taktline.kernel.actor import Actor
from taktline.shopfloor import permits, queries
from taktline.shopfloor.life import WorkOrderState
from taktline.shopfloor.types import MATERIAL, WORK_ORDER

_CHANGE = FormSpec(
    fields=(
        Field("quantity", _("Quantity"), "number", required=True),
        Field("due", _("Due"), "date", required=True),
    ),
    load=acts.change_data,
)

WORK_ORDERS = Screen(
    key="shopfloor.work-orders",
    title=_("Work orders"),
    listing=queries.WORK_ORDERS,
    permit=permits.SEE,
    url="shopfloor/work-orders/",
    group="shopfloor",
    icon="hammer",
    order=10,
    columns=(
        Col("number", _("Work order"), "link"),
        Col("item_code", _("Item"), "code"),
        Col("item_name", _("Name"), wide=True),
        Col("quantity", _("Quantity")),
        Col("completed", _("Finished"), hidden=True),
        Col("state", _("State"), "badge", tones=pages.STATE_TONES),
        Col("clearance", _("Clear to build"), "badge", tones=pages.CLEARANCE_TONES),
        Col("start", _("Start")),
        Col("due", _("Due"), "due", done=lambda row: row.values["state"] in ("completed", "closed", "cancelled")),
        Col("is_rush", _("Rush"), "flag"),
    ),
    filters=(
        Pick("state", _("State")),
        Pick("clearance", _("Clear to build")),
        Pick("due", _("Due")),
        Pick("item", _("Item"), lookup="planning.item"),
        Pick("is_rush", _("Rush")),
    ),
    chips=(
        Chip(_("To release"), {"state": "planned"}),
        Chip(_("To release and clear to build"), {"state": "planned", "clearance": "clear"}),
        Chip(_("On the floor"), {"state": "released,in_progress,paused"}),
    ),
    actions=(
        Action("release", pgettext_lazy("work order", "Release"), permits.RELEASE, run_many=acts.release, bulk=True, icon="player-play",
               tone="primary", says=_("Released to the floor.")),
        Action("release-anyway", _("Release anyway"), permits.RELEASE, run_many=acts.release_anyway, bulk=True,
               icon="player-track-next", confirm=_("Material is missing for some. They are released all the same."),
               says=_("Released to the floor.")),
        Action("change", pgettext_lazy("work order", "Change"), permits.PLAN, run=acts.change, icon="edit", form=_CHANGE, says=_("Changed.")),
        Action("reserve", _("Make pick list"), permits.ISSUE, run=mend.reserve, icon="list-check"),
        Action("issue", _("Issue material"), permits.ISSUE, run=mend.issue, icon="package-export", form=mend.ISSUE_FORM),
        Action("complete", _("Book into stock"), permits.COMPLETE, run=mend.complete, icon="package-import",
               form=mend.COMPLETE_FORM),
        Action("pause", pgettext_lazy("work order", "Pause"), permits.STOP, run=mend.pause, icon="player-pause",
               form=mend.STOP_FORM, says=_("Paused.")),
        Action("hold", pgettext_lazy("work order", "Hold"), permits.STOP, run=mend.hold, icon="hand-stop",
               form=mend.STOP_FORM, says=_("Held.")),
        Action("resume", _("Resume"), permits.STOP, run=mend.resume, icon="player-play", says=_("It goes on.")),
        Action("split", pgettext_lazy("work order", "Split"), permits.PLAN, run=mend.split, icon="arrows-split", form=mend.SPLIT_FORM),
        Action("cancel", _("Cancel work order"), permits.PLAN, run=acts.cancel, icon="x", tone="red", form=mend.CANCEL_FORM,
               says=_("Cancelled.")),
    ),
    row_url="/shopfloor/work-orders/{number}/",
    find=lambda key, by: queries.work_order_id_of(key, scope=by.scope),
    detail=pages.work_order,
    help=_(
        "What is to be made. Releasing checks that the material is here and freezes materials and operations; until"
        " then the plan may still ask to move it."
    ),
    empty=Empty(
        _("No work order yet. Firm planned orders, and they stand here."),
        Link(_("Planned orders"), "/planning/proposals/", permits.SEE),
    ),
    live="shopfloor.work-order-released",
)  # fmt: skip

OPERATIONS = Screen(
    key="shopfloor.operations",
    title=_("Operations"),
    listing=queries.OPERATIONS,
    permit=permits.SEE,
    url="shopfloor/operations/",
    group="shopfloor",
    icon="list-check",
    order=20,
    columns=(
        Col("work_order", _("Work order"), url="/shopfloor/work-orders/{work_order}/"),
        Col("number", _("No.")),
        Col("name", _("Operation"), wide=True),
        Col("item_code", _("Item"), "code"),
        Col("centre", _("Work centre")),
        Col("planned_machine", _("Planned machine")),
        Col("quantity", _("Quantity")),
        Col("good", _("Good"), hidden=True),
        Col("state", _("State"), "badge", tones=pages.OPERATION_TONES),
        Col("planned_start", _("Planned start")),
        Col("planned_end", _("Planned end")),
    ),
    filters=(Pick("state", _("State")), Pick("work_order", _("Work order"))),
    chips=(Chip(_("Ready"), {"state": "ready"}), Chip(_("Running"), {"state": "setup,running"})),
    row_url="/shopfloor/work-orders/{work_order}/",
    help=_("Every step of every work order, with the machine and time of the published schedule."),
    empty=Empty(_("No operation yet. They come with the work orders.")),
    live="shopfloor.operations-planned",
)


def _hits(text: str, by: Actor, limit: int) -> list[Hit]:
    return [
        Hit(row.number, f"/shopfloor/work-orders/{row.number}/", f"{row.item_code} {row.item_name}",
            badge=str(WorkOrderState(row.state).label), tone=pages.STATE_TONES[row.state])
        for row in queries.suggest_work_orders(text, limit, scope=by.scope)
    ]  # fmt: skip


def _material_url(material_id: int, by: Actor) -> str:
    _order, number = queries.describe_materials([material_id])[material_id]
    return f"/shopfloor/work-orders/{number}/"


SCREENS = (WORK_ORDERS, OPERATIONS)
FORMS = mend.FORMS
PAGES = (
    Page("shopfloor.kitting", _("Kitting analysis"), permits.SEE, "shopfloor/kitting/", kitting.show, group="shopfloor",
         icon="checklist", order=30),
    Page("shopfloor.trace", _("Genealogy of lots"), permits.SEE, "shopfloor/trace/", trace.start, group="shopfloor",
         icon="sitemap", order=40),
    Endpoint("shopfloor/trace/<int:lot_id>/", trace.show, permits.SEE, "shopfloor.trace-lot"),
)  # fmt: skip
SEARCHES = (
    Search("shopfloor.work-orders", _("Work orders"), permits.SEE, find=_hits, icon="hammer", order=30),
)
SOURCES = {
    WORK_ORDER: lambda pk, by: f"/shopfloor/work-orders/{queries.work_order(pk, scope=by.scope).number}/",
    MATERIAL: _material_url,
}
HOME_CARDS = (
    HomeCard(
        "shopfloor.next", _("Next operations"), permits.SEE, "shopfloor/next_card.html", pages.next_card,
        roles=("operator",), order=5, icon="list-check", more="/shopfloor/operations/?state=ready",
        topics=("shopfloor.operations-planned",),
    ),
)  # fmt: skip
