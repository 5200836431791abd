"""Tables that people bring in Excel: what columns they have, and what is wrong with each cell."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from unicodedata import normalize

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import override

from taktline.kernel.actor import Actor


class Cell(StrEnum):
    """What a cell holds."""

    TEXT = "text"
    WHOLE = "whole"
    DECIMAL = "decimal"
    DATE = "date"
    FLAG = "flag"
    CHOICE = "choice"


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """One column. label: the heading; choices: code by what people write (codes are accepted too)."""

    name: str
    label: str | Promise
    kind: Cell = Cell.TEXT
    required: bool = False
    choices: Mapping[str, str | Promise] | None = None
    help: str | Promise = ""


@dataclass(frozen=True, slots=True)
class CellFault:
    """What is wrong with one cell. row counts from 1 without the heading; column is the column's name, or ""."""

    row: int
    column: str
    reason: str


@dataclass(frozen=True, slots=True)
class SheetReport:
    """What applying a sheet did, or would do."""

    created: int
    changed: int
    unchanged: int
    faults: tuple[CellFault, ...] = ()
    totals: tuple[tuple[str, str], ...] = ()


Values = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One kind of table that can be brought in.

    apply(rows, by, at, dry_run): typed rows → report; changes nothing when dry_run or when any cell is wrong.
    """

    key: str
    title: str | Promise
    columns: tuple[SheetColumn, ...]
    apply: Callable[[Sequence[Values], Actor, datetime, bool], SheetReport]


_YES = {"1", "y", "yes", "true", "是", "√", "v"}
_NO = {"0", "n", "no", "false", "否", "", "x", "×"}


def read(sheet: Sheet, rows: Sequence[Mapping[str, object]]) -> tuple[list[Values], list[CellFault]]:
    """Type the raw cells of rows (by column name). Returns typed rows and the faults found."""
    typed: list[Values] = []
    faults: list[CellFault] = []
    for number, raw in enumerate(rows, start=1):
        values: dict[str, object] = {}
        for column in sheet.columns:
            try:
                values[column.name] = _typed(column, raw.get(column.name))
            except ValueError as error:
                faults.append(CellFault(number, column.name, str(error)))
        typed.append(values)
    return typed, faults


def _typed(column: SheetColumn, raw: object) -> object:
    text = normalize("NFKC", str(raw)).strip() if raw is not None else ""
    if text == "" and column.kind is not Cell.FLAG:
        if column.required:
            raise ValueError(_("This cell must be filled."))
        return None if column.kind is not Cell.TEXT else ""
    return _READERS[column.kind](column, raw, text)


def _decimal(_column: SheetColumn, _raw: object, text: str) -> Decimal:
    try:
        value = Decimal(text.replace(",", ""))
    except InvalidOperation as error:
        raise ValueError(_("This is not a number.")) from error
    if not value.is_finite():
        raise ValueError(_("This is not a number."))
    return value


def _whole(column: SheetColumn, raw: object, text: str) -> int:
    value = _decimal(column, raw, text)
    if value != value.to_integral_value():
        raise ValueError(_("This must be a whole number."))
    return int(value)


def _date(_column: SheetColumn, raw: object, text: str) -> date:
    if isinstance(raw, datetime):
        return raw.date()
    if isinstance(raw, date):
        return raw
    for pattern in ("%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y年%m月%d日", "%Y%m%d", "%Y-%m-%d %H:%M:%S"):
        try:
            return datetime.strptime(text, pattern).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    raise ValueError(_("This is not a date; write it as 2026-01-31."))


def _flag(_column: SheetColumn, _raw: object, text: str) -> bool:
    if text.casefold() in _YES:
        return True
    if text.casefold() in _NO:
        return False
    raise ValueError(_("Write yes or no."))


def _choice(column: SheetColumn, _raw: object, text: str) -> str:
    choices = column.choices or {}
    for code, label in choices.items():
        if text.casefold() in (code.casefold(), str(label).casefold()):
            return code
    for code, label in choices.items():
        if text.casefold() in _spoken(label):
            return code
    raise ValueError(
        _("Choose one of: %(choices)s.") % {"choices": ", ".join(str(label) for label in choices.values())}
    )


def _spoken(label: str | Promise) -> set[str]:
    """The label in every language: a table filled in by one reader is brought in by another."""
    words = set()
    for language, _name in settings.LANGUAGES:
        with override(language):
            words.add(str(label).casefold())
    return words


def _text(_column: SheetColumn, _raw: object, text: str) -> str:
    return text


_READERS: Mapping[Cell, Callable[[SheetColumn, object, str], object]] = {
    Cell.TEXT: _text,
    Cell.WHOLE: _whole,
    Cell.DECIMAL: _decimal,
    Cell.DATE: _date,
    Cell.FLAG: _flag,
    Cell.CHOICE: _choice,
}
