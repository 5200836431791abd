"""`taktline warm_engines`: compile the engines' kernels before somebody waits for them."""

import importlib
import time

from django.core.management.base import BaseCommand

from taktline.engines.compiled import forget_old_caches, mark_compiled, warm_modules


class Command(BaseCommand):
    """Calls `warm()` of every `warm` module in the engines; their machine code stays on disk."""

    help = "Compile the engines' kernels, so that nobody waits for the first plan or schedule."
    requires_system_checks: tuple[str, ...] = ()

    def handle(self, *_args: object, **options: object) -> None:
        """Warm one engine after the other; what earlier kernels left on disk goes."""
        forget_old_caches()
        for name in sorted(warm_modules()):
            began = time.perf_counter()
            importlib.import_module(name).warm()
            if int(str(options["verbosity"])) > 0:
                self.stdout.write(f"{name.removesuffix('.warm')}: {time.perf_counter() - began:.1f} s")
        mark_compiled()
