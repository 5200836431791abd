"""What the buttons of these pages do."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal

from django.utils.translation import gettext as _

from taktline.faces.web.declare import Done
from taktline.inventory import queries, services
from taktline.inventory.types import Posting, Status
from taktline.kernel.actor import Actor

Data = Mapping[str, object]


def _number(value: object) -> Decimal:
    return value if isinstance(value, Decimal) else Decimal(0)


def transfer(balance_id: int, by: Actor, at: datetime, data: Data) -> None:
    """Move a part of a balance to another place."""
    row = queries.balance(balance_id, scope=by.scope)
    services.transfer(
        row.key,
        quantity=_number(data["quantity"]),
        to_place_id=int(str(data["to_place"])),
        posting=Posting(),
        by=by,
        at=at,
    )


def adjust(balance_id: int, by: Actor, at: datetime, data: Data) -> None:
    """Correct a balance to what is really there."""
    row = queries.balance(balance_id, scope=by.scope)
    change = _number(data["really"]) - row.on_hand
    services.adjust(row.key, change=change, posting=Posting(reason=str(data["reason"])), by=by, at=at)


def hold(balance_id: int, by: Actor, at: datetime, data: Data) -> None:
    """Quarantine a part of a balance."""
    _status(balance_id, Status.QUARANTINE, by, at, data)


def let_go(balance_id: int, by: Actor, at: datetime, data: Data) -> None:
    """Release a part of a held balance."""
    _status(balance_id, Status.FREE, by, at, data)


def _status(balance_id: int, status: Status, by: Actor, at: datetime, data: Data) -> None:
    row = queries.balance(balance_id, scope=by.scope)
    posting = Posting(reason=str(data["reason"]))
    services.set_status(
        row.key, quantity=_number(data["quantity"]), status=status, posting=posting, by=by, at=at
    )


def hold_lot(lot_id: int, by: Actor, at: datetime, data: Data) -> None:
    """Quarantine a lot."""
    services.hold_lot(lot_id, reason=str(data["reason"]), by=by, at=at)


def release_lot(lot_id: int, by: Actor, at: datetime, data: Data) -> None:
    """Release a lot."""
    services.release_lot(lot_id, reason=str(data["reason"]), by=by, at=at)


def recall_lot(lot_id: int, by: Actor, at: datetime, data: Data) -> None:
    """Recall a lot."""
    services.recall_lot(lot_id, reason=str(data["reason"]), by=by, at=at)


def reverse_move(move_id: int, by: Actor, at: datetime, data: Data) -> None:
    """Undo a move."""
    services.reverse_move(move_id, reason=str(data["reason"]), by=by, at=at)


def release_reservation(reservation_id: int, by: Actor, at: datetime, _data: Data) -> None:
    """Let go of a reservation."""
    services.release_reservation(reservation_id, by=by, at=at)


def start_count(count_id: int, by: Actor, at: datetime, _data: Data) -> Done:
    """Hand the sheet out and open it."""
    services.start_count(count_id, by=by, at=at)
    return Done(url=f"/inventory/counts/{queries.count(count_id, scope=by.scope).number}/sheet/")


def finish_count(count_id: int, by: Actor, at: datetime, _data: Data) -> None:
    """Hand the sheet in."""
    services.finish_count(count_id, by=by, at=at)


def post_count(count_id: int, by: Actor, at: datetime, _data: Data) -> Done:
    """Book the differences."""
    differing = services.post_count(count_id, by=by, at=at)
    return Done(_("Posted; %(lines)s lines differed.") % {"lines": differing})


def reject_count(count_id: int, by: Actor, at: datetime, data: Data) -> None:
    """Throw the count away."""
    services.reject_count(count_id, reason=str(data["reason"]), by=by, at=at)


def count_again(count_id: int, by: Actor, at: datetime, _data: Data) -> None:
    """Send every line that differs back to be counted once more."""
    lines = queries.count_lines(count_id, scope=by.scope)
    services.count_again(count_id, [line.id for line in lines if line.difference], by=by, at=at)
