"""What an operation has read once it need not read again: kept with its transaction, gone with it.

For small masters that many steps of one operation look up, such as sites. Whoever writes them forgets them.
"""

from collections.abc import Callable
from typing import Any, TypeVar

from django.db import connection

R = TypeVar("R")


def remembered(key: str, read: Callable[[], R]) -> R:
    """The answer of `read`, asked once in a transaction; outside one it is asked every time."""
    kept = _kept()
    if kept is None:
        return read()
    if key not in kept:
        kept[key] = read()
    found: R = kept[key]
    return found


def forget(key: str) -> None:
    """What was read is no longer so."""
    kept = _kept()
    if kept is not None:
        kept.pop(key, None)


def _kept() -> dict[str, Any] | None:
    """The memory of the outermost transaction; one that a test holds around everything does not count."""
    for block in connection.atomic_blocks:
        if not getattr(block, "_from_testcase", False):
            kept: dict[str, Any] = block.__dict__.setdefault("taktline_remembered", {})
            return kept
    return None
