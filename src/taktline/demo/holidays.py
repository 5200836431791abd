"""Public holidays of the People's Republic with their shifted workdays 调休.

The State Council announces each year in the autumn before. Years announced when this was written stand here as they
were announced; later ones follow the pattern of the last years, computed from the festivals' dates, and say so.
"""

from collections.abc import Iterator
from datetime import date, timedelta

from taktline.resources.types import ExceptionDraft, ExceptionKind

# Lunar New Year's Day, Dragon Boat Festival, Mid-Autumn Festival.
_LUNAR: dict[int, tuple[tuple[int, int], tuple[int, int], tuple[int, int]]] = {
    2022: ((2, 1), (6, 3), (9, 10)),
    2023: ((1, 22), (6, 22), (9, 29)),
    2024: ((2, 10), (6, 10), (9, 17)),
    2025: ((1, 29), (5, 31), (10, 6)),
    2026: ((2, 17), (6, 19), (9, 25)),
    2027: ((2, 6), (6, 9), (9, 15)),
    2028: ((1, 26), (5, 28), (10, 3)),
    2029: ((2, 13), (6, 16), (9, 22)),
    2030: ((2, 3), (6, 5), (9, 12)),
    2031: ((1, 23), (6, 24), (10, 1)),
    2032: ((2, 11), (6, 12), (9, 19)),
    2033: ((1, 31), (6, 1), (9, 8)),
    2034: ((2, 19), (6, 20), (9, 27)),
    2035: ((2, 8), (6, 10), (9, 16)),
}
_USUAL = ((2, 5), (6, 10), (9, 20))
SPRING, QINGMING, LABOUR, DRAGON = "春节", "清明节", "劳动节", "端午节"
AUTUMN, NATIONAL, NEW_YEAR = "中秋节", "国庆节", "元旦"
FORESEEN = "（按惯例推算）"
_DAY = timedelta(days=1)
MonthDay = tuple[int, int]
Span = tuple[str, MonthDay, int, tuple[MonthDay, ...]]
# As announced by the General Office of the State Council: name, first day off, days off, weekend days worked for it.
_ANNOUNCED: dict[int, tuple[Span, ...]] = {
    2022: (
        (NEW_YEAR, (1, 1), 3, ()), (SPRING, (1, 31), 7, ((1, 29), (1, 30))), (QINGMING, (4, 3), 3, ((4, 2),)),
        (LABOUR, (4, 30), 5, ((4, 24), (5, 7))), (DRAGON, (6, 3), 3, ()), (AUTUMN, (9, 10), 3, ()),
        (NATIONAL, (10, 1), 7, ((10, 8), (10, 9))), (NEW_YEAR, (12, 31), 1, ()),
    ),
    2023: (
        (NEW_YEAR, (1, 1), 2, ()), (SPRING, (1, 21), 7, ((1, 28), (1, 29))), (QINGMING, (4, 5), 1, ()),
        (LABOUR, (4, 29), 5, ((4, 23), (5, 6))), (DRAGON, (6, 22), 3, ((6, 25),)),
        (AUTUMN, (9, 29), 1, ()), (NATIONAL, (9, 30), 7, ((10, 7), (10, 8))), (NEW_YEAR, (12, 30), 2, ()),
    ),
    2024: (
        (NEW_YEAR, (1, 1), 1, ()), (SPRING, (2, 10), 8, ((2, 4), (2, 18))), (QINGMING, (4, 4), 3, ((4, 7),)),
        (LABOUR, (5, 1), 5, ((4, 28), (5, 11))), (DRAGON, (6, 8), 3, ()), (AUTUMN, (9, 15), 3, ((9, 14),)),
        (NATIONAL, (10, 1), 7, ((9, 29), (10, 12))),
    ),
    2025: (
        (NEW_YEAR, (1, 1), 1, ()), (SPRING, (1, 28), 8, ((1, 26), (2, 8))), (QINGMING, (4, 4), 3, ()),
        (LABOUR, (5, 1), 5, ((4, 27),)), (DRAGON, (5, 31), 3, ()), (NATIONAL, (10, 1), 8, ((9, 28), (10, 11))),
    ),
    2026: (
        (NEW_YEAR, (1, 1), 3, ((1, 4),)), (SPRING, (2, 15), 9, ((2, 14), (2, 28))), (QINGMING, (4, 4), 3, ()),
        (LABOUR, (5, 1), 5, ((5, 9),)), (DRAGON, (6, 19), 3, ()), (AUTUMN, (9, 25), 3, ()),
        (NATIONAL, (10, 1), 7, ((9, 20), (10, 10))),
    ),
}  # fmt: skip


