"""What must hold for every plan, on random plants with everything a plant can have."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from taktline.engines import mrp
from taktline.engines.compiled import without_numba
from taktline.engines.mrp import rows
from taktline.engines.mrp.columns import names, take

HORIZON = 40
UNIT = mrp.UNIT
WEEK = mrp.Calendar.of(-14, np.array([day % 7 < 5 for day in range(14 + HORIZON + 7)]))
OPEN = mrp.Calendar.every_day(HORIZON, before=14)
COLUMNS = ("items", "lines", "demands", "supplies")


def units(low, high):
    return st.integers(low, high).map(lambda number: number * UNIT)


@st.composite
def item(draw, number):
    rule = draw(st.sampled_from(list(mrp.LotRule)))
    least = draw(st.integers(1, 12))
    multiple = draw(st.integers(1, 6))
    return rows.Item(
        number,
        on_hand=draw(units(0, 40)),
        safety=draw(st.sampled_from([0, 0, 5])) * UNIT,
        lead=draw(st.integers(0, 6)),
        rule=rule,
        lot_size=least * UNIT,
        lot_min=least * UNIT,
        lot_multiple=multiple * UNIT,
        lot_max=draw(st.sampled_from([0, max(least, multiple) + 5])) * UNIT,
        period=draw(st.integers(1, 9)),
        scrap=draw(st.sampled_from([0, 0, 30_000])),
        make=draw(st.booleans()),
        phantom=draw(st.integers(0, 9)) == 0,
        window=draw(st.integers(0, 12)),
        fence=draw(st.integers(0, 3)),
        calendar=draw(st.integers(0, 1)),
    )


@st.composite
def bom(draw, count):
    lines, group = [], 0
    for parent in range(count - 1):
        below = st.integers(parent + 1, count - 1)
        for child in draw(st.lists(below, max_size=3, unique=True)):
            per = draw(st.sampled_from([UNIT, 2 * UNIT, 250_000, 333_333]))
            scrap = draw(st.sampled_from([0, 0, 20_000]))
            kind = draw(st.sampled_from([0, 0, 0, 0, 2]))
            stand_in = draw(below) if kind == 0 and draw(st.integers(0, 3)) == 0 else None
            if stand_in is None or stand_in >= child:
                lines.append(rows.Line(len(lines), parent, child, per, scrap, kind))
                continue
            group += 1
            lines.append(rows.Line(len(lines), parent, child, per, scrap, 0, group))
            lines.append(rows.Line(len(lines), parent, stand_in, 2 * per, 0, 1, group, 1))
    return lines


@st.composite
def plants(draw):
    count = draw(st.integers(1, 7))
    items = [draw(item(number)) for number in range(count)]
    which = st.integers(0, count - 1)
    supplies = [
        rows.Supply(
            number,
            draw(which),
            draw(st.integers(-5, HORIZON - 1)),
            draw(units(1, 30)),
            2,
            draw(st.booleans()),
        )
        for number in range(draw(st.integers(0, 5)))
    ]
    demands = [
        rows.Demand(
            number,
            draw(which),
            draw(st.integers(-5, HORIZON - 1)),
            draw(units(0, 25)),
            draw(st.integers(0, 1)),
            draw(st.integers(0, 3)),
        )
        for number in range(draw(st.integers(0, 10)))
    ]
    return rows.problem(rows.Rows(items, draw(bom(count)), demands, supplies), HORIZON, (WEEK, OPEN))


many = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@many
@given(plants())
def test_every_plan_keeps_every_law(plant):
    plan = mrp.solve(plant)
    assert mrp.check(plant, plan) == []
    for item in plant.items.id.tolist():
        assert mrp.check(plant, plan, [item]) == []


@many
@given(plants(), st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter(plant, chance):
    def shuffled(table):
        order = list(range(len(table.id)))
        chance.shuffle(order)
        return take(table, np.array(order, np.int64))

    mixed = replace(plant, **{name: shuffled(getattr(plant, name)) for name in COLUMNS})

    assert mrp.same(mrp.solve(plant), mrp.solve(mixed))


@many
@given(plants(), st.permutations(range(7)))
def test_renaming_items_plans_the_same_quantities(plant, names_of):
    count = len(plant.items.id)
    new = np.array([name for name in names_of if name < count], np.int64)
    renamed = replace(
        plant,
        items=replace(plant.items, id=new),
        lines=replace(plant.lines, parent=new[plant.lines.parent], child=new[plant.lines.child]),
        demands=replace(plant.demands, item=new[plant.demands.item]),
        supplies=replace(plant.supplies, item=new[plant.supplies.item]),
    )

    def book(result, name):
        p = result.proposals
        return sorted(zip((name[i] for i in p.item), p.quantity, p.start, p.due, p.past_due, strict=True))

    back = dict(zip(new.tolist(), range(count), strict=True))
    same = {number: number for number in range(count)}
    assert book(mrp.solve(renamed), back) == book(mrp.solve(plant), same)


@many
@given(plants())
def test_lot_for_lot_from_empty_shelves_orders_exactly_what_is_asked(plant):
    zero = np.zeros_like(plant.items.id)
    bare = replace(
        plant.items, on_hand=zero, safety=zero, rule=zero, scrap=zero, quantum=zero + 1, phantom=zero > 0
    )
    lines = take(plant.lines, plant.lines.kind == 0)
    empty = take(plant.supplies, np.zeros(0, np.int64))
    result = mrp.solve(replace(plant, items=bare, lines=lines, supplies=empty))

    for number in plant.items.id:
        gross = result.requirements.quantity[result.requirements.item == number].sum()
        assert result.proposals.quantity[result.proposals.item == number].sum() == gross


@many
@given(plants())
def test_a_plant_twice_as_large_plans_twice_as_much(plant):
    double = {
        "items": (
            "on_hand",
            "safety",
            "lot_size",
            "lot_min",
            "lot_multiple",
            "lot_max",
            "quantum",
        ),
        "demands": ("quantity", "reserved"),
        "supplies": ("quantity",),
    }
    even = replace(
        plant,
        lines=replace(plant.lines, per=plant.lines.per // 250_000 * 250_000, scrap=plant.lines.scrap * 0),
    )
    large = replace(
        even,
        **{
            name: replace(
                getattr(even, name),
                **{column: getattr(getattr(even, name), column) * 2 for column in columns},
            )
            for name, columns in double.items()
        },
    )
    one, two = mrp.solve(even), mrp.solve(large)

    assert np.array_equal(two.proposals.due, one.proposals.due)
    assert np.array_equal(two.proposals.quantity, one.proposals.quantity * 2)
    assert np.array_equal(two.pegs.quantity, one.pegs.quantity * 2)


@settings(max_examples=25, deadline=None)
@given(plants())
def test_compiled_and_plain_kernels_give_the_same_bytes(plant):
    compiled = mrp.solve(plant)
    with without_numba():
        assert mrp.same(compiled, mrp.solve(plant))


@many
@given(plants())
def test_any_customer_demand_can_be_walked_down_to_what_is_bought(plant):
    plan = mrp.solve(plant)
    seen = set(np.flatnonzero(plan.requirements.proposal < 0).tolist())
    front = set(seen)
    while front:
        orders = {
            int(r)
            for r, n, s in zip(plan.pegs.ref, plan.pegs.requirement, plan.pegs.source, strict=True)
            if int(n) in front and s == mrp.Source.PROPOSAL
        }
        front = {n for n, p in enumerate(plan.requirements.proposal.tolist()) if p in orders} - seen
        seen |= front

    assert seen == set(range(len(plan.requirements.item)))


class TestTheCheckerSeesWhatIsWrong:
    """A judge that never says no is no judge."""

    problem = rows.problem(
        rows.Rows(
            [rows.Item(1, lead=2, make=True, safety=2 * UNIT), rows.Item(2, lead=3, on_hand=4 * UNIT)],
            [rows.Line(1, 1, 2, 2 * UNIT)],
            [rows.Demand(1, 1, 12, 5 * UNIT)],
        ),
        HORIZON,
    )

    @pytest.mark.parametrize(
        ("table", "column", "code"),
        [
            ("proposals", "due", "offset_wrong"),
            ("proposals", "start", "offset_wrong"),
            ("proposals", "started", "lot_rule_broken"),
            ("proposals", "wanted", "late_unsaid"),
            ("requirements", "quantity", "requirement_not_pegged"),
            ("requirements", "due", "demand_changed"),
            ("pegs", "quantity", "requirement_not_pegged"),
            ("pegs", "source", "bad_peg"),
        ],
    )
    def test_a_forged_number_is_found(self, table, column, code):
        plan = mrp.solve(self.problem)
        assert mrp.check(self.problem, plan) == []
        forged = getattr(plan, table)
        values = getattr(forged, column).copy()
        values[0] = 0 if column == "wanted" else 3 - values[0] if column == "source" else values[0] + UNIT
        broken = replace(plan, **{table: replace(forged, **{column: values})})
        if column == "source":
            broken = replace(broken, pegs=replace(broken.pegs, ref=np.full_like(broken.pegs.ref, -1)))

        assert code in {violation.code for violation in mrp.check(self.problem, broken)}
        alone = {violation.code for each in self.problem.items.id for violation in mrp.check(self.problem, broken, [each])}
        assert code in alone

    def test_a_lost_order_is_found(self):
        plan = mrp.solve(self.problem)
        short = replace(plan, proposals=take(plan.proposals, plan.proposals.item != 9))
        quantities = short.proposals.quantity.copy()
        quantities[-1] -= UNIT
        short = replace(short, proposals=replace(short.proposals, quantity=quantities))

        codes = {violation.code for violation in mrp.check(self.problem, short)}
        assert {"supply_overdrawn", "below_safety"} <= codes


def test_tables_keep_one_length_for_all_columns():
    plan = mrp.solve(TestTheCheckerSeesWhatIsWrong.problem)

    for table in ("proposals", "requirements", "by_products", "pegs", "messages"):
        assert (
            len({len(getattr(getattr(plan, table), column)) for column in names(getattr(plan, table))}) == 1
        )
