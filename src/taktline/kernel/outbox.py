"""Facts leave a transaction as rows, never as callbacks."""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import ClassVar

from django.db import transaction

from taktline.kernel import told
from taktline.kernel.models import Message


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that happened. Subclasses are named in the past tense and carry ids, never prices."""

    topic: ClassVar[str]


def publish(*facts: Fact, at: datetime) -> None:
    """Write facts next to the change they report; the relay delivers them after the commit.

    Raises RuntimeError outside a transaction: it could report what never happened.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("publish() outside a transaction could report what never happened")
    told.tell(*(Message(topic=fact.topic, body=asdict(fact), at=at) for fact in facts))
