"""Machines that stand still, and calls for help."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_

from taktline.identity import queries as identity
from taktline.kernel import journal, outbox
from taktline.kernel.actor import Actor
from taktline.kernel.errors import InvalidInput, NotFound
from taktline.kernel.locks import lock_one
from taktline.kernel.operation import operation
from taktline.kernel.source import Source
from taktline.office import services as office
from taktline.resources import permits as plant_permits
from taktline.resources import queries as resources
from taktline.resources import services as plant
from taktline.resources.types import DowntimeRow, MachineRow
from taktline.shopfloor import permits
from taktline.shopfloor.errors import AlreadyStopped
from taktline.shopfloor.facts import HelpCalled, MachineRunsAgain, MachineStopped
from taktline.shopfloor.life import OperationState
from taktline.shopfloor.models import MachineStop, Operation, TimeRecord
from taktline.shopfloor.services import standing
from taktline.shopfloor.types import OPERATION, AndonKind, StopReason, WhoStops


def _one_of(labels: Sequence[object]) -> str:
    return _("Choose one of: %(choices)s.") % {"choices": ", ".join(str(each) for each in labels)}


def _machine(machine_id: int, by: Actor) -> tuple[MachineRow, int]:
    for each in resources.machines(scope=by.scope):
        if each.id == machine_id:
            return each, resources.centres([each.centre_id])[each.centre_id].site_id
    raise NotFound(what=N_("machine"), key=machine_id)


@operation
def stop_machine(machine_id: int, *, stop: WhoStops, by: Actor, at: datetime) -> int:
    """Say that a machine stands still; time on it ends. Returns the stop's id.

    With an expected end the planner's calendar knows of it at once. Raises AlreadyStopped, InvalidInput, NotFound.
    """
    by.require(permits.REPORT)
    if stop.reason not in StopReason.values:
        raise InvalidInput(field="reason", reason=_one_of(StopReason.labels))
    if stop.expected_end is not None and stop.expected_end <= at:
        raise InvalidInput(field="expected_end", reason=_("Give a time that is still to come."))
    machine, site_id = _machine(machine_id, by)
    open_one = MachineStop.objects.filter(machine_id=machine_id, end=None).first()
    if open_one is not None:
        since = open_one.start.astimezone(ZoneInfo(identity.site(site_id).time_zone))
        raise AlreadyStopped(machine=str(machine.name), since=f"{since:%m-%d %H:%M}")
    row = MachineStop.objects.create(
        machine_id=machine_id, site_id=site_id, reason=stop.reason, note=stop.note[:200], start=at,
        expected_end=stop.expected_end, actor_name=by.name[:80],
    )  # fmt: skip
    if stop.expected_end is not None:
        row.downtime_id = _tell_the_plant(row, by=by, at=at)
        row.save(update_fields=["downtime_id"])
    _end_times(machine_id, by=by, at=at)
    after = {"machine": machine.code, "reason": stop.reason, "until": stop.expected_end}
    journal.record("shopfloor.stop-machine", subject=row, by=by, at=at, after=after, reason=stop.note)
    waiting = Operation.objects.filter(planned_machine_id=machine_id).exclude(
        state__in=[OperationState.DONE, OperationState.SKIPPED]
    )
    ids = list(waiting.order_by("planned_start", "pk").values_list("pk", flat=True)[:500])
    outbox.publish(MachineStopped(row.pk, machine_id, site_id, stop.reason, ids), at=at)
    return row.pk


def _tell_the_plant(row: MachineStop, *, by: Actor, at: datetime) -> int:
    """The calendar learns of it as a consequence of the report, for which `by` has the permit."""
    lent = replace(by, permits=by.permits | {plant_permits.DOWNTIME.code})
    reason = str(StopReason(row.reason).label) + (f": {row.note}" if row.note else "")
    end = row.expected_end or at
    return plant.add_downtime(DowntimeRow(0, row.machine_id, None, at, end, reason[:120]), by=lent, at=at)


def _end_times(machine_id: int, *, by: Actor, at: datetime) -> None:
    open_ones = TimeRecord.objects.filter(machine_id=machine_id, end=None)
    touched = set(open_ones.values_list("operation_id", flat=True))
    standing.close_times(open_ones, at=at)
    running = Operation.objects.filter(
        pk__in=touched, state__in=[OperationState.SETUP, OperationState.RUNNING]
    )
    for row in running.order_by("pk"):
        if TimeRecord.objects.filter(operation=row, end=None).exists():
            continue
        before = {"state": row.state}
        row.state = OperationState.PAUSED
        row.save(update_fields=["state"])
        journal.record(
            "shopfloor.operation-state", subject=row, by=by, at=at, before=before, after={"state": row.state}
        )


@operation
def end_stop(stop_id: int, *, by: Actor, at: datetime) -> None:
    """The machine works again. Raises NotFound if it is not standing still."""
    by.require(permits.REPORT)
    row = lock_one(MachineStop.objects.filter(pk=stop_id, end=None), what=N_("stop"), key=stop_id)
    if not by.scope.covers_site(row.site_id):
        raise NotFound(what=N_("stop"), key=stop_id)
    row.end = max(at, row.start)
    row.save(update_fields=["end"])
    if row.downtime_id is not None and row.expected_end is not None and row.expected_end > at:
        lent = replace(by, permits=by.permits | {plant_permits.DOWNTIME.code})
        plant.remove_downtime(row.downtime_id, by=lent, at=at)
    journal.record("shopfloor.end-stop", subject=row, by=by, at=at, after={"end": row.end})
    outbox.publish(MachineRunsAgain(row.pk, row.machine_id, row.site_id), at=at)


@operation
def call_for_help(
    kind: str,
    *,
    site_id: int,
    machine_id: int | None = None,
    operation_id: int | None = None,
    by: Actor,
    at: datetime,
) -> int:
    """Andon: the team leader gets a task. Called again for the same thing it is the same task. Returns its id.

    Raises InvalidInput, NotFound.
    """
    by.require(permits.REPORT)
    if kind not in AndonKind.values:
        raise InvalidInput(field="kind", reason=_one_of(AndonKind.labels))
    if not by.scope.covers_site(site_id):
        raise NotFound(what=N_("site"), key=site_id)
    identity.site(site_id)
    place = ""
    if machine_id is not None:
        place = _machine(machine_id, by)[0].code
    found = (
        Operation.objects.filter(pk=operation_id or 0, work_order__site_id=site_id)
        .select_related("work_order")
        .first()
    )
    if operation_id is not None and found is None:
        raise NotFound(what=N_("operation"), key=operation_id)
    number = f"{found.work_order.number} / {found.number}" if found else ""
    task_id = office.open_task(
        "shopfloor.andon",
        role="team_leader",
        title=N_("%(who)s calls: %(what)s at %(place)s %(number)s"),
        key=f"{kind}:{machine_id or 0}:{operation_id or 0}:{by.id}",
        source=Source(OPERATION, operation_id) if operation_id else None,
        site_id=site_id,
        data={"who": by.name, "what": str(AndonKind(kind).label), "place": place, "number": number},
        by=by,
        at=at,
    )
    outbox.publish(HelpCalled(site_id, machine_id, operation_id, kind), at=at)
    return task_id
