"""Who works for one site neither plans nor stops another."""

import pytest

from taktline.flows.plan_and_release.net_change import request_plan, stop_plan
from taktline.flows.plan_and_release.release_work_orders import refresh_clearance
from taktline.kernel import jobs
from taktline.kernel.actor import SYSTEM
from taktline.kernel.errors import NotFound
from taktline.kernel.scope import EVERYTHING
from taktline.planning import queries, services
from taktline.planning.models import Proposal, Run
from taktline.planning.types import RuleRow, SupplyKind
from taktline.shopfloor import services as shopfloor
from taktline.shopfloor.models import WorkOrder
from tests.builders.catalog import make_product
from tests.builders.identity import NOW, actor, make_site
from tests.builders.planning import TODAY, confirmed_order, day, plan
from tests.builders.shopfloor import make_work_order

pytestmark = pytest.mark.django_db


@pytest.fixture
def stranger():
    """A planner of another site."""
    return actor("planner", sites=(make_site("S2").id,))


def test_a_planner_of_another_site_neither_plans_nor_stores_a_plan(stranger):
    site = make_site().id
    confirmed_order((make_product(lead_days=2), 10, day(30)))
    solved = services.compute_plan(site, today=TODAY, at=NOW)
    with pytest.raises(NotFound):
        plan(by=stranger)
    with pytest.raises(NotFound):
        services.keep_plan(solved, by=stranger, at=NOW)
    with pytest.raises(NotFound):
        request_plan(site, by=stranger, at=NOW)
    assert not Proposal.objects.exists()
    assert jobs.latest("planning.run") == []


def test_a_planner_of_another_site_neither_stops_nor_opens_a_run(stranger):
    site = make_site().id
    confirmed_order((make_product(lead_days=2), 10, day(30)))
    outcome = plan()
    job = request_plan(site, by=SYSTEM, at=NOW)
    with pytest.raises(NotFound):
        stop_plan(job, by=stranger)
    assert jobs.job(job).state == "queued"
    with pytest.raises(NotFound):
        queries.run(outcome.run_id, scope=stranger.scope)
    stop_plan(job, by=actor("planner", sites=(site,)))
    assert Run.objects.count() == 1


def test_a_planner_of_another_site_does_not_say_what_is_clear_to_build(stranger):
    order = make_work_order()
    before = WorkOrder.objects.get(pk=order).clearance
    with pytest.raises(NotFound):
        shopfloor.set_clearance({order: "clear"}, by=stranger)
    with pytest.raises(NotFound):
        refresh_clearance(make_site().id, by=stranger, at=NOW)
    assert WorkOrder.objects.get(pk=order).clearance == before


def test_a_planner_of_another_site_does_not_see_a_firming_rule(stranger):
    rule = RuleRow(0, make_site().id, None, SupplyKind.BUY, 5, is_active=True)
    made = services.set_rule(rule, by=SYSTEM, at=NOW)
    assert queries.rule(made, scope=EVERYTHING).days == 5
    with pytest.raises(NotFound):
        queries.rule(made, scope=stranger.scope)
