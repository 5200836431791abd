"""Order files as customers send them, honest and hostile."""

import os
from datetime import date
from decimal import Decimal

import pytest

from taktline.sales import errors
from taktline.sales.rules import cells, headings, table, workbook
from tests.builders import tables

TODAY = date(2026, 11, 22)


def read(name: str, content: bytes, **kwargs) -> table.ReadTable:
    return table.read(name, workbook.open_file(name, content), today=TODAY, **kwargs)


def test_a_printed_purchase_order_with_merged_headings_is_read():
    found = read("po.xlsx", tables.merged_workbook())
    assert found.head == {"customer_number": "PO-7788", "requested_on": "2026-12-20"}
    assert found.columns == {"item": 0, "name": 1, "spec": 2, "quantity": 3, "unit": 4, "price": 5, "requested": 6}
    first, second = found.lines
    assert (first.customer_item_code, first.text, first.quantity) == ("FK-100", "齿轮泵 CB-10", Decimal(100))
    assert (first.unit, first.price, first.requested_on) == ("件", Decimal("180.5"), date(2026, 12, 15))
    assert (second.price, second.requested_on) == (Decimal("320.00"), date(2026, 12, 24))  # 46380 is that day's serial
    assert first.faults == second.faults == ()


def test_a_csv_in_the_chinese_code_page_is_read():
    text = "客户料号,数量,交期,备注\r\nA1,１２,2026/12/1,急\r\nA2,3件,12月5日,\r\n"
    found = read("po.csv", text.encode("gb18030"))
    assert [(line.customer_item_code, line.quantity, line.unit) for line in found.lines] == [
        ("A1", Decimal(12), ""),
        ("A2", Decimal(3), "件"),
    ]
    assert [line.requested_on for line in found.lines] == [date(2026, 12, 1), date(2026, 12, 5)]
    assert found.lines[0].note == "急"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_every_text_encoding_and_delimiter_gives_the_same_order(encoding, mark):
    text = "\n".join(mark.join(row) for row in (("料号", "数量"), ("齿轮泵-10", "5")))
    (line,) = read("po.txt", text.encode(encoding)).lines
    assert (line.customer_item_code, line.quantity) == ("齿轮泵-10", Decimal(5))


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        (None, "quantity-missing"),
        ("", "quantity-missing"),
        ("many", "quantity-unreadable"),
        (-5, "quantity-not-positive"),
        ("－５", "quantity-not-positive"),
        (0, "quantity-not-positive"),
        ("1e400", "quantity-unreadable"),
        (True, "quantity-unreadable"),
        ("nan", "quantity-unreadable"),
        (float("inf"), "quantity-unreadable"),
    ],
)
def test_what_is_no_quantity_says_so(cell, code):
    with pytest.raises(cells.Unreadable) as refused:
        cells.quantity(cell)
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("cell", "value", "unit"),
    [("1,200", "1200", ""), ("１２．５ kg", "12.5", "kg"), ("100件", "100", "件"), (3.0, "3", ""), ("5 / 箱", "5", "箱")],
)
def test_quantities_as_people_write_them(cell, value, unit):
    found, said = cells.quantity(cell)
    assert (found, said) == (Decimal(value), unit)


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        (46010, date(2025, 12, 19)),
        (46010.5, date(2025, 12, 19)),
        ("2026年12月1日", date(2026, 12, 1)),
        ("2026.12.1", date(2026, 12, 1)),
        ("20261201", date(2026, 12, 1)),
        ("31/12/2026", date(2026, 12, 31)),
        ("12/31/2026", date(2026, 12, 31)),
        ("1月5日", date(2027, 1, 5)),
        ("", None),
    ],
)
def test_dates_as_people_write_them(cell, day):
    assert cells.day(cell, today=TODAY) == day


@pytest.mark.parametrize(
    ("cell", "code"), [("soon", "date-unreadable"), ("2026-02-30", "date-unreadable"), ("03/04/2026", "date-ambiguous")]
)
def test_what_is_no_date_says_so(cell, code):
    with pytest.raises(cells.Unreadable) as refused:
        cells.day(cell, today=TODAY)
    assert refused.value.code == code


