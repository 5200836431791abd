"""Starts the processes of the embedded size: one web server with threads, one worker, one job engine.

`serve` supervises: a process that ends is started again, all end with the one that started them.
"""

import argparse
import contextlib
import importlib
import json
import os
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import TypedDict

from taktline.engines.compiled import is_compiled, warm_modules

APPLICATION = "taktline.config.served:application"
READY_SECONDS = 60.0
RESTART_SECONDS = 3.0
LONGEST_COMPILE = 900


class Login(TypedDict):
    """One line of HOME/logins.json, written by whoever seeds the company."""

    role: str
    login: str
    password: str


class Child:
    """A process that is started again when it ends, until `stop`."""

    def __init__(self, module: str, *arguments: str, nice: int = 0, again: bool = True) -> None:
        self._command = [sys.executable, "-m", module, *arguments]
        self._nice, self._again = nice, again
        self._process: subprocess.Popen[bytes] | None = None
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def start(self) -> None:
        """Start the process and a thread that watches it."""
        self._thread.start()

    def _watch(self) -> None:
        while not self._ended.is_set():
            self._process = subprocess.Popen(
                self._command, env={**os.environ, "TAKTLINE_PARENT": str(os.getpid())}
            )
            if self._nice:
                with contextlib.suppress(OSError, AttributeError):
                    os.setpriority(os.PRIO_PROCESS, self._process.pid, self._nice)
            self._process.wait()
            if not self._again or self._ended.wait(RESTART_SECONDS):
                return

    def stop(self) -> None:
        """Ask the process to end; insist after ten seconds."""
        self._ended.set()
        process = self._process
        if process is None or process.poll() is not None:
            return
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()


def end_with_parent(stop: Callable[[], object]) -> None:
    """Call `stop` when the supervisor is gone: killed, it cannot stop us, and nobody would see us live on."""
    parent = int(os.environ.get("TAKTLINE_PARENT", "0"))

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(1)
        stop()

    if parent:
        threading.Thread(target=watch, daemon=True).start()


def load_when_compiled() -> None:
    """Wait until the background process has put the kernels' machine code on disk, then load it."""
    for _second in range(LONGEST_COMPILE):
        if is_compiled():
            break
        time.sleep(1)
    for name in warm_modules():
        importlib.import_module(name).warm()


def serve(arguments: list[str]) -> None:
    """Serve the application on one port, with its worker beside it, until interrupted."""
    options = _options(arguments)
    port = free_port(options.host, options.port)
    if port != options.port:
        print(f"Port {options.port} is taken; using {port}.", flush=True)
    children = [] if options.no_worker else [Child("taktline.config.working")]
    if not options.no_warm:
        children.append(Child("taktline", "warm_engines", nice=15, again=False))
        os.environ["TAKTLINE_WARM"] = "1"
    for child in children:
        child.start()
    os.environ["TAKTLINE_PARENT"] = str(os.getpid())
    threading.Thread(target=_announce, args=(options.host, port), daemon=True).start()
    try:
        _granian(options.host, port, options.processes)
    finally:
        for child in children:
            child.stop()


def _options(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="taktline serve", description="Serve Taktline and run its worker.")
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on")
    parser.add_argument("--port", type=int, default=8000, help="port; the next free one if it is taken")
    parser.add_argument("--no-worker", action="store_true", help="somebody else runs `taktline work`")
    parser.add_argument("--no-warm", action="store_true", help="do not compile the engines in the background")
    parser.add_argument(
        "--processes", type=int, default=1, help="server processes; more than one needs PostgreSQL"
    )
    options = parser.parse_args(arguments)
    if options.processes < 1:
        parser.error("--processes must be at least 1")
    if options.processes > 1 and not os.environ.get("TAKTLINE_DATABASE_URL"):
        parser.error("SQLite has one writer; set TAKTLINE_DATABASE_URL to serve by several processes")
    return options


def _granian(host: str, port: int, processes: int) -> None:
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    server = Granian(
        APPLICATION,
        address=host,
        port=port,
        interface=Interfaces.ASGI,
        workers=processes,  # SQLite: one process with threads, so that writers queue fairly
        log_level=LogLevels.warning,
        websockets=False,
        respawn_failed_workers=True,
        workers_kill_timeout=5,
    )
    server.serve()


def free_port(host: str, wanted: int) -> int:
    """The wanted port, or the next free one of the hundred above it. Raises SystemExit if there is none."""
    for port in range(wanted, wanted + 100):
        with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((host, port))
            except OSError:
                continue
            return port
    raise SystemExit(
        f"No port between {wanted} and {wanted + 99} is free on {host}. Name another with --port."
    )


def _announce(host: str, port: int) -> None:
    address = f"http://{f'[{host}]' if ':' in host else host}:{port}/"
    deadline = time.monotonic() + READY_SECONDS
    while time.monotonic() < deadline:
        try:
            urllib.request.urlopen(address, timeout=5).close()
        except urllib.error.HTTPError:
            break  # it answers
        except OSError:
            time.sleep(0.1)
        else:
            break
    else:
        print(f"The server has not answered on {address} for {READY_SECONDS:g} s; look above for the reason.")
        return
    print(f"\nTaktline is open: {address}\n{_logins()}Stop it with Ctrl+C.", flush=True)


def _logins() -> str:
    home = Path(os.environ.get("TAKTLINE_HOME") or Path(__file__).resolve().parents[3] / "var")
    try:
        rows: list[Login] = json.loads((home / "logins.json").read_text("utf-8"))
    except (OSError, ValueError):
        return ""
    wide = max((len(row["login"]) for row in rows), default=0)
    return "".join(f"  {row['login']:<{wide}}  {row['password']}   {row['role']}\n" for row in rows)
