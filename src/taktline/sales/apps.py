"""Tells Django that this room holds tables."""

from django.apps import AppConfig


class SalesConfig(AppConfig):
    """The room `sales`."""

    name = "taktline.sales"
    label = "sales"
