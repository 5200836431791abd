"""The company's data: its schema, and the demo or the empty company in it."""

import json
import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from subprocess import Popen, run

from tools.bootstrap.environment import PYTHON
from tools.bootstrap.say import ROOT, call, fingerprint, give_up, read, step

PACKAGE = ROOT / "src" / "taktline"
HOME = Path(os.environ.get("TAKTLINE_HOME") or ROOT / "var").resolve()
DATABASE = HOME / "taktline.sqlite3"
_READY = HOME / "ready.json"
_MAKING = HOME / "making"
# A database with tables and nothing in them, because this copy of the sources has no demo company.
_BARE = "bare"
ON_A_SERVER = bool(os.environ.get("TAKTLINE_DATABASE_URL"))


def ensure(kind: str, *, reset: bool) -> None:
    """Make the database hold what the code expects. kind: "demo" or "empty"."""
    HOME.mkdir(parents=True, exist_ok=True)
    if reset:
        _start_over()
    compile_catalogues()
    schema = fingerprint(PACKAGE.glob("*/migrations/*.py"))
    state = _state()
    there = ON_A_SERVER or DATABASE.exists()
    if state.get("schema") == schema and state["kind"] != _BARE and there:
        if state["kind"] != kind and kind == "empty":
            give_up(
                "There is a demo company already. Use ./demo --reset --empty to start over with an empty one."
            )
        return
    if state.get("kind") == _BARE:
        _forget()
        state = {}
    elif _MAKING.exists():
        step("The last start was interrupted; making the company again")
        _forget()
    elif state and not ON_A_SERVER:
        _move_aside()
    _make(kind, schema, fresh=not state if ON_A_SERVER else not DATABASE.exists())


def compile_catalogues() -> None:
    """Compile the translations that changed."""
    for source in PACKAGE.rglob("locale/*/LC_MESSAGES/*.po"):
        target = source.with_suffix(".mo")
        if not target.exists() or target.stat().st_mtime_ns < source.stat().st_mtime_ns:
            step("Compiling the translations")
            if not call([PYTHON, ROOT / "tools" / "catalogue.py", "compile"]):
                give_up("The translations could not be compiled; the reason is above.")
            return


def _make(kind: str, schema: str, *, fresh: bool) -> None:
    step("Preparing the database")
    if fresh:
        _MAKING.write_text(kind, "utf-8")
    with _warming(wanted=fresh and kind == "demo"):
        if not call([PYTHON, "-m", "taktline", "migrate", "--no-input", "--verbosity", "0"]):
            give_up("The database could not be prepared; the reason is above.")
    if fresh:
        kind = kind if _seed(kind) else _BARE
    else:
        step("There was a database already; its data is kept as it is")
    _READY.write_text(json.dumps({"schema": schema, "kind": kind}), "utf-8")
    _MAKING.unlink(missing_ok=True)


@contextmanager
def _warming(*, wanted: bool) -> Iterator[None]:
    """Compile the engines beside the work inside; the demo is planned and scheduled right after it."""
    if not wanted:
        yield
        return
    warm = Popen([str(PYTHON), "-m", "taktline", "warm_engines", "--verbosity", "0"], cwd=ROOT)
    try:
        yield
        if warm.poll() is None:
            step("Compiling the engines of planning and scheduling (a minute, the first time only)")
        warm.wait()  # had it failed, they would be compiled when they are first needed
    finally:
        warm.terminate()


def _seed(kind: str) -> bool:
    if not _knows("seed_demo"):
        step("There is no demo company to seed yet; the database stays empty")
        return False
    step("Building the demo company" if kind == "demo" else "Setting up an empty company")
    empty = ["--empty"] if kind == "empty" else []
    if not call([PYTHON, "-m", "taktline", "seed_demo", *empty]):
        give_up(
            "The company could not be set up; the reason is above. Run the same command again to start over."
        )
    return True


def _knows(command: str) -> bool:
    listing = run(
        [str(PYTHON), "-m", "taktline", "help", "--commands"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    return command in listing.stdout.split()


def _state() -> dict[str, str]:
    try:
        return dict(json.loads(read(_READY) or "{}"))
    except ValueError:
        return {}


def _start_over() -> None:
    if ON_A_SERVER:
        give_up("--reset only starts over with the embedded database; drop the PostgreSQL database yourself.")
    step("Starting over: the embedded database is removed")
    _forget()


def _files() -> list[Path]:
    return [*HOME.glob("taktline.sqlite3*"), HOME / "logins.json"]


def _forget() -> None:
    if not ON_A_SERVER:
        for path in _files():
            path.unlink(missing_ok=True)
    for path in (_READY, _MAKING):
        path.unlink(missing_ok=True)


def _move_aside() -> None:
    """Before the first release the schema is made anew, so the old data cannot be carried over."""
    old = HOME / f"before-{time.strftime('%Y%m%d-%H%M%S')}"
    step(f"The schema has changed; the old database is kept in {old.relative_to(HOME.parent)}")
    old.mkdir(parents=True)
    for path in _files():
        if path.exists():
            shutil.move(path, old / path.name)
    _READY.unlink(missing_ok=True)
