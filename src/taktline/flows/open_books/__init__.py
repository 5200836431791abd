"""Opening the books 期初: what the company has on the first day comes in by tables, checked before it is kept."""

from taktline.flows.open_books.bring import Brought, ControlTotalsDiffer, UnknownSheet, apply, check
from taktline.flows.open_books.sheets import OPENING, sheet

__all__ = ["OPENING", "Brought", "ControlTotalsDiffer", "UnknownSheet", "apply", "check", "sheet"]
