"""The few operations every column table needs: pick rows, put tables end to end."""

from collections.abc import Sequence
from dataclasses import fields
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

Table = TypeVar("Table")


def names(table: Any) -> tuple[str, ...]:
    """Column names in order."""
    return tuple(field.name for field in fields(table))


def take(table: Table, rows: NDArray[Any]) -> Table:
    """The rows chosen by an index array or a mask, as a table of the same kind."""
    return type(table)(*(getattr(table, name)[rows] for name in names(table)))


def join(tables: Sequence[Table]) -> Table:
    """Tables of one kind end to end; at least one."""
    if len(tables) == 1:
        return tables[0]
    kind = type(tables[0])
    return kind(*(np.concatenate([getattr(t, name) for t in tables]) for name in names(tables[0])))


def starts(owner: NDArray[np.int64], count: int) -> NDArray[np.int64]:
    """CSR pointer (length count + 1) of rows sorted by owner 0 … count - 1."""
    pointer: NDArray[np.int64] = np.searchsorted(owner, np.arange(count + 1)).astype(np.int64)
    return pointer
