"""Documents say what they will bring and take; projected stock, promises and planning read only this.

These are called by the documents' own services, in their transactions, after those have asked for their permits.
"""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime

from django.db.models import QuerySet

from taktline.inventory import locks
from taktline.inventory.facts import ExpectationsChanged
from taktline.inventory.models import Expectation
from taktline.inventory.types import Differences, Expected
from taktline.kernel import outbox
from taktline.kernel.composed import Given, composed
from taktline.kernel.operation import operation
from taktline.kernel.source import Source

_CHUNK = 500
_FIELDS = ("site_id", "due", "quantity", "priority")
Slot = tuple[int, int, str]


@operation
def set_expectations(
    source_kind: str, rows: Sequence[Expected], *, of: Collection[int] | None = None, at: datetime
) -> Differences:
    """State what documents of one kind expect; what they expected before and is not in `rows` is gone.

    of: the source ids that `rows` speaks for (default: those in it); name the ones that now expect nothing. One row
    per source, item and direction; a row with quantity 0 is as good as none. Only differences are written;
    publishes ExpectationsChanged with the items that differ.
    """
    ids = sorted({row.source_id for row in rows} | set(of or ()))
    wanted = {(row.source_id, row.item_id, str(row.direction)): row for row in rows if row.quantity > 0}
    known: dict[Slot, Expectation] = {}
    for start in range(0, len(ids), _CHUNK):
        found = _known().rows({"kind": source_kind, "ids": ids[start : start + _CHUNK]})
        known.update({(each.source_id, each.item_id, each.direction): each for each in found})
    created = [_fresh(source_kind, wanted[slot]) for slot in sorted(wanted.keys() - known.keys())]
    gone = [each for slot, each in known.items() if slot not in wanted]
    both = wanted.keys() & known.keys()
    changed = [
        slot for slot in sorted(both) if any(_differs(known[slot], wanted[slot], name) for name in _FIELDS)
    ]
    pairs = {(each.item_id, each.site_id) for each in (*created, *gone)}
    for slot in changed:
        pairs |= {(slot[1], known[slot].site_id), (slot[1], wanted[slot].site_id)}
        for name in _FIELDS:
            setattr(known[slot], name, getattr(wanted[slot], name))
    _write(created, [known[slot] for slot in changed], gone)
    _tell(pairs, at)
    return Differences(len(created), len(changed), len(gone), len(both) - len(changed))


@composed
def _known() -> "QuerySet[Expectation]":
    return Expectation.objects.filter(source_kind=Given("kind"), source_id__among=Given("ids"))


def _differs(row: Expectation, wanted: Expected, name: str) -> bool:
    return bool(getattr(row, name) != getattr(wanted, name))


def _fresh(source_kind: str, row: Expected) -> Expectation:
    return Expectation(
        source_kind=source_kind,
        source_id=row.source_id,
        item_id=row.item_id,
        site_id=row.site_id,
        direction=row.direction,
        due=row.due,
        quantity=row.quantity,
        priority=row.priority,
    )


def _write(created: list[Expectation], changed: list[Expectation], gone: list[Expectation]) -> None:
    if created:
        Expectation.objects.bulk_create(created, batch_size=1000)
        locks.make_cards({(each.item_id, each.site_id) for each in created})
    if changed:
        Expectation.objects.bulk_update(changed, list(_FIELDS), batch_size=500)
    for start in range(0, len(gone), _CHUNK):
        Expectation.objects.filter(pk__in=[each.pk for each in gone[start : start + _CHUNK]]).delete()


def _tell(pairs: Iterable[tuple[int, int]], at: datetime) -> None:
    by_site: dict[int, list[int]] = {}
    for item_id, site_id in sorted(set(pairs)):
        by_site.setdefault(site_id, []).append(item_id)
    outbox.publish(*(ExpectationsChanged(site, items) for site, items in sorted(by_site.items())), at=at)


@operation
def drop_expectations(sources: Collection[Source], *, at: datetime) -> int:
    """The documents expect nothing any more. Returns how many expectations are gone."""
    by_kind: dict[str, list[int]] = {}
    for each in sources:
        by_kind.setdefault(each.kind, []).append(each.id)
    return sum(set_expectations(kind, [], of=ids, at=at).removed for kind, ids in sorted(by_kind.items()))
