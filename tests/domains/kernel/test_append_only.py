"""What is written once stays as it was written: the database itself refuses, on a schema made by the migrations."""

from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from django.conf import LazySettings
from django.core.management import call_command
from django.db import IntegrityError, connection, connections, transaction

from taktline.kernel import journal
from taktline.kernel.actor import SYSTEM
from taktline.kernel.models import Counter, Entry
from tests.builders.catalog import make_item
from tests.builders.inventory import stock

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
SCHEMA = "taktline_append_only"


@pytest.fixture
def migrated(transactional_db: None, settings: LazySettings) -> Iterator[None]:
    """A database made by the migrations, beside the one of the other tests."""
    settings.MIGRATION_MODULES = {}
    usual, kept = connections["default"], connections.settings["default"]
    if connection.vendor == "postgresql":
        apart = {**kept, "OPTIONS": {"options": f"-c search_path={SCHEMA}"}}
        with usual.cursor() as cursor:
            cursor.execute(f"DROP SCHEMA IF EXISTS {SCHEMA} CASCADE")
            cursor.execute(f"CREATE SCHEMA {SCHEMA}")
    else:
        apart = {**kept, "NAME": "file:append-only?mode=memory&cache=shared"}
    connections.settings["default"] = apart
    del connections["default"]
    try:
        for room in ("kernel", "inventory"):
            call_command("migrate", room, verbosity=0)
        yield
    finally:
        connections["default"].close()
        connections.settings["default"] = kept
        connections["default"] = usual
        if usual.vendor == "postgresql":
            with usual.cursor() as cursor:
                cursor.execute(f"DROP SCHEMA {SCHEMA} CASCADE")


def refused(sql: str) -> str:
    with pytest.raises(IntegrityError) as refusal, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)
    return str(refusal.value)


def table(name: str) -> list[tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {name} ORDER BY id")
        return list(cursor.fetchall())


@pytest.mark.slow
@pytest.mark.usefixtures("migrated")
def test_journal_entries_and_stock_moves_can_be_neither_changed_nor_deleted() -> None:
    subject = Counter.objects.create(series="test")
    with transaction.atomic():
        journal.record("test.step", subject=subject, by=SYSTEM, at=NOON, after={"n": 1})
    stock(make_item(), Decimal(5))
    for name, column, words in (
        ("kernel_entry", "reason", "journal entries are never"),
        ("inventory_move", "reason", "stock moves are never"),
    ):
        before = table(name)
        assert before
        assert words in refused(f"UPDATE {name} SET {column} = 'tampered'")
        assert words in refused(f"DELETE FROM {name}")
        if connection.vendor == "postgresql":
            assert words in refused(f"TRUNCATE {name} CASCADE")
        assert table(name) == before
    assert Entry.objects.exists()


@pytest.mark.django_db
def test_the_migrations_say_what_the_models_say(settings: LazySettings) -> None:
    settings.MIGRATION_MODULES = {}
    call_command("makemigrations", check=True, dry_run=True, verbosity=1)
