"""What things are made of: no circles, phantoms blown through, the right one on each day."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from taktline.catalog import queries, services
from taktline.catalog.errors import BeginsTooEarly, BomCycle, EmptyStructure, NotADraft, UnreleasedComponents
from taktline.catalog.life import StructureState
from taktline.catalog.types import BomLineDraft, Gap, Supply
from taktline.kernel.actor import SYSTEM
from taktline.kernel.errors import IllegalMove, InvalidInputs
from tests.builders.catalog import START, make_bom, make_item, make_product, make_routing
from tests.builders.identity import NOW
from tests.builders.parties import make_supplier
from tests.builders.resources import make_centre, make_group

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 2)


def made(code, **more):
    return make_item(code, supply=Supply.MAKE, **more)


def test_a_circle_is_refused_with_its_path_and_nothing_changes():
    pump, body, plate = made("PUMP"), made("BODY"), made("PLATE")
    make_bom(pump, (body, 1))
    make_bom(body, (plate, 2))
    draft = make_bom(plate, (make_item("STEEL"), 1), active=False)

    with pytest.raises(BomCycle) as refused:
        services.set_bom_lines(draft, [BomLineDraft(pump, Decimal(1))], by=SYSTEM, at=NOW)

    assert refused.value.code == "catalog.bom-cycle"
    assert refused.value.facts["path"] == "PLATE → PUMP → BODY → PLATE"
    assert [line.component_code for line in queries.bom(draft).lines] == ["STEEL"]


def test_an_item_cannot_be_its_own_component():
    pump = made("PUMP")
    with pytest.raises(BomCycle) as refused:
        make_bom(pump, (pump, 1), active=False)
    assert refused.value.facts["path"] == "PUMP → PUMP"
    assert queries.boms_of(pump) == []


def test_two_drafts_cannot_close_a_circle_together():
    one, two = made("ONE"), made("TWO")
    make_bom(one, (two, 1), active=False)
    with pytest.raises(BomCycle):
        make_bom(two, (one, 1), active=False)


def test_a_by_product_may_be_given_back_to_where_it_came_from():
    bar, chips = make_item("BAR", unit="kg"), make_item("CHIPS", unit="kg")
    shaft = made("SHAFT")
    bom = make_bom(shaft, (bar, "1.2"), (chips, "0.3", {"is_by_product": True}))
    assert [line.is_by_product for line in queries.bom(bom).lines] == [False, True]


def test_each_wrong_line_is_named():
    pump = made("PUMP")
    bom = services.create_bom(pump, by=SYSTEM, at=NOW)
    with pytest.raises(InvalidInputs) as refused:
        services.set_bom_lines(
            bom,
            [BomLineDraft(10**9, Decimal(0)), BomLineDraft(make_item(), Decimal(1), scrap=Decimal(1))],
            by=SYSTEM,
            at=NOW,
        )
    assert [fault.field for fault in refused.value.faults] == [
        "lines[0].component_id",
        "lines[0].quantity",
        "lines[1].scrap",
    ]


def test_what_is_in_force_is_revised_not_edited():
    pump, seal, better = made("PUMP"), make_item("SEAL"), make_item("SEAL2")
    first = make_bom(pump, (seal, 1))

    with pytest.raises(NotADraft):
        services.set_bom_lines(first, [BomLineDraft(better, Decimal(1))], by=SYSTEM, at=NOW)

    second = services.revise_bom(first, by=SYSTEM, at=NOW)
    services.set_bom_lines(second, [BomLineDraft(better, Decimal(1))], by=SYSTEM, at=NOW)
    services.activate_bom(second, effective_from=date(2026, 4, 1), by=SYSTEM, at=NOW)

    def seal_on(day):
        return queries.active_bom(pump, day).lines[0].component_code

    assert queries.active_bom(pump, date(2025, 12, 31)) is None
    assert seal_on(START) == "SEAL"
    assert seal_on(date(2026, 3, 31)) == "SEAL"
    assert seal_on(date(2026, 4, 1)) == "SEAL2"
    assert queries.bom(first).state == StructureState.SUPERSEDED


def test_a_revision_cannot_begin_before_what_it_replaces():
    pump = made("PUMP")
    first = make_bom(pump, (make_item(), 1), start=date(2026, 6, 1))
    second = services.revise_bom(first, by=SYSTEM, at=NOW)
    with pytest.raises(BeginsTooEarly):
        services.activate_bom(second, effective_from=date(2026, 5, 1), by=SYSTEM, at=NOW)
    with pytest.raises(IllegalMove):
        services.activate_bom(first, effective_from=date(2026, 7, 1), by=SYSTEM, at=NOW)


def test_only_whole_and_released_structures_come_into_force():
    pump = made("PUMP")
    empty = services.create_bom(pump, by=SYSTEM, at=NOW)
    with pytest.raises(EmptyStructure):
        services.activate_bom(empty, effective_from=TODAY, by=SYSTEM, at=NOW)
    raw = make_item("RAW", released=False)
    services.set_bom_lines(empty, [BomLineDraft(raw, Decimal(1))], by=SYSTEM, at=NOW)
    with pytest.raises(UnreleasedComponents) as refused:
        services.activate_bom(empty, effective_from=TODAY, by=SYSTEM, at=NOW)
    assert refused.value.facts["codes"] == "RAW"


def test_phantoms_are_blown_through_with_exact_shares():
    seal, ring, spring = make_item("SEAL"), make_item("RING"), make_item("SPRING")
    kit = made("KIT", is_phantom=True)
    inner = made("INNER", is_phantom=True)
    pump = made("PUMP")
    make_bom(inner, (ring, 3), base=7)
    make_bom(kit, (seal, 2, {"scrap": Decimal("0.02")}), (inner, 1))
    make_bom(pump, (kit, 1, {"scrap": Decimal("0.1"), "operation_number": 30}), (spring, 4))

    recipe = queries.recipe(pump, TODAY)

    by_item = {material.component_id: material for material in recipe.materials}
    assert set(by_item) == {seal, ring, spring}
    assert by_item[seal].gross == Fraction(2) / Fraction(9, 10) / Fraction(98, 100)
    assert by_item[ring].gross == Fraction(3, 7) * Fraction(10, 9)
    assert by_item[ring].via == (kit, inner)
    assert by_item[seal].operation_number == 30
    assert by_item[ring].needed(Decimal(100)) == 48  # 47.619… rounded up to whole rings
    assert by_item[spring].needed(Decimal(25)) == 100


def test_alternates_follow_their_main_line():
    pump, nbr, fkm, other = made("PUMP"), make_item("NBR"), make_item("FKM"), make_item("OTHER")
    make_bom(
        pump,
        (fkm, 1, {"alternate_group": "seal", "alternate_priority": 2}),
        (nbr, 1, {"alternate_group": "seal", "alternate_priority": 1}),
        (other, 2),
    )
    materials = queries.recipe(pump, TODAY).materials
    assert [(each.component_id, [a.component_id for a in each.alternates]) for each in materials] == [
        (nbr, [fkm]),
        (other, []),
    ]
    edges = queries.bom_edges(TODAY)
    kinds = dict(zip(edges["child"].tolist(), edges["kind"].tolist(), strict=True))
    assert kinds == {nbr: 0, fkm: 1, other: 0}
    groups = dict(zip(edges["child"].tolist(), edges["group"].tolist(), strict=True))
    assert groups[nbr] == groups[fkm] >= 0 > groups[other]


def test_the_recipe_knows_places_families_and_subcontractors():
    supplier = make_supplier()
    group, (hard, soft) = make_group()
    mill = make_centre("MILL", machines=2, group_id=group)
    lathe = make_centre("LATHE")
    oven = make_centre("OVEN", kind="outside", supplier_id=supplier)
    shaft = made("SHAFT", family_id=hard)
    make_routing(
        shaft,
        (lathe, 90, {"setup_seconds": 1800}),
        (mill, 120, {"transfer_quantity": Decimal(10)}),
        (oven, 0, {"outside_days": 5, "outside_price": Decimal("3.25")}),
    )
    turn, milling, hardening = queries.recipe(shaft, TODAY).operations
    assert (turn.family_id, milling.family_id) == (None, hard)
    assert milling.transfer_quantity == 10
    assert (hardening.outside.supplier_id, hardening.outside.days) == (supplier, 5)
    assert turn.outside is None
    assert soft != hard


def test_recipes_of_a_hundred_take_as_many_queries_as_one():
    def ask(ids):
        with CaptureQueriesContext(
            connection,
        ) as caught:
            queries.recipes(ids, TODAY)
        return len(caught)

    centre = make_centre()
    items = [make_product(operations=[(centre, 60)]) for _ in range(12)]
    assert ask(items) == ask(items[:1])


def test_where_used_climbs_to_the_top():
    ring, kit, pump, tandem = make_item("RING"), made("KIT"), made("PUMP"), made("TANDEM")
    make_bom(kit, (ring, 3))
    make_bom(pump, (kit, 2), (ring, 1))
    make_bom(tandem, (pump, 2))
    found = [(use.level, use.code, use.quantity) for use in queries.where_used(ring)]
    assert found == [(1, "KIT", 3), (1, "PUMP", 1), (2, "PUMP", 6), (2, "TANDEM", 2), (3, "TANDEM", 12)]


def test_engineering_gaps_say_what_is_missing():
    whole = make_product("WHOLE")
    bare = made("BARE", released=False)
    half = made("HALF")
    make_bom(half, (make_item(), 1))
    bought = make_item("BOUGHT")
    gaps = queries.engineering_gaps([whole, bare, half, bought], TODAY)
    assert gaps == {bare: (Gap.NOT_RELEASED, Gap.NO_BOM, Gap.NO_ROUTING), half: (Gap.NO_ROUTING,)}


def test_planning_columns_are_exact_and_cheap(django_assert_num_queries):
    pump, oil = made("PUMP", scrap=Decimal("0.05"), safety_stock=Decimal(3)), make_item("OIL", unit="kg")
    make_bom(pump, (oil, "0.7"), base=3)
    with django_assert_num_queries(1):
        items = queries.planning_items()
    with django_assert_num_queries(2):
        edges = queries.bom_edges(TODAY)
    at = items.ids.tolist().index(pump)
    assert (items["scrap"][at], items["safety"][at], items["quantum"][at]) == (50_000, 3_000_000, 1_000_000)
    assert bool(items["make"][at])
    assert items["quantum"][items.ids.tolist().index(oil)] == 1_000
    assert (edges["numerator"][0], edges["denominator"][0], edges["per"][0]) == (700_000, 3_000_000, 233_334)
