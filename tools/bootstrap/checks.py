"""`./test`: the laws, the types, and the tests."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from tools.bootstrap import company, environment, frontend
from tools.bootstrap.say import ROOT, call, step

EVERYTHING = "postgres,redis,rabbitmq,mosquitto,chromium"
POSTGRES = "postgres://postgres@127.0.0.1:5432/taktline"
# Where the database's behaviour matters; the rest gives the same answer on every database.
ON_POSTGRES = ("tests/domains", "tests/flows", "tests/races", "tests/faces", "tests/architecture")


@dataclass(frozen=True)
class Check:
    """One check: its name and whether it passes."""

    name: str
    passes: Callable[[], bool]


def _tool(*command: str) -> Callable[[], bool]:
    return lambda: call([environment.PYTHON, "-m", *command])


def _program(*command: str) -> Callable[[], bool]:
    return lambda: call([environment.BIN / command[0], *command[1:]])


LAWS = (
    Check("ruff", _program("ruff", "check", "--quiet", ".")),
    Check("imports", _program("lint-imports", "--no-logo")),
    Check("budgets", _tool("tools.budgets")),
    Check("laws", _tool("tools.laws")),
    Check("words", _tool("tools.words")),
    Check("glossary", _tool("tools.glossary")),
    Check("catalogue", _tool("tools.catalogue")),
    Check("types of the islands", frontend.check_types),
    Check("types", _program("mypy")),
)


def run_laws() -> list[str]:
    """Run every check but the tests. Returns the names of those that failed."""
    failed = []
    for check in LAWS:
        step(check.name)
        if not check.passes():
            failed.append(check.name)
    return failed


def run_all(options: list[str], *, require_all: bool, only_laws: bool) -> int:
    """Everything, or only pytest when it is given options. Returns the exit status."""
    company.compile_catalogues()
    failed = [] if options else run_laws()
    if failed:  # said before the tests, whose own summary ends the run
        step(f"Failed: {', '.join(failed)}")
    if not only_laws:
        _warm()
        if require_all and not _pytest(options, _on_postgres()):
            failed.append("tests on PostgreSQL")
        if not _pytest(options, _embedded(require_all=require_all)):
            failed.append("tests")
    return 1 if failed else 0


def _warm() -> None:
    """Compile the engines' kernels once, lest every parallel run of the tests does it at the same time."""
    step("Warming the engines (a minute the first time)")
    call([environment.PYTHON, "-m", "taktline", "warm_engines", "--verbosity", "0"])


def _embedded(*, require_all: bool) -> tuple[dict[str, str], list[str]]:
    """The whole suite on the embedded database."""
    variables = {name: value for name, value in os.environ.items() if name != "TAKTLINE_DATABASE_URL"}
    if not require_all:
        return dict(os.environ), []
    return {**variables, "TAKTLINE_REQUIRE": EVERYTHING}, ["-m", "not postgres"]


def _on_postgres() -> tuple[dict[str, str], list[str]]:
    """The suites that feel their database, once more on PostgreSQL."""
    url = os.environ.get("TAKTLINE_TEST_POSTGRES", POSTGRES)
    step(f"The suites that feel their database, on PostgreSQL at {urlsplit(url).hostname}")
    folders = [folder for folder in ON_POSTGRES if (ROOT / folder).is_dir()]
    variables = {**os.environ, "TAKTLINE_REQUIRE": EVERYTHING, "TAKTLINE_DATABASE_URL": url}
    return variables, ["-m", "not sqlite and not chromium", *folders]


def _pytest(options: list[str], shape: tuple[dict[str, str], list[str]]) -> bool:
    variables, more = shape
    step("pytest")
    parallel = [] if any(option.startswith("-n") for option in options) else ["-n", "2"]
    return call([environment.PYTHON, "-m", "pytest", *parallel, *more, *options], env=variables)
