"""What an operation tells is written at its end, in order, and only if the change itself stays."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import ClassVar

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from taktline.kernel import journal, outbox, told
from taktline.kernel.actor import SYSTEM
from taktline.kernel.errors import Refusal
from taktline.kernel.models import Counter, Entry, Message
from taktline.kernel.operation import operation
from taktline.kernel.scope import EVERYTHING

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Rang(outbox.Fact):
    topic: ClassVar[str] = "test.rang"
    times: int


@pytest.fixture
def subject() -> Counter:
    return Counter.objects.create(series="test")


def say(subject: Counter, number: int) -> None:
    journal.record("test.step", subject=subject, by=SYSTEM, at=NOON, after={"n": number})
    outbox.publish(Rang(number), at=NOON)


@operation
def say_again(subject: Counter, number: int, *, refuse: bool = False) -> None:
    say(subject, number)
    if refuse:
        raise Refusal


def say_in_a_savepoint_and_fail(subject: Counter, number: int) -> None:
    with transaction.atomic():
        say(subject, number)
    raise Refusal


def steps() -> list[object]:
    return [each["n"] for each in Entry.objects.order_by("id").values_list("after", flat=True)]


def rings() -> list[object]:
    return [each["times"] for each in Message.objects.order_by("id").values_list("body", flat=True)]


def test_lines_of_an_operation_and_of_those_inside_it_are_written_together_in_order(subject: Counter) -> None:
    @operation
    def work() -> None:
        say(subject, 1)
        say_again(subject, 2)
        say(subject, 3)
        assert steps() == []

    with CaptureQueriesContext(connection) as seen:
        work()
    written = [each["sql"] for each in seen.captured_queries if each["sql"].startswith("INSERT")]

    assert steps() == rings() == [1, 2, 3]
    if connection.vendor == "postgresql":
        assert len(written) == 2


def test_a_refusal_leaves_nothing_told_and_the_next_operation_begins_afresh(subject: Counter) -> None:
    with pytest.raises(Refusal):
        say_again(subject, 1, refuse=True)
    say_again(subject, 2)
    assert steps() == rings() == [2]


def test_what_was_told_in_a_savepoint_that_is_rolled_back_is_forgotten_and_the_order_is_kept(
    subject: Counter,
) -> None:
    @operation
    def work() -> None:
        say(subject, 1)
        with transaction.atomic():
            say(subject, 2)
            with pytest.raises(Refusal), transaction.atomic():
                say_again(subject, 3, refuse=True)
        with pytest.raises(Refusal), transaction.atomic():
            say_in_a_savepoint_and_fail(subject, 4)
        say(subject, 5)

    work()
    assert steps() == rings() == [1, 2, 5]


def test_what_is_changed_after_it_was_told_was_told_as_it_was(subject: Counter) -> None:
    @operation
    def work() -> None:
        facts = {"n": 1}
        journal.record("test.step", subject=subject, by=SYSTEM, at=NOON, after=facts)
        facts["n"] = 2

    work()
    assert steps() == [1]


def test_who_reads_the_journal_inside_an_operation_sees_what_it_told(subject: Counter) -> None:
    @operation
    def work() -> int:
        say(subject, 1)
        return len(journal.history("kernel.counter", subject.pk, scope=EVERYTHING))

    assert work() == 1
    assert steps() == [1]


def test_a_long_operation_writes_now_and_then(subject: Counter, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(told, "MOST_HELD", 3)

    @operation
    def work() -> int:
        for number in range(4):
            journal.record("test.step", subject=subject, by=SYSTEM, at=NOON, after={"n": number})
        return len(steps())

    assert work() == 3
    assert steps() == [0, 1, 2, 3]


def test_outside_an_operation_it_is_written_at_once(subject: Counter) -> None:
    say(subject, 1)
    assert steps() == rings() == [1]
