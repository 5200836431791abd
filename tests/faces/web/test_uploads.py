"""Files that are not what they say are refused with a sentence, before anything large is built."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from taktline.faces.web.excel import UnreadableFile, read_upload
from taktline.kernel.sheets import Sheet, SheetColumn

SHEET = Sheet("things", "Things", (SheetColumn("code", "Code"),), lambda *_: None)


def workbook(cell):
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("xl/workbook.xml", "<workbook/>")
        book.writestr(
            "xl/worksheets/sheet1.xml",
            f'<worksheet><sheetData><row r="1"><c r="{cell}"><v>1</v></c></row></sheetData></worksheet>' + " " * 5000,
        )
    return kept.getvalue()


def broken():
    content = bytearray(workbook("A1"))
    at = content.index(b"sheet1.xml") + len("sheet1.xml")
    content[at : at + 12] = b"\xff" * 12
    return bytes(content)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("cut.xlsx", b"PK\x03\x04 and then nothing"),
        ("broken.xlsx", broken()),
        ("far.xlsx", workbook("XFD1048576")),
        ("wide.csv", b'code\n"' + b"x" * 200_000 + b'"\n'),
    ],
)
def test_a_damaged_or_monstrous_file_is_refused_in_words(name, content):
    with pytest.raises(UnreadableFile):
        read_upload(SimpleUploadedFile(name, content), SHEET)
