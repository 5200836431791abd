"""What the database itself refuses: rows that are written once. Each room's migration 0002_append_only runs it.

SQLite alters a table by making a new one, without its triggers: a later migration that does so runs them again.
"""

from collections.abc import Mapping, Sequence
from typing import Protocol

_RAISE = """CREATE OR REPLACE FUNCTION {table}_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '{rows} are never changed or deleted' USING ERRCODE = 'integrity_constraint_violation';
END $$"""
Statements = Mapping[str, Sequence[str]]


class Schema(Protocol):
    """Django's schema editor, as far as it matters here."""

    connection: "Connection"

    def execute(self, sql: str, params: object = ...) -> object:
        """Run one statement."""


class Connection(Protocol):
    """A database connection, as far as it matters here."""

    vendor: str


def append_only(table: str, rows: str) -> tuple[Statements, Statements]:
    """The statements, by vendor, that make the database refuse every edit and deletion in `table`; and their undoing.

    rows: what the refusal calls the rows, such as "journal entries".
    """
    kept = f"EXECUTE FUNCTION {table}_kept()"
    sqlite = [
        _refusing(table, "kept", "UPDATE", f"{rows} are never changed"),
        _refusing(table, "stays", "DELETE", f"{rows} are never deleted"),
    ]
    postgresql = [
        _RAISE.format(table=table, rows=rows),
        f"CREATE OR REPLACE TRIGGER {table}_kept BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW {kept}",
        f"CREATE OR REPLACE TRIGGER {table}_stays BEFORE TRUNCATE ON {table} FOR EACH STATEMENT {kept}",
    ]
    undo = {
        "sqlite": [f"DROP TRIGGER IF EXISTS {table}_kept", f"DROP TRIGGER IF EXISTS {table}_stays"],
        "postgresql": [
            f"DROP TRIGGER IF EXISTS {table}_kept ON {table}",
            f"DROP TRIGGER IF EXISTS {table}_stays ON {table}",
            f"DROP FUNCTION IF EXISTS {table}_kept()",
        ],
    }
    return {"sqlite": sqlite, "postgresql": postgresql}, undo


def _refusing(table: str, name: str, change: str, words: str) -> str:
    what = f"CREATE TRIGGER IF NOT EXISTS {table}_{name} BEFORE {change} ON {table}"
    return f"{what} BEGIN SELECT RAISE(ABORT, '{words}'); END"


def run(statements: Statements, schema: Schema) -> None:
    """Run the statements of the database at hand."""
    for statement in statements[schema.connection.vendor]:
        schema.execute(statement)


STATEMENTS, UNDO = append_only("kernel_entry", "journal entries")
