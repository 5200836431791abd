"""A database and a home of their own for one benchmark, migrated like any other, and gone afterwards."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit, urlunsplit

NAME = "bench_taktline"


@contextmanager
def place(database: str) -> Iterator[str]:
    """Set Django up on an empty database. database: "sqlite", or postgres://…, beside whose database ours is made.

    The environment of this process names the place, so that servers started from it serve the same. Yields what to
    call it in a report.
    """
    with tempfile.TemporaryDirectory(prefix="taktline-bench-") as home:
        os.environ["TAKTLINE_HOME"] = home
        os.environ["DJANGO_SETTINGS_MODULE"] = "taktline.config.settings"
        if database == "sqlite":
            os.environ.pop("TAKTLINE_DATABASE_URL", None)
            with _ready():
                yield _sqlite()
            return
        with _postgres(database) as told, _ready():
            yield told


@contextmanager
def _ready() -> Iterator[None]:
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connections

    call_command("migrate", verbosity=0)
    try:
        yield
    finally:
        connections.close_all()


def _sqlite() -> str:
    from django.db.backends.sqlite3.base import Database

    return f"SQLite {Database.sqlite_version} in a file"


@contextmanager
def _postgres(url: str) -> Iterator[str]:
    import psycopg

    parts = urlsplit(url)
    beside = urlunsplit(parts._replace(path="/postgres"))
    name = f"{NAME}_{os.getpid()}"
    with psycopg.connect(beside, autocommit=True) as link:
        version = link.info.parameter_status("server_version")
        link.execute(f'CREATE DATABASE "{name}"')
    os.environ["TAKTLINE_DATABASE_URL"] = urlunsplit(parts._replace(path=f"/{name}"))
    try:
        yield f"PostgreSQL {version}"
    finally:
        with psycopg.connect(beside, autocommit=True) as link:
            link.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def is_postgres() -> bool:
    """Whether the place is on PostgreSQL."""
    return bool(os.environ.get("TAKTLINE_DATABASE_URL"))
