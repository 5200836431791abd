"""`taktline retry-delivery`: take parked deliveries up again once their cause is mended."""

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from taktline.kernel import deliver
from taktline.kernel.errors import NotFound


class Command(BaseCommand):
    """Takes the numbers that `parked` prints, or --all."""

    help = "Deliver parked facts again; the running worker takes them up at once."
    requires_system_checks: tuple[str, ...] = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """Which ones."""
        parser.add_argument("ids", nargs="*", type=int, help="numbers as `parked` prints them")
        parser.add_argument("--all", action="store_true", help="every parked delivery")

    def handle(self, *_args: object, ids: list[int], **options: object) -> None:
        """Put them back in line."""
        wanted = [row.id for row in deliver.parked(limit=100_000)] if options["all"] else ids
        if not wanted and not options["all"]:
            raise CommandError("Name the deliveries, as `taktline parked` prints them, or say --all.")
        for delivery_id in wanted:
            try:
                deliver.retry(delivery_id, at=timezone.now())
            except NotFound as missing:
                raise CommandError(f"There is no parked delivery {delivery_id}; see `taktline parked`.") from missing
        self.stdout.write(f"{len(wanted)} put back in line")
