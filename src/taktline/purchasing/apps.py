"""Tells Django that this room holds tables."""

from django.apps import AppConfig


class PurchasingConfig(AppConfig):
    """The room `purchasing`."""

    name = "taktline.purchasing"
    label = "purchasing"
