"""Tells Django that this room holds tables."""

from django.apps import AppConfig


class InventoryConfig(AppConfig):
    """The room `inventory`."""

    name = "taktline.inventory"
    label = "inventory"
