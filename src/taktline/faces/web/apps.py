"""Tells Django that this face holds templates, tags and static files."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """The face people see."""

    name = "taktline.faces.web"
    label = "web"
