"""Public holidays of the People's Republic with their shifted workdays 调休.

The State Council announces each year in the autumn before; for years not announced when this was written the days
follow the same pattern, computed from the festivals' dates.
"""

from collections.abc import Iterator
from datetime import date, timedelta

from taktline.resources.types import ExceptionDraft, ExceptionKind

# Lunar New Year's Day, Dragon Boat Festival, Mid-Autumn Festival.
_LUNAR: dict[int, tuple[tuple[int, int], tuple[int, int], tuple[int, int]]] = {
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
_DAY = timedelta(days=1)


def spring_festival(year: int) -> date:
    """Lunar New Year's Day."""
    return date(year, *_LUNAR.get(year, _USUAL)[0])


def holidays(year: int) -> dict[date, str]:
    """Every day off of a year that is a holiday, with its name."""
    _first, dragon, autumn = _LUNAR.get(year, _USUAL)
    qingming = date(year, 4, 4 if year % 4 in (0, 1) else 5)
    found: dict[date, str] = {}
    for first, days, name in (
        (date(year, 1, 1), 1, NEW_YEAR),
        (spring_festival(year) - _DAY, 8, SPRING),
        (qingming, 1, QINGMING),
        (date(year, 5, 1), 5, LABOUR),
        (date(year, *dragon), 1, DRAGON),
        (date(year, *autumn), 1, AUTUMN),
        (date(year, 10, 1), 7, NATIONAL),
    ):
        for offset in range(days):
            found.setdefault(first + offset * _DAY, name)
    return found


def shifted_workdays(year: int) -> dict[date, str]:
    """Weekend days that are worked for the long holidays: two for Spring Festival and National Day, one for Labour Day."""
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
    swapped = shifted_workdays(year)
    days = [ExceptionDraft(day, ExceptionKind.HOLIDAY, name=name) for day, name in holidays(year).items()]
    # A shifted Sunday is worked like the Friday, a Saturday like the Monday of the holiday.
    days += [
        ExceptionDraft(day, ExceptionKind.WORKDAY, weekday=4 if day.weekday() == 6 else 0, name=f"{name}调休")
        for day, name in swapped.items()
    ]
    return sorted(days, key=lambda each: each.day)


def _weekends_around(first: date, last: date, off: dict[date, str]) -> Iterator[date]:
    """The nearest Sunday before and Saturday after a holiday, then the next ones further out."""
    for week in range(3):
        before = first - _DAY * ((first.weekday() + 1) % 7 or 7) - week * 7 * _DAY
        after = last + _DAY * ((5 - last.weekday()) % 7 or 7) + week * 7 * _DAY
        yield from (day for day in (before, after) if day not in off)
