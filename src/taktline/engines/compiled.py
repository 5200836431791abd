"""Compile a numeric kernel when it is first called, or run it as plain Python where numba is absent.

Importing an engine must stay cheap, so numba is loaded by the first call and not by the import. A kernel
is an ordinary function under ``@kernel``; kernels may call each other across modules.
"""

import functools
import hashlib
import importlib.util
import os
import pkgutil
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Generic, ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")

_ENGINES = Path(__file__).parent
_MARK = "kernels-"


class _Mode:
    """How kernels run in this process."""

    plain = importlib.util.find_spec("numba") is None
    loading = threading.local()


_mode = _Mode()


class Kernel(Generic[P, R]):
    """A function that numba compiles at its first call; ``plain`` is the same function in Python."""

    def __init__(self, plain: Callable[P, R]) -> None:
        self.plain = plain
        self._compiled: Any = None
        functools.update_wrapper(self, plain)

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> R:
        """Run compiled, or plain inside ``without_numba`` and where there is no numba."""
        if _mode.plain and not getattr(_mode.loading, "here", False):
            return self.plain(*args, **kwargs)
        return self.compiled(*args, **kwargs)  # type: ignore[no-any-return]

    @property
    def compiled(self) -> Any:
        """The numba dispatcher, made on demand; its machine code is cached on disk."""
        if self._compiled is None:
            import numba

            _point_cache_at_these_sources(numba.config)
            self._compiled = numba.njit(cache=True, nogil=True)(self.plain)
        return self._compiled

    @property
    def _numba_type_(self) -> Any:
        """Lets one kernel call another: numba asks a global for its type through this name."""
        import numba

        return numba.types.Dispatcher(self.compiled)


def kernel(plain: Callable[P, R]) -> Kernel[P, R]:
    """Mark a function as a kernel: scalars, arrays and NamedTuples of arrays only."""
    return Kernel(plain)


@contextmanager
def without_numba() -> Iterator[None]:
    """Run kernels as plain Python inside the block: the fallback, and how tests compare both."""
    before, _mode.plain = _mode.plain, True
    try:
        yield
    finally:
        _mode.plain = before


def answer_plainly_until(warm: Callable[[], None]) -> threading.Thread | None:
    """Run kernels as plain Python until ``warm`` has compiled or loaded them, in a thread of its own.

    Nobody waits for a compiler then: the first answers are slower, not minutes late. None where there is no numba.
    """
    if _mode.plain:
        return None
    _mode.plain = True

    def load() -> None:
        _mode.loading.here = True
        try:
            warm()
        finally:
            _mode.plain = False

    thread = threading.Thread(target=load, name="warm-engines", daemon=True)
    thread.start()
    return thread


@functools.cache
def _fingerprint() -> str:
    digest = hashlib.sha256()
    for source in sorted(_ENGINES.glob("**/*_kernel.py")):
        digest.update(source.read_bytes())
    return digest.hexdigest()[:16]


def _point_cache_at_these_sources(config: Any) -> None:
    """Give each state of the kernels a cache of its own.

    Left alone, numba keys its cache by the caller's file; a changed callee elsewhere would be served stale.
    """
    mark = f"{_MARK}{_fingerprint()}"
    home = Path(config.CACHE_DIR) if config.CACHE_DIR else _home()
    if home.name != mark:
        config.CACHE_DIR = str(home / mark)


def _home() -> Path:
    """Beside the sources, where a clone keeps it; in the user's cache where those may not be written."""
    beside = _ENGINES / "__pycache__"
    if os.access(beside if beside.exists() else _ENGINES, os.W_OK):
        return beside
    return Path.home() / ".cache" / "taktline"


def forget_old_caches() -> int:
    """Remove the machine code of earlier states of the kernels from our own folder. Returns how many there were."""
    old = [each for each in _home().glob(f"{_MARK}*") if each.name != f"{_MARK}{_fingerprint()}"]
    for each in old:
        shutil.rmtree(each, ignore_errors=True)  # another process may still be reading; it compiles again
    return len(old)


def warm_modules() -> list[str]:
    """Dotted names of the modules called ``warm`` below the engines, in order."""
    found = pkgutil.walk_packages([str(_ENGINES)], __package__ + ".")
    return sorted(module.name for module in found if module.name.endswith(".warm"))


def mark_compiled() -> None:
    """Say on disk that every kernel of these sources has its machine code there."""
    if not _mode.plain:
        _done().parent.mkdir(parents=True, exist_ok=True)
        _done().touch()


def is_compiled() -> bool:
    """Whether the machine code of these sources is on disk as a whole."""
    return _done().exists()


def _done() -> Path:
    return _home() / f"{_MARK}{_fingerprint()}" / "whole"
