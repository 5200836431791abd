"""Tells Django that this room holds tables."""

from django.apps import AppConfig


class PromisingConfig(AppConfig):
    """The room `promising`."""

    name = "taktline.promising"
    label = "promising"
