"""Counting: a sheet is planned, counted blind, reviewed, and posted as differences."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from taktline.identity import queries as identity
from taktline.inventory import load, locks, permits, rules
from taktline.inventory.errors import NotFullyCounted, NothingToCount
from taktline.inventory.facts import CountPosted
from taktline.inventory.life import COUNT_LIFE, CountState
from taktline.inventory.models import Balance, Count, CountLine, StockCard
from taktline.inventory.services.adjust import post_differences
from taktline.inventory.services.classify import classify_abc
from taktline.inventory.types import STORAGE, CountedLine, CountKind, Key, MoveKind, Posting
from taktline.kernel import journal, numbering, outbox
from taktline.kernel.actor import Actor
from taktline.kernel.errors import InvalidInput, NotFound
from taktline.kernel.locks import lock_one, lock_rows
from taktline.kernel.operation import operation
from taktline.kernel.source import Source

ITEMS_OF_A_CYCLE = 50  # what a person counts in a shift


@dataclass(frozen=True, slots=True)
class CountPlan:
    """What to count: everything at the site, narrowed by places and items where given."""

    site_id: int
    kind: str = CountKind.FULL
    place_ids: tuple[int, ...] = ()
    item_ids: tuple[int, ...] = ()
    is_blind: bool = True
    note: str = ""


@operation
def plan_count(plan: CountPlan, *, by: Actor, at: datetime) -> int:
    """Draft a count sheet of what the books say lies there. Returns its id. Raises NothingToCount.

    A cycle count sorts the items into A, B and C by what was used up to now, and takes those that are due by their
    class, the most valuable first.
    """
    by.require(permits.COUNT)
    if not by.scope.covers_site(plan.site_id):
        raise NotFound(what=_("site"), key=plan.site_id)
    if plan.kind == CountKind.CYCLE:
        classify_abc(plan.site_id, by=by, at=at)
        plan = replace(plan, item_ids=_due(plan, at))
    rows = Balance.objects.filter(place__site_id=plan.site_id, place__kind__in=STORAGE, on_hand__gt=0)
    if plan.place_ids:
        rows = rows.filter(place_id__in=plan.place_ids)
    if plan.item_ids:
        rows = rows.filter(item_id__in=plan.item_ids)
    keys = [locks.key_of(row) for row in rows.order_by("place__code", "item_id", "pk")]
    return draft_count(plan, keys, by=by, at=at)


def draft_count(plan: CountPlan, keys: Sequence[Key], *, by: Actor, at: datetime) -> int:
    """Draft a sheet with these lines, for services that asked for their own permit. Raises NothingToCount."""
    if not keys:
        raise NothingToCount
    site = identity.site(plan.site_id)
    count = Count.objects.create(
        number=numbering.draw("CT", site=site.code, year=identity.site_day(plan.site_id, at).year),
        site_id=plan.site_id,
        kind=plan.kind,
        is_blind=plan.is_blind,
        note=plan.note[:200],
        created_at=at,
    )
    CountLine.objects.bulk_create([_line(count, key) for key in keys], batch_size=1000)
    journal.record(
        "inventory.plan-count",
        subject=count,
        by=by,
        at=at,
        after={"number": count.number, "lines": len(keys)},
    )
    return count.pk


def _line(count: Count, key: Key) -> CountLine:
    return CountLine(
        count=count,
        item_id=key.item_id,
        place_id=key.place_id,
        lot_id=key.lot_id or None,
        owner_id=key.owner_id or None,
        status=key.status,
    )


def _key(line: CountLine) -> Key:
    return Key(line.item_id, line.place_id, line.lot_id or 0, line.owner_id or 0, line.status)


def _due(plan: CountPlan, at: datetime) -> tuple[int, ...]:
    """Items that are due by class and lie in stock, no more than fit on one sheet. Raises NothingToCount."""
    cards = (
        StockCard.objects.filter(site_id=plan.site_id)
        .order_by("pk")
        .values_list("item_id", "abc", "counted_at")
    )
    due = [(abc or "C", item) for item, abc, counted_at in cards if rules.is_due(abc, counted_at, at)]
    rows = Balance.objects.filter(place__site_id=plan.site_id, place__kind__in=STORAGE, on_hand__gt=0)
    if plan.place_ids:
        rows = rows.filter(place_id__in=plan.place_ids)
    there = set(rows.values_list("item_id", flat=True))
    if plan.item_ids:
        there &= set(plan.item_ids)
    chosen = [item for _abc, item in sorted(due) if item in there][:ITEMS_OF_A_CYCLE]
    if not chosen:
        raise NothingToCount
    return tuple(chosen)


def _locked(count_id: int, by: Actor) -> Count:
    count = lock_one(Count.objects.filter(pk=count_id), what=_("count"), key=count_id)
    if not by.scope.covers_site(count.site_id):
        raise NotFound(what=_("count"), key=count_id)
    return count


def _go(count: Count, state: CountState, *, by: Actor, at: datetime, reason: str = "") -> None:
    COUNT_LIFE.require(count.number, CountState(count.state), state)
    before, count.state = count.state, state
    count.save(update_fields=["state"])
    journal.record(
        f"inventory.count-{state}",
        subject=count,
        by=by,
        at=at,
        before={"state": before},
        after={"state": state},
        reason=reason,
    )


@operation
def start_count(count_id: int, *, by: Actor, at: datetime) -> None:
    """Hand the sheet out. Raises IllegalMove."""
    by.require(permits.COUNT)
    _go(_locked(count_id, by), CountState.COUNTING, by=by, at=at)


@operation
def record_count(count_id: int, lines: Sequence[CountedLine], *, by: Actor, at: datetime) -> None:
    """Write down what was counted. What the books say in this moment is kept beside it, so stock may go on moving.

    A key that is not on the sheet is added to it: somebody found what the books do not know.
    Raises IllegalMove unless the count is being counted, NotCountable, InvalidInput.
    """
    by.require(permits.COUNT)
    count = _locked(count_id, by)
    if count.state == CountState.DRAFT:
        _go(count, CountState.COUNTING, by=by, at=at)
    elif count.state != CountState.COUNTING:
        COUNT_LIFE.require(count.number, CountState(count.state), CountState.COUNTING)
        raise InvalidInput(
            field="count", reason=_("The count is in review; send lines back to count them again.")
        )
    places = load.physical([line.key.place_id for line in lines], scope=by.scope)
    items = load.items([line.key.item_id for line in lines])
    for line in lines:
        if places[line.key.place_id].site_id != count.site_id:
            raise InvalidInput(field="place", reason=_("This place belongs to another site."))
        if line.counted != 0:
            item = items[line.key.item_id]
            rules.require_countable(item.code, line.counted, item.stock_unit)
    load.require_keys([line.key for line in lines])
    _write_lines(count, lines, by=by, at=at)


def _write_lines(count: Count, lines: Sequence[CountedLine], *, by: Actor, at: datetime) -> None:
    held = locks.hold([line.key for line in lines])
    known = {_key(row): row for row in lock_rows(count.lines.all())}
    fresh = []
    for line in lines:
        row = known.get(line.key)
        if row is None:
            row = known[line.key] = _line(count, line.key)
            fresh.append(row)
        row.counted, row.book = line.counted, held[line.key].on_hand
        row.counted_by, row.counted_at = by.name[:80], at
    CountLine.objects.bulk_create(fresh)
    old = [known[line.key] for line in lines if known[line.key] not in fresh]
    CountLine.objects.bulk_update(old, ["counted", "book", "counted_by", "counted_at"], batch_size=500)
    after = {"lines": [row.pk for row in (*fresh, *old)][:200]}
    journal.record("inventory.record-count", subject=count, by=by, at=at, after=after)


@operation
def finish_count(count_id: int, *, by: Actor, at: datetime) -> None:
    """Hand the sheet in for review. Raises IllegalMove, NotFullyCounted."""
    by.require(permits.COUNT)
    count = _locked(count_id, by)
    still_open = count.lines.filter(counted=None).count()
    if still_open:
        raise NotFullyCounted(open=still_open, number=count.number)
    _go(count, CountState.REVIEW, by=by, at=at)


@operation
def count_again(count_id: int, line_ids: Collection[int], *, by: Actor, at: datetime) -> None:
    """Send lines back to be counted once more. Raises IllegalMove."""
    by.require(permits.POST_COUNT)
    count = _locked(count_id, by)
    _go(count, CountState.COUNTING, by=by, at=at)
    count.lines.filter(pk__in=line_ids).update(counted=None, book=None, counted_by="", counted_at=None)


@operation
def reject_count(count_id: int, *, reason: str, by: Actor, at: datetime) -> None:
    """Throw the count away. Raises IllegalMove, ReasonNeeded."""
    by.require(permits.COUNT)
    rules.require_reason(reason)
    _go(_locked(count_id, by), CountState.REJECTED, by=by, at=at, reason=reason)


@operation
def post_count(count_id: int, *, by: Actor, at: datetime) -> int:
    """Book the differences of a reviewed count. Returns how many lines differed. Raises IllegalMove.

    Reservations that the missing stock held are cut, the newest first.
    """
    by.require(permits.POST_COUNT)
    count = _locked(count_id, by)
    _go(count, CountState.POSTED, by=by, at=at)
    count.posted_at = at
    count.save(update_fields=["posted_at"])
    lines = lock_rows(count.lines.all())
    posting = Posting(source=Source("inventory.count", count.pk), reason=count.number)
    differing = [line for line in lines if _difference(line) != 0]
    if differing:
        changes = {_key(line): _difference(line) for line in differing}
        moves = post_differences(changes, kind=MoveKind.COUNT, posting=posting, by=by, at=at)
        for line, move in zip(differing, moves, strict=True):
            line.difference_value_minor = move.value_minor if _difference(line) > 0 else -move.value_minor
    CountLine.objects.bulk_update(differing, ["difference_value_minor"], batch_size=500)
    _cards(count, lines).update(counted_at=at)
    outbox.publish(CountPosted(count_id=count.pk, site_id=count.site_id), at=at)
    return len(differing)


def _difference(line: CountLine) -> Decimal:
    return (line.counted or Decimal(0)) - (line.book or Decimal(0))


def _cards(count: Count, lines: Sequence[CountLine]) -> "QuerySet[StockCard]":
    return StockCard.objects.filter(site_id=count.site_id, item_id__in={line.item_id for line in lines})
