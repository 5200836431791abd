"""Counts and places."""

from django.utils.translation import gettext_lazy as _

from taktline.faces.web.declare import (
    Action,
    Chip,
    Col,
    Empty,
    FormSpec,
    Link,
    Pick,
    Screen,
)
from taktline.faces.web.inventory import acts, pages
from taktline.faces.web.inventory.parts import REASON
from taktline.faces.web.inventory.words import (
    COUNT_TONES,
)
from taktline.inventory import permits, queries, services

NEW_COUNT = Link(_("New count"), "/inventory/counts/new/", permits.COUNT)
COUNTS = Screen(
    key="inventory.counts",
    title=_("Counts"),
    listing=queries.COUNTS,
    permit=permits.SEE,
    url="inventory/counts/",
    group="inventory",
    icon="clipboard-list",
    order=70,
    columns=(
        Col("number", _("Count"), "link"),
        Col("site", _("Site"), "code"),
        Col("kind", _("Kind")),
        Col("state", _("State"), "badge", tones=COUNT_TONES),
        Col("done", _("Counted"), "progress", value=lambda row: (row["done"], row["lines"])),
        Col("note", _("Note"), wide=True),
        Col("created_at", _("Created at")),
        Col("posted_at", _("Posted at")),
    ),
    filters=(Pick("number", _("Count")), Pick("state", _("State")), Pick("kind", _("Kind"))),
    chips=(Chip(_("Open"), {"state": "draft,counting,review"}), Chip(_("In review"), {"state": "review"})),
    actions=(
        Action("start", _("Start"), permits.COUNT, run=acts.start_count, icon="player-play"),
        Action("finish", _("Hand in"), permits.COUNT, run=acts.finish_count, icon="check"),
        Action(
            "again", _("Count differences again"), permits.POST_COUNT, run=acts.count_again, icon="refresh"
        ),
        Action(
            "post",
            _("Post"),
            permits.POST_COUNT,
            run=acts.post_count,
            icon="book-upload",
            confirm=_("The differences are booked into the ledger."),
        ),
        Action(
            "reject",
            _("Throw away"),
            permits.COUNT,
            run=acts.reject_count,
            icon="trash",
            tone="red",
            form=FormSpec(fields=(REASON,)),
        ),
    ),
    new=NEW_COUNT,
    row_url="/inventory/counts/{number}/",
    find=pages.find_count,
    detail=pages.count,
    help=_(
        "Who counts does not see the books. Stock may go on moving: the books are read in the moment each line is written down."
    ),
    empty=Empty(_("No count yet. Items due by their ABC class are put on the next sheet."), NEW_COUNT),
    live="inventory.count-posted",
)

NEW_PLACE = Link(_("New place"), "/inventory/places/new/", permits.PLACES)
PLACES = Screen(
    key="inventory.places",
    title=_("Places"),
    listing=queries.PLACES,
    permit=permits.SEE,
    url="inventory/places/",
    group="inventory",
    icon="map-pin",
    order=80,
    columns=(
        Col("code", _("Code"), "link"),
        Col("name", _("Name"), wide=True),
        Col("site", _("Site"), "code"),
        Col("kind", _("Kind")),
        Col("parent", _("Lies in"), "code"),
        Col("is_active", _("In use"), "flag"),
    ),
    filters=(Pick("code", _("Code")), Pick("kind", _("Kind")), Pick("is_active", _("In use"))),
    new=NEW_PLACE,
    row_url="/inventory/places/{id}/edit/",
    sheet=services.PLACE_SHEET,
    sheet_permit=permits.PLACES,
    help=_(
        "Warehouses, zones and bins hold stock, and so does work in process. Supplier, customer, production, scrap and adjustment are the other ends of moves."
    ),
    empty=Empty(_("No place yet."), NEW_PLACE),
)
