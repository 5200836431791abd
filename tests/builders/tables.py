"""Makes order files as customers send them."""

import io
import zipfile
from datetime import date

from openpyxl import Workbook

HEADINGS = ("料号", "品名", "数量", "单位", "单价", "交期")


def workbook_of(rows, *, headings=HEADINGS, sheet="订单", above=()) -> bytes:
    """An Excel workbook with one sheet: rows above, headings, rows."""
    book = Workbook()
    page = book.active
    page.title = sheet
    for row in (*above, headings, *rows):
        page.append(list(row))
    return saved(book)


def saved(book: Workbook) -> bytes:
    """The bytes of a workbook."""
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def merged_workbook() -> bytes:
    """A purchase order as printed: title, number and date above, a heading on two rows with merged cells."""
    book = Workbook()
    page = book.active
    page["A1"] = "采购订单"
    page.merge_cells("A1:G1")
    page["A2"] = "采购单号：PO-7788"
    page["C2"] = "交货日期"
    page["D2"] = "2026-12-20"
    page["A3"] = "物料"
    page.merge_cells("A3:C3")
    for column, title in zip("DEFG", ("数量", "单位", "单价(含税)", "交期"), strict=True):
        page[f"{column}3"] = title
        page.merge_cells(f"{column}3:{column}4")
    for column, title in enumerate(("料号", "品名", "规格"), start=1):
        page.cell(4, column, title)
    page.append(["FK-100", "齿轮泵", "CB-10", "１００", "件", 180.5, date(2026, 12, 15)])
    page.append(["FK-200", "双联泵", "CB-20", 20, "件", "¥ 320.00", 46380])
    page.append(["合计", None, None, 120])
    return saved(book)


def long_workbook(lines: int) -> bytes:
    """A workbook with so many lines."""
    book = Workbook(write_only=True)
    page = book.create_sheet("订单")
    page.append(["料号", "数量"])
    for number in range(lines):
        page.append([f"A{number}", number + 1])
    return saved(book)


def zip_bomb(megabytes: int = 300) -> bytes:
    """A small file that says it is a workbook and unpacks to so many megabytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/workbook.xml", b"0" * (megabytes * 1024 * 1024))
    return out.getvalue()


def far_cell_workbook() -> bytes:
    """Two cells, one at the farthest corner: laid out as a rectangle it would fill the memory."""
    book = Workbook()
    page = book.active
    page["A1"] = "料号"
    page["XFD1048576"] = 1
    return saved(book)
