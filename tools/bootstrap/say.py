"""What the person at the terminal sees."""

import hashlib
import sys
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from subprocess import run
from typing import NoReturn

ROOT = Path(__file__).resolve().parent.parent.parent
_began = time.monotonic()


def step(text: str) -> None:
    """One line of progress, with the seconds since the start."""
    print(f"[{time.monotonic() - _began:5.1f} s] {text}", flush=True)


def give_up(sentence: str) -> NoReturn:
    """End with one clear sentence."""
    print(f"\n{sentence}", file=sys.stderr, flush=True)
    sys.exit(1)


def call(command: Sequence[str | Path], *, env: dict[str, str] | None = None, quiet: bool = False) -> bool:
    """Run a command in the root; whether it succeeded. quiet: its output is shown only if it failed."""
    done = run([str(part) for part in command], cwd=ROOT, env=env, capture_output=quiet, check=False)
    if quiet and done.returncode:
        sys.stderr.buffer.write(done.stdout + done.stderr)
        sys.stderr.flush()
    return done.returncode == 0


def fingerprint(paths: Iterable[Path], *more: str) -> str:
    """A digest of these files' names and contents: equal only if nothing changed."""
    digest = hashlib.sha256("\0".join(more).encode())
    for path in sorted(paths):
        if path.is_file():
            digest.update(path.relative_to(ROOT).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def read(path: Path) -> str:
    """A stamp's text; empty if there is none."""
    try:
        return path.read_text("utf-8").strip()
    except OSError:
        return ""
