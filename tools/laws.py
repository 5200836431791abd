"""The laws of the house that an import graph cannot see.

python -m tools.laws
"""

import ast
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from tools.tree import OPEN_HOUSE, PACKAGE, ROOT, Source, module_in_room, python_files, room_of

SHAPELESS = frozenset({"utils", "util", "helpers", "helper", "common", "misc", "base", "manager", "managers"})
# Django loads a database backend from a module of this very name.
NAMED_BY_OTHERS = frozenset({"src/taktline/kernel/sqlite/base.py", "src/taktline/kernel/postgresql/base.py"})
SIGNALS = frozenset(
    {"django.db.models.signals", "django.dispatch", "django.core.signals", "django.contrib.auth.signals"}
)
BUSINESS = frozenset({"services", "queries", "rules", "load", "store", "locks"})
# These describe the installation and steer no operation.
DESCRIBING = frozenset({"SECRET_KEY", "LANGUAGES", "AUTH_USER_MODEL"})
CLOCKS = frozenset(
    {
        "timezone.now",
        "datetime.now",
        "datetime.utcnow",
        "date.today",
        "datetime.today",
        "time.time",
        "timezone.localdate",
    }
)


class Breach(NamedTuple):
    """One broken law."""

    path: str
    line: int
    law: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.law}"


Law = Callable[[Source], Iterator[Breach]]


def local_imports(source: Source) -> Iterator[Breach]:
    """A function-local import of our own code hides a circle."""
    for function in _functions(source.tree):
        for node in ast.walk(function):
            if any(name.split(".")[0] == "taktline" for name in _imported(node)):
                yield Breach(source.path, node.lineno, "imports our own code inside a function")  # type: ignore[attr-defined]


def get_model(source: Source) -> Iterator[Breach]:
    """`apps.get_model` goes through a wall unseen."""
    for call in _calls(source.tree):
        if _dotted(call.func).endswith("apps.get_model"):
            yield Breach(source.path, call.lineno, "apps.get_model outside a migration")


def signals(source: Source) -> Iterator[Breach]:
    """What happens must be read where it happens."""
    for node in ast.walk(source.tree):
        if any(name in SIGNALS or name.rpartition(".")[0] in SIGNALS for name in _imported(node)):
            yield Breach(source.path, node.lineno, "uses a signal; call it, or publish a fact")  # type: ignore[attr-defined]


def save_overrides(source: Source) -> Iterator[Breach]:
    """A row is saved by a service, not by itself."""
    if room_of(source.path) in OPEN_HOUSE - {"kernel"}:
        return
    for node in ast.walk(source.tree):
        if isinstance(node, ast.ClassDef) and any(_dotted(base).endswith("Model") for base in node.bases):
            for item in node.body:
                if isinstance(item, ast.FunctionDef) and item.name in {"save", "delete"}:
                    yield Breach(source.path, item.lineno, f"{node.name} overrides {item.name}()")


def on_commit(source: Source) -> Iterator[Breach]:
    """What must follow a commit is a row in the outbox, which survives a crash."""
    for call in _calls(source.tree):
        if _dotted(call.func).split(".")[-1] == "on_commit":
            yield Breach(source.path, call.lineno, "on_commit; publish a fact instead")


def loose_arguments(source: Source) -> Iterator[Breach]:
    """A business function names what it takes."""
    if not _is_business(source.path):
        return
    for function in _functions(source.tree):
        if function.args.kwarg is not None:
            yield Breach(source.path, function.lineno, f"{function.name} takes **{function.args.kwarg.arg}")


def ambient_settings(source: Source) -> Iterator[Breach]:
    """What steers an operation is handed in, not looked up; what only describes the installation may be read."""
    if not _is_business(source.path):
        return
    for node in ast.walk(source.tree):
        if (
            isinstance(node, ast.Attribute)
            and _dotted(node.value) == "settings"
            and node.attr not in DESCRIBING
        ):
            yield Breach(source.path, node.lineno, f"reads settings.{node.attr} in a business function")


def clocks(source: Source) -> Iterator[Breach]:
    """The time is handed in by a face."""
    if room_of(source.path) in {"config", "faces", "demo", "kernel", "__main__", "__init__", ""}:
        return
    for call in _calls(source.tree):
        name = ".".join(_dotted(call.func).split(".")[-2:])
        if name in CLOCKS:
            yield Breach(source.path, call.lineno, f"reads the clock ({name}) below a face")


def shapeless_names(source: Source) -> Iterator[Breach]:
    """A module is named after what it holds."""
    if source.path in NAMED_BY_OTHERS:
        return
    parts = source.path.removeprefix(PACKAGE + "/").removesuffix(".py").split("/")
    for part in parts:
        if part in SHAPELESS:
            yield Breach(source.path, 1, f"a module named {part!r} says nothing about what it holds")


def models_in_tests(source: Source) -> Iterator[Breach]:
    """Tests of flows and faces use the doors too."""
    if not source.path.startswith(("tests/flows/", "tests/faces/")):
        return
    for node in ast.walk(source.tree):
        for name in _imported(node):
            parts = name.split(".")
            if parts[0] == "taktline" and len(parts) > 2 and parts[2] == "models" and parts[1] != "kernel":
                yield Breach(source.path, node.lineno, f"imports {name}; use services and queries")  # type: ignore[attr-defined]


LAWS: tuple[Law, ...] = (
    local_imports,
    get_model,
    signals,
    save_overrides,
    on_commit,
    loose_arguments,
    ambient_settings,
    clocks,
    shapeless_names,
    models_in_tests,
)


def _is_business(path: str) -> bool:
    room = room_of(path)
    return room == "flows" or (room not in OPEN_HOUSE and module_in_room(path) in BUSINESS)


def _functions(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def _calls(tree: ast.AST) -> Iterator[ast.Call]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.Call))


def _imported(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom) and node.module:
        return [f"{node.module}.{alias.name}" for alias in node.names]
    return []


def _dotted(node: ast.AST) -> str:
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        return f"{_dotted(node.value)}.{node.attr}"
    return ""


def check(root: Path = ROOT) -> list[Breach]:
    """Every breach in the package and in the tests of flows and faces."""
    folders = (PACKAGE, "tests/flows", "tests/faces")
    return [breach for source in python_files(root, *folders) for law in LAWS for breach in law(source)]


def main() -> int:
    """Print the breaches; 1 if there are any."""
    breaches = check()
    print(*breaches, sep="\n") if breaches else print("laws: kept")
    return 1 if breaches else 0


if __name__ == "__main__":
    sys.exit(main())
