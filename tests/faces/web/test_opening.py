"""The workbook that opens a company, through the page: what is not one is refused in words."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook, load_workbook

from taktline.faces.web.first_steps.workbook import TOTALS, _title
from taktline.flows.open_books import OPENING
from taktline.inventory import queries as inventory
from tests.builders.catalog import make_unit
from tests.builders.identity import make_site
from tests.builders.tables import saved
from tests.builders.web import browser, text_of

pytestmark = pytest.mark.django_db
URL = "/first-steps/opening/"
UNITS = [("code", "name"), ("t", "吨")]


@pytest.fixture
def admin(db):
    make_site()
    return browser("admin")


def send(client, content, **more):
    upload = SimpleUploadedFile("book.xlsx", content)
    return client.post(URL, {"file": upload, **more}, headers={"HX-Request": "true"})


def book(**sheets):
    made = Workbook()
    made.remove(made.active)
    for name, rows in sheets.items():
        page = made.create_sheet(name)
        for row in rows:
            page.append(list(row))
    return saved(made)


def test_the_empty_workbook_has_every_table_and_comes_back_filled(admin):
    make_unit("pcs")
    made = load_workbook(io.BytesIO(b"".join(admin.get(f"{URL}template/").streaming_content)))
    assert {_title(table.title) for table in OPENING} < set(made.sheetnames)
    filled = {
        "catalog.items": {"code": "PUMP", "name": "齿轮泵", "unit": "pcs", "released": "是"},
        "inventory.places": {"code": "W1", "name": "Main store"},
        "inventory.opening-stock": {"item": "PUMP", "place": "W1", "quantity": 3, "value": 30},
    }
    for table in OPENING:
        if row := filled.get(table.key):
            names = [column.name for column in table.columns]
            for name, value in row.items():
                made[_title(table.title)].cell(2, names.index(name) + 1, value)
    made[_title(TOTALS)].append(["期初库存", "Value", "W1", 30])
    content = saved(made)

    preview = text_of(send(admin, content))
    digest = preview.split('name="apply" value="')[1].split('"')[0]
    refused = send(admin, content, **{"apply": digest, "total:inventory.opening-stock|value|": "31"})
    assert refused.status_code == 422
    assert inventory.worth_by_place() == {}
    assert send(admin, content, apply=digest).status_code == 204
    assert inventory.worth_by_place() == {("S1", "W1"): (3, 30)}
    assert inventory.drifts() == []
    assert "book.xlsx" in text_of(admin.get(URL))


def zip_bomb():
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/workbook.xml", "<workbook/>")
        packed.writestr("xl/worksheets/sheet1.xml", b" " * 130_000_000)
    return kept.getvalue()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (lambda: book(Moon=UNITS), "none of its tables"),
        (lambda: book(Units=[("name",), ("吨",)]), "missing"),
        (lambda: book(Units=[*UNITS, ("=1+1", "sum")]), "formula"),
        (lambda: book(Units=[("code", "name"), *(("t", "吨") for _ in range(20_001))]), "rows"),
        (lambda: book(Units=[("code", "name")]), "filled in"),
        (lambda: book(**{"Units": UNITS, "Control totals": [("table", "figure", "total"), ("Moon", "Value", 1)]}), "adds up|added up"),
        (zip_bomb, "far more"),
        (lambda: b"PK but nothing else", "not an Excel"),
        (lambda: b"code,name", "no Excel workbook"),
    ],
)  # fmt: skip
def test_what_does_not_open_the_books_is_refused_in_words(admin, content, said):
    answer = send(admin, content())
    assert answer.status_code == 422
    assert any(part in text_of(answer) for part in said.split("|")), text_of(answer)


def test_every_wrong_cell_is_named(admin):
    answer = text_of(
        send(
            admin,
            book(
                Units=[*UNITS, ("", "x"), ("kg", "千克")],
                Places=[("code", "name", "Lies in"), ("A", "甲", "Z")],
            ),
        )
    )
    assert "This cell must be filled." in answer
    assert "There is no such place at the site." in answer
    assert "Bring everything in" not in answer
