"""`makemigrations` as Django has it, with first migrations in fewer steps."""

from django.core.management.commands import makemigrations

from taktline.faces.cli.compact import CompactAutodetector


class Command(makemigrations.Command):
    """The command."""

    autodetector = CompactAutodetector
