"""Tells Django that this room holds tables."""

from django.apps import AppConfig


class CatalogConfig(AppConfig):
    """The room `catalog`."""

    name = "taktline.catalog"
    label = "catalog"
