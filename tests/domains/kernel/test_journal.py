"""The journal tells who did what; its seals tell whether anybody touched it."""

from datetime import UTC, datetime

import pytest
from django.db import connection

from taktline.kernel import journal, seal
from taktline.kernel.actor import SYSTEM
from taktline.kernel.models import Counter, Entry, Seal
from taktline.kernel.scope import EVERYTHING, Scope

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


@pytest.fixture
def subject() -> Counter:
    return Counter.objects.create(series="test")


def write(subject: Counter, count: int) -> None:
    for number in range(count):
        journal.record(
            "test.step", subject=subject, by=SYSTEM, at=NOON, before={"n": number}, after={"n": number + 1},
            money={"price": "12.50"}, reason="because",
        )


def test_history_is_newest_first_and_hides_money_from_those_who_may_not_see_it(subject: Counter) -> None:
    write(subject, 2)
    seen = journal.history("kernel.counter", subject.pk, scope=EVERYTHING)
    hidden = journal.history("kernel.counter", subject.pk, scope=Scope())

    assert [line.before["n"] for line in seen] == [1, 0]
    assert seen[0].money == {"price": "12.50"}
    assert hidden[0].money == {}


def test_a_sealed_journal_that_nobody_touched_verifies_and_new_lines_extend_the_chain(subject: Counter) -> None:
    write(subject, 3)
    assert seal.seal() == 3
    first = seal.verify()
    write(subject, 2)
    assert not seal.verify().broken
    assert seal.verify().unsealed == 2
    seal.seal()

    assert first.whole
    assert seal.verify().whole
    assert seal.verify().sealed == 5
    assert seal.verify().head != first.head


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("actor_name", "somebody else"), ("action", "test.other"), ("after", '{"n": 99}'), ("money", "{}"),
        ("reason", "no reason"), ("subject_id", 7), ("actor_id", 7), ("actor_kind", "user"), ("before", "{}"),
        ("subject_kind", "x.y"), ("at", "2026-03-02 13:00:00"),
    ],
)
def test_an_edit_of_any_column_is_found(subject: Counter, column: str, value: object) -> None:
    write(subject, 3)
    seal.seal()
    victim = Entry.objects.order_by("id")[1]
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE kernel_entry SET {column} = %s WHERE id = %s", [value, victim.pk])

    assert seal.verify().broken == (2,)


def test_deleting_a_line_with_its_seal_is_found(subject: Counter) -> None:
    write(subject, 3)
    seal.seal()
    Seal.objects.filter(position=2).delete()

    verdict = seal.verify()
    assert verdict.missing == (2,)
    assert verdict.broken == (3,)
