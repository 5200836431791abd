"""Stock is kept for documents, softly until a date or hard on a balance."""

from datetime import timedelta
from decimal import Decimal

import pytest

from taktline.inventory import queries, services
from taktline.inventory.errors import NoReservation, ShortOfStock
from taktline.inventory.types import PlaceKind, ReservationKind, Want, Withdrawal
from taktline.kernel.actor import SYSTEM
from taktline.kernel.errors import InvalidInput, NotFound, NotPermitted
from taktline.kernel.listing import page
from taktline.kernel.scope import EVERYTHING
from taktline.kernel.source import Source
from tests.builders.catalog import make_item
from tests.builders.identity import actor, make_site
from tests.builders.inventory import NOW, make_place, reserve, stock, why

SOFT = ReservationKind.SOFT


def free(item_id, at=NOW):
    return queries.free_stock([item_id], site_id=make_site().id, at=at).get(item_id, Decimal(0))


def source(number=1):
    return Source("test.document", number)


def test_what_is_reserved_is_not_free_and_is_issued_to_its_document():
    item = make_item()
    stock(item, 10)
    reserve(item, 6)
    assert free(item) == 4
    with pytest.raises(ShortOfStock):
        reserve(item, 5, source_id=2)
    services.issue_reserved(source(), quantities={item: Decimal(2)}, posting=why(), by=SYSTEM, at=NOW)
    assert [each.quantity for each in queries.reservations_of([source()], scope=EVERYTHING)] == [4]
    services.issue_reserved(source(), posting=why(), by=SYSTEM, at=NOW)
    assert queries.reservations_of([source()], scope=EVERYTHING) == []
    assert (free(item), queries.position(item, site_id=make_site().id, at=NOW).on_hand) == (4, 4)
    with pytest.raises(NoReservation):
        services.issue_reserved(source(), posting=why(), by=SYSTEM, at=NOW)


def test_a_want_may_take_several_places():
    item = make_item()
    stock(item, 4)
    stock(item, 4, place_id=make_place("W2"))
    assert len(reserve(item, 6)) == 2
    assert free(item) == 2


def test_a_soft_reservation_counts_until_it_expires():
    item = make_item()
    stock(item, 10)
    reserve(item, 8, kind=SOFT, days=2)
    assert free(item) == 2
    with pytest.raises(ShortOfStock):
        reserve(item, 3, source_id=2)
    later = NOW + timedelta(days=2)
    assert free(item, later) == 10
    assert services.expire_reservations(by=SYSTEM, at=later) == 1
    assert services.expire_reservations(by=SYSTEM, at=later) == 0


def test_a_soft_reservation_is_hardened_into_its_own_share():
    item = make_item()
    stock(item, 6)
    stock(item, 4, place_id=make_place("W2"))
    (soft,) = reserve(item, 8, kind=SOFT)
    hard = services.harden([source()], by=SYSTEM, at=NOW)
    assert soft in hard
    rows = queries.reservations_of([source()], scope=EVERYTHING)
    assert sorted(each.quantity for each in rows) == [2, 6]
    assert free(item) == 2


def test_an_expired_soft_reservation_is_hardened_only_if_the_stock_is_still_free():
    item = make_item()
    stock(item, 10)
    reserve(item, 8, kind=SOFT, days=1)
    later = NOW + timedelta(days=2)
    reserve(item, 5, source_id=2, at=later)
    with pytest.raises(ShortOfStock):
        services.harden([source()], by=SYSTEM, at=later)
    services.release_reservations([source(2)], by=SYSTEM, at=later)
    services.harden([source()], by=SYSTEM, at=later)
    assert free(item, later) == 2


def test_several_wants_are_reserved_together_or_not_at_all():
    one, other = make_item(), make_item()
    stock(one, 5)
    stock(other, 1)
    wants = [Want(source(), one, Decimal(5)), Want(source(), other, Decimal(2))]
    with pytest.raises(ShortOfStock):
        services.reserve(wants, site_id=make_site().id, by=SYSTEM, at=NOW)
    assert free(one) == 5
    twice = [Want(source(1), one, Decimal(3)), Want(source(2), one, Decimal(3))]
    for kind, until in ((ReservationKind.HARD, None), (SOFT, NOW + timedelta(days=1))):
        with pytest.raises(ShortOfStock):
            services.reserve(twice, site_id=make_site().id, kind=kind, expires_at=until, by=SYSTEM, at=NOW)
    assert free(one) == 5


def test_released_stock_is_free_again_once():
    item = make_item()
    stock(item, 5)
    (pk,) = reserve(item, 5)
    services.release_reservation(pk, by=SYSTEM, at=NOW)
    with pytest.raises(NotFound):
        services.release_reservation(pk, by=SYSTEM, at=NOW)
    assert free(item) == 5
    assert services.release_reservations([source()], by=SYSTEM, at=NOW) == 0


def test_a_sales_clerk_cannot_let_go_of_what_somebody_elses_customer_waits_for():
    item = make_item()
    stock(item, 5)
    (pk,) = reserve(item, 5)
    with pytest.raises(NotPermitted):
        services.release_reservation(pk, by=actor("sales_clerk"), at=NOW)
    assert free(item) == 0
    services.release_reservation(pk, by=actor("planner"), at=NOW)
    assert free(item) == 5


def test_the_list_shows_nothing_open_of_what_was_let_go():
    item = make_item()
    stock(item, 5)
    reserve(item, 3)
    (gone,) = reserve(item, 2, source_id=2)
    services.release_reservation(gone, by=SYSTEM, at=NOW)
    rows = page(queries.RESERVATIONS, scope=EVERYTHING).rows
    assert sorted((str(row["state"]), row["open"].quantity) for row in rows) == [("hard", 3), ("released", 0)]


def test_a_soft_reservation_needs_a_date():
    item = make_item()
    stock(item, 5)
    with pytest.raises(InvalidInput):
        services.reserve(
            [Want(source(), item, Decimal(1))], site_id=make_site().id, kind=SOFT, by=SYSTEM, at=NOW
        )


def test_an_issue_spares_what_others_reserved():
    item, wip = make_item(), make_place("WIP", kind=PlaceKind.WIP)
    stock(item, 10)
    reserve(item, 4)
    reserve(item, 3, source_id=2, kind=SOFT)
    with pytest.raises(ShortOfStock) as refused:
        services.issue(
            [Withdrawal(item, Decimal(4))], site_id=make_site().id, to=wip, posting=why(), by=SYSTEM, at=NOW
        )
    assert refused.value.facts["free"] == "3"
    services.issue_reserved(source(), to=wip, posting=why(), by=SYSTEM, at=NOW)
    assert free(item) == 3


def test_reserving_ten_lines_costs_as_many_queries_as_one(django_assert_num_queries):
    items = [make_item() for _ in range(10)]
    for each in items:
        stock(each, 10)
    site = make_site().id
    wants = [Want(source(), each, Decimal(1)) for each in items]
    with django_assert_num_queries(10):
        services.reserve(wants, site_id=site, by=SYSTEM, at=NOW)
