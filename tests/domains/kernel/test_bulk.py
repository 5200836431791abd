"""Some columns of many rows are written at once, and nothing else of them."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from django.db import DataError, connection, transaction

from taktline.inventory.life import ReservationState
from taktline.inventory.models import Reservation
from taktline.kernel import bulk
from tests.builders.catalog import make_item
from tests.builders.identity import NOW, make_site

pytestmark = pytest.mark.django_db
LATER = datetime(2026, 5, 1, tzinfo=UTC)


def reservation(source_id, item_id):
    return Reservation.objects.create(
        source_kind="test.line", source_id=source_id, item_id=item_id, site_id=make_site().id,
        state=ReservationState.SOFT, quantity=Decimal(source_id), expires_at=LATER, created_at=NOW,
    )  # fmt: skip


def test_named_columns_of_each_row_are_written_in_one_statement(django_assert_max_num_queries):
    item = make_item()
    rows = [reservation(number, item) for number in (1, 2, 3)]
    for row in rows:
        row.state, row.quantity, row.source_kind = ReservationState.RELEASED, row.quantity + Decimal("0.000001"), "never.written"
    rows[0].expires_at, rows[1].expires_at = None, LATER + timedelta(days=1)
    with django_assert_max_num_queries(1):
        bulk.update_rows(rows, ["state", "quantity", "expires_at", "balance"])
    told = Reservation.objects.order_by("pk").values_list("state", "quantity", "expires_at", "source_kind", "balance_id")
    assert list(told) == [
        ("released", Decimal("1.000001"), None, "test.line", None),
        ("released", Decimal("2.000001"), LATER + timedelta(days=1), "test.line", None),
        ("released", Decimal("3.000001"), LATER, "test.line", None),
    ]


def test_no_rows_are_no_statement(django_assert_num_queries):
    with django_assert_num_queries(0):
        bulk.update_rows([], ["state"])


def test_a_text_too_long_for_its_column_is_refused_and_never_cut():
    row = reservation(1, make_item())
    row.source_kind = "x" * 5_000
    if connection.vendor == "postgresql":
        with pytest.raises(DataError), transaction.atomic():
            bulk.update_rows([row], ["source_kind"])
    else:
        bulk.update_rows([row], ["source_kind"])
    assert len(Reservation.objects.get(pk=row.pk).source_kind) in (len("test.line"), 5_000)
