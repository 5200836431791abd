"""What an operation has read it need not read again, unless it was written meanwhile."""

import pytest

from taktline.identity import queries, services
from taktline.kernel.actor import SYSTEM
from taktline.kernel.naming import Name
from taktline.kernel.operation import operation
from tests.builders.identity import NOW, make_site

pytestmark = pytest.mark.django_db


def test_a_site_is_read_once_in_an_operation_and_anew_in_the_next(django_assert_num_queries):
    site = make_site()

    @operation
    def ask():
        return [queries.site(site.id), queries.site_by_code(site.code), queries.default_site()]

    ask()
    with django_assert_num_queries(3):  # one read between the savepoint of a test and its release
        assert ask() == [site, site, site]


def test_outside_an_operation_it_is_asked_every_time(django_assert_num_queries):
    site = make_site()
    with django_assert_num_queries(2):
        queries.site(site.id)
        queries.site(site.id)


def test_an_operation_sees_the_site_it_has_just_changed():
    site = make_site()

    @operation
    def rename():
        queries.site(site.id)
        services.change_site(
            site.id, name=Name("二厂", "Plant two"), time_zone="Asia/Shanghai", is_active=True, by=SYSTEM, at=NOW
        )
        return queries.site(site.id).name

    assert rename().zh == "二厂"
