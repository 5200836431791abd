"""How one value looks. Every function takes a value and a Col and gives safe HTML; nothing here reads a database."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Protocol
from urllib.parse import quote

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from taktline.faces.web.access import Text
from taktline.faces.web.detail import Badge
from taktline.kernel.exact import CURRENCY_DIGITS, Money, plain
from taktline.kernel.listing import Measured

NOTHING = SafeString('<span class="tk-nil">–</span>')
SIGNS = {"CNY": "¥", "USD": "$", "EUR": "€", "GBP": "£", "JPY": "JP¥", "HKD": "HK$"}
RIGHT = frozenset({"quantity", "money", "price", "number", "ratio", "days"})


class Shown(Protocol):
    """What a widget reads of a column or a fact."""

    @property
    def choices(self) -> Mapping[str, Text] | None:
        """Labels by code."""

    @property
    def tones(self) -> Mapping[str, str]:
        """Tones by code."""


@dataclass(frozen=True, slots=True)
class Look:
    """The choices and tones of a value that has no column."""

    choices: Mapping[str, Text] | None = None
    tones: Mapping[str, str] = field(default_factory=dict)


def grouped(value: Decimal | int, places: int | None = None) -> str:
    """A number with thousands parted: 12,480.5."""
    number = Decimal(value)
    if places is None:
        number = round(number, 6)  # a float's tail is noise: no figure here is kept finer than a millionth
        whole, dot, rest = plain(number).partition(".")
        return f"{int(whole or 0):,}{dot}{rest}" if whole != "-0" else f"-0{dot}{rest}"
    return f"{number:,.{places}f}"


def text(value: Any, _col: Shown) -> SafeString:
    """Plain text."""
    return SafeString(escape(str(value)))


def code(value: Any, _col: Shown) -> SafeString:
    """A code or number people compare letter by letter."""
    return format_html('<span class="tk-code">{}</span>', value)


def choice(value: Any, col: Shown) -> SafeString:
    """The label of a code."""
    return SafeString(escape(str(_label(value, col))))


def badge(value: Any, col: Shown) -> SafeString:
    """A state: the label of a code in its tone."""
    if isinstance(value, Badge):
        return format_html('<span class="tk-badge tk-{}">{}</span>', value.tone, value.text)
    tone = col.tones.get(str(value), "grey")
    return format_html('<span class="tk-badge tk-{}">{}</span>', tone, _label(value, col))


def _label(value: Any, col: Shown) -> object:
    if col.choices and str(value) in col.choices:
        return col.choices[str(value)]
    return getattr(value, "label", value)


def quantity(value: Any, _col: Shown) -> SafeString:
    """A quantity, its unit small behind it."""
    if isinstance(value, Measured):
        return format_html('{} <span class="tk-unit">{}</span>', grouped(value.quantity), value.unit)
    return SafeString(escape(grouped(value)))


def money(value: Any, _col: Shown) -> SafeString:
    """An amount with the sign of its currency, to the coin."""
    if not isinstance(value, Money):
        return SafeString(escape(grouped(value, 2)))
    places = CURRENCY_DIGITS.get(value.currency, 2)
    sign = SIGNS.get(value.currency, value.currency)
    return format_html('<span class="tk-unit">{}</span> {}', sign, grouped(value.amount, places))


def price(value: Any, _col: Shown) -> SafeString:
    """A price per unit; a third and fourth place only where it has them, finer shares of a coin are not read."""
    number = round(Decimal(value), 4)
    shown = grouped(number, 2) if number == round(number, 2) else grouped(number)
    return SafeString(escape(shown))


def number(value: Any, _col: Shown) -> SafeString:
    """A number with thousands parted."""
    return SafeString(escape(grouped(value)))


def ratio(value: Any, _col: Shown) -> SafeString:
    """A share as a percentage."""
    return SafeString(escape(f"{plain(round(Decimal(value) * 100, 2))} %"))


def day(value: Any, _col: Shown) -> SafeString:
    """A day, as 2026-01-31."""
    if isinstance(value, datetime):
        return moment(value, _col)
    return format_html('<time datetime="{}">{}</time>', value.isoformat(), value.isoformat())


def moment(value: Any, _col: Shown) -> SafeString:
    """A day and a time in the reader's time zone."""
    if not isinstance(value, datetime):
        return day(value, _col)
    local = timezone.localtime(value) if timezone.is_aware(value) else value
    return format_html('<time datetime="{}">{}</time>', local.isoformat(), local.strftime("%Y-%m-%d %H:%M"))