def spring_festival(year: int) -> date:
    """Lunar New Year's Day."""
    return date(year, *_LUNAR.get(year, _USUAL)[0])


def is_announced(year: int) -> bool:
    """Whether the year stands here as it was announced; otherwise it follows the pattern."""
    return year in _ANNOUNCED


def holidays(year: int) -> dict[date, str]:
    """Every day off of a year that is a holiday, with its name; weekends joined to it included where announced."""
    found: dict[date, str] = {}
    for name, first, days, _worked in _ANNOUNCED.get(year, ()) or _by_pattern(year):
        for offset in range(days):
            found.setdefault(date(year, *first) + offset * _DAY, name)
    return found


def shifted_workdays(year: int) -> dict[date, str]:
    """Weekend days that are worked for a holiday, with its name."""
    if is_announced(year):
        return {date(year, *day): name for name, _first, _days, worked in _ANNOUNCED[year] for day in worked}
    off = holidays(year)
    found: dict[date, str] = {}
    for name, wanted in ((SPRING, 2), (LABOUR, 1), (NATIONAL, 2)):
        days = [day for day, said in off.items() if said == name]
        for day in _weekends_around(min(days), max(days), off):
            if len([said for said in found.values() if said == name]) == wanted:
                break
            found.setdefault(day, name)
    return found


def exceptions(year: int) -> list[ExceptionDraft]:
    """A year's holidays and shifted workdays as a calendar says them."""
    swapped, mark = shifted_workdays(year), "" if is_announced(year) else FORESEEN
    days = [ExceptionDraft(day, ExceptionKind.HOLIDAY, name=f"{name}{mark}") for day, name in holidays(year).items()]
    # A shifted Sunday is worked like the Friday, a Saturday like the Monday of the holiday.
    days += [
        ExceptionDraft(
            day, ExceptionKind.WORKDAY, weekday=4 if day.weekday() == 6 else 0, name=f"{name}调休{mark}"
        )
        for day, name in swapped.items()
    ]
    return sorted(days, key=lambda each: each.day)


def _by_pattern(year: int) -> tuple[Span, ...]:
    """Eight days for Spring Festival, five for Labour Day, seven for National Day, one for the others.

    A single day on a Saturday or Sunday is made up for on the Monday.
    """
    _first, dragon, autumn = _LUNAR.get(year, _USUAL)
    single = (
        (NEW_YEAR, (1, 1)), (QINGMING, (4, 4 if year % 4 in (0, 1) else 5)), (DRAGON, dragon), (AUTUMN, autumn),
    )  # fmt: skip
    eve = spring_festival(year) - _DAY
    return (
        *((name, day, {5: 3, 6: 2}.get(date(year, *day).weekday(), 1), ()) for name, day in single),
        (SPRING, (eve.month, eve.day), 8, ()),
        (LABOUR, (5, 1), 5, ()),
        (NATIONAL, (10, 1), 7, ()),
    )


def _weekends_around(first: date, last: date, off: dict[date, str]) -> Iterator[date]:
    """The nearest Sunday before and Saturday after a holiday, then the next ones further out."""
    for week in range(3):
        before = first - _DAY * ((first.weekday() + 1) % 7 or 7) - week * 7 * _DAY
        after = last + _DAY * ((5 - last.weekday()) % 7 or 7) + week * 7 * _DAY
        yield from (day for day in (before, after) if day not in off)
