"""From the outbox to those who react: at least once, later each time, parked where a person sees it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection, transaction
from django.db.models import Exists, F, Max, OuterRef
from django.utils.translation import gettext_noop as N_

from taktline.kernel.errors import NotFound
from taktline.kernel.models import Delivery, DeliveryState, Message

Body = Mapping[str, object]
React = Callable[[Body, datetime], None]

MOST_ATTEMPTS = 8
_RELAY_LOCK = 7_240_001


@dataclass(frozen=True, slots=True)
class Reaction:
    """What one part of the house does when a fact happens. It must be safe to run twice.

    name: unique and stable, "room.what"; run(body, at) acts as the system. same(body): facts that give the same
    answer are one to this reaction, so those that are due together are served by one run, with the newest body.
    """

    topic: str
    name: str
    run: React
    same: Callable[[Body], object] | None = None


def relay(reactions: Sequence[Reaction], *, at: datetime, limit: int = 500) -> int:
    """Number the facts that were committed since, and address each to those who react to it.

    A fact that commits late gets a later sequence, so whoever follows the sequence misses nothing.
    Returns how many facts were numbered.
    """
    if not Message.objects.filter(sequence=None).exists():
        return 0
    by_topic: dict[str, list[str]] = {}
    for reaction in reactions:
        by_topic.setdefault(reaction.topic, []).append(reaction.name)
    with transaction.atomic():
        if not _alone():
            return 0
        fresh = list(Message.objects.filter(sequence=None).order_by("id")[:limit])
        last = Message.objects.aggregate(last=Max("sequence"))["last"] or 0 if fresh else 0
        for sequence, message in enumerate(fresh, start=last + 1):
            message.sequence = sequence
        Message.objects.bulk_update(fresh, ["sequence"])
        Delivery.objects.bulk_create(
            [
                Delivery(message=message, reaction=name, due_at=at)
                for message in fresh
                for name in by_topic.get(message.topic, ())
            ]
        )
    return len(fresh)


def deliver(reactions: Sequence[Reaction], *, at: datetime, limit: int = 200) -> int:
    """Run due deliveries, oldest first, each in a transaction of its own. Returns how many succeeded."""
    table = {reaction.name: reaction for reaction in reactions}
    due = Delivery.objects.filter(state=DeliveryState.WAITING, due_at__lte=at).order_by("id")
    rows = due.values_list("pk", "attempts", "reaction", "message__body")
    together: dict[tuple[str, object], dict[int, int]] = {}
    for pk, attempts, name, body in rows[:limit]:
        reaction = table.get(name)
        same = pk if reaction is None or reaction.same is None else ("same", reaction.same(body))
        together.setdefault((name, same), {})[pk] = attempts
    return sum(_attempt(attempts, table.get(name), at) for (name, _same), attempts in together.items())


def _attempt(attempts: Mapping[int, int], reaction: Reaction | None, at: datetime) -> int:
    """Serve some deliveries by one run. attempts: how often each was tried before, by key."""
    try:
        with transaction.atomic():
            waiting = Delivery.objects.filter(pk__in=attempts, state=DeliveryState.WAITING).order_by("pk")
            if connection.vendor == "postgresql":
                waiting = waiting.select_for_update(skip_locked=True, of=("self",))
            mine = list(waiting.select_related("message"))
            if not mine:
                return 0
            if reaction is None:
                raise LookupError(f"nobody here reacts as {mine[0].reaction}")  # parked like any failure
            reaction.run(mine[-1].message.body, at)
            done = Delivery.objects.filter(pk__in=[delivery.pk for delivery in mine])
            return done.update(state=DeliveryState.DONE, attempts=F("attempts") + 1, error="")
    except Exception as error:  # noqa: BLE001 - whatever went wrong is written down and tried again later
        _postpone(attempts, error, at)
        return 0


def _postpone(attempts: Mapping[int, int], error: Exception, at: datetime) -> None:
    with transaction.atomic():
        for pk, before in attempts.items():
            tried = before + 1
            # As it was when we took it: another worker may have served it since.
            Delivery.objects.filter(pk=pk, state=DeliveryState.WAITING, attempts=before).update(
                attempts=tried,
                state=DeliveryState.PARKED if tried >= MOST_ATTEMPTS else DeliveryState.WAITING,
                due_at=at + timedelta(seconds=min(2**tried, 3600)),
                error=f"{type(error).__name__}: {error}"[:2000],
            )


@dataclass(frozen=True, slots=True)
class ParkedRow:
    """A delivery that was tried too often and waits for a person."""

    id: int
    topic: str
    reaction: str
    body: Body
    at: datetime
    attempts: int
    error: str


def parked(*, limit: int = 200) -> list[ParkedRow]:
    """Deliveries that wait for a person, oldest first. at: when the fact happened."""
    rows = Delivery.objects.filter(state=DeliveryState.PARKED).order_by("id")
    columns = ("pk", "message__topic", "reaction", "message__body", "message__at", "attempts", "error")
    return [ParkedRow(*row) for row in rows.values_list(*columns)[:limit]]


def retry(delivery_id: int, *, at: datetime) -> None:
    """Take a parked delivery up again. Raises NotFound if it is not parked."""
    parked = Delivery.objects.filter(pk=delivery_id, state=DeliveryState.PARKED)
    if not parked.update(state=DeliveryState.WAITING, attempts=0, due_at=at):
        raise NotFound(what=N_("parked delivery"), key=delivery_id)


def since(sequence: int, *, limit: int = 500) -> list[tuple[int, str, Body]]:
    """Facts after a sequence number as (sequence, topic, body), for those who follow along."""
    rows = Message.objects.filter(sequence__gt=sequence).order_by("sequence").values_list("sequence", "topic", "body")
    return [(number or 0, topic, body) for number, topic, body in rows[:limit]]


def forget(*, before: datetime, limit: int = 2000) -> int:
    """Drop facts from before a moment that everybody has been told, some at a time; what waits or is parked stays.

    The newest fact stays too, for numbers go on from it. Returns how many are gone.
    """
    gone = 0
    open_ = Delivery.objects.filter(message=OuterRef("pk")).exclude(state=DeliveryState.DONE)
    while True:
        old = Message.objects.filter(~Exists(open_), at__lt=before, sequence__lt=last_sequence()).order_by("sequence")
        with transaction.atomic():
            keys = list(old.values_list("pk", flat=True)[:limit])
            Delivery.objects.filter(message__in=keys).delete()
            Message.objects.filter(pk__in=keys).delete()
        gone += len(keys)
        if len(keys) < limit:
            return gone


def last_sequence() -> int:
    """The newest sequence number given."""
    return Message.objects.aggregate(last=Max("sequence"))["last"] or 0


def _alone() -> bool:
    """Whether this is the only relay at work: numbers are given by one at a time."""
    if connection.vendor != "postgresql":
        return True
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [_RELAY_LOCK])
        return bool(cursor.fetchone()[0])
