"""`migrate` as Django has it, which looks for changes as `makemigrations` does."""

from django.core.management.commands import migrate

from taktline.faces.cli.compact import CompactAutodetector


class Command(migrate.Command):
    """The command."""

    autodetector = CompactAutodetector
