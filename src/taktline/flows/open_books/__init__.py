"""Opening the books 期初: what the company has on the first day comes in by tables, checked before it is kept."""

from taktline.flows.open_books.book import Book, LedgerDrifts, apply_book, check_book, seal_of_book
from taktline.flows.open_books.bring import Brought, ControlTotalsDiffer, UnknownSheet, apply, check
from taktline.flows.open_books.sheets import OPENING, WORK_CENTRES, sheet
from taktline.flows.open_books.totals import ROWS, Control

__all__ = [
    "OPENING",
    "ROWS",
    "WORK_CENTRES",
    "Book",
    "Brought",
    "Control",
    "ControlTotalsDiffer",
    "LedgerDrifts",
    "UnknownSheet",
    "apply",
    "apply_book",
    "check",
    "check_book",
    "seal_of_book",
    "sheet",
]
