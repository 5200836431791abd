"""Work centres and machines are set up and changed."""

from datetime import datetime
from decimal import Decimal

from django.utils.translation import gettext as _

from taktline.kernel.actor import Actor
from taktline.kernel.errors import InvalidInput
from taktline.kernel.operation import operation
from taktline.resources import locks, permits, store
from taktline.resources.errors import InUse, OutsideNeedsSupplier
from taktline.resources.models import Machine, WorkCentre
from taktline.resources.types import CentreDraft, CentreKind, MachineDraft


@operation
def create_centre(draft: CentreDraft, *, by: Actor, at: datetime) -> int:
    """A new work centre; its id. A centre outside gets the subcontractor's gate as its one machine.

    Raises CodeTaken, OutsideNeedsSupplier, InvalidInputs.
    """
    by.require(permits.CHANGE)
    _require_sound(draft, Decimal(0), by)
    row = WorkCentre()
    store.write(row, draft, what="work-centre", by=by, at=at)
    if draft.kind == CentreKind.OUTSIDE:
        gate = MachineDraft(code=row.code, name=row.name, name_en=row.name_en, centre_id=row.pk)
        store.write(Machine(), gate, what="machine", by=by, at=at)
    return row.pk


@operation
def change_centre(centre_id: int, draft: CentreDraft, *, by: Actor, at: datetime) -> bool:
    """Make a work centre as the draft says; whether anything changed. Raises as create_centre, InUse, NotFound."""
    by.require(permits.CHANGE)
    row = locks.centre(centre_id)
    _require_sound(draft, row.hour_rate, by)
    if row.is_active and not draft.is_active:
        busy = (
            row.machines.filter(is_active=True)
            .exclude(code=row.code)
            .order_by("code")
            .values_list("code", flat=True)
        )
        if users := list(busy):
            raise InUse(what=row.code, users=", ".join(users))
    return bool(store.write(row, draft, what="work-centre", by=by, at=at))


@operation
def create_machine(draft: MachineDraft, *, by: Actor, at: datetime) -> int:
    """A new machine; its id. Raises CodeTaken, InvalidInputs."""
    by.require(permits.CHANGE)
    _require_speed(draft)
    row = Machine()
    store.write(row, draft, what="machine", by=by, at=at)
    return row.pk


@operation
def change_machine(machine_id: int, draft: MachineDraft, *, by: Actor, at: datetime) -> bool:
    """Make a machine as the draft says; whether anything changed. Raises CodeTaken, InvalidInputs, NotFound."""
    by.require(permits.CHANGE)
    _require_speed(draft)
    return bool(store.write(locks.machine(machine_id), draft, what="machine", by=by, at=at))


def _require_sound(draft: CentreDraft, rate_now: Decimal, by: Actor) -> None:
    if draft.kind == CentreKind.OUTSIDE and draft.supplier_id is None:
        raise OutsideNeedsSupplier(centre=draft.code)
    if draft.hour_rate < 0:
        raise InvalidInput(field="hour_rate", reason=_("A cost of zero or more."))
    if draft.hour_rate != rate_now:
        by.require(permits.RATE)


def _require_speed(draft: MachineDraft) -> None:
    if not Decimal("0.01") <= draft.speed_factor <= 100:
        raise InvalidInput(
            field="speed_factor", reason=_("A factor from 0.01 to 100; 1 is the routing's own pace.")
        )
