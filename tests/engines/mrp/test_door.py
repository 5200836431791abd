"""What the engine refuses, in words a planner can act on."""

import numpy as np
import pytest

from taktline.engines import mrp
from taktline.engines.errors import EngineError
from taktline.engines.mrp import rows

ONE = mrp.UNIT


def refusal(told, horizon=30, calendars=()):
    with pytest.raises(EngineError) as raised:
        mrp.solve(rows.problem(told, horizon, calendars))
    return raised.value.code, dict(raised.value.facts)


def test_a_bom_that_comes_back_to_itself_is_refused_with_the_path():
    items = [rows.Item(number, make=True) for number in (10, 20, 30, 40)]
    lines = [rows.Line(1, 10, 20), rows.Line(2, 20, 30), rows.Line(3, 30, 40), rows.Line(4, 40, 20)]

    code, facts = refusal(rows.Rows(items, lines))

    assert code == "mrp.cycle"
    assert facts["path"] == (20, 30, 40, 20)


def test_an_item_that_contains_itself_is_refused():
    assert refusal(rows.Rows([rows.Item(7, make=True)], [rows.Line(1, 7, 7)])) == (
        "mrp.cycle",
        {"path": (7, 7)},
    )


@pytest.mark.parametrize(
    ("item", "code"),
    [
        (rows.Item(1, lead=-2), "mrp.negative_lead"),
        (rows.Item(1, on_hand=-1), "mrp.negative_stock"),
        (rows.Item(1, safety=-1), "mrp.negative_safety_stock"),
        (rows.Item(1, scrap=1_000_000), "mrp.impossible_scrap"),
        (rows.Item(1, quantum=0), "mrp.no_quantum"),
        (rows.Item(1, calendar=1), "mrp.unknown_calendar"),
        (rows.Item(1, rule=9), "mrp.unknown_lot_rule"),
        (rows.Item(1, rule=mrp.LotRule.FIXED), "mrp.fixed_lot_without_size"),
        (rows.Item(1, rule=mrp.LotRule.PERIOD), "mrp.period_without_days"),
        (
            rows.Item(1, rule=mrp.LotRule.MIN_MULTIPLE_MAX, lot_min=9 * ONE, lot_max=5 * ONE),
            "mrp.lot_max_too_small",
        ),
        (rows.Item(1, on_hand=2 * 10**18), "mrp.overflow"),
    ],
)
def test_an_item_that_makes_no_sense_is_refused_by_id(item, code):
    found, facts = refusal(rows.Rows([item]))

    assert found == code
    assert facts["item"] == 1


@pytest.mark.parametrize(
    ("told", "code"),
    [
        (rows.Rows([rows.Item(1)], [rows.Line(5, 1, 99)]), "mrp.unknown_component"),
        (
            rows.Rows([rows.Item(1), rows.Item(2)], [rows.Line(5, 1, 2, per=0)]),
            "mrp.quantity_per_out_of_range",
        ),
        (
            rows.Rows([rows.Item(1), rows.Item(2)], [rows.Line(5, 1, 2, kind=1, group=1)]),
            "mrp.alternate_without_main",
        ),
        (
            rows.Rows(
                [rows.Item(1), rows.Item(2)], [rows.Line(5, 1, 2, group=1), rows.Line(6, 1, 2, group=1)]
            ),
            "mrp.two_main_components",
        ),
        (rows.Rows([rows.Item(1)], demands=[rows.Demand(3, 8, 1, ONE)]), "mrp.unknown_item"),
        (rows.Rows([rows.Item(1)], demands=[rows.Demand(3, 1, 1, -ONE)]), "mrp.negative_demand"),
        (rows.Rows([rows.Item(1)], demands=[rows.Demand(3, 1, 30, ONE)]), "mrp.beyond_horizon"),
        (
            rows.Rows([rows.Item(1)], demands=[rows.Demand(3, 1, 1, ONE, reserved=ONE)]),
            "mrp.reserved_beyond_stock",
        ),
        (rows.Rows([rows.Item(1)], demands=[rows.Demand(3, 1, 1, ONE, supply=4)]), "mrp.unknown_supply"),
        (rows.Rows([rows.Item(1)], supplies=[rows.Supply(3, 1, 1, -ONE)]), "mrp.negative_supply"),
        (rows.Rows([rows.Item(1), rows.Item(1)]), "mrp.duplicate_id"),
    ],
)
def test_rows_that_do_not_fit_together_are_refused(told, code):
    assert refusal(told)[0] == code


def test_sums_beyond_what_integers_carry_are_refused_and_never_wrap():
    demands = [rows.Demand(number, 1, 3, 10**18) for number in range(5)]
    assert refusal(rows.Rows([rows.Item(1)], demands=demands)) == ("mrp.overflow", {"item": 1})

    items = [rows.Item(1, make=True), rows.Item(2)]
    lines = [rows.Line(1, 1, 2, per=10**12)]
    demands = [rows.Demand(1, 1, 3, 10**16)]
    assert refusal(rows.Rows(items, lines, demands)) == ("mrp.overflow", {"item": 2})


def test_a_lot_so_small_that_the_plan_would_drown_in_orders_is_refused():
    item = rows.Item(1, rule=mrp.LotRule.FIXED, lot_size=ONE)
    code, facts = refusal(rows.Rows([item], demands=[rows.Demand(1, 1, 3, 5000 * ONE)]))

    assert (code, facts["item"]) == ("mrp.too_many_lots", 1)


def test_a_calendar_that_ends_before_the_horizon_is_refused():
    short = mrp.Calendar.of(0, np.ones(10, np.bool_))
    assert refusal(rows.Rows([rows.Item(1)]), 30, (short,))[0] == "mrp.calendar_too_short"

    torn = mrp.Calendar(0, np.arange(31), np.arange(1, 31))
    assert refusal(rows.Rows([rows.Item(1)]), 30, (torn,))[0] == "mrp.calendar_inconsistent"


def test_a_planner_can_stop_a_run():
    with pytest.raises(EngineError) as raised:
        mrp.solve(rows.problem(rows.Rows([rows.Item(1)]), 5), stop=lambda: True)

    assert raised.value.code == "mrp.stopped"


def test_an_empty_company_has_an_empty_plan():
    problem = rows.problem(rows.Rows([]), 30)
    result = mrp.solve(problem)

    assert len(result.proposals.item) == 0
    assert mrp.check(problem, result) == []
