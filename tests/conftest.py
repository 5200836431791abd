"""What every test may rely on: markers for optional parts, and Hypothesis profiles."""

import os
import shutil
import socket
from collections.abc import Callable

import hypothesis
import pytest
from django.db import connection
from django.utils import translation

hypothesis.settings.register_profile(
    "ci",
    derandomize=True,
    max_examples=40,
    deadline=None,
    print_blob=True,
    suppress_health_check=[hypothesis.HealthCheck.too_slow, hypothesis.HealthCheck.function_scoped_fixture],
)
hypothesis.settings.register_profile("long", parent=hypothesis.settings.get_profile("ci"), max_examples=2000)
hypothesis.settings.load_profile(os.environ.get("TAKTLINE_HYPOTHESIS", "ci"))

REQUIRED = frozenset(filter(None, os.environ.get("TAKTLINE_REQUIRE", "").split(",")))


def _listens(port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(0.5)
        return probe.connect_ex(("127.0.0.1", port)) == 0


def _chromium() -> bool:
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    return any(shutil.which(name) for name in names)


# Marker: (what is missing, is it here?)
PARTS: dict[str, tuple[str, Callable[[], bool]]] = {
    "postgres": ("TAKTLINE_DATABASE_URL leads to no PostgreSQL", lambda: connection.vendor == "postgresql"),
    "redis": ("no Redis on port 6379", lambda: _listens(6379)),
    "rabbitmq": ("no RabbitMQ on port 5672", lambda: _listens(5672)),
    "mosquitto": ("no Mosquitto on port 1883", lambda: _listens(1883)),
    "chromium": ("no Chromium on the PATH", _chromium),
}
_here: dict[str, bool] = {}


def pytest_runtest_setup(item: pytest.Item) -> None:
    for name, (lack, here) in PARTS.items():
        if item.get_closest_marker(name) is None:
            continue
        if name not in _here:
            _here[name] = here()
        if not _here[name]:
            if name in REQUIRED:
                pytest.fail(f"{lack}, and it is required here", pytrace=False)
            pytest.skip(lack)
    if item.get_closest_marker("sqlite") is not None and connection.vendor != "sqlite":
        pytest.skip("about the embedded database only")


def pytest_runtest_teardown() -> None:
    translation.deactivate()  # a language that a request spoke is not the next test's
