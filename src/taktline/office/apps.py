"""Tells Django that this room holds tables."""

from django.apps import AppConfig


class OfficeConfig(AppConfig):
    """The room `office`."""

    name = "taktline.office"
    label = "office"
