"""Cells are typed one by one, and each wrong one says why."""

from datetime import date, datetime
from decimal import Decimal

from taktline.kernel.sheets import Cell, Sheet, SheetColumn, SheetReport, read

SHEET = Sheet(
    key="test",
    title="Test",
    columns=(
        SheetColumn("code", "Code", required=True),
        SheetColumn("quantity", "Quantity", Cell.DECIMAL),
        SheetColumn("count", "Count", Cell.WHOLE),
        SheetColumn("due", "Due", Cell.DATE),
        SheetColumn("rush", "Rush", Cell.FLAG),
        SheetColumn("supply", "Supply", Cell.CHOICE, choices={"make": "自制", "buy": "外购"}),
    ),
    apply=lambda rows, by, at, dry_run: SheetReport(0, 0, 0),
)


def test_full_width_digits_thousands_chinese_dates_and_labels_are_understood() -> None:
    rows, faults = read(
        SHEET,
        [{"code": " A１ ", "quantity": "１,２００．５", "count": 3.0, "due": "2026年1月5日", "rush": "是", "supply": "自制"},
         {"code": "B", "due": datetime(2026, 1, 6, 8)}],
    )
    assert faults == []
    assert rows[0] == {"code": "A1", "quantity": Decimal("1200.5"), "count": 3, "due": date(2026, 1, 5), "rush": True,
                       "supply": "make"}
    assert (rows[1]["due"], rows[1]["rush"], rows[1]["quantity"]) == (date(2026, 1, 6), False, None)


def test_each_wrong_cell_is_named_with_its_row() -> None:
    bad = {"code": "", "quantity": "many", "count": "1.5", "due": "soon", "rush": "maybe", "supply": "steal"}
    _, faults = read(SHEET, [{"code": "ok"}, bad])
    assert [(fault.row, fault.column) for fault in faults] == [
        (2, "code"), (2, "quantity"), (2, "count"), (2, "due"), (2, "rush"), (2, "supply"),
    ]
