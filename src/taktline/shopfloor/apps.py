"""Tells Django that this room holds tables."""

from django.apps import AppConfig


class ShopfloorConfig(AppConfig):
    """The room `shopfloor`."""

    name = "taktline.shopfloor"
    label = "shopfloor"
