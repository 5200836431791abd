"""Tells Django that this room holds tables."""

from django.apps import AppConfig


class SchedulingConfig(AppConfig):
    """The room `scheduling`."""

    name = "taktline.scheduling"
    label = "scheduling"
