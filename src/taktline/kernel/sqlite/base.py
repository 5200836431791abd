"""Django's SQLite backend, durable and fair.

An outermost `atomic` is BEGIN IMMEDIATE behind the write gate; `read_only()` opens a DEFERRED transaction that
waits for nobody. The log is written ahead (WAL) only by a library that does it safely, always with FULL
synchronisation, never through a memory map.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import transaction
from django.db.backends.sqlite3 import base as django_sqlite
from django.db.utils import OperationalError

from taktline.kernel import told
from taktline.kernel.sqlite.gate import GateTimeout, WriteGate, gate_for
from taktline.kernel.sqlite.versions import wal_is_safe

log = logging.getLogger(__name__)

_WAIT_SECONDS = 15.0
_READS = (
    "SELECT",
    "PRAGMA",
    "EXPLAIN",
    "WITH",
    "VALUES",
    "SAVEPOINT",
    "RELEASE",
    "ROLLBACK",
    "COMMIT",
    "BEGIN",
)
_told: set[str] = set()


class WriteGateTimeout(OperationalError):
    """Other writers held the database for longer than this one could wait; nothing was written."""


class DatabaseWrapper(django_sqlite.DatabaseWrapper):
    """One connection: it may hold the gate, from its outermost BEGIN to commit, rollback or close."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._held: WriteGate | None = None
        self._reading = False
        self._wait = _WAIT_SECONDS

    def get_connection_params(self) -> dict[str, Any]:
        """Our timeouts and modes over the settings' options."""
        params: dict[str, Any] = super().get_connection_params()
        self._wait = float(params.setdefault("timeout", _WAIT_SECONDS))
        self.transaction_mode = "IMMEDIATE"
        return params

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """Open the file and make it durable."""
        connection = super().get_new_connection(conn_params)
        if self.is_in_memory_db():
            # A cache shared by threads locks whole tables without waiting; readers may pass, writers queue here.
            connection.execute("PRAGMA read_uncommitted = ON")
        else:
            self._make_durable(connection)
        return connection

    def _make_durable(self, connection: Any) -> None:
        wanted = "wal" if wal_is_safe(self.Database.sqlite_version_info) else "delete"
        if wanted == "delete" and "wal" not in _told:
            _told.add("wal")
            log.warning(
                "SQLite %s can corrupt a write-ahead log; a rollback journal is used instead, which is slower. "
                "Install a wheel of pysqlite3 or SQLite 3.51.3 or later.",
                self.Database.sqlite_version,
            )
        if connection.execute("PRAGMA journal_mode").fetchone()[0] != wanted:
            gate = self._pass_gate()
            try:
                connection.execute(f"PRAGMA journal_mode = {wanted}")
            finally:
                gate.release()
        connection.execute("PRAGMA synchronous = FULL")

    def create_cursor(self, name: str | None = None) -> Any:
        """A cursor whose lone writes queue as well."""
        cursor = self.connection.cursor(factory=GatedCursor)
        cursor.wrapper = self
        return cursor

    @contextmanager
    def read_only(self) -> Iterator[None]:
        """One consistent view of the whole block that waits for no writer and may not write.

        Inside a transaction that is already open it adds nothing: that transaction is the view.
        """
        if self.in_atomic_block:
            yield
            return
        self._reading = True
        try:
            with transaction.atomic(using=self.alias):
                self._reading = False
                self.cursor().execute("PRAGMA query_only = ON")
                try:
                    yield
                finally:
                    self.cursor().execute("PRAGMA query_only = OFF")
        finally:
            self._reading = False

    def _start_transaction_under_autocommit(self) -> None:
        if self._reading:
            self.cursor().execute("BEGIN DEFERRED")
            return
        self._held = self._pass_gate()
        try:
            super()._start_transaction_under_autocommit()  # type: ignore[misc]
        except BaseException:
            self._leave_gate()
            raise

    def _savepoint_rollback(self, sid: str) -> None:
        super()._savepoint_rollback(sid)  # type: ignore[misc]
        told.forget(self, sid)

    def _commit(self) -> Any:
        result = super()._commit()  # type: ignore[misc]
        self._leave_gate()  # a commit that failed is followed by a rollback, which leaves it then
        return result

    def _rollback(self) -> Any:
        try:
            return super()._rollback()  # type: ignore[misc]
        finally:
            self._leave_gate()

    def _close(self) -> Any:
        try:
            return super()._close()  # type: ignore[misc]
        finally:
            self._leave_gate()

    def _pass_gate(self) -> WriteGate:
        gate = gate_for(str(self.settings_dict["NAME"]), in_memory=self.is_in_memory_db())
        try:
            gate.acquire(self._wait)
        except GateTimeout as timeout:
            message = f"Other writers held the database for {self._wait:g} s; nothing was written."
            raise WriteGateTimeout(message) from timeout
        return gate

    def _leave_gate(self) -> None:
        if self._held is not None:
            held, self._held = self._held, None
            held.release()

    @contextmanager
    def lone_write(self, query: str) -> Iterator[None]:
        """Queue for one statement outside any transaction, unless it only reads."""
        if self.in_atomic_block or self._held is not None or query.lstrip(" (\n").upper().startswith(_READS):
            yield
            return
        gate = self._pass_gate()
        try:
            yield
        finally:
            gate.release()


class GatedCursor(django_sqlite.SQLiteCursorWrapper):
    """Django's cursor; a write outside a transaction passes the gate for its own length."""

    wrapper: DatabaseWrapper

    def execute(self, query: str, params: Any = None) -> Any:
        """Run one statement."""
        with self.wrapper.lone_write(query):
            return super().execute(query, params)

    def executemany(self, query: str, param_list: Any) -> Any:
        """Run one statement for each set of parameters."""
        with self.wrapper.lone_write(query):
            return super().executemany(query, param_list)
