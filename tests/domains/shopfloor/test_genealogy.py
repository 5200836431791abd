"""Every lot knows what it was made of and what was made of it; a wrong completion leaves no trace."""

from decimal import Decimal

import pytest

from taktline.inventory.models import Lot
from taktline.kernel.actor import SYSTEM
from taktline.shopfloor import queries, services
from taktline.shopfloor.models import Completion, Material, Operation
from taktline.shopfloor.types import Finished, IssueLine, Pieces, Who
from tests.builders.catalog import make_bom, make_item, make_routing
from tests.builders.identity import NOW, actor, make_site
from tests.builders.inventory import make_store, stock
from tests.builders.resources import make_centre, make_person
from tests.builders.shopfloor import released_order

pytestmark = pytest.mark.django_db
SEES = SYSTEM.scope


def part_of(item, code):
    part = make_item(code, supply="make", tracking="lot")
    make_bom(part, (item, 1))
    make_routing(part, (make_centre(), 60))
    return part


def make(part, quantity, lot, *, of):
    """Make a lot of a part from one lot of its material."""
    order = released_order(part, quantity=quantity)
    line = Material.objects.get(work_order_id=order)
    taken = Lot.objects.get(code=of)
    where = IssueLine(line.pk, Decimal(quantity), make_store(), taken.pk)
    services.issue(order, [where], by=SYSTEM, at=NOW)
    operation = Operation.objects.get(work_order_id=order).pk
    services.report(operation, Pieces(good=Decimal(quantity)), who=Who(), by=SYSTEM, at=NOW)
    return services.complete(order, Finished(Decimal(quantity), lot_code=lot), by=SYSTEM, at=NOW)


def codes(links):
    return [(link.level, link.lot or link.work_order) for link in links]


@pytest.fixture
def chain():
    """Two heats become two lots of shafts; both go into one lot of pumps."""
    bar = make_item("BAR", tracking="lot")
    shaft = part_of(bar, "SHAFT")
    pump = part_of(shaft, "PUMP")
    for heat in ("H1", "H2"):
        stock(bar, 4, lot=heat, value=400)
        make(shaft, 4, f"S-{heat}", of=heat)
    make(pump, 4, "P-1", of="S-H1")
    return pump


def lot(code):
    return Lot.objects.get(code=code).pk


@pytest.mark.usefixtures("chain")
def test_a_lot_is_traced_back_to_its_heat_and_forward_to_what_was_made_of_it():
    assert codes(queries.trace_back(lot("P-1"), scope=SEES)) == [(1, "S-H1"), (2, "H1")]
    assert codes(queries.trace_forward(lot("H1"), scope=SEES)) == [(1, "S-H1"), (2, "P-1")]
    assert [row.lot_id for row in queries.recall_list(lot("H2"), scope=SEES)] == [lot("H2"), lot("S-H2")]
    stranger = actor("planner", sites=(make_site("S2").id,)).scope
    assert queries.trace_forward(lot("H1"), scope=stranger) == []


@pytest.mark.usefixtures("chain")
def test_what_lies_at_a_machine_is_found_and_a_reversed_completion_is_not():
    event = Completion.objects.get(made__lot__code="P-1")
    services.reverse_completion(event.pk, reason="错", by=SYSTEM, at=NOW)
    (shafts, at_machine) = queries.trace_forward(lot("H1"), scope=SEES)
    assert (shafts.lot, at_machine.is_at_machine, at_machine.quantity) == ("S-H1", True, 4)


def test_a_terminal_shows_the_next_job_and_what_one_has_made():
    order = released_order(quantity=10)
    wang = make_person()
    (job,) = queries.jobs(scope=SEES, person_id=wang)
    assert (job.work_order_id, job.state, job.available, job.mine, job.is_last) == (
        order,
        "ready",
        10,
        False,
        True,
    )
    services.start(job.operation_id, "run", who=Who(person_id=wang), by=SYSTEM, at=NOW)
    services.report(job.operation_id, Pieces(good=Decimal(4)), who=Who(person_id=wang), by=SYSTEM, at=NOW)
    (job,) = queries.jobs(scope=SEES, person_id=wang, order_id=order)
    assert (job.available, job.mine, job.state) == (6, True, "running")
    made = queries.made_by(wang, start=NOW.replace(hour=0), end=NOW.replace(hour=23))
    assert (made.good, len(made.reports)) == (4, 1)
