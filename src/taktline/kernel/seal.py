"""The journal's chain of seals: any line that is edited, deleted or reordered afterwards is found."""

import hashlib
import json
from dataclasses import dataclass

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, transaction

from taktline.kernel.models import Entry, Seal

START = "0" * 64
_SEAL_LOCK = 7_240_002
# A line may commit after others that got a later id; none is this far behind.
_LATE = 100_000


def seal(*, limit: int = 5000) -> int:
    """Chain the lines written since the last sealing, in the order of their ids. Returns how many."""
    with transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_SEAL_LOCK])
        last = Seal.objects.order_by("-position").first()
        position, digest = (last.position, last.digest) if last else (0, START)
        since = last.entry_id - _LATE if last else 0
        fresh = []
        for entry in Entry.objects.filter(seal=None, id__gt=since).order_by("id")[:limit]:
            position, digest = position + 1, chained(digest, entry)
            fresh.append(Seal(entry=entry, position=position, digest=digest))
        Seal.objects.bulk_create(fresh)
    return len(fresh)


def chained(previous: str, entry: Entry) -> str:
    """The digest of a line on top of the one before it (SHA-256, hexadecimal)."""
    content = [
        entry.pk,
        entry.at,
        entry.actor_kind,
        entry.actor_id,
        entry.actor_name,
        entry.action,
        entry.subject_kind,
        entry.subject_id,
        entry.before,
        entry.after,
        entry.money,
        entry.reason,
    ]
    text = json.dumps(content, cls=DjangoJSONEncoder, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(f"{previous}{text}".encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Verdict:
    """What verifying found. broken: positions whose line is not what was sealed; missing: positions that are gone."""

    sealed: int
    unsealed: int
    broken: tuple[int, ...]
    missing: tuple[int, ...]
    head: str

    @property
    def whole(self) -> bool:
        """Whether nothing was touched."""
        return not self.broken and not self.missing


def verify() -> Verdict:
    """Walk the whole chain again and compare. `head` is the digest to note down outside the database."""
    digest, expected = START, 0
    broken: list[int] = []
    missing: list[int] = []
    for each in Seal.objects.order_by("position").select_related("entry").iterator(chunk_size=2000):
        expected += 1
        while expected < each.position:
            missing.append(expected)
            expected += 1
        if chained(digest, each.entry) != each.digest:
            broken.append(each.position)
        digest = each.digest
    return Verdict(expected - len(missing), Entry.objects.filter(seal=None).count(), tuple(broken), tuple(missing), digest)
