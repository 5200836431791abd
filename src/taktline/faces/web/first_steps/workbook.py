"""The workbook that opens a company: a sheet for each table, headings in both languages, and the control totals."""

import hashlib
import io
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import IO, Any

import python_calamine
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override
from django.utils.translation import gettext_noop as N_
from openpyxl import Workbook
from openpyxl.styles import Alignment
from openpyxl.utils import get_column_letter

from taktline.faces.web import excel
from taktline.faces.web.access import Text
from taktline.faces.web.excel import UnreadableFile
from taktline.flows.open_books import OPENING
from taktline.kernel.errors import Refusal
from taktline.kernel.sheets import Sheet, SheetColumn

README, TOTALS = gettext_lazy("Read me"), gettext_lazy("Control totals")
TOTAL_COLUMNS = (
    SheetColumn("table", gettext_lazy("Table"), required=True),
    SheetColumn("figure", gettext_lazy("Figure"), required=True),
    SheetColumn("group", gettext_lazy("Place or customer")),
    SheetColumn("total", gettext_lazy("Total"), required=True),
)
_TOTALS = Sheet("control-totals", TOTALS, TOTAL_COLUMNS, lambda *_given: None)  # type: ignore[arg-type]
FIGURES: Mapping[str, Text] = {
    "rows": gettext_lazy("Number of rows"),
    "quantity": gettext_lazy("Quantity"),
    "value": gettext_lazy("Value"),
    "delivered": gettext_lazy("Delivered"),
    "amount": gettext_lazy("Amount"),
    "credit_limit": gettext_lazy("Credit limit"),
    "price": gettext_lazy("Price"),
    "setup_seconds": gettext_lazy("Setup seconds"),
    "run_seconds": gettext_lazy("Seconds per piece"),
}
_FORMULA = re.compile(rb"<c\b[^>]{0,200}?\br\s*=\s*[\"']([A-Z]{1,3}\d{1,7})[\"'][^>]{0,200}>\s*<f\b")


class NotThisBook(Refusal):
    """The workbook is not one that opens the books."""

    code = "web.opening-workbook"
    sentence = N_("The workbook was not taken: %(reason)s Put it right in Excel and choose it again.")
    status = 422


@dataclass(frozen=True, slots=True)
class Filled:
    """What a workbook says. tables: raw rows by table key; stated: control totals; digest: of the file."""

    name: str
    digest: str
    tables: dict[str, list[dict[str, object]]]
    stated: dict[tuple[str, str, str], Decimal]


def template() -> IO[bytes]:
    """The empty workbook, with a page that says what each column takes."""
    book = Workbook(write_only=True)
    _explain(book.create_sheet(_title(README)))
    for table in OPENING:
        page = book.create_sheet(_title(table.title))
        _head(page, table.columns)
    _head(book.create_sheet(_title(TOTALS)), TOTAL_COLUMNS)
    return excel.file_of(book)


def _explain(page: Any) -> None:
    for at, width in enumerate((30, 34, 12, 44, 60), start=1):
        page.column_dimensions[get_column_letter(at)].width = width
    page.append(
        [
            excel.heading(page, word)
            for word in (_("Table"), _("Column"), _("Required"), _("Choices"), _("Help"))
        ]
    )
    for table in OPENING:
        for column in table.columns:
            choices = " · ".join(str(label) for label in (column.choices or {}).values())
            needed = _("yes") if column.required else ""
            texts = (_title(table.title), _both(column.label, " "), needed, choices, str(column.help))
            page.append([excel.cell(page, text) for text in texts])


def _head(page: Any, columns: Sequence[SheetColumn]) -> None:
    page.freeze_panes = "A2"
    cells = []
    for at, column in enumerate(columns, start=1):
        page.column_dimensions[get_column_letter(at)].width = 18
        made = excel.heading(page, _both(column.label, "\n") + (" *" if column.required else ""))
        made.alignment = Alignment(wrap_text=True, vertical="top")
        cells.append(made)
    page.append(cells)


def _both(label: Text, between: str) -> str:
    return between.join(dict.fromkeys(_languages(label)))


def _languages(label: Text) -> Iterator[str]:
    for language, _name in settings.LANGUAGES:
        with override(language):
            yield str(label)


def _title(title: Text) -> str:
    """The name of a sheet in both languages, where Excel allows as much; it takes 31 letters."""
    both = _both(title, " ")
    return excel.safe_title(both if len(both) <= 31 else next(_languages(title)))


def _known_titles(title: Text, key: str) -> set[str]:
    return {
        name.casefold()
        for name in (_title(title), key, *(excel.safe_title(each) for each in _languages(title)))
    }


