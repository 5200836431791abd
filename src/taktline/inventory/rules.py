"""What inventory decides from values alone."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import TypeVar
from zoneinfo import ZoneInfo

from taktline.inventory.errors import InTheFuture, NotCountable, ReasonNeeded, UnevenSecondQuantity
from taktline.inventory.types import AbcClass
from taktline.kernel.exact import MICRO, Unit, from_micro, plain, to_micro

ZERO = Decimal(0)
# The most that one posting may carry; thousands of such still fit into the database's numbers.
LARGEST = 10**9
T = TypeVar("T")

# Share of yearly usage value up to which an item is A or B, and days between two counts of a class.
ABC_SHARES = ((AbcClass.A, Fraction(80, 100)), (AbcClass.B, Fraction(95, 100)), (AbcClass.C, Fraction(1)))
COUNT_EVERY_DAYS = {AbcClass.A: 30, AbcClass.B: 90, AbcClass.C: 180}


def require_countable(item: str, quantity: Decimal, unit: Unit) -> None:
    """Refuse a quantity that is not positive or cannot be counted in the unit. Raises NotCountable."""
    if not quantity.is_finite() or quantity <= 0 or quantity > LARGEST or not unit.can_count(quantity):
        raise NotCountable(item=item, quantity=_shown(quantity), unit=unit.code, places=unit.places)


def _shown(quantity: Decimal) -> str:
    return plain(quantity) if quantity.is_finite() else str(quantity)


def require_reason(reason: str) -> None:
    """Refuse an empty reason. Raises ReasonNeeded."""
    if not reason.strip():
        raise ReasonNeeded


def require_past(posted_at: datetime, at: datetime) -> None:
    """Refuse a move that has not happened yet. Raises InTheFuture."""
    if posted_at > at:
        raise InTheFuture


def share(value: int, part: Decimal, whole: Decimal) -> int:
    """The part's share of a value, in whole coins; the last part takes all that is left."""
    if part >= whole:
        return value
    return round(Fraction(value) * Fraction(part) / Fraction(whole))


def at_average(value: int, quantity: Decimal, wanted: Decimal) -> int:
    """What `wanted` is worth at the average of a quantity and its value; 0 where there is none to compare with."""
    return round(Fraction(value) * Fraction(wanted) / Fraction(quantity)) if quantity else 0


@dataclass(frozen=True, slots=True)
class Candidate:
    """A balance that could be taken from. token: whatever the caller knows it by."""

    token: int
    free: Decimal
    expires_on: date | None
    received_at: datetime | None


def in_picking_order(candidates: Iterable[Candidate], rule: str) -> list[Candidate]:
    """FEFO: what expires first, then what came first. FIFO: what came first. Ties by token."""
    never, ever = date.max, datetime.min.replace(tzinfo=UTC)

    def first_in(each: Candidate) -> tuple[datetime, int]:
        return (each.received_at or ever, each.token)

    if rule == "fefo":
        return sorted(candidates, key=lambda each: (each.expires_on or never, *first_in(each)))
    return sorted(candidates, key=first_in)


def pick(candidates: Iterable[Candidate], quantity: Decimal, rule: str) -> list[tuple[int, Decimal]]:
    """Which tokens give how much, by the rule; less than `quantity` in all if there is not enough."""
    taken: list[tuple[int, Decimal]] = []
    left = quantity
    for each in in_picking_order(candidates, rule):
        if left <= 0:
            break
        if (part := min(each.free, left)) > 0:
            taken.append((each.token, part))
            left -= part
    return taken


def ratio_of(second: Decimal, stock: Decimal) -> Fraction:
    """Second units per stock unit of a lot that weighs or measures so much in all."""
    return Fraction(to_micro(second), to_micro(stock))


def in_second_unit(quantity: Decimal, ratio: Fraction) -> Fraction:
    """The exact amount in the second unit; round it only to show it."""
    return Fraction(to_micro(quantity), MICRO) * ratio


def from_second_unit(second: Decimal, ratio: Fraction, *, lot: str, unit: Unit) -> Decimal:
    """The stock quantity of so much in the second unit. Raises UnevenSecondQuantity if it does not come out even."""
    micro = Fraction(to_micro(second)) / ratio
    if micro.denominator != 1 or not unit.can_count(from_micro(int(micro))):
        raise UnevenSecondQuantity(second=plain(second), unit=unit.code, lot=lot)
    return from_micro(int(micro))


def month_of(moment: datetime, zone: str) -> date:
    """The first day of the month in which the moment lies at the site."""
    return moment.astimezone(ZoneInfo(zone)).date().replace(day=1)


def end_of_month(month: date, zone: str) -> datetime:
    """When the month ends at the site, in UTC."""
    following = (month.replace(day=1) + timedelta(days=32)).replace(day=1)
    return datetime(following.year, following.month, 1, tzinfo=ZoneInfo(zone)).astimezone(UTC)


def abc_classes(values: Mapping[int, int]) -> dict[int, AbcClass]:
    """Class by id from yearly usage values: those that carry the first 80 % are A, up to 95 % B, the rest C."""
    total, running = sum(values.values()), 0
    classes: dict[int, AbcClass] = {}
    for key, value in sorted(values.items(), key=lambda pair: (-pair[1], pair[0])):
        before = Fraction(running, total) if total else Fraction(1)
        classes[key] = next((name for name, limit in ABC_SHARES if before < limit), AbcClass.C)
        running += value
    return classes


def is_due(abc: str, counted_at: datetime | None, at: datetime) -> bool:
    """Whether a count is due; what was never counted is."""
    if counted_at is None:
        return True
    return at - counted_at >= timedelta(days=COUNT_EVERY_DAYS.get(AbcClass(abc or AbcClass.C), 180))


def grouped(rows: Iterable[T], key: Callable[[T], int]) -> dict[int, list[T]]:
    """Rows by key, in their order."""
    groups: dict[int, list[T]] = {}
    for row in rows:
        groups.setdefault(key(row), []).append(row)
    return groups


def cut_newest(open_parts: Sequence[tuple[int, Decimal]], missing: Decimal) -> list[tuple[int, Decimal]]:
    """Whose reservation is cut by how much when `missing` is not there: the newest gives first.

    open_parts: (reservation id, open quantity).
    """
    cuts: list[tuple[int, Decimal]] = []
    for token, quantity in sorted(open_parts, reverse=True):
        if missing <= 0:
            break
        part = min(quantity, missing)
        cuts.append((token, part))
        missing -= part
    return cuts
