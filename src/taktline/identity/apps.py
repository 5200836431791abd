"""Tells Django that this room holds tables."""

from django.apps import AppConfig


class IdentityConfig(AppConfig):
    """The room `identity`."""

    name = "taktline.identity"
    label = "identity"
