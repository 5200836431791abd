"""Overtime for one machine alone: on a calendar of its own that follows the one in force."""

from datetime import date
from decimal import Decimal

import pytest

from taktline.kernel.actor import SYSTEM
from taktline.kernel.errors import NotPermitted
from taktline.resources import queries, services
from taktline.resources.types import ExceptionDraft, ExceptionKind, MachineDraft
from tests.builders.identity import NOW, actor
from tests.builders.resources import make_calendar, make_centre, make_machine, make_person

pytestmark = pytest.mark.django_db
SATURDAY, MONDAY = date(2026, 3, 7), date(2026, 3, 9)
SHIFT = ExceptionDraft(SATURDAY, ExceptionKind.OVERTIME, start=480, end=960)


@pytest.fixture
def machine():
    """A lathe on the site's day shift."""
    return make_machine(make_centre("TURN", machines=0), code="L1")


def worked(machine_id, day):
    """The working spans of a machine on a day."""
    row = next(each for each in queries.machines() if each.id == machine_id)
    month = queries.month(row.calendar_id, day.year, day.month)
    return next(each.spans for each in month if each.day == day)


def overtime(machine_id, *, people=()):
    """Work the Saturday."""
    services.work_overtime([SHIFT], machine_ids=[machine_id], person_ids=people, by=SYSTEM, at=NOW)


def put_on(machine_id, calendar_id):
    """The planner gives the machine other hours."""
    row = queries.machine_draft_of(machine_id)
    draft = MachineDraft(row.code, row.name, row.centre_id, row.name_en, Decimal(1), calendar_id)
    services.change_machine(machine_id, draft, by=SYSTEM, at=NOW)


def test_overtime_keeps_the_hours_that_are_in_force_even_when_the_machine_had_overtime_under_other_hours(
    machine,
):
    overtime(machine)
    assert worked(machine, MONDAY) == ((480, 720), (780, 1020))
    put_on(machine, make_calendar("NIGHT", windows=((1200, 1440),)))

    overtime(machine)

    assert worked(machine, MONDAY) == ((1200, 1440),)
    assert worked(machine, SATURDAY) == ((480, 960),)


def test_a_calendar_of_that_name_that_others_use_is_left_alone(machine):
    shared = make_calendar("L1-OT", windows=((0, 60),))
    person = make_person("P1", calendar_id=shared)
    overtime(machine)

    assert worked(machine, MONDAY) == ((480, 720), (780, 1020))
    assert next(row for row in queries.people() if row.id == person).calendar_id == shared
    assert queries.calendar(shared).exceptions == ()


def test_overtime_is_said_once_and_taken_back_whole(machine):
    person = make_person("P1")
    overtime(machine, people=[person])
    overtime(machine, people=[person])
    assert [len(row.exceptions) for row in queries.calendars().values() if row.code.endswith("-OT")] == [1, 1]

    again = {"machine_ids": [machine], "person_ids": [person], "by": SYSTEM, "at": NOW}
    assert services.take_back_overtime([SHIFT], **again) == 2
    assert services.take_back_overtime([SHIFT], **again) == 0
    assert worked(machine, SATURDAY) == ()
    assert worked(machine, MONDAY) == ((480, 720), (780, 1020))


def test_only_who_may_change_calendars_works_or_takes_back_overtime(machine):
    clerk = actor("sales_clerk")
    for act in (services.work_overtime, services.take_back_overtime):
        with pytest.raises(NotPermitted):
            act([SHIFT], machine_ids=[machine], person_ids=[], by=clerk, at=NOW)
    assert not [row for row in queries.calendars().values() if row.code.endswith("-OT")]
