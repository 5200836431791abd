"""Human numbers for documents: SO-S1-26-00042. Unique under any load; gaps only where law allows them."""

from django.db import connection, transaction
from django.db.models import F

from taktline.kernel.models import Counter


def draw(series: str, *, site: str, year: int) -> str:
    """The next number of a series at a site in a year; a rolled-back transaction may leave a gap.

    On PostgreSQL it comes from a sequence, so nobody waits for another's transaction to end; on SQLite, where
    writers take turns anyway, from a counter row.
    """
    name = f"{series}-{site}-{year % 100:02d}"
    last = _from_sequence(name) if connection.vendor == "postgresql" else _from_counter(name)
    return f"{name}-{last:05d}"


def draw_gap_free(series: str, *, site: str, year: int) -> str:
    """The next number without any gap: draw it last, for it holds up everyone else who draws from the series."""
    name = f"{series}-{site}-{year % 100:02d}"
    return f"{name}-{_from_counter(name):05d}"


def _from_counter(name: str) -> int:
    with transaction.atomic(savepoint=False):  # what was counted up is what is read
        if not Counter.objects.filter(series=name).update(last=F("last") + 1):
            Counter.objects.bulk_create([Counter(series=name)], ignore_conflicts=True)
            Counter.objects.filter(series=name).update(last=F("last") + 1)
        return Counter.objects.values_list("last", flat=True).get(series=name)


def _from_sequence(name: str) -> int:
    sequence = '"number ' + name.replace('"', "") + '"'
    with connection.cursor() as cursor:
        # The cast through text keeps the planner from looking the sequence up before it exists.
        cursor.execute(
            "SELECT CASE WHEN to_regclass(%s::text) IS NULL THEN NULL ELSE nextval(%s::text::regclass) END",
            [sequence, sequence],
        )
        (value,) = cursor.fetchone()
    return _first_of(sequence) if value is None else int(value)


def _first_of(sequence: str) -> int:
    """Create a sequence and draw from it, on a connection of its own: nobody waits for this transaction's end.

    The number is drawn there too, for a transaction that did not find the sequence may go on not finding it. One
    after the other: whoever else is early waits a moment instead of taking one more connection.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(hashtext(%s))", [sequence])
        apart = connection.copy()
        try:
            with apart.cursor() as another:  # commits by itself
                another.execute(f"CREATE SEQUENCE IF NOT EXISTS {sequence}")
                another.execute("SELECT nextval(%s::text::regclass)", [sequence])
                return int(another.fetchone()[0])
        finally:
            apart.close()
            cursor.execute("SELECT pg_advisory_unlock(hashtext(%s))", [sequence])
