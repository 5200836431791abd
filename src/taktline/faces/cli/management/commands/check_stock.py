"""`taktline check-stock`: recompute every balance from the moves and say what differs."""

from django.core.management.base import BaseCommand, CommandError

from taktline.inventory import queries
from taktline.kernel.operation import snapshot


class Command(BaseCommand):
    """Prints each difference; ends with code 1 if there is one."""

    help = "Recompute every stock balance from the journal; prints the differences, which must be none."

    def handle(self, *_args: object, **_options: object) -> None:
        """Check within one consistent view."""
        with snapshot():
            drifts = queries.drifts()
        for drift in drifts:
            self.stdout.write(f"{drift.what}: {drift.where}: kept {drift.kept}, recomputed {drift.recomputed}")
        self.stdout.write(f"{len(drifts)} differences")
        if drifts:
            raise CommandError("The stock ledger does not tie. Keep a copy of the database and tell support.")
