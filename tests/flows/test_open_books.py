"""The first day: tables are checked with control totals, then brought in exactly as checked."""

from decimal import Decimal

import pytest

from taktline.flows import open_books
from taktline.kernel.errors import NotPermitted, StaleSnapshot
from taktline.kernel.listing import page
from taktline.kernel.scope import EVERYTHING
from taktline.parties import queries as parties
from tests.builders.identity import NOW, actor

pytestmark = pytest.mark.django_db
TERMS = [
    {"code": "M60", "name": "月结60天", "kind": "monthly", "prepaid_share": None, "days": "60"},
    {"code": "P30", "name": "预付三成", "kind": "prepaid", "prepaid_share": "0.3", "days": 0},
]


def codes():
    return {row["code"] for row in page(parties.TERMS, scope=EVERYTHING).rows}


def test_a_check_changes_nothing_and_gives_control_totals():
    owner = actor("admin")
    checked = open_books.check("parties.terms", TERMS, by=owner, at=NOW)
    assert (checked.is_clean, checked.report.created, checked.sums["days"]) == (True, 2, Decimal(60))
    assert codes() == set()
    open_books.apply(
        "parties.terms", TERMS, seal=checked.seal, expected={"days": Decimal(60)}, by=owner, at=NOW
    )
    assert codes() == {"M60", "P30"}


def test_another_table_than_the_checked_one_is_refused():
    owner = actor("admin")
    seal = open_books.check("parties.terms", TERMS, by=owner, at=NOW).seal
    with pytest.raises(StaleSnapshot):
        open_books.apply("parties.terms", TERMS[:1], seal=seal, by=owner, at=NOW)
    assert codes() == set()


def test_a_table_that_does_not_add_up_is_refused():
    owner = actor("admin")
    seal = open_books.check("parties.terms", TERMS, by=owner, at=NOW).seal
    with pytest.raises(open_books.ControlTotalsDiffer):
        open_books.apply("parties.terms", TERMS, seal=seal, expected={"days": Decimal(61)}, by=owner, at=NOW)
    assert codes() == set()


def test_every_fault_is_shown_by_its_cell_and_one_stops_the_whole():
    owner = actor("admin")
    rows = [TERMS[0] | {"days": "sixty"}, TERMS[1] | {"kind": "barter"}, TERMS[0] | {"code": ""}, TERMS[1]]
    checked = open_books.check("parties.terms", rows, by=owner, at=NOW)
    assert [(each.row, each.column) for each in checked.report.faults] == [
        (1, "days"),
        (2, "kind"),
        (3, "code"),
    ]
    done = open_books.apply("parties.terms", rows, seal=checked.seal, by=owner, at=NOW)
    assert done.report.faults
    assert codes() == set()


def test_only_those_who_may_open_the_books():
    with pytest.raises(NotPermitted):
        open_books.check("parties.terms", TERMS, by=actor("buyer"), at=NOW)
    with pytest.raises(open_books.UnknownSheet):
        open_books.check("moon.rocks", TERMS, by=actor("admin"), at=NOW)


def test_every_table_has_its_own_key_and_something_to_fill_in():
    keys = [each.key for each in open_books.OPENING]
    assert len(keys) == len(set(keys))
    assert all(any(column.required for column in each.columns) for each in open_books.OPENING)
