"""Excel out and Excel in: typed cells, no formula ever runs, no upload can fill the memory."""

import csv
import io
import re
import zipfile
import zlib
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from tempfile import TemporaryFile
from typing import IO, Any
from urllib.parse import quote

import python_calamine
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.http import FileResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_
from django.utils.translation import override
from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.styles import Font, PatternFill
from openpyxl.utils import get_column_letter

from taktline.faces.web.access import Text
from taktline.faces.web.parts import Col
from taktline.faces.web.screen import Screen
from taktline.kernel.errors import Refusal
from taktline.kernel.exact import Money
from taktline.kernel.listing import Measured, Row
from taktline.kernel.sheets import Sheet

MIME = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LARGEST_FILE = 8 * 1024 * 1024
LARGEST_UNPACKED = 120 * 1024 * 1024
MOST_ROWS = 20_000
MOST_COLUMNS = 400
_CELL = re.compile(rb"<c\b[^>]{0,200}?\br\s*=\s*[\"']([A-Z]{1,3})(\d{1,7})[\"']")
_CHUNK, _OVERLAP = 256 * 1024, 256


class UnreadableFile(Refusal):
    """An upload that is no table, or too large a one."""

    code = "web.unreadable-file"
    sentence = N_("The file cannot be read: %(reason)s Save it as .xlsx or .csv and try again.")
    status = 422


def sheet_of(screen: Screen, columns: Sequence[Col], rows: Iterable[Row]) -> IO[bytes]:
    """The rows of a screen as a workbook. A quantity gets its unit in the next column."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(safe_title(str(screen.title)))
    sheet.freeze_panes = "A2"
    for at in range(len(columns)):
        sheet.column_dimensions[get_column_letter(at + 1)].width = 18
    sheet.append([heading(sheet, str(col.label)) for col in columns])
    names = screen.listing.names
    for row in rows:
        cells = []
        for col in columns:
            value = col.value(row) if col.value else row.values.get(col.name)
            known = names.get(col.name)
            choices = col.choices or (known.choices if known else None)
            cells.append(cell(sheet, value, choices))
        sheet.append(cells)
    return file_of(book)


def template_of(sheet: Sheet) -> IO[bytes]:
    """An empty table to fill in: headings and what each wants."""
    book = Workbook(write_only=True)
    page = book.create_sheet(safe_title(str(sheet.title)))
    for at in range(len(sheet.columns)):
        page.column_dimensions[get_column_letter(at + 1)].width = 20
    page.append(
        [heading(page, f"{column.label}{' *' if column.required else ''}") for column in sheet.columns]
    )
    return file_of(book)


def download(name: str, file: IO[bytes]) -> FileResponse:
    """A file the browser saves."""
    response = FileResponse(file, content_type=MIME)
    response.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    return response


def cell(sheet: Any, value: object, choices: Mapping[str, Any] | None = None) -> Cell:
    """One typed cell. Text is always text: what begins with = + - @ is marked so that nothing runs it."""
    if choices is not None and str(value) in choices:
        value = str(choices[str(value)])
    if isinstance(value, Measured):
        value = value.quantity
    elif isinstance(value, Money):
        value = value.amount
    elif isinstance(value, datetime):
        value = timezone.localtime(value).replace(tzinfo=None)
    elif isinstance(value, tuple):
        value = " / ".join(str(part) for part in value)
    if value is None or isinstance(value, bool | int | Decimal | datetime | date):
        return WriteOnlyCell(sheet, value=value)  # type: ignore[arg-type]
    made = WriteOnlyCell(sheet, value="")
    text = "".join(sign for sign in str(value) if sign >= " " or sign in "\n\t")
    made.value = f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text
    return made


def heading(sheet: Any, text: str) -> Cell:
    """A cell of the first row."""
    made = cell(sheet, text)
    made.font = Font(bold=True)
    made.fill = PatternFill("solid", fgColor="E6F0FF")
    return made


def safe_title(text: str) -> str:
    """A name Excel takes for a sheet."""
    return "".join(sign for sign in text if sign not in "[]:*?/\\")[:31] or "Sheet"


def file_of(book: Workbook) -> IO[bytes]:
    """The workbook as a file."""
    file = TemporaryFile()  # noqa: SIM115 - the response closes it
    book.save(file)
    file.seek(0)
    return file


def read_upload(upload: "UploadedFile[Any]", sheet: Sheet) -> list[dict[str, object]]:
    """Raw cells of every filled row, by column name. Raises UnreadableFile."""
    if (upload.size or 0) > LARGEST_FILE:
        raise UnreadableFile(
            reason=_("it is larger than %(most)s MB.") % {"most": LARGEST_FILE // 1024 // 1024}
        )
    content = upload.read()
    rows = _csv(content) if (upload.name or "").lower().endswith((".csv", ".txt")) else _book(content)
    while rows and not any(str(part).strip() for part in rows[0]):
        rows.pop(0)
    if len(rows) > MOST_ROWS + 1:
        raise UnreadableFile(reason=_("it has more than %(most)s rows.") % {"most": MOST_ROWS})
    if not rows:
        raise UnreadableFile(reason=_("it is empty."))
    places = places_of(rows[0], sheet)
    filled = (row for row in rows[1:] if any(str(part).strip() for part in row))
    return [{name: row[at] if at < len(row) else None for name, at in places.items()} for row in filled]


def names_of(label: Text, name: str) -> list[str]:
    """What a heading may be called: in the reader's language, in the others, and by the name of the column."""
    found = [str(label).casefold()]
    for language, _language in settings.LANGUAGES:
        with override(language):
            found.append(str(label).casefold())
    return [*found, name.casefold()]


