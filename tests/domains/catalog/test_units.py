"""Exact conversion: nothing is lost on the way there and back."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taktline.catalog import queries, services
from taktline.catalog.errors import LearntOtherwise, NotConvertible, UnitIsFixed
from taktline.catalog.types import ConversionDraft, LearntItem
from taktline.catalog.types.structure import countable
from taktline.kernel.actor import SYSTEM
from taktline.kernel.errors import InvalidInputs
from taktline.kernel.exact import UnknownConversion
from tests.builders.catalog import make_conversion, make_item, make_unit
from tests.builders.identity import NOW
from tests.builders.parties import make_customer

pytestmark = pytest.mark.django_db


def test_boxes_become_pieces_by_the_items_own_rule():
    seal, bush = make_item("SEAL"), make_item("BUSH")
    make_conversion(seal, "box", 1, "pcs", 24)
    make_conversion(bush, "box", 1, "pcs", 100)
    assert queries.stock_quantities([(seal, Decimal(3), "box"), (bush, Decimal(3), "box")]) == [72, 300]
    assert queries.stock_quantity(seal, Decimal(7), "") == 7


def test_a_bar_is_bought_in_kilograms_and_issued_in_bars():
    bar = make_item("BAR", unit="bar")
    make_conversion(bar, "bar", 10, "kg", 148)
    assert queries.stock_quantity(bar, Decimal("44.4"), "kg") == 3


def test_the_items_own_conversion_comes_before_the_general_one():
    services.set_conversions(
        None, [ConversionDraft(make_unit("box"), 1, make_unit("pcs"), 10)], by=SYSTEM, at=NOW
    )
    plain, special = make_item(), make_item()
    make_conversion(special, "box", 1, "pcs", 12)
    assert queries.stock_quantity(plain, Decimal(2), "box") == 20
    assert queries.stock_quantity(special, Decimal(2), "box") == 24


def test_no_way_between_units_is_said():
    with pytest.raises(UnknownConversion, match="kg"):
        queries.stock_quantity(make_item(), Decimal(1), "kg")


def test_conversions_that_contradict_each_other_are_refused():
    item = make_item()
    pcs, box, kg = make_unit("pcs"), make_unit("box"), make_unit("kg")
    with pytest.raises(NotConvertible):
        services.set_conversions(
            item,
            [
                ConversionDraft(box, 1, pcs, 24),
                ConversionDraft(pcs, 10, kg, 1),
                ConversionDraft(box, 1, kg, 2),
            ],
            by=SYSTEM,
            at=NOW,
        )
    assert queries.conversions([item])[item] == ()


@pytest.mark.django_db
@given(
    value=st.fractions(min_value=0, max_value=10**9, max_denominator=10**6),
    places=st.integers(0, 6),
)
def test_countable_never_gives_less_than_needed_nor_a_whole_step_more(value, places):
    step = Fraction(1, 10**places)
    up, down = Fraction(countable(value, places)), Fraction(countable(value, places, down=True))
    assert down <= value <= up
    assert up - value < step
    assert value - down < step


@given(one=st.integers(1, 10**6), two=st.integers(1, 10**6), quantity=st.integers(0, 10**9))
def test_there_and_back_is_exact(one, two, quantity):
    there = Fraction(quantity) * Fraction(two, one)
    assert there * Fraction(one, two) == quantity


def test_a_released_item_keeps_its_unit():
    item = make_item("PUMP")
    draft = queries.item_draft_of(item)
    from dataclasses import replace

    with pytest.raises(UnitIsFixed):
        services.change_item(item, replace(draft, unit_id=make_unit("kg")), by=SYSTEM, at=NOW)
    assert queries.item(item).unit == "pcs"


def test_wrong_figures_are_named_together():
    with pytest.raises(InvalidInputs) as refused:
        make_item(scrap=Decimal(1), lot_rule="fixed", safety_stock=Decimal(-1))
    assert {fault.field for fault in refused.value.faults} == {"scrap", "lot_quantity", "safety_stock"}


def test_a_customers_code_is_learnt_whatever_its_width_and_case():
    customer, seal, other = make_customer(), make_item("SEAL"), make_item("OTHER")
    services.learn_customer_item(
        LearntItem(customer, "ab-１２３ ", seal, "盒", Fraction(24)), by=SYSTEM, at=NOW
    )
    assert queries.find_customer_item(customer, "AB-123") == seal
    assert queries.customer_items(customer, ["ＡＢ-123"])["ＡＢ-123"].factor == 24
    assert queries.find_customer_item(make_customer(), "AB-123") is None
    with pytest.raises(LearntOtherwise):
        services.learn_customer_item(LearntItem(customer, "AB-123", other), by=SYSTEM, at=NOW)
    assert queries.find_customer_item(customer, "AB-123") == seal


def test_items_are_found_by_two_chinese_characters():
    pump = make_item("CBN-F310", name="单联齿轮泵", specification="10mL/r")
    make_item("SEAL-40", name="骨架油封")
    assert [each.id for each in queries.suggest_items("齿轮")] == [pump]
    assert [each.id for each in queries.suggest_items("n-f 310")] == [pump]
    assert queries.suggest_items("没有") == []


def test_revisions_follow_each_other():
    from taktline.catalog.types import RevisionDraft

    item = make_item()
    services.add_revision(item, RevisionDraft("A", date(2026, 1, 1)), by=SYSTEM, at=NOW)
    services.add_revision(item, RevisionDraft("B", date(2026, 3, 1)), by=SYSTEM, at=NOW)
    assert [(each.code, each.effective_until) for each in queries.revisions(item)] == [
        ("B", None),
        ("A", date(2026, 3, 1)),
    ]
