"""Tells Django that this room holds tables."""

from django.apps import AppConfig


class ResourcesConfig(AppConfig):
    """The room `resources`."""

    name = "taktline.resources"
    label = "resources"
