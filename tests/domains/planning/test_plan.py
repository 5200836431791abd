"""What a run promises: it does not overwrite what it did not see, and nobody sees more than they may."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from taktline.kernel.actor import SYSTEM
from taktline.kernel.errors import NotFound, NotPermitted, StaleSnapshot
from taktline.kernel.listing import page
from taktline.kernel.scope import EVERYTHING, Scope
from taktline.kernel.source import Source
from taktline.planning import queries, services
from taktline.planning.errors import CannotPlan, PlanStopped, RuleTwice
from taktline.planning.models import Peg, PlanState, Proposal, Run
from taktline.planning.types import PROPOSAL, RuleRow, SupplyKind
from tests.builders.catalog import make_item, make_product
from tests.builders.identity import NOW, actor, make_site, make_user
from tests.builders.inventory import expect, reserve, stock
from tests.builders.parties import make_customer
from tests.builders.planning import TODAY, confirmed_order, day, delivery_of, plan, proposed

pytestmark = pytest.mark.django_db


def compute():
    return services.compute_plan(make_site().id, today=TODAY, at=NOW)


def test_a_plan_computed_before_another_was_stored_is_refused():
    pump = make_product(lead_days=2)
    confirmed_order((pump, 10, day(30)))
    first = compute()
    confirmed_order((pump, 5, day(40)))
    plan()
    before = list(Proposal.objects.values_list("pk", "quantity"))
    with pytest.raises(StaleSnapshot):
        services.keep_plan(first, by=SYSTEM, at=NOW)
    assert list(Proposal.objects.values_list("pk", "quantity")) == before


def test_a_stopped_run_leaves_the_last_plan():
    confirmed_order((make_product(lead_days=2), 10, day(30)))
    with pytest.raises(PlanStopped):
        services.compute_plan(make_site().id, today=TODAY, at=NOW, stop=lambda: True)
    assert not Run.objects.exists()
    assert not Proposal.objects.exists()


def test_a_run_that_changes_nothing_leaves_no_run():
    make_product(lead_days=2)
    plan()
    assert not Run.objects.exists()
    assert not Peg.objects.exists()


def test_an_item_that_cannot_be_planned_is_named():
    broken = make_item("BROKEN", lot_rule="min_multiple", lot_maximum=5, lot_multiple=5)
    connection.cursor().execute("UPDATE catalog_item SET lot_maximum = 1000000 WHERE id = %s", [broken])
    expect(broken, 10, due=day(10), direction="out")
    with pytest.raises(CannotPlan) as refused:
        compute()
    assert "BROKEN" in str(refused.value)


def test_stock_kept_for_a_quotation_is_not_planned_with():
    pump = make_product(lead_days=2)
    stock(pump, 10)
    reserve(pump, 4, source_id=7)
    confirmed_order((pump, 10, day(30)))
    plan()
    assert [row.quantity for row in proposed(pump)] == [4]


def test_an_overdue_order_is_planned_for_today_and_called_out():
    pump = make_product("LATE", lead_days=5)
    confirmed_order((pump, 10, day(1)))
    plan()
    (row,) = proposed(pump)
    assert row.past_due
    assert row.start == TODAY
    calls = {each.values["call"] for each in page(queries.EXCEPTIONS, scope=EVERYTHING).rows}
    assert "past_due" in calls


def test_the_same_question_costs_the_same_for_any_number():
    pump = make_product("PUMP", lead_days=2)
    counts = []
    for number in range(3):
        for _ in range(1 + 4 * number):
            confirmed_order((pump, 1 + number, day(30 + number)))
        plan()
        sources = [Source(PROPOSAL, row.id) for row in proposed()]
        with CaptureQueriesContext(connection) as told:
            queries.covers(sources)
            page(queries.PROPOSALS, scope=EVERYTHING)
            page(queries.EXCEPTIONS, scope=EVERYTHING)
            queries.item_plan(pump, site_id=make_site().id, today=TODAY, at=NOW)
        counts.append(len(told))
    assert len(set(counts)) == 1, counts


def test_a_clerk_sees_own_customers_only():
    mine = make_user("sales_clerk")
    pump = make_product("PUMP", lead_days=2)
    own = confirmed_order((pump, 5, day(30)), customer_id=make_customer(name="自己", clerk_id=mine))
    other = confirmed_order((pump, 5, day(40)), customer_id=make_customer(name="别人"))
    plan()
    scope = Scope(clerk=mine, money=True)
    assert {row.values["customer"].zh for row in page(queries.PROPOSALS, scope=scope).rows} == {"自己"}
    part = next(row for row in proposed() if row.cover_id == delivery_of(other).id)
    assert queries.trace(Source(PROPOSAL, part.id), scope=scope).customers == ()
    assert queries.covers([Source(PROPOSAL, part.id)], scope=scope) == {}
    with pytest.raises(NotFound):
        queries.proposal(part.id, scope=scope)
    assert queries.trace(delivery_of(own), scope=scope).start.customer.zh == "自己"
    assert page(queries.PROPOSALS, scope=Scope(sites=frozenset())).rows == []


def test_rules_stand_once_and_only_planners_set_them():
    site = make_site().id
    rule = services.set_rule(RuleRow(0, site, None, SupplyKind.BUY, 5, True), by=SYSTEM, at=NOW)
    with pytest.raises(RuleTwice):
        services.set_rule(RuleRow(0, site, None, SupplyKind.BUY, 9, True), by=SYSTEM, at=NOW)
    with pytest.raises(NotPermitted):
        services.set_rule(RuleRow(0, site, None, SupplyKind.MAKE, 9, True), by=actor("buyer"), at=NOW)
    services.set_rule(RuleRow(rule, site, None, SupplyKind.BUY, 8, True), by=SYSTEM, at=NOW)
    assert queries.rule(rule, scope=EVERYTHING).days == 8
    services.delete_rule(rule, by=SYSTEM, at=NOW)
    with pytest.raises(NotFound):
        queries.rule(rule, scope=EVERYTHING)


def test_a_site_is_marked_once_until_it_is_planned():
    site = make_site().id
    assert services.mark_dirty(site, at=NOW) == 1
    assert services.mark_dirty(site, at=NOW) == 0
    assert services.dirty_sites(at=NOW, quiet=timedelta(seconds=1)) == []
    assert services.dirty_sites(at=NOW + timedelta(seconds=2), quiet=timedelta(seconds=1)) == [site]
    plan()
    assert PlanState.objects.get(site_id=site).dirty_at is None
