"""Every plan is judged before it is stored: a small one whole, a large one by a sample of items, each whole."""

from dataclasses import replace

import pytest

from taktline.engines import mrp
from taktline.kernel.scope import EVERYTHING
from taktline.planning import queries, rules, services
from taktline.planning.errors import PlanUnsound
from taktline.planning.models import Proposal
from tests.builders.catalog import make_product
from tests.builders.identity import NOW, make_site
from tests.builders.planning import TODAY, confirmed_order, day, plan

pytestmark = pytest.mark.django_db


def ten_products():
    products = [make_product(f"P{number}", lead_days=2) for number in range(10)]
    confirmed_order(*((product, 5 + at, day(30 + at)) for at, product in enumerate(products)))
    return products


def test_a_small_plan_is_checked_whole_and_its_run_says_so():
    ten_products()
    run = queries.run(plan().run_id, scope=EVERYTHING)
    assert (run.checked, run.checked_of) == (20, 20)  # each product and what it is made of
    assert [name for name, _spent in run.steps] == [
        "reading demand, supply and recipes", "netting and pegging", "checking the plan", "storing what differs",
    ]  # fmt: skip
    assert run.requirements == 20
    assert {row.item_code for row in queries.moved_by_run(run.id, scope=EVERYTHING)} >= {"P0", "P9"}


def test_of_a_large_plan_some_items_are_checked_and_the_run_says_how_many(monkeypatch):
    monkeypatch.setattr(rules, "CHECKED_UP_TO", 9)
    monkeypatch.setattr(rules, "SAMPLED", 9)
    ten_products()
    run = queries.run(plan().run_id, scope=EVERYTHING)
    assert 0 < run.checked < run.checked_of == 20
    assert run.seed


def test_a_broken_plan_is_not_stored(monkeypatch):
    ten_products()
    whole = mrp.solve

    def broken(problem, stop=None):
        result = whole(problem, stop)
        made = replace(result.proposals, quantity=result.proposals.quantity + 1)
        return replace(result, proposals=made)

    monkeypatch.setattr(mrp, "solve", broken)
    monkeypatch.setattr(rules, "SAMPLED", 9)
    for most in (5_000, 9):
        monkeypatch.setattr(rules, "CHECKED_UP_TO", most)
        with pytest.raises(PlanUnsound):
            services.compute_plan(make_site().id, today=TODAY, at=NOW)
    assert not Proposal.objects.exists()


def test_the_sample_is_the_same_for_the_same_seed_and_never_empty():
    weights = dict.fromkeys(range(50), 10)
    first = rules.to_check(weights, most=95, seed=7)
    assert first == rules.to_check(weights, most=95, seed=7)
    assert len(first) == 9
    assert first != rules.to_check(weights, most=95, seed=8)
    assert rules.to_check(weights, most=1, seed=1) != []
    assert rules.to_check(weights, most=500, seed=1) == list(range(50))
