"""Budgets: a file ≤ 300 lines, a function ≤ 40 (150 in `*_kernel.py`), ≤ 6 arguments.

A function's docstring and its decorators do not count. `tools/budgets.toml` holds the waivers, each with its
reason; a waiver that is no longer needed is a fault too.

    python -m tools.budgets
"""

import ast
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from tools.tree import PACKAGE, ROOT, Source, python_files

FILE_LINES = 300
FUNCTION_LINES = 40
KERNEL_LINES = 150
ARGUMENTS = 6
Function = ast.FunctionDef | ast.AsyncFunctionDef


class Excess(NamedTuple):
    """One budget overdrawn. place: a path, or path:function."""

    place: str
    line: int
    what: str


def excesses(source: Source) -> Iterator[Excess]:
    """Every budget that a file overdraws."""
    lines = source.text.count("\n")
    if lines > FILE_LINES:
        yield Excess(source.path, 1, f"{lines} lines, {FILE_LINES} are allowed")
    allowed = KERNEL_LINES if source.path.endswith("_kernel.py") else FUNCTION_LINES
    for node in ast.walk(source.tree):
        if isinstance(node, Function):
            place = f"{source.path}:{node.name}"
            if (length := _length(node)) > allowed:
                yield Excess(place, node.lineno, f"{length} lines, {allowed} are allowed")
            if (count := _arguments(node)) > ARGUMENTS:
                yield Excess(place, node.lineno, f"{count} arguments, {ARGUMENTS} are allowed")


def _length(node: Function) -> int:
    lines = (node.end_lineno or node.lineno) - node.lineno + 1
    first = node.body[0]
    if (
        isinstance(first, ast.Expr)
        and isinstance(first.value, ast.Constant)
        and isinstance(first.value.value, str)
    ):
        lines -= (first.end_lineno or first.lineno) - first.lineno + 1
    return lines


def _arguments(node: Function) -> int:
    names = [each.arg for each in (*node.args.posonlyargs, *node.args.args)]
    own = names[:1] in (["self"], ["cls"])
    return len(names) - own + len(node.args.kwonlyargs)


def waivers(path: Path) -> dict[str, str]:
    """Reason by place. Raises ValueError for a waiver without a reason."""
    if not path.exists():
        return {}
    entries = tomllib.loads(path.read_text("utf-8")).get("waiver", [])
    for entry in entries:
        if not entry.get("reason", "").strip():
            raise ValueError(f"{path.name}: the waiver for {entry.get('place')} gives no reason")
    return {entry["place"]: entry["reason"] for entry in entries}


def check(root: Path = ROOT) -> list[str]:
    """Sentences about what is overdrawn, or waived without need."""
    found = [excess for source in python_files(root, PACKAGE, "tools") for excess in excesses(source)]
    waived = waivers(root / "tools" / "budgets.toml")
    faults = [f"{each.place} (line {each.line}): {each.what}" for each in found if each.place not in waived]
    needed = {each.place for each in found}
    faults += [
        f"tools/budgets.toml: {place} keeps its budget; remove its waiver"
        for place in waived
        if place not in needed
    ]
    return faults


def main() -> int:
    """Print the faults; 1 if there are any."""
    faults = check()
    print(*faults, sep="\n") if faults else print("budgets: kept")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