def read(upload: "UploadedFile[Any]") -> Filled:
    """Every filled sheet of a workbook. Raises UnreadableFile, NotThisBook."""
    if (upload.size or 0) > excel.LARGEST_FILE:
        raise UnreadableFile(
            reason=_("it is larger than %(most)s MB.") % {"most": excel.LARGEST_FILE // 1024 // 1024}
        )
    content = upload.read()
    if content[:2] != b"PK":
        raise NotThisBook(reason=_("it is no Excel workbook (.xlsx)."))
    excel.look_inside(content)
    _refuse_formulas(content)
    tables: dict[str, list[dict[str, object]]] = {}
    stated: list[dict[str, object]] = []
    for title, rows in _sheets(content):
        table = _table(title)
        if table is None:
            continue
        filled = _rows(title, rows, table)
        if table is _TOTALS:
            stated = filled
        elif filled:
            tables[table.key] = filled
    if not tables:
        raise NotThisBook(reason=_("no table in it is filled in."))
    digest = hashlib.sha256(content).hexdigest()
    return Filled(upload.name or "", digest, tables, {_total_key(row): _total(row) for row in stated})


def _sheets(content: bytes) -> Iterator[tuple[str, list[list[Any]]]]:
    try:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
        for title in book.sheet_names:
            yield (
                title,
                [
                    excel.plain_row(row)
                    for row in book.get_sheet_by_name(title).to_python(skip_empty_area=True)
                ],
            )
    except (python_calamine.CalamineError, ValueError, OSError) as error:
        raise UnreadableFile(reason=_("it is not an Excel file.")) from error


def _table(title: str) -> Sheet | None:
    """The table a sheet is named after; None for the page that explains. Raises NotThisBook for any other."""
    name = title.strip().casefold()
    for table in (*OPENING, _TOTALS):
        if name in _known_titles(table.title, table.key):
            return table
    if name in _known_titles(README, "readme"):
        return None
    raise NotThisBook(
        reason=_("the sheet “%(sheet)s” is none of its tables. Rename or delete it.") % {"sheet": title}
    )


def _rows(title: str, rows: list[list[Any]], table: Sheet) -> list[dict[str, object]]:
    while rows and not any(str(part).strip() for part in rows[0]):
        rows.pop(0)
    if len(rows) > excel.MOST_ROWS + 1:
        raise UnreadableFile(reason=_("it has more than %(most)s rows.") % {"most": excel.MOST_ROWS})
    filled = [row for row in rows[1:] if any(str(part).strip() for part in row)]
    if not filled:
        return []
    try:
        places = excel.places_of(rows[0], table)
    except UnreadableFile as error:
        raise NotThisBook(reason=f"{title}: {error.facts['reason']}") from error
    return [{name: row[at] if at < len(row) else None for name, at in places.items()} for row in filled]


def _refuse_formulas(content: bytes) -> None:
    """A formula's result may be old or missing: what opens the books is plain values."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for entry in archive.infolist():
            if entry.filename.startswith("xl/worksheets/") and (
                found := _FORMULA.search(archive.read(entry))
            ):
                raise NotThisBook(
                    reason=_("cell %(cell)s of sheet %(number)s holds a formula. Paste its value instead.")
                    % {
                        "cell": found[1].decode(),
                        "number": re.sub(r"\D", "", entry.filename) or entry.filename,
                    }
                )


def _total_key(row: Mapping[str, object]) -> tuple[str, str, str]:
    table, figure = str(row.get("table") or "").strip(), str(row.get("figure") or "").strip()
    key = next(
        (each.key for each in OPENING if table.casefold() in _known_titles(each.title, each.key)), None
    )
    name = next(
        (name for name, label in FIGURES.items() if figure.casefold() in excel.names_of(label, name)), None
    )
    if key is None or name is None:
        raise NotThisBook(
            reason=_("the control total “%(table)s · %(figure)s” names no figure that is added up.")
            % {"table": table, "figure": figure}
        )
    return key, name, str(row.get("group") or "").strip()


def _total(row: Mapping[str, object]) -> Decimal:
    return number(str(row.get("total") if row.get("total") is not None else ""))


def number(text: str) -> Decimal:
    """A control total as somebody wrote it. Raises NotThisBook."""
    try:
        value = Decimal(text.strip().replace(",", ""))
    except InvalidOperation as error:
        raise NotThisBook(
            reason=_("the control total “%(text)s” is not a number.") % {"text": text}
        ) from error
    if not value.is_finite():
        raise NotThisBook(reason=_("the control total “%(text)s” is not a number.") % {"text": text})
    return value
