"""Why here: the constraint that a planner would name."""

from itertools import pairwise

from taktline.engines.scheduling import (
    Alternative,
    Draft,
    Link,
    MachineSpec,
    OperationSpec,
    Slot,
    chain,
    construct,
    why,
)
from taktline.engines.scheduling.generate import Factory, generate
from taktline.engines.timeline import WorkingTime
from tests.engines.scheduling.plants import DAY, day_shift


def shop():
    draft = Draft(horizon=10 * DAY, now=480)
    days = draft.calendar(day_shift(days=10))
    truck = draft.calendar(WorkingTime.of([(DAY + 600, DAY + 660), (4 * DAY + 600, 4 * DAY + 660)]))
    draft.machine(MachineSpec("A", days))
    draft.machine(MachineSpec("B", days))
    draft.machine(
        MachineSpec("OUT", draft.calendar(WorkingTime.always(0, 10 * DAY)), outside=True, truck=truck)
    )
    draft.person("Anna", days, ("turn",))
    return draft


def explained(draft, operation):
    problem = draft.problem()
    found = why(problem, construct(problem).timetable, operation)
    return found.kind.value, found.other, found.resource, found.until, found.waits


def test_each_kind_of_reason():
    draft = shop()
    job = draft.job("J", 0)
    first = draft.operation(job, OperationSpec("0", (Alternative(0, 200),), skill="turn"))
    same_machine = draft.operation(
        job, OperationSpec("1", (Alternative(0, 40),), after=(Link(first, wait=0),))
    )
    waits = draft.operation(job, OperationSpec("2", (Alternative(1, 40),), after=(Link(first, wait=100),)))
    truck = draft.operation(job, OperationSpec("3", (Alternative(2, 100),), after=(Link(waits),)))
    steel = draft.operation(
        draft.job("K", 0), OperationSpec("4", (Alternative(1, 10),), release=2 * DAY + 500)
    )
    released = draft.operation(draft.job("L", 0, release=3 * DAY), OperationSpec("5", (Alternative(1, 10),)))
    assert explained(draft, first)[0] == "now"
    assert explained(draft, same_machine)[:4] == ("machine", first, 0, 680)
    assert explained(draft, waits) == ("predecessor", first, -1, 780, 0)
    assert explained(draft, truck) == ("predecessor", waits, -1, 820, DAY + 600 - 820)
    assert explained(draft, steel) == ("material", -1, -1, 2 * DAY + 500, 0)
    assert explained(draft, released) == ("calendar", -1, 1, 3 * DAY + 480, 480)


def test_a_person_who_is_busy_a_pin_and_a_frozen_operation():
    draft = shop()
    one, two, three, four = (
        draft.job(name, due) for name, due in (("A", 0), ("B", 5000), ("C", 9000), ("D", 9000))
    )
    draft.operation(one, OperationSpec("0", (Alternative(0, 100),), skill="turn"))
    draft.operation(two, OperationSpec("1", (Alternative(1, 90),), skill="turn"))
    draft.operation(three, OperationSpec("2", (Alternative(1, 10),), pin_start=1000))
    draft.operation(four, OperationSpec("3", (Alternative(0, 10),), frozen=True, published=Slot(0, 900, 910)))
    assert explained(draft, 1) == ("person", 0, 0, 580, 0)
    assert explained(draft, 2)[0] == "pin"
    assert explained(draft, 3)[0] == "frozen"


def test_a_chain_leads_to_its_origin_and_a_compact_schedule_leaves_nothing_free():
    problem = generate(Factory(80, seed=4, people=True))
    table = construct(problem).timetable
    found = chain(problem, table, int(table.end.argmax()))
    assert found[-1].other == -1
    assert all(a.other == b.operation for a, b in pairwise(found))
    assert {why(problem, table, o).kind.value for o in range(problem.size)}.isdisjoint({"free"})
