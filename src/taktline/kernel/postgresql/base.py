"""Django's PostgreSQL backend; what a connection asks often, the server has parsed and planned already."""

from typing import Any

from django.db.backends.postgresql import base as django_postgresql

from taktline.kernel import told

# Statements a connection keeps prepared. An app server asks some hundreds in many lengths; psycopg's own 100 would churn.
_PREPARED = 400
_SEEN_BEFORE = 4


class DatabaseWrapper(django_postgresql.DatabaseWrapper):
    """One connection, which keeps prepared what it is asked for the fifth time."""

    def get_connection_params(self) -> dict[str, Any]:
        """Values travel apart from the statement, for only so can it be prepared."""
        params: dict[str, Any] = super().get_connection_params()
        params["prepare_threshold"] = self.settings_dict["OPTIONS"].get("prepare_threshold", _SEEN_BEFORE)
        return params

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """Connect."""
        connection = super().get_new_connection(conn_params)
        connection.prepared_max = _PREPARED
        return connection

    def _savepoint_rollback(self, sid: str) -> None:
        super()._savepoint_rollback(sid)  # type: ignore[misc]
        told.forget(self, sid)
