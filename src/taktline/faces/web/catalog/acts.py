"""What the buttons of these pages do."""

from collections.abc import Mapping
from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as now
from django.utils.translation import gettext_lazy as _

from taktline.catalog import permits, queries, services
from taktline.faces.web.catalog import pages
from taktline.faces.web.declare import Detail, Done, Field, FormSpec
from taktline.faces.web.filling import text, today
from taktline.kernel.actor import Actor

Data = Mapping[str, object]


def release(item_id: int, by: Actor, at: datetime, data: Data) -> None:
    """Let an item be sold, planned and made."""
    del data
    services.release_item(item_id, by=by, at=at)


def retire(item_id: int, by: Actor, at: datetime, data: Data) -> None:
    """Let an item run out."""
    services.retire_item(item_id, reason=text(data, "reason"), by=by, at=at)


def roll_up(data: Data, by: Actor, at: datetime, _key: str) -> Done:
    """Compute every item's standard cost anew."""
    day = data.get("on")
    report = services.roll_up_cost(on=day if isinstance(day, date) else today(at, by), by=by, at=at)
    said = now("%(rolled)s items computed, %(changed)s changed.") % {
        "rolled": report.rolled,
        "changed": report.changed,
    }
    if report.unpriced:
        said += " " + now("Without a price: %(codes)s.") % {"codes": ", ".join(report.unpriced[:10])}
    return Done(said, "/catalog/items/")


def find_item(key: str, by: Actor) -> int:
    """The id of the item of that code."""
    return queries.item_by_code(key, scope=by.scope).id


REASON = FormSpec(fields=(Field("reason", _("Reason"), "textarea"),))


def item_page(item_id: int, by: Actor) -> Detail:
    """One item as it is today."""
    return pages.item(item_id, by, today(timezone.now(), by))


FORMS = (
    FormSpec(
        key="catalog.roll-up",
        title=_("Roll up costs"),
        permit=permits.COST,
        url="catalog/costs/roll-up/",
        fields=(Field("on", _("As of"), "date", help=_("Empty: today.")),),
        run=roll_up,
        back="/catalog/items/",
        submit=_("Compute"),
        help=_(
            "Material with what is lost, machine time at the rates of the work centres, and what subcontractors are "
            "paid: for every item, from the bottom up. The result is kept with its day."
        ),
    ),
)
