"""Times of day as people write them."""

from unicodedata import normalize

from django.utils.translation import gettext as _

from taktline.kernel.errors import InvalidInput

DAY = 1440


def shown(minute: int | None) -> str:
    """A minute of the day: 08:30; the next morning counts on: 26:00."""
    return "" if minute is None else f"{minute // 60:02d}:{minute % 60:02d}"


def read(value: object, field: str) -> int | None:
    """The minute of the day in a text, None for an empty one. Raises InvalidInput."""
    text = normalize("NFKC", str(value or "")).strip()
    if not text:
        return None
    hours, colon, minutes = text.partition(":")
    if not (colon and hours.isdecimal() and minutes.isdecimal() and int(minutes) < 60 and int(hours) <= 48):
        raise InvalidInput(field=field, reason=_("Write a time as 08:30; 26:00 is two in the next morning."))
    return int(hours) * 60 + int(minutes)


def until(start: int, end: int) -> int:
    """An end on the clock as an end after the start: 20:00 to 08:00 ends the next morning."""
    return end + DAY if end <= start else end
