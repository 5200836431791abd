"""Several workers share the outbox: every fact reaches every reaction once, and the sequence has no double."""

import threading
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import ClassVar

import pytest
from django.db import transaction

from taktline.kernel import deliver, outbox
from taktline.kernel.deliver import Reaction
from taktline.kernel.models import Delivery, DeliveryState, Gram, Message
from tests.races.arena import arena, rush  # noqa: F401 - a fixture

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
WRITERS, EACH, WORKERS = 4, 15, 3


@dataclass(frozen=True, slots=True)
class BellRung(outbox.Fact):
    topic: ClassVar[str] = "test.bell-rung"
    bell_id: int


def note(kind):
    """A reaction that leaves a row in its own transaction: what was undone left none."""

    def react(body, at):
        Gram.objects.create(kind=kind, gram="xx", object_id=body["bell_id"])

    return react


REACTIONS = tuple(Reaction("test.bell-rung", f"test.{name}", note(name)) for name in ("one", "two"))


def work_until(over):
    """Relay and deliver as a worker does, until the writers have ended and nothing is left."""
    last = False
    while True:
        done = deliver.relay(REACTIONS, at=NOON, limit=7) + deliver.deliver(REACTIONS, at=NOON, limit=9)
        if last and not done and not Message.objects.filter(sequence=None).exists():
            return
        last = over.is_set()


@pytest.mark.usefixtures("arena")
def test_two_relays_and_deliverers_at_once_serve_each_reaction_exactly_once():
    over, writing = threading.Event(), Counter()

    def client(number):
        if number > WRITERS:
            work_until(over)
            return
        for bell in range(EACH):
            with transaction.atomic():
                outbox.publish(BellRung(number * 1000 + bell), at=NOON)
        writing["ended"] += 1
        if writing["ended"] == WRITERS:
            over.set()

    failed = [answer for answer in rush(WRITERS + WORKERS, client) if answer is not None]
    while deliver.deliver(REACTIONS, at=NOON):  # what another worker held while the last one looked
        pass

    facts = WRITERS * EACH
    bells = {number * 1000 + bell for number in range(1, WRITERS + 1) for bell in range(EACH)}
    assert failed == []
    # The table of notes takes none twice, so a second run would have failed and shown here as another attempt.
    assert Counter(Delivery.objects.values_list("state", "attempts")) == {(DeliveryState.DONE, 1): 2 * facts}
    for reaction in ("one", "two"):
        assert set(Gram.objects.filter(kind=reaction).values_list("object_id", flat=True)) == bells
    assert [sequence for sequence, _, _ in deliver.since(0)] == list(range(1, facts + 1))


@pytest.mark.usefixtures("arena")
def test_a_delivery_that_another_worker_served_meanwhile_stays_served():
    """One worker's failure is written down late, after another has succeeded."""
    with transaction.atomic():
        outbox.publish(BellRung(1), at=NOON)
    deliver.relay(REACTIONS[:1], at=NOON)

    def fail_while_another_succeeds(body, at):
        raise OSError("the line broke")

    def rival(attempts, error, at):
        deliver.deliver(REACTIONS[:1], at=NOON)
        postpone(attempts, error, at)

    postpone = deliver._postpone
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(deliver, "_postpone", rival)
        clumsy = Reaction("test.bell-rung", REACTIONS[0].name, fail_while_another_succeeds)
        assert deliver.deliver([clumsy], at=NOON) == 0

    assert Delivery.objects.values_list("state", "attempts").get() == (DeliveryState.DONE, 1)
