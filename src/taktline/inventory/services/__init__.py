"""What one may do with stock."""

from taktline.inventory.services.adjust import adjust, reverse_move
from taktline.inventory.services.classify import classify_abc
from taktline.inventory.services.counts import (
    CountPlan,
    count_again,
    finish_count,
    plan_count,
    post_count,
    record_count,
    reject_count,
    start_count,
)
from taktline.inventory.services.expect import drop_expectations, set_expectations
from taktline.inventory.services.found import Found, found_stock
from taktline.inventory.services.issue import issue, issue_reserved
from taktline.inventory.services.lots import hold_lot, recall_lot, release_lot, set_status
from taktline.inventory.services.opening import OPENING_STOCK, bring_in_stock
from taktline.inventory.services.periods import close_period
from taktline.inventory.services.place_sheet import PLACE_SHEET
from taktline.inventory.services.places import NewPlace, change_place, create_place
from taktline.inventory.services.receive import receive
from taktline.inventory.services.reserve import (
    expire_reservations,
    harden,
    release_reservation,
    release_reservations,
    reserve,
)
from taktline.inventory.services.send_back import send_back
from taktline.inventory.services.transfer import transfer

__all__ = [
    "OPENING_STOCK",
    "PLACE_SHEET",
    "CountPlan",
    "Found",
    "NewPlace",
    "adjust",
    "bring_in_stock",
    "change_place",
    "classify_abc",
    "close_period",
    "count_again",
    "create_place",
    "drop_expectations",
    "expire_reservations",
    "finish_count",
    "found_stock",
    "harden",
    "hold_lot",
    "issue",
    "issue_reserved",
    "plan_count",
    "post_count",
    "recall_lot",
    "receive",
    "record_count",
    "reject_count",
    "release_lot",
    "release_reservation",
    "release_reservations",
    "reserve",
    "reverse_move",
    "send_back",
    "set_expectations",
    "set_status",
    "start_count",
    "transfer",
]
