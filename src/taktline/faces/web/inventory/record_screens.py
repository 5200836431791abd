"""What happened and what waits: moves, reservations, expectations, closed months."""

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
from taktline.faces.web.inventory import acts
from taktline.faces.web.inventory.parts import FOR, REASON, RECEIVE
from taktline.faces.web.inventory.words import (
    MOVE_TONES,
    RESERVATION_TONES,
)
from taktline.inventory import permits, queries

MOVES = Screen(
    key="inventory.moves",
    title=_("Stock moves"),
    listing=queries.MOVES,
    permit=permits.SEE,
    url="inventory/moves/",
    group="inventory",
    icon="arrows-left-right",
    order=40,
    columns=(
        Col("posted_at", _("When")),
        Col("kind", _("Kind of move"), "badge", tones=MOVE_TONES),
        Col("item_code", _("Item"), "code"),
        Col("item_name", _("Name"), wide=True),
        Col("quantity", _("Quantity")),
        Col("from_place", _("From place"), "code"),
        Col("to_place", _("To place"), "code"),
        Col("lot", _("Lot"), "code"),
        Col("value", _("Value"), hidden=True),
        FOR,
        Col("reason", _("Reason")),
        Col("who", _("Who")),
    ),
    filters=(
        Pick("kind", _("Kind of move")),
        Pick("item", _("Item")),
        Pick("place", _("Place")),
        Pick("lot", _("Lot")),
        Pick("posted_on", _("When")),
        Pick("who", _("Who")),
    ),
    actions=(
        Action(
            "reverse",
            _("Reverse"),
            permits.REVERSE,
            run=acts.reverse_move,
            bulk=True,
            icon="arrow-back-up",
            form=FormSpec(fields=(REASON,)),
            says=_("Reversed by a counter-entry."),
        ),
    ),
    help=_(
        "The stock journal. A move is never changed or deleted; a wrong one is reversed by its counter-entry."
    ),
    empty=Empty(_("Nothing has moved yet."), RECEIVE),
    live="inventory.stock-moved",
)

RESERVATIONS = Screen(
    key="inventory.reservations",
    title=_("Reservations"),
    listing=queries.RESERVATIONS,
    permit=permits.SEE,
    url="inventory/reservations/",
    group="inventory",
    icon="bookmark",
    order=50,
    columns=(
        Col("item_code", _("Item"), "code"),
        Col("item_name", _("Name"), wide=True),
        FOR,
        Col("state", _("State"), "badge", tones=RESERVATION_TONES),
        Col("open", _("Open")),
        Col("quantity", _("Reserved")),
        Col("place", _("Place"), "code"),
        Col("lot", _("Lot"), "code"),
        Col("expires_at", _("Until")),
        Col("created_at", _("Created at"), hidden=True),
    ),
    filters=(Pick("item", _("Item")), Pick("state", _("State"))),
    chips=(Chip(_("Open"), {"state": "soft,hard"}), Chip(_("Soft"), {"state": "soft"})),
    actions=(
        Action(
            "release",
            _("Let go"),
            permits.BY_HAND,
            run=acts.release_reservation,
            bulk=True,
            icon="bookmark-off",
            confirm=_("The stock becomes free for everybody."),
            says=_("Let go."),
        ),
    ),
    help=_("Soft: so much of the item until a date. Hard: on a certain balance until it is issued."),
    empty=Empty(_("Nothing is reserved. Confirming an order reserves its stock.")),
    live="inventory.stock-reserved",
)

EXPECTATIONS = Screen(
    key="inventory.expectations",
    title=_("Expected"),
    listing=queries.EXPECTATIONS,
    permit=permits.SEE,
    url="inventory/expectations/",
    group="inventory",
    icon="calendar-due",
    order=60,
    columns=(
        Col("due", _("Due day"), "due"),
        Col("direction", _("Direction"), "badge", tones={"in": "green", "out": "blue"}),
        Col("item_code", _("Item"), "code"),
        Col("item_name", _("Name"), wide=True),
        Col("quantity", _("Quantity")),
        FOR,
    ),
    filters=(Pick("item", _("Item")), Pick("direction", _("Direction")), Pick("due", _("Due day"))),
    chips=(Chip(_("Incoming"), {"direction": "in"}), Chip(_("Outgoing"), {"direction": "out"})),
    help=_(
        "Where supply and demand meet: every open order line, work order, material and purchase states here what it brings or takes."
    ),
    empty=Empty(
        _("Nothing is expected. Confirmed orders, work orders and purchases state it by themselves.")
    ),
    live="inventory.expectations-changed",
)

CLOSE = Link(_("Close a month"), "/inventory/periods/close/", permits.CLOSE)
PERIODS = Screen(
    key="inventory.periods",
    title=_("Stock periods"),
    listing=queries.PERIODS,
    permit=permits.CLOSE,
    url="inventory/periods/",
    group="inventory",
    icon="calendar-off",
    order=90,
    columns=(
        Col("month", _("Month")),
        Col("site", _("Site"), "code"),
        Col("closed_at", _("Closed at")),
        Col("closed_by", _("Who"), wide=True),
    ),
    new=CLOSE,
    help=_("Nothing can be posted into a closed month."),
    empty=Empty(_("No month is closed yet."), CLOSE),
)
