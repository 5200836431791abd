"""From the bytes somebody sent to rows of cells, looking before opening: size, kind, how far it unpacks."""

import csv
import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from python_calamine import CalamineError, CalamineWorkbook

from taktline.sales.errors import NotATable, TooLarge, TooManyLines, ZipBomb
from taktline.sales.rules.cells import Cell

MEGABYTE = 1024 * 1024
LARGEST_FILE = 5 * MEGABYTE
LARGEST_UNPACKED = 60 * MEGABYTE
STEEPEST = 400  # times the packed size; honest workbooks stay below 100
MOST_LINES = 2000
MOST_ROWS = MOST_LINES + 500  # headings, blanks and footers beside the lines
MOST_COLUMNS = 400
_CHUNK = 256 * 1024
_OVERLAP = 512
_CELL = re.compile(rb"<c\b[^>]{0,200}?\br\s*=\s*[\"']([A-Z]{1,3})(\d{1,7})[\"'][^>]{0,200}>(?:\s*<f\b)?")
_ROW = re.compile(rb"<row\b[^>]{0,300}?\br\s*=\s*[\"'](\d{1,7})[\"']")


@dataclass(frozen=True, slots=True)
class Grid:
    """One sheet: its rows, and the cells that held a formula (row, column from 0)."""

    name: str
    rows: Sequence[Sequence[Cell]]
    formulas: frozenset[tuple[int, int]] = field(default=frozenset())


def open_file(name: str, content: bytes) -> list[Grid]:
    """The sheets of an Excel workbook, or the one of a delimited text.

    Raises TooLarge, ZipBomb, TooManyLines, NotATable before anything large is unpacked or built.
    """
    if len(content) > LARGEST_FILE:
        raise TooLarge(name=name, size=_megabytes(len(content)), limit=LARGEST_FILE // MEGABYTE)
    if content[:4] == b"PK\x03\x04":
        return _workbook(name, content, _look_inside(name, content))
    if content[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        return _workbook(name, content, {})
    return [delimited(name, decode(name, content))]


def _megabytes(size: int) -> str:
    return f"{size / MEGABYTE:.1f}"


def _look_inside(name: str, content: bytes) -> Mapping[str, frozenset[tuple[int, int]]]:
    """Judge the zip by its directory, then each sheet by its stream; gives the formula cells by part name."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            parts = package.infolist()
            unpacked = sum(part.file_size for part in parts)
            if unpacked > LARGEST_UNPACKED or unpacked > max(STEEPEST * len(content), MEGABYTE):
                raise ZipBomb(name=name, size=_megabytes(unpacked), limit=LARGEST_UNPACKED // MEGABYTE)
            if not any(part.filename == "xl/workbook.xml" for part in parts):
                raise NotATable(name=name)
            sheets = [part for part in parts if re.fullmatch(r"xl/worksheets/sheet\d+\.xml", part.filename)]
            return {part.filename: _scan(name, package, part) for part in sheets}
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError) as error:
        raise NotATable(name=name) from error


def _scan(name: str, package: zipfile.ZipFile, part: zipfile.ZipInfo) -> frozenset[tuple[int, int]]:
    """Read a sheet's stream without building it: refuse far cells, note the formulas.

    A reader that lays cells out as a rectangle would need room for every cell up to the farthest one.
    """
    formulas: set[tuple[int, int]] = set()
    tail = b""
    read = 0
    with package.open(part) as stream:
        while chunk := stream.read(_CHUNK):
            read += len(chunk)
            if read > LARGEST_UNPACKED:  # the directory said less than there is
                raise ZipBomb(name=name, size=_megabytes(read), limit=LARGEST_UNPACKED // MEGABYTE)
            window = tail + chunk
            for match in _ROW.finditer(window):
                if int(match[1]) > MOST_ROWS * 20:
                    raise TooManyLines(name=name, limit=MOST_LINES)
            for match in _CELL.finditer(window):
                row, column = int(match[2]) - 1, _column(match[1])
                if row >= MOST_ROWS * 20 or column >= MOST_COLUMNS:
                    raise TooManyLines(name=name, limit=MOST_LINES)
                if match[0].endswith(b"<f"):
                    formulas.add((row, column))
            tail = window[-_OVERLAP:]
    return frozenset(formulas)


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1


def _workbook(name: str, content: bytes, formulas: Mapping[str, frozenset[tuple[int, int]]]) -> list[Grid]:
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        grids = []
        for number, title in enumerate(book.sheet_names, start=1):
            sheet = book.get_sheet_by_name(title)
            rows: list[list[Cell]] = [list(row) for row in sheet.to_python(skip_empty_area=False)]
            _refuse_long(name, rows)
            for (top, left), (bottom, right) in sheet.merged_cell_ranges or ():
                _spread(rows, top, left, bottom, right)
            found = formulas.get(f"xl/worksheets/sheet{number}.xml", frozenset())
            grids.append(Grid(title, rows, found))
    except (CalamineError, ValueError, OSError) as error:
        raise NotATable(name=name) from error
    return grids


def _refuse_long(name: str, rows: Sequence[Sequence[Cell]]) -> None:
    filled = sum(1 for row in rows if any(cell not in ("", None) for cell in row))
    if filled > MOST_ROWS:
        raise TooManyLines(name=name, limit=MOST_LINES)


def _spread(rows: list[list[Cell]], top: int, left: int, bottom: int, right: int) -> None:
    """Write a merged cell's value into all the cells it covers."""
    if top >= len(rows) or left >= len(rows[top]):
        return
    value = rows[top][left]
    for row in rows[top : bottom + 1]:
        for column in range(left, min(right + 1, len(row))):
            row[column] = value


def decode(name: str, content: bytes) -> str:
    """Text as UTF-8 (or UTF-16 with its mark), else as GB18030. Raises NotATable."""
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        encodings: tuple[str, ...] = ("utf-16",)
    elif b"\x00" in content:
        raise NotATable(name=name)
    else:
        encodings = ("utf-8-sig", "gb18030")
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if text.lstrip()[:1] in ("<", "{") or text[:5] == "%PDF-" or _is_noise(text):
            break
        return text
    raise NotATable(name=name)


def _is_noise(text: str) -> bool:
    sample = text[:2000]
    return sum(1 for letter in sample if ord(letter) < 32 and letter not in "\t\r\n") > 0


def delimited(name: str, text: str) -> Grid:
    """Rows of a text parted by tabs, commas, semicolons or bars, whichever its first lines use most.

    Raises TooManyLines, NotATable.
    """
    first = text[:8000].splitlines()[:20]
    delimiter = max("\t,;|，", key=lambda mark: sum(line.count(mark) for line in first))
    rows: list[list[Cell]] = []
    try:
        for row in _records(text, delimiter):
            if any(cell.strip() for cell in row):
                rows.append(list(row[:MOST_COLUMNS]))
            else:
                rows.append([])
            if len(rows) > MOST_ROWS:
                raise TooManyLines(name=name, limit=MOST_LINES)
    except csv.Error as error:
        raise NotATable(name=name) from error
    return Grid(name, rows)


def _records(text: str, delimiter: str) -> Iterator[list[str]]:
    return csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