def due(value: Any, _col: Shown) -> SafeString:
    """A date that colours itself: red when past, amber within three days."""
    left = (value - timezone.localdate()).days
    tone = "red" if left < 0 else "amber" if left <= 3 else "plain"
    hint = _("%(days)s days late") % {"days": -left} if left < 0 else _("in %(days)s days") % {"days": left}
    return format_html('<time class="tk-due-{}" datetime="{}" title="{}">{}</time>', tone, value, hint, value)


def days(value: Any, _col: Shown) -> SafeString:
    """Days late: red above zero, a dash at or below."""
    late = int(value)
    return format_html('<span class="tk-due-red">+{}</span>', late) if late > 0 else NOTHING


def progress(value: Any, _col: Shown) -> SafeString:
    """A share from 0 to 1, or a pair (done, of)."""
    share = Decimal(value[0]) / Decimal(value[1] or 1) if isinstance(value, tuple) else Decimal(value)
    percent = int(max(Decimal(0), min(Decimal(1), share)) * 100)
    label = f"{percent} %"
    return format_html(
        '<span class="tk-progress"><progress max="100" value="{}" aria-label="{}"></progress><span>{}</span></span>',
        percent,
        label,
        label,
    )


def tags(value: Any, col: Shown) -> SafeString:
    """Several short words: a sequence, or text parted by commas."""
    words: Iterable[Any] = value.split(",") if isinstance(value, str) else value
    return format_html_join(
        " ",
        '<span class="tk-tag tk-{}">{}</span>',
        ((col.tones.get(str(word), "grey"), _label(word, col)) for word in words if word),
    )


def flag(value: Any, _col: Shown) -> SafeString:
    """A tick or a dash."""
    if value:
        return format_html('<span class="tk-yes" role="img" aria-label="{}">✓</span>', _("yes"))
    return format_html('<span class="tk-nil" role="img" aria-label="{}">–</span>', _("no"))


def ago(value: Any, _col: Shown) -> SafeString:
    """A moment, short; whole when pointed at."""
    local = timezone.localtime(value)
    return format_html(
        '<time datetime="{}" title="{}">{}</time>',
        local.isoformat(),
        local.strftime("%Y-%m-%d %H:%M"),
        date_format(local, "m-d H:i"),
    )


Widget = Callable[[Any, Shown], SafeString]
WIDGETS: Mapping[str, Widget] = {
    "text": text,
    "name": text,
    "ref": text,
    "link": text,
    "code": code,
    "choice": choice,
    "badge": badge,
    "quantity": quantity,
    "money": money,
    "price": price,
    "number": number,
    "ratio": ratio,
    "date": day,
    "datetime": moment,
    "ago": ago,
    "due": due,
    "days": days,
    "progress": progress,
    "tags": tags,
    "flag": flag,
}


def draw(value: object, widget: str, col: Shown, url: str = "") -> SafeString:
    """The value by its widget, inside a link where there is an address; a dash for nothing."""
    if value is None or value == "":
        return NOTHING
    if isinstance(value, SafeString):
        return value
    shown = WIDGETS.get(widget or kind_of(value), text)(value, col)
    return format_html('<a href="{}">{}</a>', url, shown) if url else shown


_BY_TYPE: tuple[tuple[type, str], ...] = (
    (Badge, "badge"),
    (Measured, "quantity"),
    (Money, "money"),
    (bool, "flag"),
    (datetime, "datetime"),
    (date, "date"),
    (Decimal, "number"),
    (int, "number"),
)


def kind_of(value: object) -> str:
    """The widget of a value that comes without one."""
    return next((name for kind, name in _BY_TYPE if isinstance(value, kind)), "text")


class _Quoted(dict[str, str]):
    def __init__(self, values: Mapping[str, object], row_id: object) -> None:
        super().__init__(id=str(row_id))
        self._values = values

    def __missing__(self, key: str) -> str:
        value = self._values.get(key)
        return "" if value is None else quote(str(value), safe="")


def address(pattern: str, values: Mapping[str, object], row_id: object = "") -> str:
    """An address pattern filled with a row's values, each quoted."""
    return pattern.format_map(_Quoted(values, row_id)) if pattern else ""


def joined(parts: Iterable[SafeString]) -> SafeString:
    """Safe pieces after one another."""
    return mark_safe("".join(parts))  # noqa: S308 - every part was escaped when it was made
