"""The import contracts: each is broken on purpose in a small model of the house, and must be seen."""

import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from django.db import models
from django.test.utils import isolate_apps

from taktline.kernel.checks import floors, wrong
from tools.tree import ROOT, rooms

CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]
NAMES = {contract["id"]: contract["name"] for contract in CONTRACTS}


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A model of the house: every floor with its rooms, all empty, and our own contracts."""
    package = tmp_path / "src" / "taktline"
    for layer in next(contract["layers"] for contract in CONTRACTS if contract["id"] == "floors"):
        for room in layer.replace("|", " ").split():
            (package / room.strip("()")).mkdir(parents=True)
    for face in ("web", "api"):
        (package / "faces" / face).mkdir()
    write(package / "sales" / "rules.py", "")
    for folder in (package, *package.rglob("*")):
        if folder.is_dir():
            write(folder / "__init__.py", "")
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    (tmp_path / "tools").mkdir()
    for name in ("__init__.py", "doors.py"):
        shutil.copy(ROOT / "tools" / name, tmp_path / "tools")
    return tmp_path


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def broken(house: Path) -> list[str]:
    """The ids of the contracts that the model of the house breaks."""
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            "from importlinter.cli import lint_imports_command as run; run()",
            "--no-cache",
            "--no-logo",
        ],
        cwd=house,
        env={**os.environ, "PYTHONPATH": f"{house / 'src'}{os.pathsep}{house}", "COLUMNS": "200"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert "Contracts:" in done.stdout, done.stdout + done.stderr
    return [each for each, name in NAMES.items() if f"{name} BROKEN" in done.stdout]


def test_an_empty_house_breaks_nothing(house: Path) -> None:
    assert broken(house) == []


@pytest.mark.parametrize(
    ("contract", "files"),
    [
        ("floors", {"inventory/queries.py": "import taktline.sales.queries", "sales/queries.py": ""}),
        ("floors", {"sales/queries.py": "import taktline.purchasing.queries", "purchasing/queries.py": ""}),
        ("floors", {"attic/__init__.py": ""}),
        ("floors", {"flows/take_order/confirm.py": "import taktline.faces.web"}),
        ("doors", {"sales/queries.py": "import taktline.inventory.models", "inventory/models.py": ""}),
        (
            "doors",
            {"flows/make/report.py": "from taktline.sales.rules import price", "sales/rules.py": "price = 1"},
        ),
        ("doors", {"sales/queries.py": "import taktline.office.models", "office/models/__init__.py": ""}),
        ("room", {"sales/models.py": "import taktline.sales.services", "sales/services.py": ""}),
        ("room", {"sales/errors.py": "import taktline.sales.facts", "sales/facts.py": ""}),
        ("room", {"sales/rules.py": "import taktline.sales.load", "sales/load.py": ""}),
        ("engines", {"engines/mrp/solve.py": "import django.db", "engines/mrp/__init__.py": ""}),
        ("engines", {"engines/mrp/solve.py": "import taktline.kernel", "engines/mrp/__init__.py": ""}),
        ("rules", {"sales/rules.py": "from django.db import models"}),
        ("rules", {"sales/rules.py": "import taktline.sales.models", "sales/models.py": ""}),
        (
            "circles",
            {"kernel/one.py": "import taktline.kernel.two", "kernel/two.py": "import taktline.kernel.one"},
        ),
        ("faces", {"faces/web/page.py": "import taktline.faces.api"}),
    ],
)
def test_a_breach_is_seen(house: Path, contract: str, files: dict[str, str]) -> None:
    for name, text in files.items():
        path = house / "src" / "taktline" / name
        for folder in path.relative_to(house / "src" / "taktline").parents:
            if not (house / "src" / "taktline" / folder / "__init__.py").exists():
                write(house / "src" / "taktline" / folder / "__init__.py", "")
        write(path, text)
    assert contract in broken(house)


@pytest.mark.parametrize("door", ["services", "queries", "facts", "errors", "types", "life", "permits"])
def test_the_doors_are_open(house: Path, door: str) -> None:
    write(house / f"src/taktline/inventory/{door}.py", "")
    write(house / "src/taktline/sales/services.py", f"import taktline.inventory.{door}")
    assert broken(house) == []


def test_every_room_of_ours_has_a_floor() -> None:
    heights = floors(ROOT / "pyproject.toml")
    assert [room for room in rooms(ROOT) if room not in heights] == []


@isolate_apps("taktline.sales", "taktline.inventory")
def test_a_foreign_key_that_points_up_or_leaves_a_way_back_is_seen() -> None:
    class Order(models.Model):
        class Meta:
            app_label = "sales"

        __module__ = "taktline.sales.models"

    class Move(models.Model):
        order = models.ForeignKey(Order, models.PROTECT, related_name="+")

        class Meta:
            app_label = "inventory"

        __module__ = "taktline.inventory.models"

    class Line(models.Model):
        move = models.ForeignKey(Move, models.PROTECT)

        class Meta:
            app_label = "sales"

        __module__ = "taktline.sales.models"

    heights = floors(ROOT / "pyproject.toml")
    assert [fault.id for fault in wrong(Move, Move._meta.get_field("order"), heights)] == ["floors.E001"]
    assert [fault.id for fault in wrong(Line, Line._meta.get_field("move"), heights)] == ["floors.E002"]
