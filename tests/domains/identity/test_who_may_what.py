"""Roles, permits, and what part of the company somebody sees."""

import pytest

from taktline.identity import permits, queries, services
from taktline.identity.errors import LastAdministrator, MoreThanOwn, NameTaken
from taktline.identity.models import Role
from taktline.identity.rules import scope_of
from taktline.identity.types import KeyDraft, UserDraft
from taktline.kernel.actor import SYSTEM
from taktline.kernel.errors import InvalidInputs, NotFound, NotPermitted
from taktline.kernel.naming import Name
from taktline.kernel.permit import Permit
from taktline.kernel.scope import Scope
from tests.builders.identity import NOW, PASSWORD, actor, install_roles, make_site, make_user

pytestmark = pytest.mark.django_db


def role_id(code):
    return next(role.id for role in queries.roles() if role.code == code)


def test_only_those_whose_work_needs_money_see_it():
    sees = {
        code: actor(code).scope.money for code in ("operator", "warehouse_clerk", "inspector", "sales_clerk")
    }
    assert sees == {"operator": False, "warehouse_clerk": False, "inspector": False, "sales_clerk": True}


def test_a_clerk_is_narrowed_to_own_customers_unless_permitted_otherwise():
    own, every = "sales.own-customers", "sales.every-customer"
    assert scope_of(7, {own}, ()).clerk == 7
    assert scope_of(7, {own, every}, ()).clerk is None
    assert scope_of(7, set(), ()).clerk is None


def test_a_user_of_one_site_sees_that_site():
    one, two = make_site("S1"), make_site("S2")
    assert actor("planner").scope.sites is None
    narrow = actor("planner", sites=(two.id,))
    assert narrow.scope.sites == frozenset({two.id})
    assert [site.code for site in queries.sites(scope=narrow.scope)] == ["S2"]
    assert queries.default_site() == one
    assert queries.default_site(scope=narrow.scope) == two
    with pytest.raises(NotFound):
        queries.default_site(scope=Scope(sites=frozenset({99})))


def test_an_actor_takes_one_query(django_assert_num_queries):
    user_id = make_user("planner")
    with django_assert_num_queries(1):
        queries.actor_of(user_id, NOW)


def test_what_an_owner_takes_away_stays_away():
    install_roles()
    admin = actor("admin")
    old = Permit("test.old", "old", ("buyer",))
    services.install_roles([old], by=SYSTEM, at=NOW)
    buyer = queries.role(role_id("buyer"))
    assert "test.old" in buyer.permits
    services.grant(buyer.id, [code for code in buyer.permits if code != "test.old"], by=admin, at=NOW)
    services.install_roles([old, Permit("test.new", "new", ("buyer",))], by=SYSTEM, at=NOW)
    assert "test.old" not in queries.role(buyer.id).permits
    assert "test.new" in queries.role(buyer.id).permits
    assert "test.new" in queries.role(role_id("admin")).permits


def test_nobody_gives_what_they_lack():
    owner = actor("owner")
    with pytest.raises(MoreThanOwn):
        services.grant(role_id("buyer"), ["moon.land"], by=owner, at=NOW)
    with pytest.raises(MoreThanOwn):
        services.create_api_key(KeyDraft("k", permits=("moon.land",)), by=owner, at=NOW)


def test_somebody_must_be_left_to_manage_users():
    admin_id = make_user("admin", username="boss")
    boss = queries.actor_of(admin_id, NOW)
    with pytest.raises(LastAdministrator):
        services.set_roles(admin_id, ("buyer",), by=boss, at=NOW)
    with pytest.raises(LastAdministrator):
        services.change_user(admin_id, UserDraft("老板", is_active=False, roles=("admin",)), by=boss, at=NOW)
    role = Role.objects.get(code="admin")
    with pytest.raises(LastAdministrator):
        services.grant(role.pk, [permits.ROLE_CHANGE.code], by=boss, at=NOW)


def test_a_user_is_made_with_everything_checked_at_once():
    admin = actor("admin")
    with pytest.raises(InvalidInputs) as refused:
        services.create_user(
            "wang",
            PASSWORD,
            UserDraft("", language="fr", time_zone="Mars/One", roles=("king",), sites=(9,)),
            by=admin,
            at=NOW,
        )
    assert [fault.field for fault in refused.value.faults] == [
        "name",
        "language",
        "time_zone",
        "roles",
        "sites",
    ]
    services.create_user("Wang", PASSWORD, UserDraft("王五", "Wang Wu", roles=("buyer",)), by=admin, at=NOW)
    assert queries.user_by_name("wang").roles == ("buyer",)
    with pytest.raises(NameTaken):
        services.create_user("wang", PASSWORD, UserDraft("王六"), by=admin, at=NOW)
    with pytest.raises(NotPermitted):
        services.create_user("zhao", PASSWORD, UserDraft("赵"), by=actor("buyer"), at=NOW)


def test_sites_have_a_clock_that_exists():
    with pytest.raises(InvalidInputs) as refused:
        services.create_site("S 1", name=Name(""), time_zone="Nowhere", currency="yuan", by=SYSTEM, at=NOW)
    assert len(refused.value.faults) == 4