def test_a_past_date_and_a_missing_one_are_named_line_by_line():
    content = tables.workbook_of([("A1", "", 5, "", "", "2020-01-01"), ("A2", "", 5, "", "", None)])
    faults = [[fault.code for fault in line.faults] for line in read("po.xlsx", content).lines]
    assert faults == [["date-past"], ["date-missing"]]


def test_a_formula_without_a_value_is_a_fault_of_its_cell():
    content = tables.workbook_of([("A1", "", "=2*3", "", "", date(2026, 12, 1))])
    (line,) = read("po.xlsx", content).lines
    assert [fault.code for fault in line.faults] == ["quantity-missing", "formula-without-value"]
    assert line.faults[1].facts["cell"] == "C2"


@pytest.mark.parametrize(
    ("name", "content", "refusal"),
    [
        ("photo.png", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 9, errors.NotATable),
        ("order.pdf", b"%PDF-1.7 and so on", errors.NotATable),
        ("page.xls", b"<html><table><tr><td>x</td></tr></table></html>", errors.NotATable),
        ("broken.xlsx", b"PK\x03\x04" + b"\x01" * 900, errors.NotATable),
        ("old.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 900, errors.NotATable),
        ("empty.csv", b"", errors.WrongSheet),
        ("letter.txt", "您好，请尽快发货。".encode(), errors.WrongSheet),
        ("head.csv", "料号,数量\n".encode(), errors.EmptyTable),
        ("half.csv", "料号,品名,交期\nA1,泵,2026-12-01\n".encode(), errors.MissingColumn),
    ],
)
def test_what_is_no_order_is_refused_with_a_sentence(name, content, refusal):
    with pytest.raises(refusal) as refused:
        read(name, content)
    assert str(refused.value)
    assert "%(" not in str(refused.value)


def test_a_hundred_thousand_rows_are_refused_before_they_are_laid_out():
    with pytest.raises(errors.TooManyLines):
        read("long.xlsx", tables.long_workbook(100_000))
    with pytest.raises(errors.TooManyLines):
        read("long.csv", b"item,qty\n" + b"A1,5\n" * 100_000)


def test_a_cell_far_away_is_refused_before_the_sheet_is_laid_out():
    with pytest.raises(errors.TooManyLines):
        read("far.xlsx", tables.far_cell_workbook())


def test_a_zip_bomb_is_refused_by_its_directory():
    bomb = tables.zip_bomb()
    assert len(bomb) < 1024 * 1024
    with pytest.raises(errors.ZipBomb):
        read("bomb.xlsx", bomb)


def test_a_large_file_is_refused_unread():
    with pytest.raises(errors.TooLarge):
        read("large.csv", os.urandom(16) * (400 * 1024))


def test_the_wrong_sheet_is_named():
    content = tables.workbook_of([("今天", "晴")], headings=("日期", "天气"), sheet="天气")
    with pytest.raises(errors.WrongSheet) as refused:
        read("po.xlsx", content)
    assert "天气" in str(refused.value)


def test_confirmed_columns_win_over_proposed_ones():
    content = "编码,型号,数量,需求\nX1,A1,5,7\n".encode()
    proposed = read("po.csv", content)
    assert proposed.lines[0].customer_item_code == "X1"
    chosen = read("po.csv", content, columns={"item": 1, "quantity": 3})
    assert (chosen.lines[0].customer_item_code, chosen.lines[0].quantity) == ("A1", Decimal(7))
    assert chosen.seal == proposed.seal


@pytest.mark.parametrize(
    ("title", "field"),
    [
        ("客户料号", "item"), ("Part No.", "item"), ("Qty", "quantity"), ("订单数量(件)", "quantity"), ("含税单价", "price"),
        ("要求交货日期", "requested"), ("Delivery Date", "requested"), ("图纸版本", "drawing"), ("备注", "note"),
        ("金额", None), ("序号", None), ("Total amount", None), ("天气", None),
    ],
)  # fmt: skip
def test_headings_in_both_languages(title, field):
    assert headings.field_of(title) == field
