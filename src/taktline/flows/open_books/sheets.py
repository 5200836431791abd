"""Which tables open the books, in the order in which they rest on each other. Later rooms add theirs here."""

from taktline.catalog import services as catalog
from taktline.flows.open_books.open_orders import OPEN_ORDERS
from taktline.inventory import services as inventory
from taktline.kernel.sheets import Sheet
from taktline.parties import queries as partners
from taktline.parties import services as parties
from taktline.resources import services as resources

WORK_CENTRES = resources.centre_sheet(partners.supplier_codes)
OPENING: tuple[Sheet, ...] = (
    parties.TERMS_SHEET,
    parties.CUSTOMER_SHEET,
    parties.SUPPLIER_SHEET,
    resources.CALENDAR_SHEET,
    resources.EXCEPTION_SHEET,
    resources.CHANGEOVER_SHEET,
    WORK_CENTRES,
    resources.MACHINE_SHEET,
    resources.SKILL_SHEET,
    resources.PERSON_SHEET,
    resources.PERSON_SKILL_SHEET,
    resources.DOWNTIME_SHEET,
    catalog.UNIT_SHEET,
    catalog.CLASS_SHEET,
    catalog.TAX_SHEET,
    catalog.RATE_SHEET,
    catalog.ITEM_SHEET,
    catalog.REVISION_SHEET,
    catalog.CONVERSION_SHEET,
    catalog.BOM_SHEET,
    catalog.ROUTING_SHEET,
    catalog.PRICE_LIST_SHEET,
    catalog.PRICE_SHEET,
    catalog.CUSTOMER_ITEM_SHEET,
    inventory.PLACE_SHEET,
    inventory.OPENING_STOCK,
    OPEN_ORDERS,
)


def sheet(key: str) -> Sheet | None:
    """The table of this key, if there is one."""
    return next((each for each in OPENING if each.key == key), None)
