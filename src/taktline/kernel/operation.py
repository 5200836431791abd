"""One shape of transaction: the outermost operation is atomic and tried again when the database asks for it."""

import random
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import ParamSpec, TypeVar

from django.db import OperationalError, connection, transaction

from taktline.kernel import told
from taktline.kernel.errors import Busy
from taktline.kernel.sqlite.gate import GateTimeout

P = ParamSpec("P")
R = TypeVar("R")

ATTEMPTS = 6
# Serialization failure, deadlock, lock not available: PostgreSQL asks for another try.
_AGAIN = frozenset({"40001", "40P01", "55P03"})


def operation(work: Callable[P, R]) -> Callable[P, R]:
    """Make a service one whole change.

    Outermost, it opens a transaction and repeats it, at most ATTEMPTS times with growing pauses, when the
    database reports a serialization failure, a deadlock or a lock that did not come; then it refuses with
    Busy. Called inside another operation it joins that one: a refusal undoes the whole of it.
    """

    @wraps(work)
    def whole(*args: P.args, **kwargs: P.kwargs) -> R:
        if _inside():
            with transaction.atomic(savepoint=False), told.together():
                return work(*args, **kwargs)
        for attempt in range(1, ATTEMPTS + 1):
            try:
                with transaction.atomic(), told.together():
                    return work(*args, **kwargs)
            except OperationalError as error:
                if isinstance(error.__cause__, GateTimeout):  # it has waited long enough already
                    raise Busy from error
                if not worth_another_try(error):
                    raise
                if attempt == ATTEMPTS:
                    raise Busy from error
                time.sleep(random.uniform(0, 0.01 * 2**attempt))
        raise Busy

    return whole


def _inside() -> bool:
    """Whether a transaction is open; one that a test holds around everything does not count."""
    blocks: list[transaction.Atomic] = getattr(connection, "atomic_blocks", [])
    return any(not getattr(block, "_from_testcase", False) for block in blocks)


def worth_another_try(error: OperationalError) -> bool:
    """Whether the database says that the same work may succeed if repeated."""
    state = getattr(error.__cause__, "sqlstate", None)
    return state in _AGAIN or "database is locked" in str(error)


@contextmanager
def snapshot() -> Iterator[None]:
    """Read for long from one consistent state, without holding up anybody who writes.

    PostgreSQL: REPEATABLE READ, READ ONLY. SQLite: a deferred transaction, outside the write gate.
    Inside an operation it reads what the operation sees.
    """
    if connection.in_atomic_block:
        yield
        return
    if connection.vendor == "postgresql":
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            yield
        return
    read_only = getattr(connection, "read_only", None)
    if read_only is None:
        with transaction.atomic():
            yield
        return
    with read_only():
        yield
