"""Stories from the floor: time and pieces, apart from each other, in the order of the operations."""

from datetime import timedelta
from decimal import Decimal
from uuid import uuid4

import pytest

from taktline.inventory.models import Expectation
from taktline.kernel.actor import SYSTEM
from taktline.kernel.errors import IllegalMove, NotPermitted
from taktline.shopfloor import errors, services
from taktline.shopfloor.models import MachineStop, Operation, QuantityReport, TimeRecord, WorkOrder
from taktline.shopfloor.types import WORK_ORDER, Pieces, Who, WhoStops
from tests.builders.identity import NOW, actor, make_site
from tests.builders.resources import make_person
from tests.builders.shopfloor import make_operations_order, released_order

pytestmark = pytest.mark.django_db
ALONE = Who()


def state(operation_id):
    return Operation.objects.get(pk=operation_id).state


def good(count, **more):
    return Pieces(good=Decimal(count), **more)


def report(operation_id, count=1, *, by=SYSTEM, who=ALONE, **more):
    return services.report(operation_id, good(count, **more), who=who, by=by, at=NOW)


def test_an_order_goes_from_its_first_set_up_to_its_last_piece():
    order, (first, last) = make_operations_order(quantity=10)
    services.start(first, "setup", who=ALONE, by=SYSTEM, at=NOW)
    assert state(first) == "setup"
    services.start(first, "run", who=ALONE, by=SYSTEM, at=NOW + timedelta(minutes=20))
    assert (state(first), WorkOrder.objects.get(pk=order).state) == ("running", "in_progress")
    services.pause(first, everybody=True, who=ALONE, by=SYSTEM, at=NOW + timedelta(minutes=30))
    assert state(first) == "paused"
    answer = report(first, 10)
    assert (state(first), state(last), answer.is_done, answer.is_last) == ("done", "ready", True, False)
    assert report(last, 10).is_last
    assert not TimeRecord.objects.filter(end=None).exists()


def test_pieces_move_on_in_whole_transfer_batches():
    _order, (first, last) = make_operations_order(quantity=10, transfer=4)
    report(first, 3)
    assert state(last) == "waiting"
    with pytest.raises(errors.BeyondPredecessor):
        report(last)
    report(first, 2)
    assert state(last) == "ready"
    with pytest.raises(errors.BeyondPredecessor):
        report(last, 5)
    report(last, 4)
    report(first, 5)  # the rest, however few, moves on when the operation ends
    report(last, 6)
    assert state(last) == "done"


def test_without_transfer_batches_the_next_operation_waits_for_all():
    _order, (first, last) = make_operations_order(quantity=10)
    report(first, 9)
    with pytest.raises(errors.BeyondPredecessor) as refused:
        services.start(last, "run", who=ALONE, by=SYSTEM, at=NOW)
    assert "Report the operation before first" in str(refused.value) or "工序" in str(refused.value)
    services.finish(first, who=ALONE, by=SYSTEM, at=NOW)  # one piece was lost and nobody counts it
    assert report(last, 9).is_done


def test_scrap_says_why_and_shrinks_what_the_order_will_bring():
    order, (first, last) = make_operations_order(quantity=10)
    with pytest.raises(errors.ScrapNeedsReason):
        report(first, 8, scrap_machining=Decimal(2))
    report(first, 7, scrap_machining=Decimal(2), scrap_material=Decimal(1), reason="blowhole")
    assert Expectation.objects.get(source_kind=WORK_ORDER, source_id=order).quantity == 7
    assert report(last, 7).is_done
    assert WorkOrder.objects.get(pk=order).scrapped == 3


def test_rework_is_set_aside_and_comes_back():
    _order, (first, _last) = make_operations_order(quantity=10)
    report(first, 8, rework=Decimal(2), reason="dimension")
    assert state(first) == "running"
    with pytest.raises(errors.NotSetAside):
        report(first, 3, reworked=Decimal(3))
    report(first, 1, reworked=Decimal(1))
    report(first, 0, scrap_machining=Decimal(1), reworked=Decimal(1), reason="dimension")
    row = Operation.objects.get(pk=first)
    assert (row.good, row.scrap, row.rework, row.state) == (9, 1, 0, "done")


def test_more_than_the_tolerance_needs_a_permit():
    _order, (first, _last) = make_operations_order(quantity=100)
    worker = actor("operator")
    with pytest.raises(errors.OverProduction):
        report(first, 106, by=worker)
    assert not QuantityReport.objects.exists()
    report(first, 105, by=worker)
    _order, (other, _last) = make_operations_order(quantity=100)
    assert report(other, 120, by=actor("team_leader")).is_done


@pytest.mark.parametrize("pieces", [good(0), good(-1), Pieces(rework=Decimal(-2), good=Decimal(3))])
def test_nothing_and_less_than_nothing_cannot_be_reported(pieces):
    _order, (first, _last) = make_operations_order()
    with pytest.raises(errors.NothingReported):
        services.report(first, pieces, who=ALONE, by=SYSTEM, at=NOW)


def test_absurd_quantities_and_closed_orders_are_refused_and_nothing_changes():
    order, (first, last) = make_operations_order(quantity=10)
    for absurd in ("0.5", "100000001"):
        with pytest.raises(errors.NotCountedSo):
            services.report(first, good(absurd), who=ALONE, by=SYSTEM, at=NOW)
    report(first, 10)
    with pytest.raises(errors.OperationClosed):
        report(first)
    services.cancel(order, reason="客户取消", by=SYSTEM, at=NOW)
    with pytest.raises(errors.OrderNotOpen):
        report(last)
    assert (QuantityReport.objects.count(), state(last)) == (1, "ready")


