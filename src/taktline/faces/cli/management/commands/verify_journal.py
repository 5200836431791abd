"""`taktline verify-journal`: walk the journal's chain of seals and say whether anybody touched a line."""

from django.core.management.base import BaseCommand, CommandError

from taktline.kernel import seal
from taktline.kernel.operation import snapshot


class Command(BaseCommand):
    """Prints the counts and the head digest; ends with code 1 if a line was changed or is gone."""

    help = "Verify the journal's chain of seals. Note the head down elsewhere: it proves later that nothing changed."
    requires_system_checks: tuple[str, ...] = ()

    def handle(self, *_args: object, **_options: object) -> None:
        """Verify within one consistent view."""
        with snapshot():
            verdict = seal.verify()
        self.stdout.write(f"sealed {verdict.sealed}, not sealed yet {verdict.unsealed}\nhead {verdict.head}")
        for position in verdict.broken:
            self.stdout.write(f"position {position}: the line is not what was sealed")
        for position in verdict.missing:
            self.stdout.write(f"position {position}: the line is gone")
        if not verdict.whole:
            raise CommandError("The journal was tampered with. Keep a copy of the database and compare it with a backup.")
