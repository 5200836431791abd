"""./demo and ./test: what a newcomer meets first."""

import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import call_command

from taktline.config.serving import free_port
from tools.bootstrap.node import version
from tools.tree import PACKAGE, ROOT


@pytest.mark.skipif(os.name == "nt", reason="a POSIX shell is needed")
@pytest.mark.parametrize("command", ["demo", "test"])
def test_without_python_there_is_one_clear_sentence(tmp_path: Path, command: str) -> None:
    (tmp_path / "dirname").symlink_to(str(shutil.which("dirname")))
    done = subprocess.run(
        [str(shutil.which("sh")), ROOT / command],
        env={"PATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.startswith("Taktline needs Python 3.11 or later")
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize("command", ["demo", "test"])
def test_help_needs_nothing_installed(command: str) -> None:
    done = subprocess.run([ROOT / command, "--help"], capture_output=True, text=True, check=False)
    assert done.returncode == 0
    assert f"./{command}" in done.stdout


def test_versions_of_node_are_understood() -> None:
    assert version("v20.19.4\n") == (20, 19, 4)
    assert version("no node here") == ()
    assert version("v9.0.0") < (20, 19) < version("v22.1.0")


def test_a_taken_port_is_passed_over() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert port < free_port("127.0.0.1", port) < port + 100


FIRST_MIGRATION = ROOT / PACKAGE / "kernel" / "migrations" / "0001_initial.py"


@pytest.mark.skipif(not FIRST_MIGRATION.exists(), reason="migrations are regenerated at integration")
@pytest.mark.sqlite
def test_migrations_build_the_schema_that_the_models_describe(tmp_path: Path) -> None:
    home = {**os.environ, "TAKTLINE_HOME": str(tmp_path), "PYTHONPATH": str(ROOT / "src")}
    home.pop("TAKTLINE_DATABASE_URL", None)

    def manage(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "taktline", *arguments]
        return subprocess.run(command, env=home, cwd=ROOT, capture_output=True, text=True, check=False)

    migrated = manage("migrate", "--no-input", "--verbosity", "0")
    assert migrated.returncode == 0, migrated.stderr
    unchanged = manage("makemigrations", "--check", "--dry-run")
    assert unchanged.returncode == 0, unchanged.stdout + unchanged.stderr


@pytest.mark.django_db
def test_the_system_checks_find_nothing() -> None:
    call_command("check", fail_level="WARNING")
