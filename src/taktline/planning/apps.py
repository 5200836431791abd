"""Tells Django that this room holds tables."""

from django.apps import AppConfig


class PlanningConfig(AppConfig):
    """The room `planning`."""

    name = "taktline.planning"
    label = "planning"
