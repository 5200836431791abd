"""A request that is sent twice is done once: its answer is kept in the transaction that did the work."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_

from taktline.kernel.actor import Actor
from taktline.kernel.errors import InvalidInput, Refusal
from taktline.kernel.models import SeenRequest
from taktline.kernel.operation import operation

LONGEST_KEY = 120


class KeyReused(Refusal):
    """The same Idempotency-Key came with another request."""

    code = "kernel.key-reused"
    sentence = N_(
        "The Idempotency-Key %(key)s belongs to another request. Use a new key for each new request."
    )
    status = 422


@dataclass(frozen=True, slots=True)
class Answer:
    """What a request was answered: an HTTP status and what JSON can hold. replayed: given from memory."""

    status: int
    body: object
    replayed: bool = False


@operation
def once(key: str, *, fingerprint: str, by: Actor, at: datetime, work: Callable[[], Answer]) -> Answer:
    """Do the work unless this actor has had this key answered before; then give that answer again.

    fingerprint: digest of the whole request. A refusal undoes the claim too, so the request may be sent again.
    A concurrent twin waits for the first to commit. Raises KeyReused, InvalidInput, and what the work refuses with.
    """
    if not (key.isprintable() and len(key) <= LONGEST_KEY):
        reason = _("Write at most %(most)s printable characters.") % {"most": LONGEST_KEY}
        raise InvalidInput(field="Idempotency-Key", reason=reason)
    actor = f"{by.kind.value}:{by.id}"
    if not _claim(actor, key, fingerprint, at):
        return _remembered(actor, key, fingerprint)
    answer = work()
    SeenRequest.objects.filter(actor=actor, key=key).update(
        status=answer.status, answer={"body": answer.body}
    )
    return answer


def _claim(actor: str, key: str, fingerprint: str, at: datetime) -> bool:
    """Write the row that only one transaction can write; a second waits for the first, then gets False."""
    table = SeenRequest._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} (actor, key, fingerprint, status, answer, at)"  # noqa: S608 - our own table's name
            " VALUES (%s, %s, %s, 0, 'null', %s) ON CONFLICT (actor, key) DO NOTHING",
            [actor, key, fingerprint, connection.ops.adapt_datetimefield_value(at)],
        )
        return bool(cursor.rowcount == 1)


def _remembered(actor: str, key: str, fingerprint: str) -> Answer:
    row = SeenRequest.objects.get(actor=actor, key=key)
    if row.fingerprint != fingerprint:
        raise KeyReused(key=key)
    return Answer(row.status, row.answer["body"], replayed=True)


def plain(body: object) -> object:
    """The body as JSON gives it back: what a replay will answer, the first answer is too."""
    return json.loads(json.dumps(body, cls=DjangoJSONEncoder))


@operation
def forget(*, before: datetime) -> int:
    """Drop answers older than anybody retries; for the schedule. Returns how many."""
    gone, _each = SeenRequest.objects.filter(at__lt=before).delete()
    return gone


@operation
def unremembered(work: Callable[[], Answer]) -> Answer:
    """Do the work in one operation, for a request that brought no key."""
    return work()
