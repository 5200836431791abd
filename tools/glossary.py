"""The glossary: joins docs/glossary.d/*.md into docs/glossary.md and checks that every name is in it.

Each file of docs/glossary.d holds table rows of four columns: 中文 | English | code name | room.

    python -m tools.glossary          check
    python -m tools.glossary join     write docs/glossary.md
"""

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from tools.tree import PACKAGE, ROOT, Source, module_in_room, python_files, room_of, rooms

HEAD = """# Glossary 词汇表

One word for one thing, in both languages and in the code. Made from `docs/glossary.d` by `just glossary`;
write there. 一物一词:此表由 `docs/glossary.d` 汇总而成,请在那里修改。

| 中文 | English | code name | room |
|---|---|---|---|
"""


class Name(NamedTuple):
    """A name in the code that people must be able to look up."""

    room: str
    name: str
    line: str


def rows(root: Path) -> list[tuple[str, str, str, str]]:
    """Every entry, sorted by room and code name. Raises ValueError for a line that is not one."""
    entries = set()
    for path in sorted((root / "docs" / "glossary.d").glob("*.md")):
        for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1):
            if not line.startswith("|") or re.fullmatch(r"[|\s:-]+", line):
                continue
            cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
            if cells[0] in {"中文", "Chinese"}:
                continue
            if len(cells) != 4 or not all(cells[:3]):
                raise ValueError(
                    f"{path.name}:{number}: an entry has four columns: 中文 | English | code name | room"
                )
            entries.add((cells[0], cells[1], cells[2], cells[3] or path.stem))
    return sorted(entries, key=lambda entry: (entry[3], entry[2].lower(), entry))


def joined(root: Path) -> str:
    """The text of docs/glossary.md."""
    return HEAD + "".join(f"| {' | '.join(entry)} |\n" for entry in rows(root))


def names(root: Path) -> Iterator[Name]:
    """Every model class and every public service of every room, and the kernel's models."""
    walled = set(rooms(root)) | {"kernel"}
    for source in python_files(root, PACKAGE):
        room, module = room_of(source.path), module_in_room(source.path)
        if room not in walled:
            continue
        if module == "models":
            yield from (Name(room, each, source.path) for each in _models(source))
        elif module == "services" and room != "kernel":
            yield from (Name(room, each, source.path) for each in _services(source))


def _models(source: Source) -> Iterator[str]:
    for node in source.tree.body:
        if isinstance(node, ast.ClassDef) and _is_model(node) and not _is_abstract(node):
            yield node.name


def _is_model(node: ast.ClassDef) -> bool:
    bases = [ast.unparse(base) for base in node.bases]
    inner = {item.name for item in node.body if isinstance(item, ast.ClassDef)}
    fields = any(
        isinstance(item, ast.Assign)
        and isinstance(item.value, ast.Call)
        and "Field" in ast.unparse(item.value.func)
        for item in node.body
    )
    return (
        any(base.endswith("models.Model") or base == "Model" for base in bases) or "Meta" in inner or fields
    )


def _is_abstract(node: ast.ClassDef) -> bool:
    return any(
        isinstance(item, ast.ClassDef) and item.name == "Meta" and "abstract = True" in ast.unparse(item)
        for item in node.body
    )


def _services(source: Source) -> Iterator[str]:
    """Top-level functions that are operations: each changes rows and each has a name in the business."""
    for node in source.tree.body:
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
            marks = {ast.unparse(mark).split("(")[0].split(".")[-1] for mark in node.decorator_list}
            if "operation" in marks:
                yield node.name


def check(root: Path = ROOT) -> list[str]:
    """Sentences about what is missing or stale."""
    known = {(entry[3], name) for entry in rows(root) for name in re.findall(r"\w+", entry[2])}
    anywhere = {name for _room, name in known}
    faults = [
        f"docs/glossary.d/{each.room}.md has no line for {each.name} ({each.line})"
        for each in names(root)
        if (each.room, each.name) not in known and each.name not in anywhere
    ]
    page = root / "docs" / "glossary.md"
    if not page.exists() or page.read_text("utf-8") != joined(root):
        faults.append("docs/glossary.md is stale; run `just glossary`")
    return faults


def main(arguments: list[str]) -> int:
    """Check, or join."""
    if arguments == ["join"]:
        (ROOT / "docs" / "glossary.md").write_text(joined(ROOT), "utf-8")
        return 0
    faults = check()
    print(*faults, sep="\n") if faults else print("glossary: complete")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