def places_of(first_row: Sequence[object], sheet: Sheet) -> dict[str, int]:
    """In which column of the file each column of the table stands. Raises UnreadableFile for one that is missing."""
    found: dict[str, int] = {}
    words = {
        word.strip().rstrip("*").strip().casefold(): at
        for at, part in enumerate(first_row)
        for word in (str(part), *str(part).split("\n"))
    }
    missing = []
    for column in sheet.columns:
        at = next((words[name] for name in names_of(column.label, column.name) if name in words), None)
        if at is not None:
            found[column.name] = at
        elif column.required:
            missing.append(str(column.label))
    if missing:
        raise UnreadableFile(reason=_("the column %(names)s is missing.") % {"names": ", ".join(missing)})
    return found


def _book(content: bytes) -> list[list[Any]]:
    if content[:2] == b"PK":
        look_inside(content)
    try:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
        rows = book.get_sheet_by_index(0).to_python(skip_empty_area=True)
    except (python_calamine.CalamineError, ValueError, OSError) as error:
        raise UnreadableFile(reason=_("it is not an Excel file.")) from error
    return [plain_row(row) for row in rows]


def plain_row(row: Sequence[Any]) -> list[Any]:
    """Excel keeps every number as a binary fraction; 5 must not come back as 5.0."""
    return [int(c) if isinstance(c, float) and c.is_integer() else c for c in row]


def look_inside(content: bytes) -> None:
    """Refuse what cannot be unpacked, unpacks to too much, or has a cell too far off. Raises UnreadableFile.

    The reader lays cells out as a rectangle: one far cell would need room for all before it.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > LARGEST_UNPACKED:
                raise UnreadableFile(reason=_("it unpacks to far more than a table needs."))
            for entry in archive.infolist():
                if entry.filename.startswith("xl/worksheets/"):
                    with archive.open(entry) as stream:
                        _look_for_far_cells(stream)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError) as error:
        raise UnreadableFile(reason=_("it is not an Excel file.")) from error


def _look_for_far_cells(stream: IO[bytes]) -> None:
    tail, read = b"", 0
    while chunk := stream.read(_CHUNK):
        read += len(chunk)
        if read > LARGEST_UNPACKED:  # the directory said less than there is
            raise UnreadableFile(reason=_("it unpacks to far more than a table needs."))
        window = tail + chunk
        for match in _CELL.finditer(window):
            if int(match[2]) > MOST_ROWS * 2 or _column(match[1]) > MOST_COLUMNS:
                raise UnreadableFile(reason=_("it has more than %(most)s rows.") % {"most": MOST_ROWS})
        tail = window[-_OVERLAP:]


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _csv(content: bytes) -> list[list[Any]]:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = content.decode(encoding)
            break
        except UnicodeDecodeError:
            continue
    else:
        raise UnreadableFile(reason=_("its letters are in an unknown encoding."))
    comma = max(",;\t", key=text[:2000].count)
    try:
        return list(csv.reader(io.StringIO(text), delimiter=comma))
    except csv.Error as error:
        raise UnreadableFile(reason=_("it is not an Excel file.")) from error
