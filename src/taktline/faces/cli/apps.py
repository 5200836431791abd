"""Tells Django where the commands lie."""

from django.apps import AppConfig


class CliConfig(AppConfig):
    """The commands."""

    name = "taktline.faces.cli"
    label = "cli"
