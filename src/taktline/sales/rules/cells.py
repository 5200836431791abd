"""Reading cells that people filled in: full-width digits, serial dates, units behind numbers."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal, InvalidOperation
from unicodedata import normalize

Cell = str | int | float | Decimal | bool | date | datetime | time | timedelta | None
_EPOCH = date(1899, 12, 30)
_SERIALS = (20_000, 80_000)  # 1954 to 2119: what a day number in an order can mean
_NUMBER = re.compile(r"^[¥￥$€£]?\s*([+-]?(?:\d[\d,  ]*)?(?:\.\d+)?)\s*([^\d\s.,+-].{0,15})?$")
_YMD = re.compile(r"^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:[ T]\d{1,2}:\d{2}(?::\d{2})?)?$")
_MD_ZH = re.compile(r"^(\d{1,2})\s*月\s*(\d{1,2})\s*[日号]?$")
_XXY = re.compile(r"^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})$")
_MAX = Decimal(10) ** 12


class Unreadable(ValueError):
    """A cell that does not say what it should. code: which fault."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a line or a message: a code of the room's wording, and facts."""

    code: str
    facts: Mapping[str, object]

    def as_json(self) -> dict[str, object]:
        """As it is stored."""
        return {"code": self.code, "facts": dict(self.facts)}


def text(value: Cell) -> str:
    """The cell as text: half-width, trimmed, one space between words; whole numbers without a point."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        value = int(value)
    if isinstance(value, datetime):
        return value.date().isoformat()
    return " ".join(normalize("NFKC", str(value)).replace("\x00", "").split())


def number(value: Cell) -> tuple[Decimal, str]:
    """The number of a cell and the unit written behind it. Raises Unreadable."""
    if isinstance(value, bool | date):
        raise Unreadable("not-a-number")
    if isinstance(value, (int, Decimal)):
        found, unit = Decimal(value), ""
    else:
        raw = text(value).replace("−", "-")
        match = _NUMBER.match(raw)
        if match is None or not match.group(1).strip("+- "):
            raise _unless_scientific(raw)
        try:
            found = Decimal(re.sub(r"[,\s]", "", match.group(1)))
        except InvalidOperation as error:
            raise Unreadable("not-a-number") from error
        unit = (match.group(2) or "").strip()
        if re.match(r"[eE][+-]?\d", unit):
            raise _unless_scientific(raw)
        if unit.startswith("/"):
            unit = unit[1:].strip()
    if not found.is_finite() or abs(found) > _MAX:
        raise Unreadable("not-a-number")
    return found.quantize(Decimal("0.000001")) if -found.as_tuple().exponent > 6 else found, unit  # type: ignore[operator]


def _unless_scientific(raw: str) -> Unreadable:
    cut = re.match(r"^\d(\.\d+)?[eE]\+\d+$", raw)
    return Unreadable("number-cut-by-excel" if cut else "not-a-number")


def quantity(value: Cell) -> tuple[Decimal, str]:
    """A quantity above zero and the unit behind it. Raises Unreadable."""
    if value is None or text(value) == "":
        raise Unreadable("quantity-missing")
    try:
        found, unit = number(value)
    except Unreadable as error:
        raise Unreadable("quantity-unreadable") from error
    if found <= 0:
        raise Unreadable("quantity-not-positive")
    return found, unit


def price(value: Cell) -> Decimal | None:
    """A price not below zero, None for an empty cell. Raises Unreadable."""
    if value is None or text(value) in ("", "-", "/"):
        return None
    try:
        found, _unit = number(value)
    except Unreadable as error:
        raise Unreadable("price-unreadable") from error
    if found < 0:
        raise Unreadable("price-negative")
    return found


def day(value: Cell, *, today: date) -> date | None:
    """A day, None for an empty cell. A day and month without year is the next such day. Raises Unreadable."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    raw = text(value)
    if raw == "":
        return None
    if re.fullmatch(r"\d{5}(\.\d+)?", raw):
        serial = int(Decimal(raw))
        if _SERIALS[0] <= serial <= _SERIALS[1]:
            return _EPOCH + timedelta(days=serial)
    if re.fullmatch(r"\d{8}", raw):
        raw = f"{raw[:4]}-{raw[4:6]}-{raw[6:]}"
    if match := _YMD.match(raw):
        return _made(int(match[1]), int(match[2]), int(match[3]))
    if match := _MD_ZH.match(raw):
        found = _made(today.year, int(match[1]), int(match[2]))
        return found if found >= today - timedelta(days=30) else _made(today.year + 1, int(match[1]), int(match[2]))
    if match := _XXY.match(raw):
        first, second, year = int(match[1]), int(match[2]), int(match[3])
        if first != second and first <= 12 and second <= 12:
            raise Unreadable("date-ambiguous")
        return _made(year, second, first) if first > 12 else _made(year, first, second)
    raise Unreadable("date-unreadable")


def _made(year: int, month: int, of_month: int) -> date:
    try:
        return date(year, month, of_month)
    except ValueError as error:
        raise Unreadable("date-unreadable") from error
