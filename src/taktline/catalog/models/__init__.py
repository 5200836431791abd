"""Rows of the room `catalog`; only its own services write them."""

from taktline.catalog.models.bom import Bom, BomLine
from taktline.catalog.models.conversion import UnitConversion
from taktline.catalog.models.cost import ItemCost
from taktline.catalog.models.item import Item, ItemRevision
from taktline.catalog.models.price import CustomerItem, Price, PriceList
from taktline.catalog.models.routing import OperationAlternative, Routing, RoutingOperation
from taktline.catalog.models.tables import CatalogVersion, CurrencyRate, ItemClass, TaxCode, Unit

__all__ = [
    "Bom",
    "BomLine",
    "CatalogVersion",
    "CurrencyRate",
    "CustomerItem",
    "Item",
    "ItemClass",
    "ItemCost",
    "ItemRevision",
    "OperationAlternative",
    "Price",
    "PriceList",
    "Routing",
    "RoutingOperation",
    "TaxCode",
    "Unit",
    "UnitConversion",
]
