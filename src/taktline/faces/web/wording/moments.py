"""A line of the journal as a person reads it: names, states, days and amounts in the reader's words."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.utils import timezone
from django.utils.translation import gettext as _

from taktline.faces.web.access import Text
from taktline.faces.web.widgets import SIGNS, grouped
from taktline.faces.web.wording.actions import action_label
from taktline.faces.web.wording.fields import SHARES, SILENT, field_label
from taktline.faces.web.wording.states import word_of
from taktline.kernel.exact import CURRENCY_DIGITS
from taktline.kernel.journal import Facts, Line

_DECIMAL = re.compile(r"-?\d+\.\d+")
_NUMBER = re.compile(r"\d+")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d.*")


@dataclass(frozen=True, slots=True)
class Change:
    """One field that changed. old: "" where there was none before; new: "" where only the fact can be told."""

    label: Text
    old: str = ""
    new: str = ""


@dataclass(frozen=True, slots=True)
class Moment:
    """One line: when, what, who, why, and what changed."""

    at: datetime
    label: Text
    who: str
    reason: str
    changes: Sequence[Change]


def moments(lines: Sequence[Line], labels: Mapping[str, Text], *, money: bool) -> list[Moment]:
    """The lines worded; labels: a page's own words for actions. money: whether the reader may see amounts."""
    return [
        Moment(
            line.at,
            labels.get(line.action) or action_label(line.action),
            _("Taktline") if line.who == "Taktline" else line.who,
            line.reason,
            [*_changes(line, line.before, line.after), *(_amounts(line) if money else ())],
        )
        for line in lines
    ]


def _changes(line: Line, before: Facts, after: Facts, currency: str = "") -> Iterator[Change]:
    room = line.action.partition(".")[0]
    for name in (*after, *(each for each in before if each not in after)):
        if name in SILENT or (currency and name == "currency"):
            continue
        old = shown(name, before.get(name), room, currency) if name in before else ""
        new = shown(name, after.get(name), room, currency) if name in after else "–"
        if name.endswith("_id") or (name in _POINTERS and isinstance(after.get(name, before.get(name)), int)):
            if before:
                yield Change(field_label(name))
        elif new not in ("", "–") or old:
            yield Change(field_label(name), "" if old in ("–", new) else old, new or "–")


def _amounts(line: Line) -> Iterator[Change]:
    money = line.money
    currency = str(money.get("currency") or line.after.get("currency") or "")
    was, now = money.get("before"), money.get("after")
    if isinstance(was, Mapping) and isinstance(now, Mapping):
        yield from _changes(line, was, now, str(now.get("currency") or currency or "CNY"))
        return
    pairs = {name: value for name, value in money.items() if isinstance(value, list) and len(value) == 2}
    before = {name: value[0] for name, value in pairs.items()}
    after = {name: pairs[name][1] if name in pairs else value for name, value in money.items()}
    yield from _changes(line, before, after, currency or "CNY")


def shown(name: str, value: object, room: str, currency: str = "") -> str:
    """One value in the reader's words."""
    if value is None or value in ("", [], {}):
        return "–"
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if name.endswith("_minor") and isinstance(value, int):
        digits = CURRENCY_DIGITS.get(currency, 2)
        return f"{SIGNS.get(currency, currency)} {grouped(Decimal(value).scaleb(-digits), digits)}".strip()
    if name in SHARES and isinstance(value, str | int):
        return f"{grouped(Decimal(value) * 100)} %"
    if isinstance(value, list | tuple):
        return ", ".join(shown(name, each, room, currency) for each in value)
    if isinstance(value, Mapping):
        return "; ".join(_entry(name, str(key), each, room) for key, each in value.items())
    if name in _OWN_WORDS or (isinstance(value, int) and name in _AS_WRITTEN):
        return str(value)
    return grouped(value) if isinstance(value, int) else _text(str(value), room)


# Where only an id was written, that it changed is all that can be told.
_POINTERS = frozenset({"item", "person", "machine", "supplier", "class", "component"})
_AS_WRITTEN = frozenset({"number", "line", "year", "version", "edition"})
# What people named themselves is never taken for one of our codes.
_OWN_WORDS = frozenset(
    {"code", "name", "name_en", "username", "number", "customer_number", "title", "note", "lot", "month"}
)


def _entry(name: str, key: str, value: object, room: str) -> str:
    """One entry of a mapping; a key that is an id says nothing, a line's number does."""
    worded = shown(name, value, room)
    if _NUMBER.fullmatch(key):
        return f"{key}: {worded}" if name in ("lines", "operations") else worded
    return f"{word_of(key, room) or field_label(key)}: {worded}"


def _text(value: str, room: str) -> str:
    if _DECIMAL.fullmatch(value):
        return grouped(Decimal(value))
    if _MOMENT.fullmatch(value):
        return timezone.localtime(datetime.fromisoformat(value)).strftime("%Y-%m-%d %H:%M")
    if word := word_of(value, room):
        return str(word)
    first, mark, rest = value.partition(":")
    if mark and (kind := word_of(first, room)):
        return str(kind)
    if mark and first.isdigit() and (word := word_of(rest, room)):
        return str(word)
    parts = value.split(",")
    if len(parts) > 1 and all(word_of(each, room) for each in parts):
        return ", ".join(str(word_of(each, room)) for each in parts)
    return value
