"""A database for one measurement, beside the one in use, and gone afterwards."""

import os
from collections.abc import Iterator
from contextlib import contextmanager


class _NoMigrations:
    """Tables straight from the models."""

    def __contains__(self, label: object) -> bool:
        return True

    def __getitem__(self, label: str) -> None:
        return None


@contextmanager
def database() -> Iterator[str]:
    """Make an empty database of the configured kind and remove it at the end. Yields the vendor's name."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "taktline.config.settings")
    os.environ.setdefault("TAKTLINE_TEST_SUFFIX", f"_bench{os.getpid()}")
    import django
    from django.conf import settings

    settings.MIGRATION_MODULES = _NoMigrations()
    django.setup()
    from django.db import connection
    from django.test.utils import setup_databases, setup_test_environment, teardown_databases

    setup_test_environment(debug=False)
    made = setup_databases(verbosity=0, interactive=False)
    try:
        yield connection.vendor
    finally:
        teardown_databases(made, verbosity=0)