def test_a_report_sent_twice_counts_once_and_its_number_names_one_thing():
    _order, (first, _last) = make_operations_order(quantity=10)
    who = Who(key=str(uuid4()))
    one, again = report(first, 2, who=who), report(first, 2, who=who)
    assert (one.report_id, one.is_new, again.is_new) == (again.report_id, True, False)
    assert Operation.objects.get(pk=first).good == 2
    with pytest.raises(errors.ReportKeyUsed):
        report(first, 3, who=who)


def test_several_people_at_one_job_and_several_jobs_for_one():
    _one, (first, _last) = make_operations_order()
    _two, (other, _end) = make_operations_order()
    wang, li = make_person(), make_person()
    for operation, person in ((first, wang), (first, li), (other, wang)):
        services.start(operation, "run", who=Who(person_id=person), by=SYSTEM, at=NOW)
    services.start(first, "run", who=Who(person_id=wang), by=SYSTEM, at=NOW)  # twice told is one record
    assert TimeRecord.objects.count() == 3
    services.pause(first, who=Who(person_id=wang), by=SYSTEM, at=NOW + timedelta(hours=1))
    assert state(first) == "running"  # Li goes on
    services.pause(first, who=Who(person_id=li), by=SYSTEM, at=NOW + timedelta(hours=1))
    assert (state(first), state(other)) == ("paused", "running")
    with pytest.raises(errors.NotRunning):
        services.pause(first, who=Who(person_id=li), by=SYSTEM, at=NOW)


def test_an_operator_reports_for_himself_only():
    _order, (first, _last) = make_operations_order()
    with pytest.raises(errors.NotYourself):
        report(first, by=actor("operator"), who=Who(person_id=make_person()))
    with pytest.raises(NotPermitted):
        report(first, by=actor("sales_clerk"))
    with pytest.raises(errors.HappenedNever):
        report(first, who=Who(happened_at=NOW + timedelta(hours=1)))
    assert not QuantityReport.objects.exists()


def test_a_paused_order_and_a_locked_operation_wait():
    order, (first, _last) = make_operations_order()
    services.lock_operation(first, why="首件待检", by=SYSTEM, at=NOW)
    with pytest.raises(errors.OperationLocked):
        services.start(first, "run", who=ALONE, by=SYSTEM, at=NOW)
    services.unlock_operation(first, by=SYSTEM, at=NOW)
    services.start(first, "run", who=ALONE, by=SYSTEM, at=NOW)
    services.pause_order(order, reason="等客户", by=SYSTEM, at=NOW)
    assert state(first) == "paused"
    assert not TimeRecord.objects.filter(end=None).exists()
    with pytest.raises(errors.OrderNotOpen):
        report(first)
    services.resume_order(order, by=SYSTEM, at=NOW)
    assert WorkOrder.objects.get(pk=order).state == "in_progress"
    services.hold_order(order, reason="质量", by=SYSTEM, at=NOW)
    services.resume_order(order, by=SYSTEM, at=NOW)
    with pytest.raises(IllegalMove):
        services.resume_order(order, by=SYSTEM, at=NOW)


def test_a_machine_that_stops_ends_the_time_on_it_and_tells_the_plan():
    _order, (first, _last) = make_operations_order()
    machine = Operation.objects.get(pk=first).centre.machines.get().pk
    services.start(first, "run", who=Who(machine_id=machine), by=SYSTEM, at=NOW)
    stop = WhoStops("breakdown", "主轴", NOW + timedelta(hours=8))
    stop_id = services.stop_machine(machine, stop=stop, by=actor("operator"), at=NOW)
    assert state(first) == "paused"
    with pytest.raises(errors.AlreadyStopped):
        services.stop_machine(machine, stop=stop, by=SYSTEM, at=NOW)
    services.end_stop(stop_id, by=actor("operator"), at=NOW + timedelta(hours=2))
    assert MachineStop.objects.get().end == NOW + timedelta(hours=2)


def test_a_call_for_help_is_one_task_for_the_team_leader():
    _order, (first, _last) = make_operations_order()
    worker = actor("operator")
    calls = [
        services.call_for_help("quality", site_id=make_site().id, operation_id=first, by=worker, at=NOW)
        for _ in range(2)
    ]
    assert calls[0] == calls[1]


def test_an_order_of_one_operation_is_through_with_it():
    order = released_order()
    assert report(Operation.objects.get(work_order=order).pk, 10).is_last


def test_pieces_not_begun_are_split_off_into_an_order_of_their_own():
    order, (first, last) = make_operations_order(quantity=10)
    report(first, 4)
    with pytest.raises(errors.NotSplittable):
        services.split(order, Decimal(7), by=SYSTEM, at=NOW)
    other = services.split(order, Decimal(6), by=SYSTEM, at=NOW)
    assert (state(first), state(last)) == ("done", "ready")  # four was all there is now
    both = WorkOrder.objects.in_bulk([order, other])
    assert [(row.quantity, row.state) for row in both.values()] == [(4, "in_progress"), (6, "planned")]
    rows = Expectation.objects.filter(source_kind=WORK_ORDER).order_by("source_id")
    assert [row.quantity for row in rows] == [4, 6]
    report(last, 4)
