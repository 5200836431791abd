"""What the company makes and buys: items, bills of material, routings, prices."""

from taktline.demo.products.part import Line, Part, Step
from taktline.demo.products.range import Product, catalogue, products

__all__ = ["Line", "Part", "Product", "Step", "catalogue", "products"]
