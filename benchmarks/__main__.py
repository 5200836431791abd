"""`python -m benchmarks [bench …] [--database …] [--json FILE]`: measure the product and hold it against its aims.

Without names all of them run. Each bench and database gets a process and a throw-away place of its own.
"""

import argparse
import importlib
import json
import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from benchmarks import peers
from benchmarks.figures import keep
from benchmarks.place import place

BENCHES = ("orders", "paths", "lists", "planning", "promise", "races", "peers")
WITH_WORKER = ("orders",)


def main() -> int:
    """Measure what was asked for. Returns 1 if --strict and an aim was missed."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # leave no database behind
    options = _options()
    compare = "peers" in options.benches
    if compare:
        needed = [each for each in options.benches if each != "peers"]
        options.benches = list(dict.fromkeys([*needed, *peers.BENCHES]))
    elif len(options.benches) == 1 and len(options.database) == 1:
        return _one(options)
    missed, told = 0, []
    for bench in options.benches:
        for database in options.database:
            with tempfile.TemporaryDirectory() as folder:
                path = Path(folder) / "figures.json"
                command = [
                    sys.executable,
                    "-m",
                    "benchmarks",
                    bench,
                    "--database",
                    database,
                    "--json",
                    str(path),
                ]
                command += ["--worker"] if options.worker and bench in WITH_WORKER else []
                command += ["--strict"] if options.strict else []
                command += ["--count", str(options.count)] if options.count else []
                command += ["--minutes", str(options.minutes)]
                missed |= subprocess.run(command, check=False).returncode  # noqa: S603 - ourselves
                told += json.loads(path.read_text("utf-8")) if path.exists() else []
    if compare:
        _compare(told)
    if options.json:
        options.json.write_text(json.dumps(told, ensure_ascii=False, indent=1), "utf-8")
    return missed


def _compare(told: list[dict[str, Any]]) -> None:
    """Print our figures beside the peers', once for each database."""
    for kind in ("SQLite", "PostgreSQL"):
        ours = {
            (each["bench"], figure["name"]): figure["value"]
            for each in told
            if each["where"].startswith(kind)
            for figure in each["figures"]
        }
        if ours:
            print(peers.table(ours, kind))  # noqa: T201


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="just bench", description=__doc__)
    parser.add_argument("benches", nargs="*", metavar="bench", help=", ".join(BENCHES))
    parser.add_argument(
        "--database", action="append", help="sqlite or postgres://…; may be given twice. Default: sqlite, and "
        "TAKTLINE_DATABASE_URL where set; our own database is made beside the one named",
    )  # fmt: skip
    parser.add_argument("--json", type=Path, help="also write the figures to this file")
    parser.add_argument(
        "--worker", action="store_true", help="run the relay and its reactions beside the load"
    )
    parser.add_argument("--strict", action="store_true", help="fail when an aim is missed")
    parser.add_argument("--minutes", type=int, default=10, help="how long one bench may take at most")
    parser.add_argument("--count", type=int, help="how much: orders, rows or rounds, as the bench counts")
    options = parser.parse_args()
    options.benches = options.benches or list(BENCHES)
    if unknown := set(options.benches) - set(BENCHES):
        parser.error(f"no such bench: {', '.join(sorted(unknown))}")
    given = os.environ.get("TAKTLINE_DATABASE_URL")
    options.database = options.database or ["sqlite", *([given] if given else [])]
    return options


def _give_up_after(minutes: int) -> None:
    """End with a sentence when it takes too long; what was made is removed on the way out."""

    def give_up(*_: object) -> None:
        sys.exit(f"Not done after {minutes} minutes. Ask for less with --count, or for more time with --minutes.")

    if hasattr(signal, "SIGALRM"):
        signal.signal(signal.SIGALRM, give_up)
        signal.alarm(minutes * 60)


def _one(options: argparse.Namespace) -> int:
    (name,), (database,) = options.benches, options.database
    more = {"count": options.count} if options.count else {}
    if options.worker:
        more["worker"] = True
    _give_up_after(options.minutes)
    with place(database) as where:
        report = importlib.import_module(f"benchmarks.{name}").run(where, **more)
    if options.json:
        keep([report], options.json)
    return int(options.strict and report.missed > 0)


if __name__ == "__main__":
    sys.exit(main())
