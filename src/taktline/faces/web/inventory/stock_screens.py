"""What lies where: stock, balances, lots."""

from django.utils.translation import gettext_lazy as _

from taktline.faces.web.declare import (
    Action,
    Chip,
    Col,
    Empty,
    Field,
    FormSpec,
    Link,
    Pick,
    Screen,
)
from taktline.faces.web.inventory import acts, forms, pages
from taktline.faces.web.inventory.parts import QUANTITY, REASON, RECEIVE, STOCK_URL
from taktline.faces.web.inventory.words import (
    LOT_TONES,
    STATUS_TONES,
)
from taktline.inventory import permits, queries, services

STOCK = Screen(
    key="inventory.stock",
    title=_("Stock"),
    listing=queries.STOCK,
    permit=permits.SEE,
    url="inventory/stock/",
    group="inventory",
    icon="packages",
    order=10,
    columns=(
        Col("item_code", _("Item"), "link"),
        Col("item_name", _("Name"), wide=True),
        Col("site", _("Site"), "code"),
        Col("on_hand", _("On hand")),
        Col("free", _("Free")),
        Col("reserved", _("Reserved")),
        Col("held", _("Held"), hidden=True),
        Col("incoming", _("Incoming")),
        Col("outgoing", _("Outgoing")),
        Col("projected", _("Projected")),
        Col("abc", "ABC"),
        Col("counted_at", _("Last counted"), hidden=True),
    ),
    filters=(
        Pick("item", _("Item")),
        Pick("abc", "ABC"),
        Pick("short", _("Will run out")),
        Pick("in_stock", _("In stock")),
    ),
    chips=(Chip(_("Will run out"), {"short": "1"}), Chip(_("In stock"), {"in_stock": "1"})),
    links=(
        Link(_("Issue"), "/inventory/issue/", permits.ISSUE, icon="package-export"),
        Link(_("Transfer"), "/inventory/transfer/", permits.TRANSFER, icon="arrows-exchange"),
        Link(_("Adjust"), "/inventory/adjust/", permits.ADJUST, icon="adjustments"),
        Link(_("Found stock"), "/inventory/found/", permits.FOUND, icon="hand-grab"),
    ),
    new=RECEIVE,
    row_url=STOCK_URL,
    find=pages.find_card,
    detail=pages.stock,
    sheet=services.OPENING_STOCK,
    sheet_permit=permits.OPEN_BOOKS,
    help=_(
        "Free is what may still be promised from stock: not held, not reserved. Projected is what is left after everything expected has come and gone."
    ),
    empty=Empty(
        _("Nothing is in stock yet. Receive something, or bring in the opening stock from Excel."), RECEIVE
    ),
    live="inventory.stock-moved",
)

BALANCES = Screen(
    key="inventory.balances",
    title=_("Stock by place"),
    listing=queries.BALANCES,
    permit=permits.SEE,
    url="inventory/balances/",
    group="inventory",
    icon="stack-2",
    order=20,
    columns=(
        Col("item_code", _("Item"), "link"),
        Col("item_name", _("Name"), wide=True),
        Col("site", _("Site"), "code", hidden=True),
        Col("place", _("Place"), "code"),
        Col("lot", _("Lot"), "code", url="/inventory/lots/{lot_id}/"),
        Col("status", _("Status"), "badge", tones=STATUS_TONES),
        Col("expires_on", _("Expires on"), "due"),
        Col("owner", _("Belongs to")),
        Col("on_hand", _("On hand")),
        Col("reserved", _("Reserved")),
        Col("value", _("Value")),
    ),
    filters=(
        Pick("item", _("Item")),
        Pick("place", _("Place")),
        Pick("lot", _("Lot")),
        Pick("status", _("Status")),
        Pick("place_kind", _("Kind of place")),
        Pick("expires_on", _("Expires on")),
    ),
    chips=(Chip(_("Held"), {"status": "quarantine,inspection"}), Chip(_("In work"), {"place_kind": "wip"})),
    actions=(
        Action(
            "transfer",
            _("Transfer"),
            permits.TRANSFER,
            run=acts.transfer,
            icon="arrows-exchange",
            form=FormSpec(fields=(forms.TO_PLACE, QUANTITY)),
            says=_("Moved."),
        ),
        Action(
            "adjust",
            _("Adjust"),
            permits.ADJUST,
            run=acts.adjust,
            icon="adjustments",
            form=FormSpec(fields=(Field("really", _("Really there"), "number", required=True), REASON)),
            says=_("Corrected."),
        ),
        Action(
            "hold",
            _("Hold stock"),
            permits.HOLD,
            run=acts.hold,
            icon="lock",
            tone="red",
            form=FormSpec(fields=(QUANTITY, REASON)),
            says=_("The stock is held."),
        ),
        Action(
            "release",
            _("Release stock"),
            permits.HOLD,
            run=acts.let_go,
            icon="lock-open",
            form=FormSpec(fields=(QUANTITY, REASON)),
            says=_("The stock is released."),
        ),
    ),
    new=RECEIVE,
    row_url="/inventory/balances/{id}/",
    detail=pages.balance,
    help=_(
        "One row per item, place, lot, owner and status. Stock of another owner has no value in our books."
    ),
    empty=Empty(_("Nothing lies here."), RECEIVE),
    live="inventory.stock-moved",
)

LOTS = Screen(
    key="inventory.lots",
    title=_("Lots and serial numbers"),
    listing=queries.LOTS,
    permit=permits.SEE,
    url="inventory/lots/",
    group="inventory",
    icon="barcode",
    order=30,
    columns=(
        Col("code", _("Lot"), "link"),
        Col("item_code", _("Item"), "code"),
        Col("item_name", _("Name"), wide=True),
        Col("state", _("State"), "badge", tones=LOT_TONES),
        Col("on_hand", _("On hand")),
        Col("expires_on", _("Expires on"), "due"),
        Col("made_on", _("Made on"), hidden=True),
        Col("supplier_lot", _("Supplier's lot"), "code"),
        Col("received_at", _("Received at")),
    ),
    filters=(
        Pick("code", _("Lot")),
        Pick("item", _("Item")),
        Pick("state", _("State")),
        Pick("expires_on", _("Expires on")),
    ),
    chips=(
        Chip(_("Quarantined"), {"state": "quarantined,recalled"}),
        Chip(_("In inspection"), {"state": "in_inspection"}),
    ),
    actions=(
        Action(
            "hold",
            _("Hold lot"),
            permits.HOLD,
            run=acts.hold_lot,
            bulk=True,
            icon="lock",
            tone="red",
            form=FormSpec(fields=(REASON,)),
        ),
        Action(
            "release",
            _("Release lot"),
            permits.HOLD,
            run=acts.release_lot,
            bulk=True,
            icon="lock-open",
            form=FormSpec(fields=(REASON,)),
        ),
        Action(
            "recall",
            _("Recall"),
            permits.HOLD,
            run=acts.recall_lot,
            bulk=True,
            icon="alert-triangle",
            tone="red",
            form=FormSpec(fields=(REASON,)),
        ),
    ),
    row_url="/inventory/lots/{id}/",
    detail=pages.lot,
    help=_(
        "Holding a lot quarantines all of it that lies in storage; what was reserved of it is told to its documents."
    ),
    empty=Empty(
        _("No lot yet. Lots come into being when stock of an item that is kept by lot is received."), RECEIVE
    ),
    live="inventory.lot-state-changed",
)
