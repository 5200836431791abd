"""What belongs to one site is neither seen nor touched from another."""

import pytest

from taktline.kernel.actor import SYSTEM
from taktline.kernel.errors import NotFound
from taktline.kernel.listing import page
from taktline.office import queries, services
from tests.builders.identity import NOW, actor, make_site
from tests.builders.office import ORDER, PDF, make_task

pytestmark = pytest.mark.django_db


@pytest.fixture
def two_sites():
    return make_site().id, make_site("S2", name="二厂", name_en="Plant two").id


def test_an_approval_is_decided_at_its_own_site_only(two_sites):
    here, there = two_sites
    asked = services.request_approval(
        "sales.price",
        source=ORDER,
        site_id=there,
        role="plant_manager",
        reason="促销",
        title="Decide",
        by=SYSTEM,
        at=NOW,
    )
    stranger = actor("plant_manager", sites=[here])
    assert queries.approvals_of(ORDER, scope=stranger.scope) == []
    assert page(queries.APPROVALS, scope=stranger.scope).rows == []
    for refused in (
        lambda: queries.approval(asked, scope=stranger.scope),
        lambda: services.decide_approval(asked, approve=True, by=stranger, at=NOW),
        lambda: services.withdraw_approval(asked, by=stranger, at=NOW),
    ):
        with pytest.raises(NotFound):
            refused()
    own = actor("plant_manager", sites=[there])
    assert queries.approval(asked, scope=own.scope).state == "requested"
    services.decide_approval(asked, approve=True, by=own, at=NOW)


def test_a_file_is_read_and_removed_at_its_own_site_only(two_sites):
    here, there = two_sites
    file = services.attach(ORDER, [PDF], name="drawing.pdf", site_id=there, by=SYSTEM, at=NOW)
    shared = services.attach(ORDER, [PDF], name="terms.pdf", by=SYSTEM, at=NOW)
    stranger = actor("planner", sites=[here])
    assert [each.id for each in queries.attachments_of(ORDER, scope=stranger.scope)] == [shared]
    assert [row.id for row in page(queries.ATTACHMENTS, scope=stranger.scope).rows] == [shared]
    with pytest.raises(NotFound):
        queries.attachment(file, scope=stranger.scope)
    with pytest.raises(NotFound):
        services.remove_attachment(file, by=stranger, at=NOW)
    services.remove_attachment(file, by=actor("planner", sites=[there]), at=NOW)


def test_a_task_is_taken_at_its_own_site_only(two_sites):
    here, there = two_sites
    task = make_task("planner", site_id=there)
    with pytest.raises(NotFound):
        services.take_task(task, by=actor("planner", sites=[here]), at=NOW)
    services.take_task(task, by=actor("planner", sites=[there]), at=NOW)
