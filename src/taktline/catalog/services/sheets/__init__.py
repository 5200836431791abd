"""Masters of this room from Excel."""

from taktline.catalog.services.sheets.items import CONVERSION_SHEET, ITEM_SHEET, UNIT_SHEET
from taktline.catalog.services.sheets.prices import CUSTOMER_ITEM_SHEET, PRICE_SHEET
from taktline.catalog.services.sheets.revisions import REVISION_SHEET
from taktline.catalog.services.sheets.structures import BOM_SHEET, ROUTING_SHEET
from taktline.catalog.services.sheets.tables import CLASS_SHEET, PRICE_LIST_SHEET, RATE_SHEET, TAX_SHEET

__all__ = [
    "BOM_SHEET",
    "CLASS_SHEET",
    "CONVERSION_SHEET",
    "CUSTOMER_ITEM_SHEET",
    "ITEM_SHEET",
    "PRICE_LIST_SHEET",
    "PRICE_SHEET",
    "RATE_SHEET",
    "REVISION_SHEET",
    "ROUTING_SHEET",
    "TAX_SHEET",
    "UNIT_SHEET",
]
