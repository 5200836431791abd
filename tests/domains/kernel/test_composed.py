"""A query that is composed once answers as the queryset it came from, whatever it is given."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from django.db.models import QuerySet

from taktline.inventory.models import Reservation
from taktline.kernel.composed import Given, composed
from taktline.kernel.models import Job
from tests.builders.catalog import make_item
from tests.builders.identity import NOW, make_site

pytestmark = pytest.mark.django_db
LATER = datetime(2026, 5, 1, 8, 30, 0, 1, tzinfo=UTC)


@composed
def _of_items(*, fresh: bool) -> "QuerySet[Reservation]":
    rows = Reservation.objects.filter(item__among=Given("items"), source_kind=Given("kind")).order_by(
        "-source_id"
    )
    rows = rows.select_related("item__unit", "site")
    return rows.filter(expires_at__gt=Given("at")) if fresh else rows


@composed
def _quantities() -> "QuerySet[Reservation, tuple[object, ...]]":
    return (
        Reservation.objects.filter(item=Given("item"))
        .order_by("pk")
        .values_list("quantity", "expires_at", "source_kind")
    )


@composed
def _kinds() -> "QuerySet[Job, str]":
    return Job.objects.filter(key__among=Given("keys")).order_by("pk").values_list("kind", flat=True)


def reserve(source_id: int, item_id: int, expires_at: datetime | None) -> Reservation:
    return Reservation.objects.create(
        source_kind="test.line", source_id=source_id, item_id=item_id, site_id=make_site().id, state="soft",
        quantity=Decimal("1.5") * source_id, expires_at=expires_at, created_at=NOW,
    )  # fmt: skip


def test_rows_are_those_of_the_queryset_with_what_it_joined(django_assert_num_queries) -> None:  # type: ignore[no-untyped-def]
    one, two = make_item(), make_item()
    first, second = reserve(1, one, LATER), reserve(2, two, LATER + timedelta(days=1))
    _of_items(fresh=False).rows({"items": [one], "kind": "x"})
    with django_assert_num_queries(1):
        found = _of_items(fresh=False).rows({"items": {one, two}, "kind": "test.line"})
        assert [row.item.unit.code for row in found] == ["pcs", "pcs"]
    assert found == [second, first]
    assert [(row.quantity, row.expires_at) for row in found] == [
        (Decimal(3), second.expires_at),
        (Decimal("1.5"), LATER),
    ]
    assert [row.site.pk for row in found] == [first.site_id] * 2

    assert _of_items(fresh=True).rows({"items": [one, two], "kind": "test.line", "at": LATER}) == [second]
    assert _of_items(fresh=False).rows({"items": [], "kind": "test.line"}) == []
    assert _of_items(fresh=False).rows({"items": [one], "kind": "test'line"}) == []


def test_tuples_and_single_values_come_as_the_queryset_gives_them() -> None:
    item = make_item()
    reserve(1, item, LATER)
    reserve(2, item, None)
    assert _quantities().rows({"item": item}) == [
        (Decimal("1.5"), LATER, "test.line"),
        (Decimal(3), None, "test.line"),
    ]
    assert _quantities().first({"item": -1}) is None

    for key in ("a", "齿轮", 'b"c'):
        Job.objects.create(
            kind=f"k{key}", key=key, payload={}, actor_kind="system", actor_id=0, created_at=NOW
        )
    assert _kinds().rows({"keys": ["齿轮", 'b"c']}) == ["k齿轮", 'kb"c']
