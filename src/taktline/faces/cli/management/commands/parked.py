"""`taktline parked`: facts that could not be delivered, after all attempts."""

from django.core.management.base import BaseCommand

from taktline.kernel import deliver


class Command(BaseCommand):
    """Prints one line a delivery, with the number that `retry-delivery` takes."""

    help = "List deliveries that failed too often and wait for a person; see retry-delivery."
    requires_system_checks: tuple[str, ...] = ()

    def handle(self, *_args: object, **_options: object) -> None:
        """List them, oldest first."""
        rows = deliver.parked()
        for row in rows:
            self.stdout.write(f"{row.id}  {row.at:%Y-%m-%d %H:%M} {row.topic} → {row.reaction}  {dict(row.body)}")
            self.stdout.write(f"    after {row.attempts} attempts: {row.error}")
        self.stdout.write(f"{len(rows)} parked")
