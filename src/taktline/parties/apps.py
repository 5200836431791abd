"""Tells Django that this room holds tables."""

from django.apps import AppConfig


class PartiesConfig(AppConfig):
    """The room `parties`."""

    name = "taktline.parties"
    label = "parties"
