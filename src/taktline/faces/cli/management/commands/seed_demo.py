"""`taktline seed_demo`: build the demo company, or set up an empty one."""

import json
import os
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from taktline.demo.seed import seed, seed_empty
from taktline.identity import queries as identity


class Command(BaseCommand):
    """Writes the logins to logins.json in the home folder, where `serve` reads them to print them."""

    requires_system_checks: tuple[str, ...] = ()
    help = "Build the demo company in an empty database; with --empty only a site and an administrator."

    def add_arguments(self, parser: CommandParser) -> None:
        """`--empty` and, for tests, `--scale`."""
        parser.add_argument("--empty", action="store_true", help="an empty company with a first-steps page")
        parser.add_argument("--scale", type=float, default=1.0, help="share of the demo's orders and history")

    def handle(self, *_args: object, **options: object) -> None:
        """Seed, unless there is a company already."""
        if identity.sites():
            raise CommandError("There is a company in this database already. Nothing was changed.")
        at = timezone.now()
        if options["empty"]:
            done = seed_empty(at=at)
        else:
            done = seed(at=at, scale=float(str(options["scale"])), say=self.stdout.write)
        home = Path(os.environ.get("TAKTLINE_HOME") or settings.HOME)
        home.mkdir(parents=True, exist_ok=True)
        (home / "logins.json").write_text(json.dumps(done.logins, ensure_ascii=False, indent=1), "utf-8")
