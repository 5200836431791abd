"""Facts reach everyone who reacts: at least once, with patience, and never in silence."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import ClassVar

import pytest
from django.db import transaction

from taktline.kernel import deliver, outbox
from taktline.kernel.deliver import MOST_ATTEMPTS, Reaction
from taktline.kernel.models import Delivery, DeliveryState, Message

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class LampLit(outbox.Fact):
    topic: ClassVar[str] = "test.lamp-lit"
    lamp_id: int


class Diary:
    """Reacts by writing down, or by failing as often as told."""

    def __init__(self, failures: int = 0) -> None:
        self.seen: list[object] = []
        self.failures = failures

    def react(self, body: Mapping[str, object], at: datetime) -> None:
        if self.failures:
            self.failures -= 1
            raise OSError("the pen is dry")
        self.seen.append(body["lamp_id"])


def light(*lamps: int) -> None:
    with transaction.atomic():
        outbox.publish(*(LampLit(lamp) for lamp in lamps), at=NOON)


def test_every_reaction_gets_every_fact_once_and_in_order() -> None:
    one, two = Diary(), Diary()
    reactions = [Reaction("test.lamp-lit", "one", one.react), Reaction("test.lamp-lit", "two", two.react)]
    light(1, 2)
    light(3)

    assert deliver.relay(reactions, at=NOON) == 3
    assert deliver.deliver(reactions, at=NOON) == 6
    assert deliver.deliver(reactions, at=NOON) == 0

    assert one.seen == two.seen == [1, 2, 3]
    assert [sequence for sequence, _, _ in deliver.since(0)] == [1, 2, 3]


def test_a_failure_is_tried_again_later_and_does_not_hold_up_others() -> None:
    clumsy, steady = Diary(failures=1), Diary()
    reactions = [Reaction("test.lamp-lit", "clumsy", clumsy.react), Reaction("test.lamp-lit", "steady", steady.react)]
    light(7)
    deliver.relay(reactions, at=NOON)

    assert deliver.deliver(reactions, at=NOON) == 1
    assert deliver.deliver(reactions, at=NOON) == 0
    assert deliver.deliver(reactions, at=NOON + timedelta(seconds=3)) == 1

    assert clumsy.seen == steady.seen == [7]


def test_after_many_failures_a_delivery_is_parked_with_its_reason_and_can_be_retried() -> None:
    hopeless = Diary(failures=MOST_ATTEMPTS)
    reactions = [Reaction("test.lamp-lit", "hopeless", hopeless.react)]
    light(9)
    deliver.relay(reactions, at=NOON)
    for hour in range(MOST_ATTEMPTS):
        deliver.deliver(reactions, at=NOON + timedelta(hours=hour))

    parked = Delivery.objects.get()
    assert (parked.state, parked.attempts) == (DeliveryState.PARKED, MOST_ATTEMPTS)
    assert "the pen is dry" in parked.error

    deliver.retry(parked.pk, at=NOON)
    assert deliver.deliver(reactions, at=NOON) == 1
    assert hopeless.seen == [9]


def test_facts_that_are_one_to_a_reaction_and_due_together_are_served_by_one_run() -> None:
    diary = Diary(failures=1)
    reactions = [Reaction("test.lamp-lit", "parity", diary.react, same=lambda body: int(str(body["lamp_id"])) % 2)]
    light(1, 2, 3, 4, 5)
    deliver.relay(reactions, at=NOON)

    assert deliver.deliver(reactions, at=NOON) == 2  # the even ones; the odd ones failed together
    assert diary.seen == [4]
    assert deliver.deliver(reactions, at=NOON + timedelta(seconds=3)) == 3
    assert diary.seen == [4, 5]
    assert sorted(Delivery.objects.values_list("attempts", flat=True)) == [1, 1, 2, 2, 2]


def test_a_fact_of_a_rolled_back_change_never_happened() -> None:
    def light_and_trip() -> None:
        with transaction.atomic():
            outbox.publish(LampLit(1), at=NOON)
            raise RuntimeError("lights out")

    with pytest.raises(RuntimeError, match="lights out"):
        light_and_trip()
    assert not Message.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_publishing_outside_a_transaction_is_a_bug_and_says_so() -> None:
    with pytest.raises(RuntimeError, match="never happened"):
        outbox.publish(LampLit(1), at=NOON)


def test_old_facts_are_forgotten_once_everybody_was_told_and_numbers_go_on() -> None:
    steady, broken = Diary(), Diary(failures=99)
    light(1)
    deliver.relay([Reaction("test.lamp-lit", "broken", broken.react)], at=NOON)
    light(2, 3)
    deliver.relay([Reaction("test.lamp-lit", "steady", steady.react)], at=NOON)
    deliver.deliver([Reaction("test.lamp-lit", "steady", steady.react)], at=NOON)
    month = NOON + timedelta(days=30)

    assert deliver.forget(before=NOON) == 0
    assert deliver.forget(before=month, limit=1) == 1
    assert deliver.forget(before=month) == 0
    assert [body["lamp_id"] for _sequence, _topic, body in deliver.since(0)] == [1, 3]

    light(4)
    deliver.relay([], at=month)
    assert deliver.last_sequence() == 4
