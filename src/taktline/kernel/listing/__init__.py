"""Declared lists: columns, filters, sorting, search and scope become pages of rows; nobody sees a QuerySet."""

from taktline.kernel.listing.declare import Column, Filter, FilterKind, Kind, Listing
from taktline.kernel.listing.page import count, every_row, page
from taktline.kernel.listing.rows import Measured, Page, Row

__all__ = [
    "Column",
    "Filter",
    "FilterKind",
    "Kind",
    "Listing",
    "Measured",
    "Page",
    "Row",
    "count",
    "every_row",
    "page",
]
