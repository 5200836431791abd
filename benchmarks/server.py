"""The product's own server as a process beside the load, and clients that keep their connections."""

import http.client
import json
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from benchmarks.place import is_postgres

WORKERS = 2
THREADS = 4
READY_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class Server:
    """Where it listens and what it is."""

    port: int
    told: str


@contextmanager
def serving(*, worker: bool = False) -> Iterator[Server]:
    """Start the size that fits the place: two WSGI processes on PostgreSQL, the one of `serve` on SQLite.

    worker: also run the relay and its reactions beside, as an installation does.
    """
    port = _free_port()
    if is_postgres():
        command = [
            "granian", "--interface", "wsgi", "--workers", str(WORKERS), "--blocking-threads", str(THREADS),
            "--port", str(port), "--log-level", "warning", "taktline.config.wsgi:application",
        ]  # fmt: skip
        told = f"granian, {WORKERS} processes of {THREADS} threads"
    else:
        command = ["taktline", "serve", "--no-warm", "--no-worker", "--port", str(port)]
        told = "taktline serve, 1 process of 8 threads"
    commands = [command, *([["taktline", "work"]] if worker else [])]
    running = [
        subprocess.Popen([sys.executable, "-m", *each], stdout=subprocess.DEVNULL)  # noqa: S603 - our own modules
        for each in commands
    ]
    try:
        _wait(port)
        yield Server(port, told + (", worker beside" if worker else ", no worker beside"))
    finally:
        for process in running:
            process.terminate()
        for process in running:
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait(port: int) -> None:
    deadline = time.monotonic() + READY_SECONDS
    while time.monotonic() < deadline:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise SystemExit("the server did not come up")


class Client:
    """One program that calls the API over one kept connection."""

    def __init__(self, server: Server, key: str) -> None:
        self._link = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
        self._heads = {"Authorization": f"Bearer {key}", "Content-Type": "application/json"}

    def call(self, method: str, path: str, body: object = None) -> tuple[int, bytes, float]:
        """Status, body, and seconds from sending to the last byte."""
        data = None if body is None else json.dumps(body).encode()
        begun = time.perf_counter()
        self._link.request(method, path, data, self._heads)
        answer = self._link.getresponse()
        content = answer.read()
        return answer.status, content, time.perf_counter() - begun


@dataclass(slots=True)
class Load:
    """What became of a load. took: seconds of each call; failed: status and body of those not answered well."""

    seconds: float
    took: list[float]
    bodies: list[bytes]
    failed: list[tuple[int, bytes]]

    @property
    def rate(self) -> float:
        """Good answers a second."""
        return len(self.bodies) / self.seconds


def load(server: Server, key: str, calls: Sequence[tuple[str, str, object]], *, clients: int) -> Load:
    """Send the calls through so many clients at once, each taking the next one when it is free."""
    waiting, lock = iter(calls), threading.Lock()
    done = Load(0.0, [], [], [])

    def work() -> None:
        client = Client(server, key)
        while True:
            with lock:
                call = next(waiting, None)
            if call is None:
                return
            status, content, seconds = client.call(*call)
            with lock:
                done.took.append(seconds)
                if 200 <= status < 300:
                    done.bodies.append(content)
                else:
                    done.failed.append((status, content[:300]))

    done.seconds = _together(clients, work)
    return done


def _together(count: int, work: Callable[[], None]) -> float:
    threads = [threading.Thread(target=work, daemon=True) for _ in range(count)]
    begun = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return time.perf_counter() - begun
