"""A fair gate before the one writer SQLite allows.

SQLite's own busy handler sleeps and tries again, so under load some writers wait for ever while others pass.
Here writers queue: first come, first served within a process, and by turns between processes. The queue is
left at commit, rollback or close; the system drops a dead process's file locks by itself.
"""

import os
import threading
import time
from collections import deque
from pathlib import Path

try:
    import fcntl
except ImportError:  # Windows: one process only; SQLite's own locks guard against a second one
    fcntl = None  # type: ignore[assignment]

_POLL_SECONDS = 0.0005


class GateTimeout(TimeoutError):
    """The gate stayed closed for as long as the writer was willing to wait."""


class _Turn:
    """One waiting writer."""

    __slots__ = ("called",)

    def __init__(self) -> None:
        self.called = threading.Event()


class FileGate:
    """The gate between processes: two lock files beside the database.

    A writer takes `turn`, then `gate`, then gives `turn` back. Whoever waits for the gate holds the turn, so the
    process that just wrote cannot slip in again before it.
    """

    def __init__(self, database: Path) -> None:
        self._turn = _open(database.with_name(database.name + ".turn"))
        self._gate = _open(database.with_name(database.name + ".gate"))

    def acquire(self, deadline: float) -> bool:
        """Wait until `deadline` (monotonic seconds); False if it passed."""
        if not _lock(self._turn, deadline):
            return False
        try:
            return _lock(self._gate, deadline)
        finally:
            fcntl.flock(self._turn, fcntl.LOCK_UN)

    def release(self) -> None:
        """Let the next process write."""
        fcntl.flock(self._gate, fcntl.LOCK_UN)

    def close(self) -> None:
        """Forget the files (in a forked child, whose parent still holds them)."""
        os.close(self._turn)
        os.close(self._gate)


class WriteGate:
    """The queue of one process's writers to one database; `files` extends it to other processes."""

    def __init__(self, files: FileGate | None = None) -> None:
        self.files = files
        self._mutex = threading.Lock()
        self._queue: deque[_Turn] = deque()
        self._taken = False

    def acquire(self, timeout: float) -> None:
        """Wait for one's turn. timeout: seconds. Raises GateTimeout; then nothing is held."""
        deadline = time.monotonic() + timeout
        if not self._wait_in_line(deadline):
            raise GateTimeout(timeout)
        try:
            entered = self.files is None or self.files.acquire(deadline)
        except BaseException:
            self._call_next()
            raise
        if not entered:
            self._call_next()
            raise GateTimeout(timeout)

    def release(self) -> None:
        """Open the gate for the next in line."""
        if self.files is not None:
            self.files.release()
        self._call_next()

    @property
    def waiting(self) -> int:
        """How many of this process stand in line."""
        return len(self._queue)

    def _wait_in_line(self, deadline: float) -> bool:
        with self._mutex:
            if not self._taken:
                self._taken = True
                return True
            mine = _Turn()
            self._queue.append(mine)
        try:
            called = mine.called.wait(max(0.0, deadline - time.monotonic()))
        except BaseException:
            self._leave_line(mine)
            raise
        if called:
            return True
        with self._mutex:
            if mine.called.is_set():  # called in the very moment of giving up
                return True
            self._queue.remove(mine)
        return False

    def _leave_line(self, mine: _Turn) -> None:
        with self._mutex:
            if not mine.called.is_set():
                self._queue.remove(mine)
                return
        self._call_next()

    def _call_next(self) -> None:
        with self._mutex:
            if self._queue:
                self._queue.popleft().called.set()  # handed over, never free in between
            else:
                self._taken = False


_gates: dict[str, WriteGate] = {}
_gates_mutex = threading.Lock()


def gate_for(name: str, *, in_memory: bool) -> WriteGate:
    """The gate of a database, one per process and file. name: path, or the name of a database in memory."""
    key = name if in_memory else str(Path(name).resolve())
    with _gates_mutex:
        gate = _gates.get(key)
        if gate is None:
            files = None if in_memory or fcntl is None else FileGate(Path(key))
            gate = _gates[key] = WriteGate(files)
        return gate


def _open(path: Path) -> int:
    return os.open(path, os.O_RDWR | os.O_CREAT, 0o600)


def _lock(descriptor: int, deadline: float) -> bool:
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= deadline:
                return False
            time.sleep(_POLL_SECONDS)
        else:
            return True


def _start_afresh() -> None:
    """In a forked child: a lock inherited with its descriptor would be shared with the parent, not queued."""
    global _gates_mutex  # noqa: PLW0603 - it may have been held by a thread that the child does not have
    _gates_mutex = threading.Lock()
    for gate in _gates.values():
        if gate.files is not None:
            gate.files.close()
    _gates.clear()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_start_afresh)
