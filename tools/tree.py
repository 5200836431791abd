"""Where the house's files are, read once for every tool."""

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = "src/taktline"
OPEN_HOUSE = frozenset({"config", "demo", "engines", "faces", "flows", "kernel"})


class Source(NamedTuple):
    """One parsed file. path: relative to the root, with slashes."""

    path: str
    text: str
    tree: ast.Module


def python_files(root: Path, *folders: str) -> Iterator[Source]:
    """Every Python file of these folders in a stable order, migrations left out."""
    for folder in folders:
        for path in sorted((root / folder).rglob("*.py")):
            name = path.relative_to(root).as_posix()
            if "/migrations/" in name or "__pycache__" in name:
                continue
            text = path.read_text("utf-8")
            yield Source(name, text, ast.parse(text, name))


def rooms(root: Path) -> list[str]:
    """The rooms that have walls."""
    package = root / PACKAGE
    return sorted(
        each.name
        for each in package.iterdir()
        if each.is_dir() and (each / "__init__.py").exists() and each.name not in OPEN_HOUSE
    )


def room_of(path: str) -> str:
    """The first folder below the package: a room, or an open part of the house. Empty outside it."""
    if not path.startswith(PACKAGE + "/"):
        return ""
    return path.removeprefix(PACKAGE + "/").split("/")[0].removesuffix(".py")


def module_in_room(path: str) -> str:
    """What kind of module this is in its room: services, rules, models and so on."""
    parts = path.removeprefix(PACKAGE + "/").split("/")
    return parts[1].removesuffix(".py") if len(parts) > 1 else ""
